"""A form of one's own, filled: a workbook or document with a row of headings, under which the rows are written.

What the form has besides stays as it is; the row below the headings lends its look to all rows. `{标题}`, `{文号}` and
`{日期}` anywhere become title, number and date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy, deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from plankg.graph.unfinished import temporary_files
from plankg.schema.errors import UsageError
from plankg.viz.breakdown.listing import Listing
from plankg.viz.breakdown.measures import Measure
from plankg.viz.breakdown.xlsx import LINE, SPARE, TALLEST
from plankg.viz.workbook.columns import Column
from plankg.viz.workbook.xlsx import line_count, put, without_clock

FEWEST, FURTHEST = 2, 50
"""So many of a row's cells must be headings of ours, one alone may be a word of the form; and so far down they are looked for."""


def filled(template: Path, listing: Listing, suffix: str) -> bytes:
    """The form with the rows of the table.

    Raises UsageError where the form is no file of that kind, cannot be opened, or has no row of headings that we know.
    """
    if template.suffix.lower() != suffix:
        raise UsageError("form_other_kind", path=template, suffix=suffix)
    fill = {".xlsx": _workbook, ".docx": _document}.get(suffix)
    if fill is None:
        raise UsageError("form_kind", suffix=suffix)
    try:
        return fill(template, listing)
    except (BadZipFile, KeyError, OSError, ValueError) as error:
        raise UsageError("form_unreadable", path=template, reason=error) from error


def _workbook(template: Path, listing: Listing) -> bytes:
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to load, and only one of the two is wanted

    workbook = load_workbook(template)
    for sheet in workbook.worksheets:
        for number, row in enumerate(sheet.iter_rows(max_row=FURTHEST, values_only=True), 1):
            columns = _headings(row, listing)
            if columns:
                _fill_sheet(sheet, number, columns, listing)
                buffer = BytesIO()
                with temporary_files():
                    workbook.save(buffer)
                return without_clock(buffer.getvalue())
    raise UsageError("form_without_headings", path=template, known=_known(listing))


def _fill_sheet(sheet: Any, head: int, columns: Mapping[int, Column[Measure]], listing: Listing) -> None:
    """Write the rows below the headings; what stood further down moves down with its look."""
    rows = _rows(listing)
    pattern = [copy(sheet.cell(head + 1, place)._style) for place in range(1, sheet.max_column + 1)]  # noqa: SLF001 - openpyxl copies a cell's look no other way
    _move_down(sheet, head + 2, len(rows) - 1)
    for number, measure in enumerate(rows, head + 1):
        lines = 1
        for place, style in enumerate(pattern, 1):
            if place - 1 in columns:
                value = columns[place - 1].cell(measure)
                put(sheet, number, place, value)
                letter = sheet.cell(number, place).column_letter
                lines = max(lines, line_count(value, int(sheet.column_dimensions[letter].width)))
            sheet.cell(number, place)._style = copy(style)  # noqa: SLF001 - see above
        sheet.row_dimensions[number].height = min(TALLEST, LINE * lines + SPARE)
    words = _placeholders(listing)
    for row in sheet.iter_rows(max_row=head):
        for cell in row:
            if isinstance(cell.value, str):
                cell.value = _said(cell.value, words)


def _move_down(sheet: Any, row: int, by: int) -> None:
    """Move what stands from this row on, with what is merged there."""
    if by < 1 or sheet.max_row < row:
        return
    for merged in sheet.merged_cells.ranges:
        if merged.min_row >= row:
            merged.shift(row_shift=by)
    sheet.move_range(f"A{row}:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}", rows=by)


def _document(template: Path, listing: Listing) -> bytes:
    from docx import Document  # noqa: PLC0415 - see above

    document = Document(str(template))
    for table in document.tables:
        for number, row in enumerate(table.rows):
            columns = _headings([cell.text for cell in row.cells], listing)
            if columns:
                _fill_table(table, number, columns, listing)
                words = _placeholders(listing)
                for paragraph in document.paragraphs:
                    if (said := _said(paragraph.text, words)) != paragraph.text:
                        paragraph.runs[0].text = said
                        for run in paragraph.runs[1:]:
                            run.text = ""
                buffer = BytesIO()
                document.save(buffer)
                return without_clock(buffer.getvalue())
    raise UsageError("form_without_headings", path=template, known=_known(listing))


def _fill_table(table: Any, head: int, columns: Mapping[int, Column[Measure]], listing: Listing) -> None:
    """Write the rows below the headings, each a copy of the row that stands there (or of the headings' own)."""
    from docx.table import _Row  # noqa: PLC0415 - see above

    patterned = head + 1 < len(table.rows)
    pattern = table.rows[head + 1 if patterned else head]._tr  # noqa: SLF001 - python-docx cannot copy a row
    place = table.rows[head]._tr  # noqa: SLF001 - see above
    for measure in _rows(listing):
        element = deepcopy(pattern)
        place.addnext(element)
        place = element
        cells = _Row(element, table).cells
        for number, cell in enumerate(cells):
            _write(
                cell,
                str(columns[number].cell(measure) or "") if number in columns else "" if not patterned else cell.text,
            )
    if patterned:
        pattern.getparent().remove(pattern)


def _write(cell: Any, text: str) -> None:
    """Put a text into a cell in the look of its first run."""
    first, *others = cell.paragraphs
    for paragraph in others:
        paragraph._p.getparent().remove(paragraph._p)  # noqa: SLF001 - python-docx cannot take a paragraph out
    run, *rest = first.runs or [first.add_run()]
    run.text = text
    for other in rest:
        other.text = ""


def _headings(cells: Sequence[object], listing: Listing) -> dict[int, Column[Measure]]:
    """The columns whose headings stand in these cells, by place; none where there are too few to be a row of headings."""
    known = {column.heading: column for column in listing.known}
    words = ["".join(str(cell or "").split()) for cell in cells]
    places = {place: known[word] for place, word in enumerate(words) if word in known}
    return places if len(places) >= FEWEST else {}


def _rows(listing: Listing) -> list[Measure]:
    return [row for part in listing.parts for row in part.rows]


def _placeholders(listing: Listing) -> dict[str, str]:
    number, date = listing.head
    return {"{标题}": listing.title, "{文号}": number, "{日期}": date}


def _said(text: str, words: Mapping[str, str]) -> str:
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text


def _known(listing: Listing) -> str:
    return "、".join(column.heading for column in listing.known)
