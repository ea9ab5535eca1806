"""A comparison as Turtle."""

from __future__ import annotations

from plankg.graph.comparison import Comparison
from plankg.graph.rdf.comparisons import comparison_triples
from plankg.graph.rdf.serialization import turtle
from plankg.schema.wording import Language


def content(comparison: Comparison, _: Language) -> bytes:
    """The file in UTF-8; it says the same in every language."""
    return turtle(dict.fromkeys(comparison_triples(comparison)))
