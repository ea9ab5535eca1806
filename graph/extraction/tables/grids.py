"""Tables: which of a document's tables say tasks or indicators, what each of their columns holds, and their rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.draft.table_records import Cells, Column, Kind, Table
from plankg.graph.extraction.structure.numbering import numbering
from plankg.graph.extraction.tables.columns import ACTS, SAYS, headings, labelled, lower_tier, numbered, settled
from plankg.graph.extraction.words.lexicon import pattern
from plankg.graph.patterns import named_pattern
from plankg.schema.document import Block, Document

TITLE_LINES = 2
# So many headings stand at the left of a table of one task: a table with fewer rows has its headings on top.
SIDEWAYS = 3
YEAR = named_pattern("grids.year", r"20\d\d(?=[年—–\-－至])", matches=["2024—2026"], rejects=["2024元"])
# What the media type of a workbook says; its reader prints a sheet's name over the sheet's cells.
SHEETS = "sheet"
# What a merged or empty cell takes from the row above.
CARRIED = ("group", "number", "title", "indicator")


def find_tables(draft: Draft) -> tuple[Table, ...]:
    """The tables that say tasks or indicators; those with unknown headings are left to be read as text."""
    return tuple(table for table in read_tables(draft.document) if table.kind != "unread")


def read_tables(document: Document) -> tuple[Table, ...]:
    """All tables of a document with at least two columns and rows, in the order of the text.

    Where a heading row stands below rows of another table, a new table begins with it; a heading row printed again at the
    top of a page is passed over. A table that a page end cuts in two is one.
    """
    cells = [block for block in document.blocks if block.table is not None]
    tables: list[Table] = []
    for _, blocks in groupby(cells, key=lambda block: block.table):
        for table in _tables(document, _rows(document, list(blocks))):
            if tables and _goes_on(document.normal, tables[-1], table):
                last = tables[-1]
                tables[-1] = last._replace(span=Span(last.span.start, table.span.end), rows=(*last.rows, *table.rows))
            else:
                tables.append(table)
    return tuple(tables)


def _goes_on(text: str, last: Table, table: Table) -> bool:
    """Whether a table is the rest of the one before: nothing but 续表 between, and the same headings or none of its own."""
    between = text[last.span.end : table.span.start].strip()
    if last.kind == "unread" or (between and not pattern("tables", "continued").match(between)):
        return False
    if table.rows and not table.columns:
        return max(number for row in table.rows for number in row) == max(last.columns)
    words = [[column.words for _, column in sorted(one.columns.items())] for one in (last, table)]
    return table.title is None and table.kind == last.kind and words[0] == words[1]


def _rows(document: Document, blocks: list[Block]) -> list[Cells]:
    """The cells of a table's rows as spans of the normalised text; cells that it left out are left out."""
    rows: dict[int, Cells] = {}
    for block in blocks:
        start = document.place(block.start)
        end = document.place(block.end)
        if start < end and block.row is not None and block.column is not None:
            rows.setdefault(block.row, {})[block.column] = Span(start, end)
    return [dict(sorted(rows[number].items())) for number in sorted(rows)]


def _tables(document: Document, rows: list[Cells]) -> Iterator[Table]:
    """Cut rows where headings begin, and give what stands between as tables."""
    text = document.normal
    if sideways := _sideways(document, rows):
        yield sideways
        return
    heads = [(place, columns) for place, row in enumerate(rows) if (columns := headings(text, row))]
    before = [(-2, {}), *heads]
    begins = [
        place
        for (last, known), (place, columns) in zip(before, heads, strict=False)
        if _is_new(known, columns, last, place)
    ]
    edges = [_with_title(text, rows, place) for place in begins]
    if edges[:1] != [0]:
        yield from _unread(_without_last_heading(text, rows[: edges[0]]) if edges else rows)
    for edge, after in pairwise([*edges, len(rows)]):
        part = rows[edge:after]
        yield _table(document, _without_last_heading(text, part) if after < len(rows) else part)


def _without_last_heading(text: str, rows: list[Cells]) -> list[Cells]:
    """The rows without numbered words alone at their end: these are the heading over the table that follows."""
    while rows and len(rows[-1]) == 1 and numbering(next(iter(rows[-1].values())).of(text)):
        rows = rows[:-1]
    return rows


def _is_new(known: dict[int, Column], columns: dict[int, Column], last: int, place: int) -> bool:
    """Whether headings begin a table: not those printed again on a new page, nor the lower of two tiers."""
    again = [column.words for column in known.values()] == [column.words for column in columns.values()]
    return not again and place > last + 1


def _with_title(text: str, rows: list[Cells], place: int) -> int:
    """The row with which a table begins whose headings stand there: a single cell above them is its title."""
    while place and (_is_alone(text, rows[place - 1]) or _is_preamble(text, rows[place - 1])):
        place -= 1
    return place


def _is_alone(text: str, row: Cells) -> bool:
    """Whether a row is a single cell and no numbered heading."""
    return len(row) == 1 and numbering(next(iter(row.values())).of(text)) is None


def _is_preamble(text: str, row: Cells) -> bool:
    """Whether a row above the headings only says who filled the table in, when, or in which unit of measure."""
    return any(pattern("tables", "preamble").match(span.of(text)) for span in row.values())


def _unread(rows: list[Cells]) -> Iterator[Table]:
    if len(rows) > 1 and any(len(row) > 1 for row in rows):
        yield Table("unread", _span(rows), None, None, {}, tuple(rows))


