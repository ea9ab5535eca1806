from __future__ import annotations

import random
from collections.abc import Callable
from importlib.resources import files

import pyoxigraph as ox
import pytest
from faults import FAULTS, HEAD, IRIS, XSD_INTEGER, change, named
from plankg.graph.conformance import oracle
from plankg.graph.conformance.conformance import Finding, issues
from plankg.graph.conformance.shapes import checks_of
from plankg.graph.rdf import expand
from plankg.graph.store import Store
from plankg.schema import Document, Issue, Plan
from plankg.schema.decision import Review
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found(plan: Plan, document: Document) -> tuple[dict[str, str], tuple[Issue, ...]]:
    """Plant every fault in one graph made from the bundled plan, and hold it against the shapes once."""
    store = Store()
    store.load(plan, document)
    planted = {fault.__name__: fault(store, plan) for fault in FAULTS}
    return planted, store.validate()


def test_the_bundled_plan_conforms(store: Store) -> None:
    assert store.validate() == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_found_at_its_statement(
    fault: Callable[[Store, Plan], str], found: tuple[dict[str, str], tuple[Issue, ...]]
) -> None:
    planted, issues = found
    assert (FAULTS[fault], planted[fault.__name__]) in {(issue.check, issue.statement) for issue in issues}


def test_pyshacl_finds_the_same_planted_faults(plan: Plan, document: Document) -> None:
    store = Store()
    store.load(plan, document)
    for fault in FAULTS:
        fault(store, plan)
    assert store.validate() == oracle.validate(store.oxigraph)


def test_pyshacl_finds_nothing_in_the_bundled_plan_either(store: Store) -> None:
    assert oracle.validate(store.oxigraph) == ()


ODD = (
    Literal("2023-02-30", datatype=named("xsd:date")),
    Literal("多", datatype=XSD_INTEGER),
    Literal("标题", language="zh"),
    Literal(-1),
    Literal(""),
    Literal("12.5", datatype=named("xsd:decimal")),
    NamedNode(IRIS.entity("School/无此校")),
    named("plankg:Role-lead"),
    named("plankg:School"),
)


def spoil(store: Store, seed: int) -> None:
    """Take out, add or change a value, a class or a link: for each property of each class, of one node that has it."""
    dice = random.Random(seed)  # noqa: S311 - faults, not secrets
    quads = sorted(store.oxigraph, key=str)
    places: dict[tuple[str, str], list[Quad]] = {}
    kinds = {quad.subject: quad.object.value for quad in quads if quad.predicate == named("rdf:type")}
    for quad in quads:
        places.setdefault((kinds.get(quad.subject, ""), quad.predicate.value), []).append(quad)
    for _, found in sorted(places.items()):
        quad = dice.choice(found)
        if dice.random() < 0.7:
            store.oxigraph.remove(quad)
        if dice.random() < 0.7:
            value = dice.choice((*ODD, dice.choice(quads).object))
            store.oxigraph.add(Quad(quad.subject, quad.predicate, value, quad.graph_name))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", [1, 2])
def test_pyshacl_finds_the_same_in_a_spoilt_graph(beginning: Store, seed: int) -> None:
    store = Store()
    store.oxigraph.extend(beginning.oxigraph)
    spoil(store, seed)
    ours, theirs = store.validate(), oracle.validate(store.oxigraph)
    assert len({issue.check for issue in ours}) > 50
    assert {(i.check, i.statement, i.message) for i in ours} ^ {
        (i.check, i.statement, i.message) for i in theirs
    } == set()
    assert ours == theirs


def test_faults_of_statements_that_go_by_one_id_stand_in_the_order_of_their_words(
    plan: Plan, document: Document
) -> None:
    store = Store()
    store.load(plan, document)
    tasks = [IRIS.task(task.id) for task in plan.tasks]
    for task in tasks:
        change(store, task, "dcterms:identifier", Literal("1.1"))
    found = [Finding(named("plankg:TaskShape-kind"), NamedNode(task), None) for task in tasks]
    told = issues(store.oxigraph, found)
    places = [issue.evidence.start for issue in told if issue.evidence]
    assert places == sorted(places)
    assert len(places) == len(tasks)
    assert issues(store.oxigraph, list(reversed(found))) == told


def test_a_structure_that_is_no_json_is_found_though_rdflib_takes_it(
    plan: Plan, document: Document, review: Review
) -> None:
    store = Store()
    store.load(plan, document, review=review)
    change(store, IRIS.decision("d1"), "plankg:set", Literal("{", datatype=named("rdf:JSON")))
    assert [(issue.check, issue.statement) for issue in store.validate()] == [("DecisionShape-set", "d1")]


def test_a_constraint_without_a_query_is_an_error() -> None:
    graph = ox.Store()
    shape = "plankg:S a sh:NodeShape ; sh:targetClass plankg:Task ; sh:property [ sh:path plankg:action ; sh:maxLength 9 ] ."
    graph.load(HEAD + shape, format=ox.RdfFormat.TURTLE)
    with pytest.raises(TypeError, match="maxLength"):
        checks_of(graph)


def test_every_hand_written_shape_has_a_planted_fault() -> None:
    shapes = Graph().parse(data=(files("plankg.schema") / "constraints.ttl").read_text("utf-8"), format="turtle")
    targets = shapes.query("""
        SELECT ?s WHERE {
          { ?s a sh:SPARQLConstraint } UNION { ?s sh:minCount|sh:class|sh:qualifiedMinCount ?any }
          MINUS { ?whole sh:qualifiedValueShape ?s }
        }
    """)
    names = {str(row[0]).removeprefix(expand("plankg:")) for row in targets}  # type: ignore[index]
    assert names
    assert names <= set(FAULTS.values())


def test_a_finding_says_what_is_wrong_and_shows_the_words(found: tuple[dict[str, str], tuple[Issue, ...]]) -> None:
    _, issues = found
    share = next(issue for issue in issues if issue.check == "ShareWithinHundred-value")
    assert share.message == "比例应在 0 与 100 之间。"
    assert share.evidence is not None
    assert "93%" in share.evidence.quote
