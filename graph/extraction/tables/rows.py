"""Rows of task tables: what each says is to be done, by whom and by when, under which title and number."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from plankg.graph.extraction.chunks.sentence_ends import SENTENCE_END
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.draft.table_records import Cells, CellUnit, Row, Table
from plankg.graph.extraction.structure.numbering import numbering
from plankg.graph.extraction.tables.grids import filled
from plankg.graph.extraction.tables.table_units import cell_units
from plankg.graph.extraction.words.lexicon import pattern, rule_named, rules
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import Role

# A single cell of so many characters over the rows below is their group, not a number.
GROUP_WIDTH = 3
GROUP_COLUMNS = 3
# A share alone (25%) in a cell says nothing that is to be done.
SAYS_WHAT = named_pattern("rows.says-what", "[\u4e00-\u9fff]{3}", matches=["编制清单"], rejects=["完成"])


class Titled(NamedTuple):
    """A row with its number as printed, the title and the group that it stands under, and what is said of the group."""

    row: Row
    label: str
    title: Span
    group: Span | None
    about: Span | None = None


class _Heads(NamedTuple):
    """The cells of a row that say what it stands under; two rows with the same are one task."""

    number: Span | None
    title: Span | None
    group: Span | None
    content: Span | None


def grouped_rows(draft: Draft, table: Table) -> Iterator[tuple[Titled, ...]]:
    """The rows under each task together, in order."""
    for _, rows in groupby(_titled(draft, table), key=lambda one: (one.label, one.title)):
        yield tuple(rows)


def _titled(draft: Draft, table: Table) -> Iterator[Titled]:
    """The rows that name a task.

    One cell alone in a row is the group of those below; so is a title over several numbers, each with contents of its own,
    and one beside contents that are numbered themselves.
    """
    leads = any(column.role is Role.LEAD for column in table.columns.values())
    first_leads = not leads and bool(pattern("annotations", "first_leads").search(draft.text))
    group: Span | None = None
    parted = _in_parts(draft.text, table)
    above: tuple[Cells, ...] = ({}, *table.rows)
    for before, own, cells in zip(above, table.rows, filled(draft.text, table), strict=False):
        if _is_group(draft.text, own, table):
            group = next(iter(own.values()))
            continue
        heads = _heads(draft.text, table, cells)
        shared = heads.title in parted and heads.content
        over = heads.title if shared else heads.group or group
        named = heads.content if shared else heads.title or heads.content
        if named is None:
            continue
        title, label = printed_title(draft.text, named)
        number = heads.number.of(draft.text).rstrip("、.． ") if heads.number else label
        row = Row(
            named,
            heads.content,
            _goals(draft.text, table, cells, heads),
            tuple(_stages(draft.text, table, cells)),
            _units(draft, table, cells, first_leads=first_leads),
            _first(cells, table.of("time"), draft.text),
            _line(own, before),
        )
        about = _first(own, table.of("about"), draft.text) if over else None
        yield Titled(row, number, title, over, about)


def _in_parts(text: str, table: Table) -> set[Span | None]:
    """The titles that stand over parts: over several numbers, or beside contents with numbers of their own."""
    columns = table.columns
    own = any(
        place - 1 in columns
        and columns[place - 1].meaning == "number"
        and columns[place - 1].heading == columns[place].heading
        for place in table.of("content")
    )
    numbers: dict[Span | None, set[Span | None]] = {}
    for cells in filled(text, table):
        heads = _heads(text, table, cells)
        if heads.title and heads.content:
            numbers.setdefault(heads.title, set()).add(heads.number)
    return {title for title, in_title in numbers.items() if own or len(in_title) > 1}


def indicator_rows(draft: Draft, table: Table) -> Iterator[Row]:
    """The rows of an indicator table: the cell of the indicator, those of its goals, and the units that answer for them."""
    place = table.of("indicator")[-1]
    above: tuple[Cells, ...] = ({}, *table.rows)
    for before, own, cells in zip(above, table.rows, filled(draft.text, table), strict=False):
        if place in cells:
            goals = tuple(cells[column] for column in table.of("value") if column in cells)
            units = _units(draft, table, cells, first_leads=False)
            yield Row(cells[place], None, goals, (), units, None, _line(own, before))


def _goals(text: str, table: Table, cells: Cells, heads: _Heads) -> tuple[Span, ...]:
    """The cells that say what a row aims at; its title is one where it tells an amount besides what is to be done."""
    goals = tuple(cells[place] for place in table.of("value") if place in cells)
    if heads.title and heads.content and pattern("tables", "amount").search(heads.title.of(text)):
        return (printed_title(text, heads.title)[0], *goals)
    return goals


def _stages(text: str, table: Table, cells: Cells) -> Iterator[tuple[Span, Span]]:
    """The cells under quarters or months that say what is to be done, with the words that tell when these are."""
    when = rule_named("tables", "columns", "stage").pattern
    for place in table.of("stage"):
        if place in cells and SAYS_WHAT.search(text, *cells[place]):
            heading = table.columns[place].heading
            match = when.match(heading.of(text))
            yield cells[place], Span(heading.start, heading.start + match.end("when")) if match else heading


def _line(own: Cells, before: Cells) -> Span:
    """From where to where a row is printed; cells that run on from the row before are printed there."""
    spans = [span for number, span in own.items() if before.get(number) != span] or list(own.values())
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _heads(text: str, table: Table, cells: Cells) -> _Heads:
    columns = (table.of("title") or table.of("indicator"), table.of("group"), table.of("content"))
    number = _first(cells, table.of("number")[::-1], text)
    title, group, content = (_first(cells, numbers, text) for numbers in columns)
    if title is None and table.of("about"):
        # A project without parts of its own is its only one, and what is said of it is to be done.
        return _Heads(number, group, None, content or _first(cells, table.of("about"), text))
    return _Heads(number, title, group, content)


def _first(cells: Cells, columns: list[int], text: str) -> Span | None:
    """The first of the cells that does not say that there is none (/, 无)."""
    spans = (cells[number] for number in columns if number in cells)
    return next((span for span in spans if not pattern("tables", "none").match(span.of(text))), None)


def _units(draft: Draft, table: Table, cells: Cells, *, first_leads: bool) -> tuple[CellUnit, ...]:
    return tuple(
        unit
        for place in table.of("unit")
        if place in cells
        for column in [table.columns[place]]
        for unit in cell_units(draft.document, cells[place], column, first_leads=first_leads or column.first_leads)
    )


def _is_group(text: str, own: Cells, table: Table) -> bool:
    """Whether a row is a heading over the rows below: words alone at its left, not a number nor a note."""
    (number, span), *others = own.items()
    left = min(table.columns)
    if others or number > left or len(table.columns) < GROUP_COLUMNS or span.width < GROUP_WIDTH:
        return False
    if numbering(span.of(text)):
        return True
    return table.columns[left].meaning in {"number", "group", "title"} and not pattern("tables", "note").match(
        span.of(text)
    )


def printed_title(text: str, cell: Span) -> tuple[Span, str]:
    """The first sentence of a cell without its number and last mark, and the number as printed."""
    numbered = (rule.pattern.match(cell.of(text)) for rule in rules("structure", "numbering"))
    number = next((number for number in numbered if number), None)
    start = cell.start + (number.end() if number else 0)
    stop = SENTENCE_END.search(text, start, cell.end)
    end = stop.start() if stop else cell.end
    while end > start + 1 and text[end - 1] in "：:；;，":
        end -= 1
    if end <= start:
        return cell, ""
    return Span(start, end), number[0].rstrip("、.． ") if number else ""


def items(text: str, cell: Span) -> list[Span]:
    """The numbered items of a cell without their numbers; the whole cell where it numbers none."""
    numbers = list(pattern("tables", "item").finditer(cell.of(text)))
    begins = {cell.start + item.start(): cell.start + item.end() for item in numbers}
    edges = sorted({cell.start, *begins, cell.end})
    parts = [Span(begins.get(start, start), end) for start, end in pairwise(edges)]
    return [Span(part.start, part.start + len(words)) for part in parts if (words := part.of(text).rstrip()).strip()]
