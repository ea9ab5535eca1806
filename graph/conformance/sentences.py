"""The sentences of a graph, to show the one that a finding is about."""

from __future__ import annotations

import pyoxigraph as ox
from plankg.graph.conformance.node_words import evidence_of
from plankg.graph.rdf import expand
from plankg.schema.evidence import Evidence

TYPE = ox.NamedNode(expand("rdf:type"))
SENTENCE = ox.NamedNode(expand("plankg:Sentence"))


def sentences(graph: ox.Store) -> tuple[Evidence, ...]:
    """The sentences of all texts in a graph, in the order of their places."""
    evidence = (evidence_of(graph, quad.subject) for quad in graph.quads_for_pattern(None, TYPE, SENTENCE, None))  # type: ignore[arg-type]  # spans are no blank nodes
    return tuple(sorted(filter(None, evidence), key=lambda sentence: sentence.start))


def sentence_of(evidence: Evidence, among: tuple[Evidence, ...]) -> str | None:
    """The sentence in which words begin, None where they stand in none. Of several texts, the one that has the words."""
    first = evidence.quote[: evidence.pieces[0].end - evidence.start]
    return next(
        (
            one.quote
            for one in among
            if one.start <= evidence.start < one.end and first[: one.end - evidence.start] in one.quote
        ),
        None,
    )
