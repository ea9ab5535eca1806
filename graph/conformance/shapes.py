"""The shapes as checks: core constraints with what they are told, and the queries of those that are written in SPARQL.

https://www.w3.org/TR/shacl/#core-components, https://www.w3.org/TR/shacl/#sparql-constraints.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import pyoxigraph as ox
from plankg.graph.conformance.components import BOUNDS, QUALIFIED, QUALIFIED_BOUNDS, TESTS
from plankg.graph.conformance.tables import Tables
from plankg.graph.rdf import expand
from plankg.schema.terms import Severity
from pyoxigraph import Literal, NamedNode

Node = Any
"""A term of RDF; the type stubs of pyoxigraph let no object be asked about as a subject."""

SHAPES = ("shapes.ttl", "constraints.ttl")
ONTOLOGY = "ontology.ttl"
DESCRIBING = {"path", "name", "message", "severity", "property", "sparql", "targetClass", "targetSubjectsOf"}
"""Properties of a shape that are no constraint: what it is called, which nodes it looks at, which parts it has."""

SEVERITIES = {"Info": Severity.NOTE, "Warning": Severity.WARNING}
TYPE, FIRST, REST = (NamedNode(expand(name)) for name in ("rdf:type", "rdf:first", "rdf:rest"))
SUBCLASS = NamedNode(expand("rdfs:subClassOf"))
SH = expand("sh:")
PARTS = NamedNode(SH + "sparql"), NamedNode(SH + "property")


class Targets(NamedTuple):
    """The nodes that a shape looks at: those of its classes, and those that have one of its predicates."""

    classes: tuple[str, ...]
    predicates: tuple[str, ...]

    def among(self, tables: Tables) -> frozenset[str]:
        """The nodes among those of a graph."""

        def nodes() -> frozenset[str]:
            return tables.instances(self.classes).union(*(tables.along((each,)).one for each in self.predicates))

        return tables.once(self, nodes)


class Check(NamedTuple):
    """Core constraints that stand on a shape, or its query; an empty path is the node itself."""

    shape: NamedNode
    targets: Targets
    path: tuple[str, ...] = ()
    parameters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    query: str | None = None


@cache
def checks() -> tuple[Check, ...]:
    """The checks of the package's shapes."""
    return checks_of(_graph(*SHAPES, ONTOLOGY))


def checks_of(graph: ox.Store) -> tuple[Check, ...]:
    """The checks of shapes that stand in one graph with the ontology, sorted by shape.

    Raises TypeError for a constraint that is none of `plankg.graph.conformance.components`, and for a path of other steps
    than properties and their inverses.
    """
    nodes = {quad.subject for quad in graph.quads_for_pattern(None, TYPE, NamedNode(SH + "NodeShape"), None)}
    checks = (check for node in nodes for check in _of_node_shape(graph, node))
    return tuple(sorted(checks, key=lambda check: str(check.shape)))


def messages(shape: NamedNode) -> dict[str, str]:
    """The sentences of a shape by language."""
    texts = _objects(_graph(*SHAPES), shape, "message")
    return {text.language: text.value for text in texts if isinstance(text, Literal) and text.language}


@cache
def severity(shape: NamedNode) -> Severity:
    """How much it matters that a shape is broken: what it, or the shape that it is a part of, says of that.

    https://www.w3.org/TR/shacl/#severity: an error where nothing is said.
    """
    graph = _graph(*SHAPES)
    wholes = [quad.subject for part in PARTS for quad in graph.quads_for_pattern(None, part, shape, None)]
    said = {level.value for one in (shape, *wholes) for level in _objects(graph, one, "severity")}
    return next((level for name, level in SEVERITIES.items() if SH + name in said), Severity.ERROR)


@cache
def _graph(*names: str) -> ox.Store:
    store = ox.Store()
    for name in names:
        store.load((files("plankg.schema") / name).read_bytes(), format=ox.RdfFormat.TURTLE)
    return store


def _objects(graph: ox.Store, subject: Node, name: str) -> list[Node]:
    return [quad.object for quad in graph.quads_for_pattern(subject, NamedNode(SH + name), None, None)]


def _of_node_shape(graph: ox.Store, shape: Node) -> Iterator[Check]:
    targets = Targets(
        tuple(each for kind in _objects(graph, shape, "targetClass") for each in _with_subclasses(graph, kind)),
        tuple(map(str, _objects(graph, shape, "targetSubjectsOf"))),
    )
    yield from _of_shape(graph, shape, targets, ())
    for part in _objects(graph, shape, "property"):
        (path,) = _objects(graph, part, "path")
        steps = _members(graph, path) or [path]
        yield from _of_shape(graph, part, targets, tuple(_step(graph, step) for step in steps))
    for part in _objects(graph, shape, "sparql"):
        (select,) = _objects(graph, part, "select")
        yield Check(part, targets, query=select.value)


def _step(graph: ox.Store, step: Node) -> str:
    """A step of a path as SPARQL writes it: a property, or one that is followed against its direction."""
    if isinstance(step, NamedNode):
        return str(step)
    against = _objects(graph, step, "inversePath")
    if len(against) != 1 or not isinstance(against[0], NamedNode):
        raise TypeError(f"{step} is neither a property nor the inverse of one")
    return f"^{against[0]}"


def _of_shape(graph: ox.Store, shape: Node, targets: Targets, path: tuple[str, ...]) -> Iterator[Check]:
    """The constraints that stand on a shape itself, if there are any."""
    written = {"class": _with_subclasses, "in": _listed, QUALIFIED: _qualified}
    constraints = {
        name: written.get(name, lambda _, value: (str(value),))(graph, quad.object)
        for quad in graph.quads_for_pattern(shape, None, None, None)
        if (name := quad.predicate.value.removeprefix(SH)) != quad.predicate.value and name not in DESCRIBING
    }
    for name in constraints:
        if name not in TESTS and not (path and name in {*BOUNDS, QUALIFIED, *QUALIFIED_BOUNDS}):
            raise TypeError(f"sh:{name} of {shape} is not known")
    if constraints:
        yield Check(shape, targets, path, tuple(sorted(constraints.items())))


def _qualified(graph: ox.Store, shape: Node) -> tuple[str, ...]:
    """The one test of a shape that values are counted by: its name and what is wanted."""
    tests = [test for check in _of_shape(graph, shape, Targets((), ()), ()) for test in check.parameters]
    if len(tests) != 1:
        raise TypeError(f"{shape} is not one test")
    (name, wanted) = tests[0]
    return (name, *wanted)


def _with_subclasses(graph: ox.Store, kind: Node) -> tuple[str, ...]:
    """A class and all classes below it."""
    classes = [kind]
    for one in classes:
        below = (quad.subject for quad in graph.quads_for_pattern(None, SUBCLASS, one, None))
        classes += sorted((each for each in below if each not in classes), key=str)
    return tuple(map(str, classes))


def _members(graph: ox.Store, cell: Node) -> list[Node]:
    """The members of an RDF list, none for what is no list."""
    members = []
    while first := list(graph.quads_for_pattern(cell, FIRST, None, None)):
        members.append(first[0].object)
        cell = next(graph.quads_for_pattern(cell, REST, None, None)).object
    return members


def _listed(graph: ox.Store, cell: Node) -> tuple[str, ...]:
    return tuple(map(str, _members(graph, cell)))
