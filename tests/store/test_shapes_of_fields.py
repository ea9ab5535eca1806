"""Each shape made from a field of a model finds bad data, and pySHACL finds the same; the bundled plan is the good data."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pytest
from faults import put, take
from plankg.graph.conformance import oracle
from plankg.graph.rdf import expand
from plankg.graph.rdf.vocabulary import prefixed
from plankg.graph.store import Store
from plankg.schema import Document, Issue, Plan
from plankg.schema.decision import Review
from pyoxigraph import Literal, NamedNode
from rdflib import RDF, SH, Graph

pytestmark = pytest.mark.slow

BAD = (Literal("坏", language="x-bad"), Literal("又坏", language="x-bad"))
"""Two values where there may be one, of a datatype that no field has."""

ABSENT = {
    "PlanShape-id": "the id of the plan names what all faults are found in",
    "EntityShape-type": "what is no type is not counted; a thing of two types is among the planted faults",
}
"""Shapes whose fault would spoil the others', each with the reason."""


def shapes() -> Iterator[tuple[str, str, str]]:
    """Give the name, the class and the property of each shape."""
    graph = Graph().parse(data=(files("plankg.schema") / "shapes.ttl").read_bytes(), format="turtle")
    for shape, target in graph.subject_objects(SH.targetClass):
        for part in graph.objects(shape, SH.property):
            name = str(part).removeprefix(expand("plankg:"))
            if name not in ABSENT:
                yield name, str(target), str(graph.value(part, SH.path))


SHAPES = sorted(shapes())


@pytest.fixture(scope="module")
def spoilt(plan: Plan, document: Document, review: Review) -> Store:
    """Spoil a node for each shape, where it can one that no other shape has."""
    store = Store()
    store.load(plan, document, review=review)
    nodes: dict[str, list[str]] = {}
    for quad in store.oxigraph.quads_for_pattern(None, NamedNode(str(RDF.type)), None, None):
        nodes.setdefault(quad.object.value, []).append(quad.subject.value)  # type: ignore[union-attr]  # no blank nodes
    for place, (_, target, path) in enumerate(SHAPES):
        of_class = sorted(set(nodes[target]))
        node = of_class[place % len(of_class)]
        if path != str(RDF.type):
            take(store, node, prefixed(path))
        for value in BAD:
            put(store, node, prefixed(path), value)
    return store


@pytest.fixture(scope="module")
def found(spoilt: Store) -> tuple[Issue, ...]:
    return spoilt.validate()


@pytest.mark.parametrize("name", [name for name, _, _ in SHAPES])
def test_a_shape_finds_bad_data(name: str, found: tuple[Issue, ...]) -> None:
    assert name in {issue.check for issue in found}


@pytest.mark.filterwarnings("ignore")
def test_pyshacl_finds_the_same(spoilt: Store, found: tuple[Issue, ...]) -> None:
    assert found == oracle.validate(spoilt.oxigraph)
