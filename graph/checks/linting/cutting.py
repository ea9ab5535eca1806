"""Where a text is cut into words."""

from __future__ import annotations

from functools import lru_cache

from plankg.graph.extraction.words.tagged import dictionary


@lru_cache(maxsize=4)
def word_edges(text: str) -> frozenset[int]:
    """The places where words begin, and the end of the text."""
    edges, place = [0], 0
    for word in dictionary().cut(text):
        place += len(word)
        edges.append(place)
    return frozenset(edges)
