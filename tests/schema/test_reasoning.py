"""The ontology under OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL), with the bundled plan and what the vocabularies
that it is tied to demand (`tied_axioms.ttl`)."""

from __future__ import annotations

from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pyoxigraph as ox
import pytest
from owlrl import OWLRL_Semantics
from owlrl.Namespaces import ERRNS
from plankg.graph.rdf import Iris, dataset, expand
from plankg.schema import Document, Plan
from plankg.schema.decision import Review
from rdflib import OWL, PROV, RDF, SKOS, Graph, URIRef

pytestmark = pytest.mark.slow

IRIS = Iris("baoshan-2023h2")
ASKED = (IRIS.entity("School/白鹭小学"), IRIS.task("5.6"), IRIS.plan)


def vocabulary() -> Graph:
    graph = Graph().parse(data=(files("plankg.schema") / "ontology.ttl").read_bytes(), format="turtle")
    return graph.parse(Path(__file__).with_name("tied_axioms.ttl"))


def contradictions(graph: Graph) -> list[str]:
    """Draw all conclusions in the graph itself; give what contradicts itself."""
    OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False).closure()
    errors = [str(message) for message in graph.objects(None, ERRNS.error)]
    return errors + [f"{node} is nothing" for node in graph.subjects(RDF.type, OWL.Nothing)]


def unlike(triples: set[ox.Triple]) -> set[ox.Triple]:
    """What is said of one node of each kind, and of what what it leads to is.

    A kind are its classes, and its properties with the classes of their values: for all of a kind the same follows. Those that
    the tests ask for are kept besides.
    """
    said: defaultdict[str, list[ox.Triple]] = defaultdict(list)
    classes: defaultdict[str, set[str]] = defaultdict(set)
    for triple in sorted(triples, key=str):
        said[triple.subject.value].append(triple)
        if triple.predicate.value == str(RDF.type):
            classes[triple.subject.value].add(triple.object.value)
    of_kind: dict[frozenset[tuple[str, frozenset[str]]], str] = {}
    for node, rows in said.items():
        leads = {(row.predicate.value, frozenset(classes[str(getattr(row.object, "value", ""))])) for row in rows}
        of_kind.setdefault(frozenset({*leads, *((each, frozenset[str]()) for each in classes[node])}), node)
    kept = {row for node in (*of_kind.values(), *ASKED) for row in said[node]}
    ends = {str(getattr(row.object, "value", "")) for row in kept}
    return kept | {row for end in ends for row in said.get(end, ()) if row.predicate.value == str(RDF.type)}


@pytest.fixture(scope="module")
def concluded(plan: Plan, document: Document, review: Review) -> tuple[Graph, list[str]]:
    """The plan's graph but for its selectors, which hold nothing but text and positions, and for what is like another."""
    quads = dataset(plan, document, review=review)
    kept = unlike({quad.triple for quad in quads if "#" not in str(getattr(quad.subject, "value", ""))})
    graph = vocabulary().parse(data=ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES), format="nt")
    return graph, contradictions(graph)


def test_the_plan_contradicts_no_vocabulary_that_ours_is_tied_to(concluded: tuple[Graph, list[str]]) -> None:
    assert concluded[1] == []


def test_what_follows_is_what_users_of_those_vocabularies_look_for(concluded: tuple[Graph, list[str]]) -> None:
    graph, _ = concluded
    school = URIRef(IRIS.entity("School/白鹭小学"))
    for kind in ("plankg:Unit", "org:Organization", "prov:Agent", "schema:School"):
        assert (school, RDF.type, URIRef(expand(kind))) in graph, kind
    assert (URIRef(IRIS.task("5.6")), RDF.type, URIRef(expand("p-plan:Step"))) in graph
    assert (URIRef(IRIS.plan), RDF.type, PROV.Entity) in graph


FAULTS = (
    (expand("plankg:Role"), str(SKOS.Concept)),
    (IRIS.entity("School/白鹭小学"), expand("oa:Annotation")),
    (IRIS.entity("School/苍鹭小学"), expand("plankg:Concept")),
    (IRIS.plan, str(PROV.Activity)),
)
"""Subjects with a class that they may not have."""


@pytest.fixture(scope="module")
def contradicted() -> list[str]:
    """What is found where all faults are planted in one graph: to draw the vocabulary's own conclusions takes the time."""
    graph = vocabulary()
    graph.add((URIRef(IRIS.plan), RDF.type, URIRef(expand("plankg:Plan"))))
    for school in ("白鹭小学", "苍鹭小学"):
        graph.add((URIRef(IRIS.entity(f"School/{school}")), RDF.type, URIRef(expand("plankg:School"))))
    graph.add((URIRef(IRIS.assignment("a1")), URIRef(expand("plankg:role")), URIRef(expand("plankg:Role-lead"))))
    for subject, kind in FAULTS:
        graph.add((URIRef(subject), RDF.type, URIRef(kind)))
    return contradictions(graph)


@pytest.mark.parametrize(("subject", "kind"), FAULTS)
def test_a_contradiction_is_found(contradicted: list[str], subject: str, kind: str) -> None:
    assert [error for error in contradicted if {subject, kind} <= set(error.split())], contradicted
