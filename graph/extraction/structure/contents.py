"""Tables of contents: lines that only repeat the headings below them."""

from __future__ import annotations

import re

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.structure.numbering import numbering
from plankg.graph.patterns import named_pattern

TITLE = named_pattern("contents.title", r"目[\s　]*[录次]$", matches=["目  录"], rejects=["目录表"])
# A line of a table of contents: dots or blanks, then a page number.
PAGED = re.compile(r"(?:(?<![.．…·—\-])[.．…·—\-]{2,}[\s　]*|(?<![\s　])(?:[\s　]{2,}|\t))[(（]?\d{1,3}[)）]?$")
# What follows an entry: dots, blanks, its page.
LEADER = re.compile(r"[\s　.．…·—\-]*[(（]?\d{0,3}[)）]?$")
LONGEST_ENTRY = 60
FEWEST_ENTRIES = 3


def without_contents(text: str, lines: list[Span]) -> list[Span]:
    """The lines without those of the table of contents.

    These are the lines below 目录, or the first numbered ones, that come again further down, up to where they do; and any
    line that ends in dots and a page number. A heading below that is broken over two lines is one where its entry is.
    """
    rest = _without_entries(text, lines)
    entries = {_bare(line.of(text)) for line in lines} - {_bare(line.of(text)) for line in rest}
    whole: list[Span] = []
    for line in rest:
        joined = _bare(whole[-1].of(text) + line.of(text)) if whole and entries else ""
        if joined and joined in entries:
            whole[-1] = Span(whole[-1].start, line.end)
        else:
            whole.append(line)
    return whole


def _without_entries(text: str, lines: list[Span]) -> list[Span]:
    words = [line.of(text) for line in lines]
    begin = next((place for place, line in enumerate(words) if TITLE.match(line)), None)
    first = begin + 1 if begin is not None else next((n for n, line in enumerate(words) if numbering(line)), len(lines))
    end = _end(words, first)
    if end is None:
        return [line for line, said in zip(lines, words, strict=True) if not PAGED.search(said)]
    head = lines[: first if begin is None else begin]
    return [*head, *(line for line, said in zip(lines[end:], words[end:], strict=True) if not PAGED.search(said))]


def _end(words: list[str], first: int) -> int | None:
    """Where the entries end that begin there, and where the heading stands that the first of them repeats; None where none does."""
    entries = [_bare(line) for line in words[first : first + 1]]
    for place in range(first + 1, len(words)):
        line = words[place]
        if entries[0] and _bare(line) == entries[0]:
            return place if place - first >= FEWEST_ENTRIES else None
        if len(line) > LONGEST_ENTRY or "。" in line:
            return None
    return None


def _bare(line: str) -> str:
    """The words of a line without blanks, leaders and page."""
    return re.sub(r"[\s　]", "", LEADER.sub("", line))
