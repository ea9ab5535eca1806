"""Characters that are missing: those that no bytes say, and, probably, where a fixed expression or a usual run is short of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from plankg.graph.checks.linting.cutting import word_edges
from plankg.graph.checks.linting.source import IDEOGRAPH, Found, Source
from plankg.graph.extraction.words.lexicon import alternation, from_lexicon, lexicon
from plankg.graph.reading.encoding import UNREADABLE

RUN = re.compile(f"{IDEOGRAPH}+")
# A pair of characters that goes on alike at least so often, but once, is taken for unfinished there.
USUAL = 5
SHARE = 0.9
# What the character put in makes with the next one has to be usual as well.
MADE = 3
AROUND = 4
# What may follow any word, and what makes another word of one (机械化).
PARTICLES = frozenset("的和与及在等是为或以")
SUFFIXES = frozenset("化性型者员")


def unreadable_characters(source: Source) -> Iterator[Found]:
    """The places where bytes of the file are no character, with the words around."""
    text = source.document.text
    for match in re.finditer(UNREADABLE, text):
        start, end = match.span()
        around = text[max(0, start - AROUND) : end + AROUND].replace("\n", " ")
        yield source.as_printed(start, end, around=around, place=f"{start:,}")


def missing_characters(source: Source) -> Iterator[Found]:
    """The places where a character seems to be missing, with what may be meant; each is only a suspicion."""
    gaps = {(start, end): meant for start, end, meant in (*_short_terms(source.text), *_short_runs(source.text))}
    for (start, end), meant in sorted(gaps.items()):
        yield source.found(start, end, meant=meant)


@from_lexicon
def _shortened() -> tuple[re.Pattern[str], dict[str, tuple[str, int]]]:
    """The fixed expressions without one of their inner characters, with the expression and where it is short."""
    terms = lexicon("linting")["terms"]
    short: dict[str, tuple[str, int]] = {}
    for term in terms:
        for gap in range(1, len(term) - 1):
            written = term[:gap] + term[gap + 1 :]
            if len(written) > 2 and not any(written in other for other in terms):  # noqa: PLR2004 (two characters are any word)
                short.setdefault(written, (term, gap))
    return re.compile(alternation(list(short))), short


def _short_terms(text: str) -> Iterator[tuple[int, int, str]]:
    """The fixed expressions short of a character, where cutting into words leaves a lone character beside the gap.

    实项目 in 政府实项目 is cut 政府｜实｜项目: 实事项目 is meant; in 落实项目责任 it is cut 落实｜项目: nothing is missing.
    """
    pattern, short = _shortened()
    hits = list(pattern.finditer(text))
    if not hits:
        return
    edges = word_edges(text)
    for hit in hits:
        term, gap = short[hit[0]]
        start, middle, end = hit.start(), hit.start() + gap, hit.end()
        lone = (middle - 1 in edges and middle in edges) or (middle in edges and middle + 1 in edges)
        if start in edges and end in edges and lone:
            yield max(text.rfind("\n", 0, start) + 1, start - 2), end, term


def _short_runs(text: str) -> Iterator[tuple[int, int, str]]:
    """The one place where two characters go on unlike everywhere else: 中小校园 where all else is 中小学….

    What is put in has to make a usual pair with the next character too (学校).
    """
    runs = [match.span() for match in RUN.finditer(text)]
    grams = {size: _counts(text, runs, size) for size in (2, 3)}
    going_on: dict[str, Counter[str]] = {}
    for gram, times in grams[3].items():
        going_on.setdefault(gram[:2], Counter())[gram[2]] += times
    for start, end in runs:
        for place in range(start, end - 2):
            pair, follows = text[place : place + 2], text[place + 2]
            (usual, times), *_ = going_on[pair].most_common(1)
            if (
                usual == follows
                or follows in PARTICLES
                or usual in SUFFIXES
                or times < USUAL
                or times < SHARE * grams[2][pair]
                or grams[3][pair + follows] > 1
            ):
                continue
            if grams[2][usual + follows] >= MADE and len(word_edges(pair + usual)) == 2:  # noqa: PLR2004 (one word: two edges)
                stop = min(end, place + AROUND)
                yield place, stop, pair + usual + text[place + 2 : stop]


def _counts(text: str, runs: list[tuple[int, int]], size: int) -> Counter[str]:
    return Counter(text[place : place + size] for start, end in runs for place in range(start, end - size + 1))
