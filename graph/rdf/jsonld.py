"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) that a JSON reader understands: things inside the things they belong to.

The plan holds its sections, a section its tasks, a task its assignments and figures, and each its words; what several
things point at stands in full where it comes first, and by its `id` after that (the `@once` of
https://www.w3.org/TR/json-ld11-framing/#framing-keywords). The context travels inside the document, which a reader without
internet so reads as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plankg.graph.rdf.context import REVERSED, class_name, code, context, key
from plankg.graph.rdf.vocabulary import expand, prefixed
from pydantic_core import to_json
from pyoxigraph import Literal, NamedNode, Quad

TYPE = expand("rdf:type")
NATIVE = {expand("xsd:string"), expand("xsd:integer")}
INSIDE = frozenset(
    map(
        expand,
        (
            "dcterms:hasPart",
            "oa:hasSelector",
            "oa:hasTarget",
            "org:hasMember",
            "plankg:body",
            "plankg:cue",
            "plankg:restated",
            "plankg:timeEvidence",
            "plankg:unitEvidence",
            "prov:wasDerivedFrom",
            "schema:eventSchedule",
            "time:hasBeginning",
            "time:hasEnd",
            "time:hasTime",
        ),
    )
)
"""Properties whose value stands inside the thing that has it."""

Node = dict[str, list[NamedNode | Literal]]


def to_jsonld(quads: Iterable[Quad]) -> bytes:
    """The quads as one JSON-LD document, indented for reading.

    As in Turtle, all named graphs stand in one: what is decided or cited has its place beside the rest, told by its standing.
    """
    nodes: dict[str, Node] = {}
    for quad in quads:
        node = nodes.setdefault(quad.subject.value, {})  # type: ignore[union-attr]  # no quoted triples here
        values = node.setdefault(quad.predicate.value, [])
        if quad.object not in values:
            values.append(quad.object)  # type: ignore[arg-type]  # see above
    return to_json({"@context": context(), "@graph": _Framing(nodes).things()}, indent=1) + b"\n"


class _Framing:
    """The nodes of a graph, each written once in full."""

    def __init__(self, nodes: dict[str, Node]) -> None:
        self._nodes = nodes
        self._written: set[str] = set()
        self._pointing: dict[str, list[tuple[str, str, str]]] = {}
        for name, property_, kind in REVERSED:
            for id_, node in nodes.items():
                if NamedNode(kind) in node.get(TYPE, ()):
                    for parent in node.get(property_, ()):
                        self._pointing.setdefault(parent.value, []).append((name, property_, id_))

    def things(self) -> list[dict[str, Any]]:
        """What stands inside nothing else, in the order of first appearance."""
        return [self._thing(id_) for id_ in self._nodes if id_ not in self._written]

    def _thing(self, id_: str, *, but: tuple[str, str] | None = None) -> dict[str, Any]:
        """A node with what belongs inside; `but` is the property and the thing that it already stands in."""
        self._written.add(id_)
        thing: dict[str, Any] = {"id": id_}
        for property_, values in self._nodes[id_].items():
            objects = [value for value in values if but != (property_, value.value)]
            if property_ == TYPE:
                thing["type"] = _short([class_name(value.value) for value in objects])
            elif objects:
                name = key(property_)
                written = [self._value(value, property_, name) for value in objects]
                thing[name] = written if "@container" in context().get(name, {}) else _short(written)
        for name, property_, child in self._pointing.get(id_, ()):
            if child not in self._written:
                thing.setdefault(name, []).append(self._thing(child, but=(property_, id_)))
        return thing

    def _value(self, term: NamedNode | Literal, property_: str, name: str) -> Any:
        inside = property_ in INSIDE and term.value in self._nodes and term.value not in self._written
        if inside and isinstance(term, NamedNode):
            return self._thing(term.value)
        return _value(term, name)


def _short(values: list[Any]) -> Any:
    """Write a list of one as the one."""
    return values[0] if len(values) == 1 else values


def _value(term: NamedNode | Literal, name: str) -> Any:
    definition = context().get(name, {})
    coerced = definition.get("@type")
    if isinstance(term, NamedNode):
        if coerced == "@vocab":
            return code(name, term.value) or prefixed(term.value)
        return prefixed(term.value) if coerced == "@id" else {"id": prefixed(term.value)}
    kind = term.datatype.value
    if kind in NATIVE and (coerced is None or kind == expand(coerced)):
        return int(term.value) if kind == expand("xsd:integer") else term.value
    short = prefixed(kind)
    return term.value if short == coerced else {"@value": term.value, "@type": short}
