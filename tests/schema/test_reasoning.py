"""The ontology under OWL 2 RL (https://www.w3.org/TR/owl2-profiles/#OWL_2_RL), with the bundled plan and what the vocabularies
that it is tied to demand (`tied_axioms.ttl`)."""

from __future__ import annotations

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


def vocabulary() -> Graph:
    graph = Graph().parse(data=(files("plankg.schema") / "ontology.ttl").read_bytes(), format="turtle")
    return graph.parse(Path(__file__).with_name("tied_axioms.ttl"))


def contradictions(graph: Graph) -> list[str]:
    """Draw all conclusions in the graph itself; give what contradicts itself."""
    OWLRL_Semantics(graph, axioms=False, daxioms=False, rdfs=False).closure()
    errors = [str(message) for message in graph.objects(None, ERRNS.error)]
    return errors + [f"{node} is nothing" for node in graph.subjects(RDF.type, OWL.Nothing)]


@pytest.fixture(scope="module")
def concluded(plan: Plan, document: Document, review: Review) -> tuple[Graph, list[str]]:
    """The plan's graph but for its selectors, which hold nothing but text and positions."""
    quads = dataset(plan, document, review=review)
    kept = {quad.triple for quad in quads if "#" not in str(getattr(quad.subject, "value", ""))}
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


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        (expand("plankg:Role"), SKOS.Concept),
        (IRIS.entity("School/白鹭小学"), URIRef(expand("oa:Annotation"))),
        (IRIS.entity("School/白鹭小学"), URIRef(expand("plankg:Concept"))),
        (IRIS.plan, PROV.Activity),
    ],
)
def test_a_contradiction_is_found(subject: str, kind: URIRef) -> None:
    graph = vocabulary()
    graph.add((URIRef(subject), RDF.type, kind))
    graph.add((URIRef(IRIS.plan), RDF.type, URIRef(expand("plankg:Plan"))))
    graph.add((URIRef(IRIS.entity("School/白鹭小学")), RDF.type, URIRef(expand("plankg:School"))))
    graph.add((URIRef(IRIS.assignment("a1")), URIRef(expand("plankg:role")), URIRef(expand("plankg:Role-lead"))))
    assert contradictions(graph) != []
