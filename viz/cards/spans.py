"""A text with its marks as HTML elements that nest; of two that cross, the later one is cut where the earlier ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush
from html import escape
from typing import NamedTuple

from plankg.schema.evidence import Evidence


class Mark(NamedTuple):
    """Characters to be marked: half-open, in code points. The class says as what.

    `before` and `after` are shown with them and are no part of the text; `title` is shown when somebody points at it.
    """

    start: int
    end: int
    shade: str
    before: str = ""
    after: str = ""
    title: str = ""


def marks_of(evidence: Evidence, shade: str, *, before: str = "", after: str = "", title: str = "") -> Iterator[Mark]:
    """A mark for each piece of an evidence: the first has what stands before, the last what stands after."""
    first, last = evidence.pieces[0], evidence.pieces[-1]
    for piece in evidence.pieces:
        lead, trail = (before if piece is first else ""), (after if piece is last else "")
        yield Mark(piece.start, piece.end, shade, lead, trail, title)


def nested(text: str, start: int, end: int, marks: Iterable[Mark]) -> str:
    """`text[start:end]` as HTML. Where two marks begin together the longer is outside; the same characters marked twice nest.

    >>> nested("县水务局改造管网。", 0, 9, [Mark(0, 4, "unit"), Mark(0, 8, "task")])
    '<mark class="task"><mark class="unit">县水务局</mark>改造管网</mark>。'
    """
    inside = (mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end)
    waiting = [(max(mark.start, start), -min(mark.end, end), place, mark) for place, mark in enumerate(inside)]
    heapify(waiting)
    parts: list[str] = []
    open_ends: list[int] = []
    at = start
    while waiting:
        begin, negative, place, mark = heappop(waiting)
        at = _close(parts, open_ends, text, at, begin)
        stop = -negative
        if open_ends and open_ends[-1] < stop:  # it crosses the one that is open: the rest begins anew behind it
            heappush(waiting, (open_ends[-1], negative, place, mark._replace(before="")))
            stop = open_ends[-1]
            mark = mark._replace(after="")
        parts += (escape(text[at:begin]), _opened(mark))
        at = begin
        open_ends.append(stop)
    at = _close(parts, open_ends, text, at, end)
    return "".join((*parts, escape(text[at:end])))


def _close(parts: list[str], open_ends: list[int], text: str, at: int, until: int) -> int:
    """Close what ends no later than that place; the place up to which the text is written then."""
    while open_ends and open_ends[-1] <= until:
        stop = open_ends.pop()
        parts += (escape(text[at:stop]), "</mark>")
        at = stop
    return at


def _opened(mark: Mark) -> str:
    said = (("data-of", mark.before), ("data-as", mark.after), ("title", mark.title))
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in said if value)
    return f'<mark class="{mark.shade}"{attributes}>'
