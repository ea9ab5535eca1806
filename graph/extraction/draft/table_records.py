"""Records of tables: a table with its columns, the rows that it lists, the entries they make, and the clauses they share."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from plankg.graph.extraction.draft.spans import Clause, Heading, NotedUnit, Span
from plankg.graph.extraction.words.lexicon import pattern
from plankg.schema.terms import Role

Cells = dict[int, Span]
Kind = Literal["tasks", "indicators", "unread"]


class Column(NamedTuple):
    """A column: what it holds (see `columns` of tables.yaml), its heading, and the role and body its units have by it."""

    meaning: str
    heading: Span
    words: str
    role: Role | None = None
    owner: str | None = None
    first_leads: bool = False


class Table(NamedTuple):
    """A table in the normalised text: title, columns by number, and the cells of each row below the headings by column.

    A cell that runs over several rows stands in each. `unread` is a table whose headings are not known: it stays text.
    """

    kind: Kind
    span: Span
    title: Span | None
    label: Span | None
    columns: dict[int, Column]
    rows: tuple[Cells, ...]

    def holds(self, text: str, line: Span) -> bool:
        """Whether a line of the text is one of the table's, or only names it in a list of attachments."""
        if self.span.overlaps(line):
            return True
        return self.title is not None and line.start < self.span.start and self._is_named(line.of(text), text)

    def _is_named(self, words: str, text: str) -> bool:
        named = pattern("tables", "listed").match(words)
        return bool(named and self.title and _bare(named["title"]) == _bare(self.title.of(text)))

    def of(self, meaning: str) -> list[int]:
        """The numbers of the columns that hold this, from the left."""
        return [number for number, column in sorted(self.columns.items()) if column.meaning == meaning]


def _bare(title: str) -> str:
    """A title without what brackets at its end add to it (（2023年版）)."""
    return re.sub(r"（[^）]*）$", "", title).strip()


class CellUnit(NamedTuple):
    """A unit as a cell names it; `office` tells that its full name has the body that the heading names before it."""

    noted: NotedUnit
    cell: Span
    office: bool


class Row(NamedTuple):
    """A row of a task table: the cell that names it, its commitments, what it aims at, its units and time, and its line.

    `stages` are the cells that say what is to be done in a quarter or month, each with the words of its heading that tell it.
    """

    named: Span
    contents: Span | None
    goals: tuple[Span, ...]
    stages: tuple[tuple[Span, Span], ...]
    units: tuple[CellUnit, ...]
    time: Span | None
    line: Span


class Entry(NamedTuple):
    """Rows under one task, the sections they belong to, and the headings that they add to the plan.

    Where the prose has the directive, `repeats` is set and no heading is added; `by_title` tells that it has the same title.
    An indicator table is one entry without tasks: its rows are what is `measured`.
    """

    table: Table
    rows: tuple[Row, ...]
    sections: tuple[str, ...]
    headings: tuple[Heading, ...] = ()
    repeats: bool = False
    by_title: bool = False
    measured: tuple[Row, ...] = ()


class Share(NamedTuple):
    """A row and a clause that it has to do with; `again` is where the row says the clause once more.

    `added` is the clause itself where the text has it in the table only.
    """

    row: Row
    clause: Span
    again: Span | None = None
    added: Clause | None = None
