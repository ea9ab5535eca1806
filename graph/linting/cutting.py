"""Where a text is cut into words."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4)
def word_edges(text: str) -> frozenset[int]:
    """Give the places where words begin, and the end of the text."""
    import rjieba  # noqa: PLC0415 (its dictionary is wanted only where there is something to decide)

    edges, place = [0], 0
    for word in rjieba.cut(text):
        place += len(word)
        edges.append(place)
    return frozenset(edges)
