"""Our own exports held against our own shapes by pySHACL, as whoever gets them would, with and without RDFS inference."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pyoxigraph as ox
import pytest
from plankg.graph.extraction import extract
from plankg.graph.formats.registry import export
from plankg.graph.rdf import ONTOLOGY, expand
from plankg.graph.reading.text import read_text
from plankg.schema.loaded import Loaded
from pyoxigraph import RdfFormat
from pyshacl import validate
from rdflib import RDF, SKOS, Graph, Literal, URIRef

pytestmark = pytest.mark.slow

TEXT = """海陵市教育局2025年工作要点
一、提升教育质量
1.办好学前教育。市教育局牵头，市财政局配合，12月底前新建公办幼儿园6所，力争普惠性幼儿园覆盖率达90%。
2.召开六大学区成立大会。推动临江小学、江北中学开展结对，每季度举办一次教研活动。
"""
SYNTAXES = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}


@pytest.fixture(scope="module")
def written() -> dict[str, bytes]:
    document = read_text(TEXT.encode(), name="plan.txt", sha256="0" * 64)
    plan = extract(document, plan_id="hailing-2025")
    assert plan.assignments
    assert plan.entities
    return {syntax: export(Loaded(plan, document), syntax) for syntax in SYNTAXES}


@cache
def shapes() -> Graph:
    graph = Graph()
    for name in ("shapes.ttl", "constraints.ttl"):
        graph.parse(data=(files("plankg.schema") / name).read_bytes(), format="turtle")
    return graph


def union(content: bytes, syntax: str) -> Graph:
    return graph_of(triples(content, syntax))


def triples(content: bytes, syntax: str) -> frozenset[ox.Triple]:
    return frozenset(quad.triple for quad in ox.parse(content, format=SYNTAXES[syntax]))


def graph_of(stated: frozenset[ox.Triple]) -> Graph:
    return Graph().parse(data=ox.serialize(stated, format=RdfFormat.N_TRIPLES), format="nt")


@cache
def verdict(stated: frozenset[ox.Triple], inference: str) -> tuple[bool, str]:
    """Holds triples against the shapes: once, though several syntaxes state the same ones."""
    conforms, _, text = validate(graph_of(stated), shacl_graph=shapes(), inference=inference)
    return conforms, text


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("inference", ["none", "rdfs"])
@pytest.mark.parametrize("syntax", SYNTAXES)
def test_pyshacl_accepts_the_export(syntax: str, inference: str, written: dict[str, bytes]) -> None:
    conforms, text = verdict(triples(written[syntax], syntax), inference)
    assert conforms, text


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("inference", ["none", "rdfs"])
def test_pyshacl_finds_what_is_wrong_in_an_export(inference: str, written: dict[str, bytes]) -> None:
    data = union(written["turtle"], "turtle")
    role = URIRef(expand("plankg:role"))
    row = next(iter(data.subjects(role, None)))
    data.remove((row, role, None))
    conforms, _, _ = validate(data, shacl_graph=shapes(), inference=inference)
    assert not conforms


@pytest.mark.parametrize("syntax", ["turtle", "trig", "nquads"])
def test_an_export_says_what_its_codes_are_called_and_which_class_lies_below_which(
    syntax: str, written: dict[str, bytes]
) -> None:
    data = union(written[syntax], syntax)
    assert (URIRef(expand("plankg:Role-lead")), SKOS.prefLabel, Literal("牵头", lang="zh")) in data
    assert (URIRef(ONTOLOGY), RDF.type, URIRef(expand("owl:Ontology"))) in data
