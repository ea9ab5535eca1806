"""The table that people open in Excel or WPS: every task with its units, figures and sentence."""

from __future__ import annotations

import os
import re
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell as ExcelCell
from openpyxl.cell import MergedCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from plankg.schema import Document, GraphError, Plan
from plankg.schema.wording import Language
from plankg.viz.sheets import Cell, Sheet, sheets

# The first date a zip can hold; the table's bytes must not depend on when it is written.
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - zip and Excel know no time zones
PAPER_A3 = 8
WRAPPED = Alignment(wrap_text=True, vertical="top")


def write_table(plan: Plan, document: Document, path: Path, *, lang: Language = "zh") -> None:
    """Write the table to `path`, whole or not at all: sheets of tasks, units, targets, what was not read, and explanations.

    Raises GraphError where the file cannot be written (open in Excel, a folder that isn't there).
    """
    content = table_bytes(plan, document, lang=lang)
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", suffix=".part", delete=False) as part:
            part.write(content)
        try:
            Path(part.name).chmod(0o644)
            os.replace(part.name, path)  # noqa: PTH105 - Path.replace gives no error of its own either
        except OSError:
            Path(part.name).unlink()
            raise
    except OSError as error:
        raise GraphError("file_not_written", path=path, reason=error.strerror or error) from error


def table_bytes(plan: Plan, document: Document, *, lang: Language = "zh") -> bytes:
    """Give the table as the bytes of an .xlsx file; same plan, same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets(plan, document, lang=lang):
        fill_sheet(workbook.create_sheet(sheet.title), sheet)
    workbook.properties.creator = "plankg"
    workbook.properties.created = EPOCH
    buffer = BytesIO()
    workbook.save(buffer)
    return without_clock(buffer.getvalue())


def fill_sheet(target: Worksheet, sheet: Sheet) -> None:
    """Put headings, rows, widths, filter and print set-up into an empty worksheet."""
    for column, (heading, width) in enumerate(sheet.headings, 1):
        cell = put(target, 1, column, heading)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="E7F1FB")
        target.column_dimensions[get_column_letter(column)].width = width
    for row, values in enumerate(sheet.rows, 2):
        for column, value in enumerate(values, 1):
            put(target, row, column, value)
    target.freeze_panes = "A2"
    target.auto_filter.ref = target.dimensions
    target.print_title_rows = "1:1"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = PAPER_A3
    target.page_setup.fitToHeight = 0
    target.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def put(target: Worksheet, row: int, column: int, value: Cell) -> ExcelCell | MergedCell:
    """Put a value into a cell; text stays text, whatever it begins with, and never becomes a formula."""
    cell = target.cell(row, column)
    cell.alignment = WRAPPED
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = "yyyy-mm-dd"
    return cell


def without_clock(content: bytes) -> bytes:
    """Give the same .xlsx without the time of writing, which openpyxl puts into it whatever one sets."""
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", part)
            target.writestr(ZipInfo(name, EPOCH.timetuple()[:6]), part, ZIP_DEFLATED)
    return buffer.getvalue()
