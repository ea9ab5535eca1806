"""Tables: which of a document's tables say tasks or indicators, what each of their columns holds, and their rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from plankg.graph.extraction.draft import Draft, Span
from plankg.graph.extraction.lexicon import lexicon, rules
from plankg.graph.extraction.numbering import numbering
from plankg.schema.document import Block, Document
from plankg.schema.terms import Role

LONGEST_HEADING = 40
# A heading row tells at least so many columns by words that are known.
KNOWN_COLUMNS = 2
TITLE_LINES = 2
# What the media type of a workbook says; its reader prints a sheet's name over the sheet's cells.
SHEETS = "sheet"
ACTS = {"title", "content"}
SAYS = {"unit", "time", "value", "indicator"}
# What a merged or empty cell takes from the row above.
CARRIED = ("group", "number", "title", "indicator")

Kind = Literal["tasks", "indicators", "unread"]
Cells = dict[int, Span]


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
        """Tell whether a line of the text is one of the table's, or only names it in a list of attachments."""
        if self.span.overlaps(line):
            return True
        return self.title is not None and line.start < self.span.start and self._is_named(line.of(text), text)

    def _is_named(self, words: str, text: str) -> bool:
        named = _pattern("listed").match(words)
        return bool(named and self.title and _bare(named["title"]) == _bare(self.title.of(text)))

    def of(self, meaning: str) -> list[int]:
        """Give the numbers of the columns that hold this, from the left."""
        return [number for number, column in sorted(self.columns.items()) if column.meaning == meaning]


def find_tables(draft: Draft) -> tuple[Table, ...]:
    """Give the tables that say tasks or indicators; those with unknown headings are left to be read as text."""
    return tuple(table for table in read_tables(draft.document) if table.kind != "unread")


def read_tables(document: Document) -> tuple[Table, ...]:
    """Give all tables of a document with at least two columns and rows, in the order of the text.

    Where a heading row stands below rows of another table, a new table begins with it; a heading row printed again at the
    top of a page is passed over. A table that a page end cuts in two is one.
    """
    cells = [block for block in document.blocks if block.table is not None]
    made: list[Table] = []
    for _, blocks in groupby(cells, key=lambda block: block.table):
        for table in _tables(document, _rows(document, list(blocks))):
            if made and _goes_on(document.normal, made[-1], table):
                last = made[-1]
                made[-1] = last._replace(span=Span(last.span.start, table.span.end), rows=(*last.rows, *table.rows))
            else:
                made.append(table)
    return tuple(made)


def _goes_on(text: str, last: Table, table: Table) -> bool:
    """Tell whether a table is the rest of the one before: nothing but 续表 between, and the same headings or none of its own."""
    between = text[last.span.end : table.span.start].strip()
    if last.kind == "unread" or (between and not _pattern("continued").match(between)):
        return False
    if table.rows and not table.columns:
        return max(number for row in table.rows for number in row) == max(last.columns)
    words = [[column.words for _, column in sorted(one.columns.items())] for one in (last, table)]
    return table.title is None and table.kind == last.kind and words[0] == words[1]


def _rows(document: Document, blocks: list[Block]) -> list[Cells]:
    """Give the cells of a table's rows as spans of the normalised text; cells that it left out are left out."""
    rows: dict[int, Cells] = {}
    for block in blocks:
        start = bisect_left(document.offsets, block.start)
        end = bisect_left(document.offsets, block.end)
        if start < end and block.row is not None and block.column is not None:
            rows.setdefault(block.row, {})[block.column] = Span(start, end)
    return [dict(sorted(rows[number].items())) for number in sorted(rows)]


def _tables(document: Document, rows: list[Cells]) -> Iterator[Table]:
    """Cut rows where headings begin, and give what stands between as tables."""
    text = document.normal
    heads = [(place, columns) for place, row in enumerate(rows) if (columns := _headings(text, row))]
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
    """Give the rows without numbered words alone at their end: these are the heading over the table that follows."""
    while rows and len(rows[-1]) == 1 and numbering(next(iter(rows[-1].values())).of(text)):
        rows = rows[:-1]
    return rows


def _is_new(known: dict[int, Column], columns: dict[int, Column], last: int, place: int) -> bool:
    """Tell whether headings begin a table: not those printed again on a new page, nor the lower of two tiers."""
    again = [column.words for column in known.values()] == [column.words for column in columns.values()]
    return not again and place > last + 1


