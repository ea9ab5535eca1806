"""Every store knows the vocabulary: what a code is called, which class lies below which; the plans' own counts stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from plankg.graph.questions import Answer
from plankg.graph.rdf import ONTOLOGY, dataset, vocabulary_quads
from plankg.graph.store import Store
from plankg.schema import Document, Plan
from plankg.schema.terms import EntityType

pytestmark = pytest.mark.slow

LABELS = 'SELECT ?zh { plankg:Role-lead skos:prefLabel ?zh FILTER (lang(?zh) = "zh") }'
UNITS = "SELECT (COUNT(DISTINCT ?u) AS ?n) { ?u a plankg:Unit }"
BELOW = "SELECT (COUNT(DISTINCT ?u) AS ?n) { ?u a plankg:Entity ; a/rdfs:subClassOf* plankg:Unit }"


def only(found: object) -> object:
    assert isinstance(found, Answer)
    ((value,),) = found.rows
    return value


@pytest.fixture(params=["memory", "folder"])
def filled(request: pytest.FixtureRequest, plan: Plan, document: Document, tmp_path: Path) -> Store:
    store = Store(None if request.param == "memory" else tmp_path / "库")
    store.load(plan, document)
    return store


def test_a_store_tells_what_a_code_is_called_and_which_things_are_units(filled: Store, plan: Plan) -> None:
    units = sum(entity.type.unit for entity in plan.entities)
    for scope in (None, plan.id):
        assert only(filled.query(LABELS, plan=scope)) == "牵头"
        assert only(filled.query(UNITS, plan=scope)) == units
        assert only(filled.query(BELOW, plan=scope)) == units


def test_the_vocabulary_stands_in_one_graph_once_however_many_plans_there_are(
    filled: Store, plan: Plan, document: Document
) -> None:
    filled.load(plan.model_copy(update={"id": "other"}), document)
    size = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{ONTOLOGY}> {{ ?s ?p ?o }} }}"
    assert only(filled.query(size)) == len(vocabulary_quads())
    assert len(filled) == len(vocabulary_quads()) + 2 * len(dataset(plan, document))
    filled.remove("other")
    assert only(filled.query(size)) == len(vocabulary_quads())


@pytest.mark.parametrize(
    "query",
    [
        *(f"SELECT (COUNT(*) AS ?n) {{ ?s a plankg:{kind.value} }}" for kind in EntityType),
        *(f"SELECT (COUNT(*) AS ?n) {{ ?s a plankg:{name} }}" for name in ("Entity", "Task", "Assignment", "Mention")),
        "SELECT (COUNT(*) AS ?n) { ?u plankg:carries ?t }",
        "SELECT (COUNT(*) AS ?n) { ?t plankg:taskKind ?kind }",
    ],
)
def test_it_changes_no_count_of_what_plans_say(query: str, store: Store, plan: Plan) -> None:
    bare = Store()
    bare.oxigraph = store.copy(plan.id)
    assert only(store.query(query)) == only(bare.query(query))


def test_the_names_of_things_are_no_labels_of_codes(store: Store) -> None:
    assert "牵头" not in store.names()


def test_a_vocabulary_of_another_version_gives_way(plan: Plan, document: Document, tmp_path: Path) -> None:
    store = Store(tmp_path / "库")
    store.update(f"INSERT DATA {{ GRAPH <{ONTOLOGY}> {{ plankg:oldTerm rdfs:label '旧词' }} }}")
    store.load(plan, document)
    assert store.query("ASK { plankg:oldTerm ?p ?o }") is False
    assert only(store.query(LABELS)) == "牵头"
