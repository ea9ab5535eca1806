"""A document as it was understood: paragraphs, rows of tables and what was left out, in the order of the source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, NamedTuple

from plankg.graph.reading.characters import LINE_IN_CELL
from plankg.schema import Block, Document

BREAK = " / "
"""Stands where a cell breaks its line."""

_LINE = re.compile(r"[^\n]+")


class Passage(NamedTuple):
    """A paragraph, a row with its cells (those that run over several rows stand in each), or a line that was left out.

    `start` is where it begins in the source text; the page is None where the format has none.
    """

    kind: Literal["paragraph", "row", "left-out"]
    start: int
    page: int | None
    words: str
    cells: tuple[str, ...] = ()
    table: int | None = None


def passages(document: Document) -> Iterator[Passage]:
    """The passages of a document in the order of its source text."""
    rows = _rows(document)
    pages = [(block.start, block.page) for block in document.blocks if block.page is not None]
    read_to = 0
    for match in _LINE.finditer(document.normal):
        first, last = document.offsets[match.start()], document.offsets[match.end() - 1] + 1
        yield from _left_out(document, read_to, first, pages)
        read_to = last
        cells = rows.get(document.text.rfind("\n", 0, last) + 1)
        if cells is None:
            yield Passage("paragraph", first, _page(pages, first), match[0])
        else:
            words = tuple(document.text[cell.start : cell.end].replace(LINE_IN_CELL, BREAK) for cell in cells)
            yield Passage("row", first, _page(pages, first), " ".join(words), words, cells[0].table)
    yield from _left_out(document, read_to, len(document.text), pages)


def _rows(document: Document) -> dict[int, list[Block]]:
    """The cells of each row of a table of several columns, by where its line begins: cells from rows above stand there, too."""
    rows: dict[tuple[int, int], list[Block]] = {}
    wide = {block.table for block in document.blocks if block.column}
    for block in document.blocks:
        if block.table in wide and block.table is not None and block.row is not None:
            rows.setdefault((block.table, block.row), []).append(block)
    lines: dict[int, list[Block]] = {}
    for cells in rows.values():
        printed = document.text.rfind("\n", 0, max(cell.start for cell in cells)) + 1
        lines.setdefault(printed, sorted(cells, key=lambda cell: cell.column or 0))
    return lines


def _page(pages: list[tuple[int, int]], position: int) -> int | None:
    """The page of a place in the source text, where the format knows pages."""
    before = bisect_right(pages, position, key=lambda page: page[0])
    return pages[max(before - 1, 0)][1] if pages else None


def _left_out(document: Document, start: int, end: int, pages: list[tuple[int, int]]) -> Iterator[Passage]:
    """The lines between two passages that hold words."""
    for match in _LINE.finditer(document.text, start, end):
        if words := match[0].strip():
            yield Passage("left-out", match.start(), _page(pages, match.start()), words)