def _with_title(text: str, rows: list[Cells], place: int) -> int:
    """Give the row with which a table begins whose headings stand there: a single cell above them is its title."""
    while place and (_is_alone(text, rows[place - 1]) or _is_preamble(text, rows[place - 1])):
        place -= 1
    return place


def _is_alone(text: str, row: Cells) -> bool:
    """Tell whether a row is a single cell and no numbered heading."""
    return len(row) == 1 and numbering(next(iter(row.values())).of(text)) is None


def _is_preamble(text: str, row: Cells) -> bool:
    """Tell whether a row above the headings only says who filled the table in, when, or in which unit of measure."""
    return any(_pattern("preamble").match(span.of(text)) for span in row.values())


def _unread(rows: list[Cells]) -> Iterator[Table]:
    if len(rows) > 1 and any(len(row) > 1 for row in rows):
        yield Table("unread", _span(rows), None, None, {}, tuple(rows))


def _span(rows: list[Cells]) -> Span:
    spans = [span for row in rows for span in row.values()]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _table(document: Document, rows: list[Cells]) -> Table:
    """Give the table whose rows begin with a title, if it has one, and headings in one or two tiers."""
    text = document.normal
    first = next(place for place, row in enumerate(rows) if _headings(text, row))
    columns, below = _headings(text, rows[first]), first + 1
    if below < len(rows) and (lower := _lower_tier(text, columns, rows[below])):
        columns, below = lower, below + 1
    body = [row for row in rows[below:] if not _headings(text, row) and not _is_aside(text, row)]
    columns = _settled(columns)
    title, label = _title(document, rows[:first], rows[0])
    kind = _kind({column.meaning for column in columns.values()})
    begin = min(span.start for span in (title, label, _span(rows)) if span)
    return Table(kind, Span(begin, _span(rows).end), title, label, columns, tuple(_without_ditto(text, body)))


def _without_ditto(text: str, rows: list[Cells]) -> Iterator[Cells]:
    """Give the rows with the cell above for each that says 同上."""
    above: Cells = {}
    for row in rows:
        ditto = {
            number: above.get(number, span) for number, span in row.items() if _pattern("ditto").match(span.of(text))
        }
        above = {**above, **row, **ditto}
        yield {**row, **ditto}


def _kind(meanings: set[str]) -> Kind:
    if meanings & ACTS and meanings & SAYS:
        return "tasks"
    if "indicator" in meanings and "unit" in meanings:
        return "tasks"
    return "indicators" if {"indicator", "value"} <= meanings else "unread"


def _is_aside(text: str, row: Cells) -> bool:
    """Tell whether a row is none of the table's: sums, and the notes below it."""
    spans = set(row.values())
    note = len(spans) == 1 and _pattern("note").match(next(iter(spans)).of(text))
    return bool(note) or any(_pattern("total").match(span.of(text)) for span in spans)


def _headings(text: str, row: Cells) -> dict[int, Column]:
    """Give the columns that a row of headings names; nothing for any other row."""
    columns = {number: _column(text, span) for number, span in row.items()}
    known = [column for column in columns.values() if column.meaning != "unknown"]
    telling = {column.meaning for column in known} & (ACTS | SAYS)
    long = any(span.width > LONGEST_HEADING or "。" in span.of(text) for span in row.values())
    if long or len(known) < KNOWN_COLUMNS or not telling or len(known) * 2 < len(columns):
        return {}
    return columns


def _lower_tier(text: str, upper: dict[int, Column], row: Cells) -> dict[int, Column]:
    """Give the columns of headings in two tiers; a heading of the lower tier is read with the one above it."""
    own = {number: span for number, span in row.items() if number not in upper or upper[number].heading != span}
    lower = {number: _column(text, span, above=_above(upper, number)) for number, span in own.items()}
    if not lower or any(column.meaning in {"unknown", "number"} for column in lower.values()):
        return {}
    if any(span.width > LONGEST_HEADING or "。" in span.of(text) for span in own.values()) or 0 in own:
        return {}
    return dict(sorted({**upper, **lower}.items()))


def _above(upper: dict[int, Column], number: int) -> str:
    return next((upper[place].words for place in sorted(upper, reverse=True) if place <= number), "")


def _column(text: str, heading: Span, above: str = "") -> Column:
    """Give what a column with this heading holds: `unknown` where no word tells."""
    words = re.sub(r"\s", "", heading.of(text))
    meaning = next((rule.name for rule in rules("tables", "columns") if rule.pattern.search(words)), "unknown")
    if meaning != "unit":
        return Column(meaning, heading, words)
    first_leads = bool(re.search(lexicon("annotations")["first_leads"], words))
    role = Role.RESPONSIBLE if first_leads else role_of(words) or role_of(above)
    if role is None and not _pattern("plain_unit").match(words):
        return Column("unknown", heading, words)
    owner = _pattern("owner").match(words) or _pattern("owner").match(above + words)
    return Column(meaning, heading, words, role or Role.RESPONSIBLE, owner and owner["owner"], first_leads)


