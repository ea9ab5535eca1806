"""Quads as Turtle, TriG, N-Quads or JSON-LD: the same quads give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from plankg.graph.rdf.jsonld import to_jsonld
from plankg.graph.rdf.vocabulary import PREFIXES
from plankg.schema.errors import UsageError
from pyoxigraph import Quad, RdfFormat, Triple
from pyoxigraph import serialize as write


def serialize(quads: Iterable[Quad], syntax: str) -> bytes:
    """The quads in the syntax `turtle`, `trig`, `nquads` or `jsonld`, as UTF-8.

    What is said of one thing stands together, things in the order in which they first appear. Turtle knows no named
    graphs, and JSON-LD would part by them what belongs together: there all statements stand in one.
    Raises UsageError for any other syntax.
    """
    if syntax not in FORMATS:
        raise UsageError("rdf_format_unknown", format=syntax, known=", ".join(FORMATS))
    return FORMATS[syntax](_grouped(quads))


def _grouped(quads: Iterable[Quad]) -> list[Quad]:
    """Bring the quads of a graph and of a subject together, keeping the order of first appearance; each once."""
    groups: dict[str, dict[str, dict[Quad, None]]] = {}
    for quad in quads:
        subjects = groups.setdefault(quad.graph_name.value, {})  # type: ignore[union-attr]  # graphs here are named
        subjects.setdefault(quad.subject.value, {})[quad] = None  # type: ignore[union-attr]  # no quoted triples here
    return [quad for subjects in groups.values() for group in subjects.values() for quad in group]


def _turtle(quads: list[Quad]) -> bytes:
    return turtle(dict.fromkeys(quad.triple for quad in quads))


def _trig(quads: list[Quad]) -> bytes:
    return _written(quads, RdfFormat.TRIG)


def _nquads(quads: list[Quad]) -> bytes:
    return write(quads, format=RdfFormat.N_QUADS) or b""


def turtle(triples: Iterable[Triple]) -> bytes:
    """Triples as Turtle, in their order."""
    return _written(triples, RdfFormat.TURTLE)


def _written(statements: Iterable[Quad] | Iterable[Triple], kind: RdfFormat) -> bytes:
    """Write in one of the formats with prefixes; these come in no fixed order, so they are sorted."""
    lines = (write(statements, format=kind, prefixes=PREFIXES) or b"").split(b"\n")
    return b"\n".join(sorted(lines[: len(PREFIXES)]) + lines[len(PREFIXES) :])


FORMATS: dict[str, Callable[[list[Quad]], bytes]] = {
    "turtle": _turtle,
    "trig": _trig,
    "nquads": _nquads,
    "jsonld": to_jsonld,
}
