"""Headings without a number: short lines without marks that stand over prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.structure.fields import opening_field
from plankg.graph.extraction.structure.numbering import Number, numbering
from plankg.graph.extraction.words.lexicon import from_lexicon, lexicon, pattern, rule_named, rules

CHAPTER = Number("chapter-title", 0, top=True)
TITLE = Number("title", 0)
# What stands under a heading has a mark, and is longer than one.
PROSE = re.compile("[。；]")
SHORTEST_PROSE = 16
OVER = re.compile("[。；：！？）】”%]$")
FEWEST = 2


def unnumbered_headings(text: str, lines: list[Span]) -> dict[Span, Number]:
    """The lines that are headings without a number, each with its style.

    In a plan that numbers its parts these are the usual names of chapters (指导思想, 保障措施), and lines that stand over
    prose, several below one number; in one that numbers none, all lines that stand over prose, below the plan's title.
    """
    words = [line.of(text) for line in lines]
    numbered = [place for place, line in enumerate(words) if numbering(line)]
    styles = {place: _style(words, place) for place in range(len(words)) if _is_heading(text, lines, words, place)}
    if not numbered:
        places = {place for place in styles if place > _title(words)}
        places = places if len(places) >= FEWEST else set()
    else:
        places = {place for place in styles if styles[place] is CHAPTER and _bare(words[place]) in _chapter_titles()}
        places |= set(_beside_each_other(sorted(styles), numbered))
    return {lines[place]: styles[place] for place in sorted(places)}


def _is_heading(text: str, lines: list[Span], words: list[str], place: int) -> bool:
    """Whether a line looks like a heading: its own words, what stands before it, and prose or headings below."""
    line = words[place]
    if not (_reads_as_heading(line) or _bare(line) in _chapter_titles()) or opening_field(text, *lines[place]):
        return False
    if tells_of_document(line):
        return False
    if place and not _is_over(text, lines[place - 1]):
        return False
    below = next(iter(words[place + 1 :]), "")
    if numbering(below):
        return _bare(line) in _chapter_titles()
    over = _reads_as_heading(below) and place + 2 < len(words) and _is_prose(words[place + 2])
    return _is_prose(below) or bool(over)


def _is_over(text: str, line: Span) -> bool:
    """Whether a line ends what it says: a sentence, a field of a note (责任科室：…), a heading."""
    words = line.of(text)
    ended = OVER.search(words) or numbering(words) or _reads_as_heading(words)
    return bool(ended) or opening_field(text, *line) is not None


def _is_prose(line: str) -> bool:
    return bool(PROSE.search(line)) and len(line) >= SHORTEST_PROSE


def _style(words: list[str], place: int) -> Number:
    """The style of a heading: a chapter by its usual name, or where another heading follows it at once."""
    below = next(iter(words[place + 1 :]), "")
    return CHAPTER if _bare(words[place]) in _chapter_titles() or not _is_prose(below) else TITLE


def _title(words: list[str]) -> int:
    """The place of the plan's title: the last line that reads as one before any prose, else the first."""
    title = rule_named("structure", "document", "plan-title").pattern
    prose = next((place for place, line in enumerate(words) if _is_prose(line)), len(words))
    return max((place for place in range(prose) if title.match(words[place])), default=0)


def _beside_each_other(places: list[int], numbered: list[int]) -> Iterator[int]:
    """The places that have another one between the same two numbered lines, behind the first of these."""
    below: dict[int, list[int]] = {}
    for place in places:
        over = max((number for number in numbered if number < place), default=-1)
        below.setdefault(over, []).append(place)
    for over, together in below.items():
        if over >= 0 and len(together) >= FEWEST:
            yield from together


def tells_of_document(line: str) -> bool:
    """Whether a line is the document's own: its number, title or date, not what it says."""
    return any(
        rule.pattern.search(line) for rule in rules("structure", "document") if rule.name not in {"period", "addressee"}
    )


def _reads_as_heading(line: str) -> bool:
    return bool(pattern("structure", "unnumbered").match(line))


def _bare(line: str) -> str:
    return line.rstrip("：:").replace(" ", "")


@from_lexicon
def _chapter_titles() -> frozenset[str]:
    return frozenset(lexicon("structure")["chapter_titles"])
