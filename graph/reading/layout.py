"""Lines and tables laid out as one text, with a block for each: what readers of marked-up formats write into."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plankg.graph.reading.characters import LINE_IN_CELL
from plankg.graph.reading.limits import MAX_CHARACTERS, MAX_PLACES, MAX_SPAN
from plankg.graph.reading.text import too_many_parts
from plankg.schema import Block, ReadingError

Covered = dict[tuple[int, int], tuple[int, int]]
"""Row and column of a place, and where in the text the cell is printed that runs over it."""


class Cell(NamedTuple):
    """A table cell as printed: its lines, and over how many rows and columns it runs."""

    lines: Sequence[str]
    rows: int = 1
    columns: int = 1


class Sheet:
    """A text being laid out: lines and tables in reading order.

    A table row is one line with TABs between its columns; where a cell breaks its line stands `LINE_IN_CELL`. A cell
    that runs over several rows is printed in the first and has a block, with the same place in the text, in each.

    Every method raises ReadingError, with the file's `name`, once the text is longer, or its tables larger, than is read.
    """

    def __init__(self, name: str) -> None:
        """Begin with an empty text."""
        self.name = name
        self._places = 0
        self._parts: list[str] = []
        self._length = 0
        self._tables = 0
        self.blocks: list[Block] = []
        self.left_out: set[int] = set()

    @property
    def text(self) -> str:
        """The text so far, each line with its line end."""
        return "".join(self._parts)

    def line(self, words: str, *, page: int | None = None, left_out: bool = False) -> None:
        """Add a line; one without words is a blank line. `left_out` keeps it out of the normalised text."""
        start = self._add_block(words, page=page)
        if left_out:
            self.left_out.add(start)

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add a table, given as the cells that begin in each row. One column only is text in a frame: a line each."""
        if all(len(row) <= 1 for row in rows):
            for number, row in enumerate(rows):
                for words in (words for cell in row for words in cell.lines):
                    self._add_block(words, table=self._tables, row=number, column=0)
        else:
            covered: Covered = {}
            for number, row in enumerate(rows):
                self._row(number, row, covered, last=len(rows))
        self._tables += 1

    def _row(self, number: int, row: Sequence[Cell], covered: Covered, *, last: int) -> None:
        """Add one row; `covered` holds the places that cells from rows above run over, with where they are printed."""
        column = 0
        parts: list[str] = []
        begin = self._length
        for cell in row:
            column = self._pass_covered(number, column, covered, parts)
            words = LINE_IN_CELL.join(cell.lines).replace("\t", " ").replace("\n", LINE_IN_CELL)
            start = begin + column
            span = (start, start + len(words))
            if words:
                self.blocks.append(Block(start=span[0], end=span[1], table=self._tables, row=number, column=column))
            columns = min(cell.columns, MAX_SPAN)
            self._take(columns * max(1, min(cell.rows, last - number)))
            begin += len(words)
            for below in range(number + 1, min(number + cell.rows, last)):
                covered |= {(below, beside): (0, 0) for beside in range(column, column + columns)}
                covered[below, column] = span
            parts += [words, "\t" * columns]
            column += columns
        self._pass_covered(number, column, covered, parts)
        self._add("".join(parts)[:-1] + "\n")

    def _take(self, places: int) -> None:
        """Count places of tables."""
        self._places += places
        if self._places > MAX_PLACES:
            raise too_many_parts(self.name)

    def _pass_covered(self, number: int, column: int, covered: Covered, parts: list[str]) -> int:
        """The next column that is free in the row, leaving the covered ones empty with a block of their own."""
        while (number, column) in covered:
            self._take(1)
            start, end = covered[number, column]
            if start < end:
                self.blocks.append(Block(start=start, end=end, table=self._tables, row=number, column=column))
            parts.append("\t")
            column += 1
        return column

    def _add_block(self, words: str, **place: int | None) -> int:
        """Add a line with a block around its words, and give where it starts."""
        start = self._length + len(words) - len(words.lstrip())
        if words.strip():
            self.blocks.append(Block(start=start, end=self._length + len(words.rstrip()), **place))
        self._add(words + "\n")
        return start

    def _add(self, piece: str) -> None:
        """Add characters."""
        self._parts.append(piece)
        self._length += len(piece)
        if self._length > MAX_CHARACTERS + 1:
            raise ReadingError("text_too_long", path=self.name, limit=f"{MAX_CHARACTERS:,}")
