"""A comparison as a workbook: a sheet of all changes, side by side, and one of counts."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Color, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from plankg.graph.comparison import Comparison, Run
from plankg.graph.unfinished import temporary_files
from plankg.schema.wording import Language, words
from plankg.viz.comparison.rows import Row, counts, rows, sides, summary
from plankg.viz.workbook.columns import Cell
from plankg.viz.workbook.xlsx import EPOCH, LINE, SPARE, TALLEST, line_count, put, without_clock

WIDTHS = (5, 11, 15, 37, 15, 37, 24, 8)
"""In Latin letters: number, kinds, both places and quotes, what changed, likeness; together they fill A4 across."""
PAPER_A4 = 9
HEAD = 4
"""The row of the headings, below title, summary and legend."""
THIN = Side(style="thin", color="B7C0CA")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
GONE = InlineFont(color=Color("A32020"), strike=True)
COME = InlineFont(color=Color("0B5CAD"), b=True, u="single")


def content(comparison: Comparison, lang: Language) -> bytes:
    """The bytes of the .xlsx file; the same comparison gives the same bytes."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _fill(workbook.create_sheet(words("diff.heading", lang)), comparison, lang)
    _count(workbook.create_sheet(words("diff.counts_title", lang)), comparison, lang)
    workbook.properties.creator = "plankg"
    workbook.properties.created = EPOCH
    buffer = BytesIO()
    with temporary_files():
        workbook.save(buffer)
    return without_clock(buffer.getvalue())


def _fill(sheet: Worksheet, comparison: Comparison, lang: Language) -> None:
    """Write title, headings and a row for each change; the headings are repeated on each page of paper."""
    titles = comparison.before.plan.title, comparison.after.plan.title
    top = (
        words("diff.title", lang, before=titles[0], after=titles[1]),
        summary(comparison, lang),
        words("diff.legend", lang),
    )
    for number, line in enumerate(top, 1):
        put(sheet, number, 1, line).font = Font(bold=number == 1, size=14 if number == 1 else 10)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(WIDTHS))
        size = 0.7 if number == 1 else 1
        sheet.row_dimensions[number].height = LINE * line_count(line, int(sum(WIDTHS) * size)) / size + SPARE
    first, second = sides(comparison, lang)
    keys = [words(f"diff.column_{key}", lang) for key in ("number", "kind")]
    keys += [
        words(f"diff.column_{key}", lang, side=side) for side in (first, second) for key in ("after_place", "after")
    ]
    keys += [words(f"diff.column_{key}", lang) for key in ("change", "score")]
    for column, (heading, width) in enumerate(zip(keys, WIDTHS, strict=True), 1):
        cell = put(sheet, HEAD, column, heading)
        cell.font, cell.fill, cell.border = Font(bold=True), PatternFill("solid", fgColor="E7F1FB"), BOX
        sheet.column_dimensions[get_column_letter(column)].width = width
    lines = max(line_count(heading, width) for heading, width in zip(keys, WIDTHS, strict=True))
    sheet.row_dimensions[HEAD].height = LINE * lines + SPARE
    for number, row in enumerate(rows(comparison, lang), HEAD + 1):
        _write(sheet, number, row)
    sheet.freeze_panes = f"A{HEAD + 1}"
    sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(WIDTHS))}{sheet.max_row}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    _paper(sheet)


def _write(sheet: Worksheet, number: int, row: Row) -> None:
    """Write a row; changed words are struck or underlined."""
    basis = "\n".join(filter(None, (row.score, row.basis if "/" in row.basis else "")))
    plain = (row.number, "\n".join(row.kinds), row.before_place, _text(row.before), row.after_place, _text(row.after))
    values: tuple[Cell, ...] = (*plain, "\n".join(row.differences), basis)
    for column, value in enumerate(values, 1):
        put(sheet, number, column, value or None).border = BOX
    for column, quotes, font in ((4, row.before, GONE), (6, row.after, COME)):
        if row.before and row.after and any(run.changed for quote in quotes for run in quote):
            sheet.cell(number, column).value = _rich(quotes, font)
    lines = max(line_count(value or None, width) for value, width in zip(values, WIDTHS, strict=True))
    sheet.row_dimensions[number].height = min(TALLEST, LINE * lines + SPARE)


def _text(quotes: tuple[tuple[Run, ...], ...]) -> str:
    return "\n".join("".join(run.text for run in quote) for quote in quotes)


def _rich(quotes: tuple[tuple[Run, ...], ...], font: InlineFont) -> CellRichText:
    rich = CellRichText()
    for place, quote in enumerate(quotes):
        if place:
            rich.append("\n")
        for run in quote:
            text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", run.text)
            rich.append(TextBlock(font, text) if run.changed else text)
    return rich


def _count(sheet: Worksheet, comparison: Comparison, lang: Language) -> None:
    """Write how many changes there are of each kind, and how they were matched."""
    table: list[tuple[Cell, Cell]] = [(words("diff.column_kind", lang), words("diff.count", lang))]
    table += [(name, count) for _, name, count in counts(comparison, lang)]
    for row, values in enumerate(table, 1):
        for column, value in enumerate(values, 1):
            cell = put(sheet, row, column, value)
            cell.border = BOX
            cell.font = Font(bold=row == 1)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 12
    note = words("diff.method", lang)
    put(sheet, len(table) + 2, 1, note)
    sheet.merge_cells(start_row=len(table) + 2, end_row=len(table) + 2, start_column=1, end_column=6)
    sheet.row_dimensions[len(table) + 2].height = LINE * line_count(note, 60) + SPARE
    _paper(sheet)


def _paper(sheet: Worksheet) -> None:
    """Set a sheet up for A4 across, as wide as the paper, with page numbers."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPER_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "&P / &N"
    sheet.page_margins.left = sheet.page_margins.right = 0.4