def role_of(words: str) -> Role | None:
    """Give the role that a heading or a note behind a unit names; 责任 where it names several, since it parts nobody."""
    found = [Role.of(rule["role"]) for rule in rules("annotations", "labels") if rule.pattern.search(words)]
    if Role.PARTICIPANT in found and len(found) > 1:
        return Role.RESPONSIBLE
    return found[0] if found else None


def _settled(columns: dict[int, Column]) -> dict[int, Column]:
    """Decide what depends on the other columns: 单位 is a measure beside figures only, a bare year the goal or the base."""
    meanings = {column.meaning for column in columns.values()}
    titles = [number for number, column in columns.items() if column.meaning == "title"]
    indicators = [number for number, column in columns.items() if column.meaning == "indicator"]
    settled: dict[int, Column] = {}
    for number, column in columns.items():
        meaning, role = column.meaning, column.role
        if meaning == "measure" and not {"value", "indicator", "year"} & meanings:
            meaning, role = "unit", Role.RESPONSIBLE
        elif meaning == "year":
            meaning = "baseline" if "value" in meanings else "value"
        elif meaning == "indicator" and (ACTS & meanings or number != indicators[-1]):
            meaning = "value" if ACTS & meanings else "group"
        elif meaning == "title":
            meaning = _act(number, titles, content="content" in meanings)
        settled[number] = column._replace(meaning=meaning, role=role)
    return settled


def _act(number: int, titles: list[int], *, content: bool) -> str:
    """Give what one of several columns of tasks holds: the last its task, the ones before the groups of tasks.

    Without a column of contents the last of several says what the task before it consists of.
    """
    place = len(titles) - titles.index(number)
    if content or len(titles) == 1:
        return "title" if place == 1 else "group"
    return {1: "content", 2: "title"}.get(place, "group")


def _title(document: Document, above: list[Cells], first: Cells) -> tuple[Span | None, Span | None]:
    """Give the table's title and its label (附件2): a row of its own, or lines right before the table; else its sheet's name."""
    text, place = document.normal, min(first.values()).start
    spans = [span for row in above for span in row.values()] or _lines_before(text, place)
    label: Span | None = None
    for span in spans:
        words = span.of(text)
        if _pattern("attachment").match(words):
            label = span
        elif found := _pattern("title").match(words):
            if found["label"]:
                label = Span(span.start, span.start + found.end("label"))
            return Span(span.start + found.start("title"), span.start + found.end("title")), label
    sheet = text[text.rfind("\n", 0, max(place - 1, 0)) + 1 : max(place - 1, 0)]
    if SHEETS in document.media_type and not above and sheet and "\t" not in sheet:
        return Span(place - 1 - len(sheet), place - 1), label
    return None, label


def _lines_before(text: str, place: int) -> list[Span]:
    """Give the lines right before a table that can be its title, in order: no numbered ones, not the unit of measure."""
    lines: list[Span] = []
    end = text.rfind("\n", 0, place)
    while end > 0 and len(lines) < TITLE_LINES:
        start = text.rfind("\n", 0, end) + 1
        line = Span(start, end)
        end = start - 1
        words = line.of(text)
        if _pattern("measure_line").match(words):
            continue
        if (
            numbering(words)
            or "\t" in words
            or not (_pattern("attachment").match(words) or _pattern("title").match(words))
        ):
            break
        lines.insert(0, line)
    return lines


def _bare(title: str) -> str:
    """Give a title without what brackets at its end add to it (（2023年版）)."""
    return re.sub(r"（[^）]*）$", "", title).strip()


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(lexicon("tables")[name])


def filled(table: Table) -> Iterator[Cells]:
    """Give the cells of each row, with those that its empty leading cells mean: the same as above.

    Leading are group, number, title and indicator; so is the content where nothing new begins in the row.
    """
    leading = [number for meaning in CARRIED for number in table.of(meaning)]
    contents = table.of("content")
    last: Cells = {}
    for row in table.rows:
        again = all(number not in row or row[number] == last.get(number) for number in leading)
        taken = [*leading, *contents] if again and not any(number in row for number in contents) else leading
        cells = {**{number: last[number] for number in taken if number in last}, **row}
        last = cells
        yield cells