def _sideways(document: Document, rows: list[Cells]) -> Table | None:
    """The table of one task whose headings stand at the left (项目名称 | 甲, 责任单位 | 乙), or None."""
    above = [row for row in rows if len(row) == 1]
    pairs = [row for row in rows if len(row) > 1]
    if rows != [*above, *pairs] or len(pairs) < SIDEWAYS or any(set(row) != {0, 1} for row in pairs):
        return None
    columns = settled(headings(document.normal, {number: row[0] for number, row in enumerate(pairs)}))
    meanings = {column.meaning for column in columns.values()}
    kind = _kind(meanings)
    if kind != "tasks" or "unknown" in meanings:
        return None
    title, label = _title(document, above, rows[0])
    begin = min(span.start for span in (title, label, _span(rows)) if span)
    row = {number: row[1] for number, row in enumerate(pairs)}
    return Table(kind, Span(begin, _span(rows).end), title, label, columns, (row,))


def _span(rows: list[Cells]) -> Span:
    spans = [span for row in rows for span in row.values()]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _table(document: Document, rows: list[Cells]) -> Table:
    """The table whose rows begin with a title, if it has one, and headings in one or two tiers."""
    text = document.normal
    first = next(place for place, row in enumerate(rows) if headings(text, row))
    columns, below = headings(text, rows[first]), first + 1
    if below < len(rows) and (lower := lower_tier(text, columns, rows[below])):
        columns, below = lower, below + 1
    body = [row for row in rows[below:] if not headings(text, row) and not _is_aside(text, row)]
    title, label = _title(document, rows[:first], rows[0])
    columns = numbered(text, settled(labelled(text, columns, body), _first_year(text, title)), body)
    kind = _kind({column.meaning for column in columns.values()})
    begin = min(span.start for span in (title, label, _span(rows)) if span)
    return Table(kind, Span(begin, _span(rows).end), title, label, columns, tuple(_without_ditto(text, body)))


def _first_year(text: str, title: Span | None) -> str:
    """The year with which the plan of a table begins by the table's title, else the document's; empty if none tells."""
    for words in (title.of(text) if title else "", text[: max(text.find("\n"), 0)]):
        if years := YEAR.findall(words):
            return str(min(years))
    return ""


def _without_ditto(text: str, rows: list[Cells]) -> Iterator[Cells]:
    """The rows with the cell above for each that says 同上."""
    above: Cells = {}
    for row in rows:
        ditto = {
            number: above.get(number, span)
            for number, span in row.items()
            if pattern("tables", "ditto").match(span.of(text))
        }
        above = {**above, **row, **ditto}
        yield {**row, **ditto}


def _kind(meanings: set[str]) -> Kind:
    if meanings & ACTS and meanings & SAYS:
        return "tasks"
    if {"indicator", "value"} <= meanings:
        return "indicators"
    return "tasks" if {"indicator", "unit"} <= meanings else "unread"


def _is_aside(text: str, row: Cells) -> bool:
    """Whether a row is none of the table's: sums, and the notes below it."""
    spans = set(row.values())
    note = len(spans) == 1 and pattern("tables", "note").match(next(iter(spans)).of(text))
    return bool(note) or any(pattern("tables", "total").match(span.of(text)) for span in spans)


def _title(document: Document, above: list[Cells], first: Cells) -> tuple[Span | None, Span | None]:
    """The table's title and its label (附件2): a row of its own, or the nearest line before; else its sheet's name."""
    text, place = document.normal, min(first.values()).start
    spans = [span for row in above for span in row.values()] or _lines_before(text, place)
    label: Span | None = None
    title: Span | None = None
    for span in spans:
        words = span.of(text)
        if pattern("tables", "attachment").match(words):
            label = span
        elif match := pattern("tables", "title").match(words):
            if match["label"]:
                label = Span(span.start, span.start + match.end("label"))
            title = Span(span.start + match.start("title"), span.start + match.end("title"))
    if title:
        return title, label
    sheet = text[text.rfind("\n", 0, max(place - 1, 0)) + 1 : max(place - 1, 0)]
    if SHEETS in document.media_type and not above and sheet and "\t" not in sheet:
        return Span(place - 1 - len(sheet), place - 1), label
    return None, label


def _lines_before(text: str, place: int) -> list[Span]:
    """The lines right before a table that can be its title, in order: no numbered ones, not the unit of measure."""
    lines: list[Span] = []
    end = text.rfind("\n", 0, place)
    while end > 0 and len(lines) < TITLE_LINES:
        start = text.rfind("\n", 0, end) + 1
        line = Span(start, end)
        end = start - 1
        words = line.of(text)
        if pattern("tables", "measure_line").match(words):
            continue
        if (
            numbering(words)
            or "\t" in words
            or not (pattern("tables", "attachment").match(words) or pattern("tables", "title").match(words))
        ):
            break
        lines.insert(0, line)
    return lines


def filled(text: str, table: Table) -> Iterator[Cells]:
    """The cells of each row, with those that its empty leading cells mean: the same as above.

    Leading are group, number, title and indicator; so is the content where nothing new begins in the row. A new group takes
    nothing from the one above it.
    """
    leading = [number for meaning in CARRIED for number in table.of(meaning)]
    contents = table.of("content")
    last: Cells = {}
    for row in table.rows:
        again = all(number not in row or row[number] == last.get(number) for number in leading)
        new = [
            number for number in table.of("group") if number in row and not _same(text, row[number], last.get(number))
        ]
        if new and last:
            last = {number: span for number, span in last.items() if number < new[0]}
        carried = [*leading, *contents] if again and not any(number in row for number in contents) else leading
        cells = {**{number: last[number] for number in carried if number in last}, **row}
        last = cells
        yield cells


def _same(text: str, cell: Span, above: Span | None) -> bool:
    """Whether two cells hold the same words."""
    return above is not None and cell.of(text) == above.of(text)
