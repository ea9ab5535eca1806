"""Words: the text cut into words with their classes, by a general dictionary with the genre's own words laid over it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from plankg.graph.extraction.words.lexicon import lexicon


class Word(NamedTuple):
    """A word: where it stands (half-open, in code points), its characters, and its class as ICTCLAS names it (n, v, p …)."""

    start: int
    end: int
    text: str
    tag: str


def tagged(text: str) -> tuple[Word, ...]:
    """Give the words of a text in order; together they are the text.

    An adverb or a verb that the dictionary glues to the verb behind it (充分利用) is parted from it.

    >>> [(word.text, word.tag) for word in tagged("充分利用少年宫")]
    [('充分', 'd'), ('利用', 'v'), ('少年宫', 'n')]
    """
    import rjieba  # noqa: PLC0415 - its dictionary costs a tenth of a second, and some commands read no text

    words, place = [], 0
    parted = _parted()
    for form, tag in rjieba.tag(text):
        for piece, kind in parted.get(form, ((form, tag),)):
            words.append(Word(place, place + len(piece), piece, kind))
            place += len(piece)
    return tuple(words)


def between(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """Give the words that begin within a stretch of the text."""
    return words[bisect_left(words, (start,)) : bisect_left(words, (end,))]


@cache
def _parted() -> dict[str, tuple[tuple[str, str], ...]]:
    """Give the words of the dictionary that are an adverb and a verb, each with its pieces."""
    adverbs, verbs = lexicon("words")["adverbs"], lexicon("words")["verbs"]
    return {adverb + verb: ((adverb, "d"), (verb, "v")) for adverb in adverbs for verb in verbs}
