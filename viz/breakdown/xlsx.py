"""The table as a workbook, a sheet a part, that prints as it should on A4 across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from plankg.graph.unfinished import temporary_files
from plankg.schema.wording import words
from plankg.viz.breakdown.layouts import Part
from plankg.viz.breakdown.listing import BODY, CENTRED, HEADS, MERGED, TITLE, Listing
from plankg.viz.breakdown.measures import Measure
from plankg.viz.workbook.columns import Cell
from plankg.viz.workbook.xlsx import EPOCH, line_count, put, without_clock

LINE, SPARE, TALLEST = 15.0, 5.0, 400.0
"""Points: a line of text, what a cell keeps above and below, the highest row."""
PAPER_A4 = 9
HEAD_ROW = 3
LONGEST_NAME = 31
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "_"))
"""What the name of a sheet cannot have, and how long it can be in Excel."""
THIN = Side(style="thin")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
BAND = PatternFill("solid", fgColor="EDEDED")
MIDDLE = Alignment(wrap_text=True, horizontal="center", vertical="center")
TOP = Alignment(wrap_text=True, horizontal="center", vertical="top")
LEFT = Alignment(wrap_text=True, horizontal="left", vertical="center")


def xlsx_bytes(listing: Listing) -> bytes:
    """The table as the bytes of an .xlsx file; the same table, the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, part in zip(sheet_names(listing), listing.parts, strict=True):
        _fill(workbook.create_sheet(name), listing, part)
    workbook.properties.creator = "plankg"
    workbook.properties.identifier = listing.plan
    workbook.properties.created = EPOCH
    buffer = BytesIO()
    with temporary_files():
        workbook.save(buffer)
    return without_clock(buffer.getvalue())


def sheet_names(listing: Listing) -> Iterator[str]:
    """A name for each part's sheet that Excel takes, no two alike."""
    taken: set[str] = set()
    for part in listing.parts:
        name = plain = part.name.translate(FORBIDDEN)[:LONGEST_NAME]
        number = 2
        while name.casefold() in taken:
            ending = f" {number}"
            name, number = plain[: LONGEST_NAME - len(ending)] + ending, number + 1
        taken.add(name.casefold())
        yield name


def _fill(sheet: Worksheet, listing: Listing, part: Part) -> None:
    """Heads, bands, rows and notes, then how it is printed."""
    shown = len(listing.shown)
    _across(sheet, 1, listing.heading(part), shown, Font(name=TITLE, size=20), 36)
    _across(sheet, 2, listing.subtitle, shown, Font(name=BODY, size=12), 20)
    for place, column in enumerate(listing.columns, 1):
        _cell(sheet, HEAD_ROW, place, column.heading, Font(name=HEADS, size=11), MIDDLE)
        sheet.column_dimensions[get_column_letter(place)].width = column.width
    lines = max(line_count(column.heading, column.width) for column in listing.shown)
    sheet.row_dimensions[HEAD_ROW].height = LINE * lines + 2 * SPARE
    sheet.column_dimensions[get_column_letter(shown + 1)].hidden = True
    row = HEAD_ROW + 1
    for band, block in part.blocks():
        if band:
            _across(sheet, row, band, shown, Font(name=HEADS, size=11), 22, fill=BAND)
            row += 1
        row = _write_block(sheet, row, listing, block)
    for note in listing.notes(part):
        _across(sheet, row, note, shown, Font(name=BODY, size=9), LINE, left=True)
        row += 1
    _print_setup(sheet, listing)


def _write_block(sheet: Worksheet, row: int, listing: Listing, block: Sequence[Measure]) -> int:
    """Write the rows of a block, what they share in merged cells; the row below them.

    What is merged stands at the top and has room in the first row alone: so no end of a page goes through it.
    """
    shared = len(block) > 1
    for place, measure in enumerate(block):
        lines = 1
        for number, column in enumerate(listing.columns, 1):
            merged = shared and column.key in MERGED
            value = None if merged and place else column.cell(measure)
            alignment = TOP if merged else MIDDLE if column.key in CENTRED else LEFT
            _cell(sheet, row + place, number, value, Font(name=BODY, size=11), alignment)
            lines = max(lines, line_count(value, column.width) if column is not listing.key else 0)
        sheet.row_dimensions[row + place].height = min(TALLEST, LINE * lines + SPARE)
    for number, column in enumerate(listing.columns, 1) if shared else ():
        if column.key in MERGED:
            sheet.merge_cells(start_row=row, end_row=row + len(block) - 1, start_column=number, end_column=number)
    return row + len(block)


def _across(
    sheet: Worksheet, row: int, text: str, columns: int, font: Font, height: float, *,
    fill: PatternFill | None = None, left: bool = False,
) -> None:  # fmt: skip
    """A text over the whole width."""
    cell = put(sheet, row, 1, text)
    cell.font, cell.alignment = font, LEFT if left or fill else MIDDLE
    if fill:
        for place in range(1, columns + 1):
            sheet.cell(row, place).border, sheet.cell(row, place).fill = GRID, fill
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
    sheet.row_dimensions[row].height = height


def _cell(sheet: Worksheet, row: int, column: int, value: Cell, font: Font, alignment: Alignment) -> None:
    written = put(sheet, row, column, value)
    written.font, written.alignment, written.border = font, alignment, GRID


def _print_setup(sheet: Worksheet, listing: Listing) -> None:
    """A4 across, the head on every page, pages numbered, all columns on one page's width."""
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_area = f"A1:{get_column_letter(len(listing.shown))}{sheet.max_row}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPER_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    foot = None if sheet.oddFooter is None else sheet.oddFooter.center
    if foot is not None:
        foot.text = words("breakdown.page", listing.lang, page="&P", pages="&N")
