"""The shapes as queries: each constraint of the shapes files becomes one SELECT that gives every node that breaks it.

SHACL defines its core constraints by SPARQL with `$this` and the values of a path (https://www.w3.org/TR/shacl/#core-components);
`components/` holds one query for each constraint in use, named like its property, and one for both bounds of a cardinality.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any, NamedTuple

import pyoxigraph as ox
from plankg.graph.rdf import expand
from plankg.schema.terms import Severity
from pyoxigraph import Literal, NamedNode

Node = Any
"""A term of RDF; the type stubs of pyoxigraph let no object be asked about as a subject."""

SHAPES = ("shapes.ttl", "constraints.ttl")
ONTOLOGY = "ontology.ttl"
DESCRIBING = {"path", "name", "message", "severity", "property", "sparql", "targetClass", "targetSubjectsOf"}
"""Properties of a shape that are no constraint: what it is called, which nodes it looks at, which parts it has."""

UNBOUNDED = {"minCount": "0", "maxCount": "'INF'^^xsd:double"}
"""The bounds of a cardinality that a shape leaves out."""

SEVERITIES = {"Info": Severity.NOTE, "Warning": Severity.WARNING}
TYPE, FIRST, REST = (NamedNode(expand(name)) for name in ("rdf:type", "rdf:first", "rdf:rest"))
SUBCLASS = NamedNode(expand("rdfs:subClassOf"))
SH = expand("sh:")
PARTS = NamedNode(SH + "sparql"), NamedNode(SH + "property")
OF_TERMS = re.compile(r"(\?\w+) plankg:(\w+) (true|false) \.")


class Check(NamedTuple):
    """A query for the nodes that break a shape; `focus` is the pattern of those it may name, where it does not say so itself."""

    shape: NamedNode
    query: str
    focus: str | None


@cache
def checks() -> tuple[Check, ...]:
    """Give the checks of the package's shapes."""
    return checks_of(_graph(*SHAPES, ONTOLOGY))


def checks_of(graph: ox.Store) -> tuple[Check, ...]:
    """Give the checks of shapes that stand in one graph with the ontology, sorted by shape and query.

    Raises TypeError for a constraint that has no query in `components/`.
    """
    nodes = {quad.subject for quad in graph.quads_for_pattern(None, TYPE, NamedNode(SH + "NodeShape"), None)}
    return tuple(sorted(check for node in nodes for check in _of_node_shape(graph, node)))


def messages(shape: NamedNode) -> dict[str, str]:
    """Give the sentences of a shape by language."""
    found = _objects(_graph(*SHAPES), shape, "message")
    return {text.language: text.value for text in found if isinstance(text, Literal) and text.language}


@cache
def severity(shape: NamedNode) -> Severity:
    """Give how much it matters that a shape is broken: what it, or the shape that it is a part of, says of that.

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


@cache
def _component(name: str) -> Template:
    return Template((files("plankg.graph.store") / "components" / f"{name}.rq").read_text("utf-8"))


def _objects(graph: ox.Store, subject: Node, name: str) -> list[Node]:
    return [quad.object for quad in graph.quads_for_pattern(subject, NamedNode(SH + name), None, None)]


def _of_node_shape(graph: ox.Store, shape: Node) -> Iterator[Check]:
    focus = "\n".join(
        [
            f"VALUES ?type {{ {_with_subclasses(graph, kind)} }} $this a ?type ."
            for kind in _objects(graph, shape, "targetClass")
        ]
        + [f"$this {predicate} ?any ." for predicate in _objects(graph, shape, "targetSubjectsOf")]
    )
    yield from _of_shape(graph, shape, focus, "BIND ($this AS ?value)")
    for part in _objects(graph, shape, "property"):
        (path,) = _objects(graph, part, "path")
        steps = _members(graph, path) or [path]
        yield from _of_shape(graph, part, focus, f"$this {'/'.join(map(str, steps))} ?value .")
    for part in _objects(graph, shape, "sparql"):
        (select,) = _objects(graph, part, "select")
        yield Check(part, OF_TERMS.sub(lambda found: _known(graph, found), select.value), focus)


def _of_shape(graph: ox.Store, shape: Node, focus: str, values: str) -> Iterator[Check]:
    """Give the checks of the constraints that stand on a shape itself."""
    written = {"class": _with_subclasses, "in": _listed}
    found = {
        name: written.get(name, lambda _, value: str(value))(graph, quad.object)
        for quad in graph.quads_for_pattern(shape, None, None, None)
        if (name := quad.predicate.value.removeprefix(SH)) != quad.predicate.value and name not in DESCRIBING
    }
    for component in sorted({"cardinality" if name in UNBOUNDED else name for name in found}):
        try:
            query = _component(component)
        except FileNotFoundError:
            raise TypeError(f"no query for sh:{component} of {shape}") from None
        yield Check(shape, query.safe_substitute(UNBOUNDED | found, focus=focus, values=values), None)


def _with_subclasses(graph: ox.Store, kind: Node) -> str:
    """Give a class and all classes below it."""
    found = [kind]
    for one in found:
        below = (quad.subject for quad in graph.quads_for_pattern(None, SUBCLASS, one, None))
        found += sorted((each for each in below if each not in found), key=str)
    return " ".join(map(str, found))


def _members(graph: ox.Store, cell: Node) -> list[Node]:
    """Give the members of an RDF list, none for what is no list."""
    found = []
    while first := list(graph.quads_for_pattern(cell, FIRST, None, None)):
        found.append(first[0].object)
        cell = next(graph.quads_for_pattern(cell, REST, None, None)).object
    return found


def _listed(graph: ox.Store, cell: Node) -> str:
    return " ".join(map(str, _members(graph, cell)))


def _known(graph: ox.Store, found: re.Match[str]) -> str:
    """Put what the ontology says of its own terms (a role does a task or not) into a query: the plans' graphs don't hold it."""
    variable, name, value = found.groups()
    said = Literal(value == "true")
    terms = graph.quads_for_pattern(None, NamedNode(expand(f"plankg:{name}")), said, None)
    return f"VALUES {variable} {{ {' '.join(sorted(str(quad.subject) for quad in terms))} }}"
