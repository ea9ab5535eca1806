"""Words: the text cut into words with their classes, by a general dictionary with the genre's own words laid over it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from plankg.graph.extraction.words.lexicon import alternation, lexicon


class Word(NamedTuple):
    """A word: where it stands (half-open, in code points), its characters, and its class as ICTCLAS names it (n, v, p …)."""

    start: int
    end: int
    text: str
    tag: str


def tagged(text: str) -> tuple[Word, ...]:
    """Give the words of a text in order; together they are the text.

    An adverb that the dictionary glues to the verb behind it (充分利用) is parted from it, and what it tears is joined (在岗).

    >>> [(word.text, word.tag) for word in tagged("充分利用在岗职工")]
    [('充分', 'd'), ('利用', 'v'), ('在岗', 'b'), ('职工', 'n')]
    """
    import rjieba  # noqa: PLC0415 - its dictionary costs a tenth of a second, and some commands read no text

    words, place = [], 0
    parted = _parted()
    for form, tag in rjieba.tag(text):
        for piece, kind in parted.get(form, ((form, tag),)):
            words.append(Word(place, place + len(piece), piece, kind))
            place += len(piece)
    return tuple(_with_joined(text, words))


def _with_joined(text: str, words: list[Word]) -> Iterator[Word]:
    """Give the words with those of the lexicon that the dictionary tears, where both their borders are borders of words."""
    pattern, tags = _joined()
    starts = {word.start: place for place, word in enumerate(words)}
    ends = {word.end: place for place, word in enumerate(words)}
    done = 0
    for found in pattern.finditer(text):
        first, last = starts.get(found.start()), ends.get(found.end())
        if first is not None and last is not None and last > first >= done:
            yield from words[done:first]
            yield Word(*found.span(), found[0], tags[found[0]])
            done = last + 1
    yield from words[done:]


def split_at(words: Sequence[Word], borders: Collection[int]) -> tuple[Word, ...]:
    """Give the words, those that a border falls into cut there: 推|进行|知 with a name from 行 on is 推|进|行|知.

    >>> [word.text for word in split_at(tagged("规划纲要"), {1})]
    ['规', '划', '纲要']
    """
    made: list[Word] = []
    for word in words:
        inner = [place for place in range(word.start + 1, word.end) if place in borders]
        edges = [word.start, *inner, word.end]
        made += [
            word if not inner else Word(start, end, word.text[start - word.start : end - word.start], word.tag)
            for start, end in pairwise(edges)
        ]
    return tuple(made)


def between(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """Give the words that begin within a stretch of the text."""
    return words[bisect_left(words, (start,)) : bisect_left(words, (end,))]


@cache
def _joined() -> tuple[re.Pattern[str], dict[str, str]]:
    tags = {word: tag for tag, words in lexicon("words")["joined"].items() for word in words}
    return re.compile(alternation(tags)), tags


@cache
def _parted() -> dict[str, tuple[tuple[str, str], ...]]:
    """Give the words of the dictionary that are an adverb and a verb, each with its pieces."""
    book = lexicon("words")
    adverbs, verbs = book["adverbs"], [verb for row in book["verbs"] for verb in row]
    return {adverb + verb: ((adverb, "d"), (verb, "v")) for adverb in adverbs for verb in verbs}
