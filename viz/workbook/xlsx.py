"""The table that people open in Excel or WPS: every task with its units, figures and sentence."""

from __future__ import annotations

import re
from datetime import date, datetime
from io import BytesIO
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from plankg.graph.formats.comma_separated import FORMULA
from plankg.graph.unfinished import temporary_files
from plankg.graph.writing import is_stream, write_whole
from plankg.schema import Document, Plan, UsageError
from plankg.schema.wording import Language
from plankg.viz.workbook.columns import Cell
from plankg.viz.workbook.sheets import Sheet, sheets

# The first date a zip can hold; the table's bytes must not depend on when it is written.
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - zip and Excel know no time zones
SUFFIX = ".xlsx"
PAPER_A3 = 8
READABLE = 300
"""So many letters go side by side on A3 until they are smaller than seven points: wider sheets take several pages across."""
LINE, SPARE, TALLEST = 16.5, 3.0, 409.0
"""In points: a line of the standard letters, what is left around a cell's lines, and the highest row that Excel takes."""
MARGIN = 1
"""What a cell keeps free at its sides, in letters."""
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_workbook(plan: Plan, document: Document, path: Path, *, lang: Language = "zh") -> None:
    """Write the table to `path`, whole or not at all: sheets of tasks, units, targets, what was not read, and explanations.

    Raises UsageError where the name is no workbook's, GraphError where the file cannot be written (open in Excel, no such folder).
    """
    if path.suffix.lower() != SUFFIX and not is_stream(path):
        raise UsageError("workbook_suffix", path=path, suffix=SUFFIX)
    write_whole(path, workbook_bytes(plan, document, lang=lang))


def workbook_bytes(plan: Plan, document: Document, *, lang: Language = "zh") -> bytes:
    """The table as the bytes of an .xlsx file; same plan, same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets(plan, document, lang=lang):
        fill_sheet(workbook.create_sheet(sheet.title), sheet)
    workbook.properties.creator = "plankg"
    workbook.properties.created = EPOCH
    buffer = BytesIO()
    with temporary_files():
        workbook.save(buffer)
    return without_clock(buffer.getvalue())


def fill_sheet(target: Worksheet, sheet: Sheet) -> None:
    """Put headings, rows, widths, filter and print set-up into an empty worksheet."""
    for column, (heading, width) in enumerate(sheet.headings, 1):
        cell = put(target, 1, column, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E7F1FB")
        target.column_dimensions[get_column_letter(column)].width = width
    for row, values in enumerate((tuple(heading for heading, _ in sheet.headings), *sheet.rows), 1):
        if row > 1:
            for column, value in enumerate(values, 1):
                put(target, row, column, value)
        lines = max(
            (line_count(value, width) for value, (_, width) in zip(values, sheet.headings, strict=True)), default=1
        )
        target.row_dimensions[row].height = min(TALLEST, LINE * lines + SPARE)
    target.freeze_panes = "A2"
    target.auto_filter.ref = target.dimensions
    target.print_title_rows = "1:1"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = PAPER_A3
    target.page_setup.fitToHeight = 0
    across = ceil(sum(width for _, width in sheet.headings) / READABLE)
    target.page_setup.fitToWidth = across
    if across > 1:
        target.print_title_cols = "A:A"
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def line_count(value: Cell, width: int) -> int:
    r"""How many lines a value takes in a wrapped cell so many Latin letters wide; a Chinese character is as wide as two.

    >>> line_count("白鹭小学", 8), line_count("白鹭小学 新建", 8), line_count("a\nb", 8), line_count(None, 8)
    (2, 2, 2, 0)
    """
    if not isinstance(value, str):
        return 0 if value is None else 1
    room = max(2, width - MARGIN)
    return sum(max(1, _lines(line, room)) for line in value.split("\n"))


def _lines(line: str, room: int) -> int:
    """The lines as a spreadsheet breaks them: a wide character that does not fit goes to the next line whole."""
    count, used = 0, room
    for character in line:
        wide = 2 if east_asian_width(character) in "WFA" else 1
        if used + wide > room:
            count, used = count + 1, 0
        used += wide
    return count


def put(target: Worksheet, row: int, column: int, value: Cell) -> ExcelCell | MergedCell:
    """Put a value into a cell; text stays text, whatever it begins with, and never becomes a formula."""
    cell = target.cell(row, column)
    cell.alignment = WRAPPED
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
        cell.data_type = "s"
        cell.quotePrefix = FORMULA.match(value) is not None
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    return cell


def without_clock(content: bytes) -> bytes:
    """The same .xlsx without the time of writing, which openpyxl puts into it whatever one sets."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", part)
            target.writestr(ZipInfo(name, EPOCH.timetuple()[:6]), part, ZIP_DEFLATED)
    return buffer.getvalue()
