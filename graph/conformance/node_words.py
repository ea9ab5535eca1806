"""From a node back to the text: the words and positions it rests on, and the id it goes by."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from plankg.graph.rdf import expand
from plankg.schema.evidence import Evidence, Piece

IDENTIFIER = ox.NamedNode(expand("dcterms:identifier"))
PART = ox.NamedNode(expand("dcterms:hasPart"))
TARGET = ox.NamedNode(expand("oa:hasTarget"))
SELECTOR = ox.NamedNode(expand("oa:hasSelector"))
NEAR = tuple(
    ox.NamedNode(expand(name))
    for name in ("plankg:unitEvidence", "plankg:cue", "plankg:task", "plankg:body", "dcterms:isPartOf", "rdf:subject")
)
"""From a statement to what stands near its words, the nearest first."""

TYPE = ox.NamedNode(expand("rdf:type"))
BODY = ox.NamedNode(expand("oa:hasBody"))
NAMING = ox.NamedNode(expand("plankg:Naming"))
EXACT = ox.NamedNode(expand("oa:exact"))
START = ox.NamedNode(expand("oa:start"))
END = ox.NamedNode(expand("oa:end"))


def evidence_of(graph: ox.Store, node: ox.NamedNode) -> Evidence | None:
    """The words that a statement rests on, or those of a run of characters itself; None where there are none.

    A broken graph may hold positions that are none: they are no evidence either.
    """
    spans = list(_nodes(graph, node, TARGET)) or list(_named(graph, node)) or [node]
    return next((characters for span in spans if (characters := _characters(graph, span))), None)


def _named(graph: ox.Store, thing: ox.NamedNode) -> Iterator[ox.NamedNode]:
    """The characters on which it rests that a thing is in the plan."""
    namings = (quad.subject for quad in graph.quads_for_pattern(None, BODY, thing, None))
    for naming in sorted(each for each in namings if isinstance(each, ox.NamedNode) and _is_naming(graph, each)):
        yield from _nodes(graph, naming, TARGET)


def _is_naming(graph: ox.Store, node: ox.NamedNode) -> bool:
    return next(graph.quads_for_pattern(node, TYPE, NAMING, None), None) is not None


def _characters(graph: ox.Store, span: ox.NamedNode) -> Evidence | None:
    quote = _selected(graph, span, EXACT)
    parts = list(_nodes(graph, span, PART)) or [span]
    ends = [(_selected(graph, part, START), _selected(graph, part, END)) for part in parts]
    try:
        pieces = [Piece(start=int(start), end=int(end)) for start, end in ends if start and end]
        return Evidence(quote=quote or "", pieces=tuple(sorted(pieces, key=lambda piece: piece.start)))
    except ValueError:
        return None


def words_near(graph: ox.Store, node: ox.NamedNode) -> Evidence | None:
    """The words that a statement rests on or, where it has lost them, those of its unit, its task or its section.

    Who is told that something is wrong can so find the place in the text.
    """
    near = (node, *(other for name in NEAR for other in _nodes(graph, node, name)))
    return next((evidence for one in near if (evidence := evidence_of(graph, one))), None)


def identifier_of(graph: ox.Store, node: ox.NamedNode) -> str:
    """The id that a statement goes by in the plan, or the IRI of what has none."""
    identifiers = (quad.object for quad in graph.quads_for_pattern(node, IDENTIFIER, None, None))
    return next((term.value for term in identifiers if isinstance(term, ox.Literal)), node.value)


def _nodes(graph: ox.Store, subject: ox.NamedNode, predicate: ox.NamedNode) -> Iterator[ox.NamedNode]:
    for quad in graph.quads_for_pattern(subject, predicate, None, None):
        if isinstance(quad.object, ox.NamedNode):
            yield quad.object


def _selected(graph: ox.Store, span: ox.NamedNode, predicate: ox.NamedNode) -> str | None:
    for selector in _nodes(graph, span, SELECTOR):
        for quad in graph.quads_for_pattern(selector, predicate, None, None):
            if isinstance(quad.object, ox.Literal):
                return quad.object.value
    return None
