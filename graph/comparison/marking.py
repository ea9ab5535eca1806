"""Which words of two quotes differ, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby

from plankg.graph.comparison.changes import Run
from plankg.graph.extraction.words.tagged import dictionary

JOINED = 1
"""Words that both have and that stand alone between changed ones are marked with them: 的, 和."""


def marked(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    """The quotes of both sides as runs, those marked that the other side has not in that place; joined they are the quotes.

    A side of several quotes is held as one text against the other.

    >>> [run.text for run in marked(["达到93%"], ["达到95%"])[1][0] if run.changed]
    ['95%']
    """
    if not before or not after:
        return tuple(tuple((Run(quote, changed=False),) for quote in side) for side in (before, after))
    sides = [_words(side) for side in (before, after)]
    matcher = SequenceMatcher(None, [word for word, _ in sides[0]], [word for word, _ in sides[1]], autojunk=False)
    flags = [[True] * len(side) for side in sides]
    for first, second, size in matcher.get_matching_blocks():
        lone = size == 1 and len(sides[0][first][0]) <= JOINED and _inside(first, second, sides)
        if not lone:
            flags[0][first : first + size] = [False] * size
            flags[1][second : second + size] = [False] * size
    return tuple(
        tuple(_runs(quote, number, side, flag) for number, quote in enumerate(quotes))
        for quotes, side, flag in zip((before, after), sides, flags, strict=True)
    )


def _inside(first: int, second: int, sides: Sequence[Sequence[tuple[str, int]]]) -> bool:
    """Whether a word has others before and behind it on both sides."""
    return 0 < first < len(sides[0]) - 1 and 0 < second < len(sides[1]) - 1 and sides[0][first][0].isalpha()


def _words(quotes: Sequence[str]) -> list[tuple[str, int]]:
    """The words of quotes, each with the number of its quote."""
    cut = dictionary().cut
    return [(word, number) for number, quote in enumerate(quotes) for word in cut(quote)]


def _runs(quote: str, number: int, side: Sequence[tuple[str, int]], flags: Sequence[bool]) -> tuple[Run, ...]:
    own = [(word, flag) for (word, of), flag in zip(side, flags, strict=True) if of == number]
    runs = tuple(
        Run("".join(word for word, _ in rows), changed) for changed, rows in groupby(own, key=lambda row: row[1])
    )
    return runs if "".join(run.text for run in runs) == quote else (Run(quote, changed=False),)
