"""Excel workbooks (.xlsx, .xlsm): the values of the sheets that are shown, a table each.

ECMA-376 Part 1 (SpreadsheetML). Of a formula the value is read that was kept with it; macros are neither run nor read. Left
aside, and said: hidden sheets, rows and columns, struck-out cells, pictures, charts; a cell whose formula has no value, or
an error for one, is `UNKNOWN`. Left aside: comments, headers and footers. Nothing outside the file is read.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, cast

from plankg.graph.patterns import named_pattern
from plankg.graph.reading.files import MACRO_TYPE
from plankg.graph.reading.layout import Cell, Sheet
from plankg.graph.reading.limits import MAX_PART, MAX_SHEET_CELLS, MAX_SPAN
from plankg.graph.reading.packages import PACKAGE_FAULTS
from plankg.graph.reading.sheet_marks import Account, Merged, SheetMarks, letters, marks_of
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, ReadingError

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as BookCell
    from openpyxl.cell.cell import MergedCell
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet
    from openpyxl.worksheet.worksheet import Worksheet

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MACROS: Final = "xl/vbaProject.bin"
"""The part of the package that holds the macros."""

UNKNOWN: Final = "—"
"""Stands for the value of a cell that the file does not tell, so that no other row's is taken for it."""

_CELL = b"<c "
_NO_PART_HAS = b"<!DOCTYPE"
_CHUNK: Final = 1 << 20
_DEFAULT_NAME = named_pattern(
    "sheets.default-name", r"(?:Sheet|工作表|表)\s?\d*$", flags=re.IGNORECASE, matches=["工作表1"], rejects=["任务表格"]
)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DECIMALS = re.compile(r"0\.(0+)[^%]*%")
_BLANKS = re.compile(r"[_*].|\s")
_FIXED = re.compile(r"#*,?#*0(?:\.(0+))?")
_FAULTS: Final = (*PACKAGE_FAULTS, AttributeError, SyntaxError, TypeError)


def read_sheets(data: bytes, *, name: str, sha256: str) -> Document:
    """The document of an Excel workbook's bytes: each shown sheet under its name, unless that is only a number.

    Dates are ISO 8601, percentages as shown; a cell that runs over several rows or columns is one. Raises ReadingError for a
    broken, protected, oversized or empty workbook. `name` is the file's, for the message.
    """
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415 - imported only where used, as lxml is

    _check(data, name)
    sheet, account = Sheet(name), Account()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves aside, which is nothing that is read here
            book = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            book.read()
            macros = MACROS in book.archive.namelist()
            account.take_parts(book.archive.namelist())
            shown = list(_shown(book, account))
            for title, path in shown:
                account.sheet = f"{title}!" if len(shown) > 1 else ""
                _write(book, title, path, sheet, account)
            book.archive.close()
    except _FAULTS as error:
        raise ReadingError("xlsx_broken", path=name) from error
    media_type = MACRO_TYPE if macros else MEDIA_TYPE
    return document_from_text(
        sheet.text,
        name=name,
        media_type=media_type,
        sha256=sha256,
        blocks=tuple(sheet.blocks),
        full=(),
        omissions=account.omissions(),
    )


def _check(data: bytes, name: str) -> None:
    """Raise ReadingError for a package that unpacks to too much, has too many cells, or holds what no workbook holds."""
    cells = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                if not part.endswith((".xml", ".rels")):
                    continue
                size, last = 0, b""
                with package.open(part) as stream:
                    while chunk := stream.read(_CHUNK):
                        size += len(chunk)
                        cells += (last[-len(_CELL) + 1 :] + chunk).count(_CELL)
                        if _NO_PART_HAS in last[-len(_NO_PART_HAS) :] + chunk:
                            raise ReadingError("xlsx_broken", path=name)
                        if size > MAX_PART or cells > MAX_SHEET_CELLS:
                            raise ReadingError(
                                "xlsx_too_big", path=name, limit=MAX_PART // 1_000_000, cells=f"{MAX_SHEET_CELLS:,}"
                            )
                        last = chunk
    except PACKAGE_FAULTS as error:
        raise ReadingError("xlsx_broken", path=name) from error
    except RuntimeError as error:  # zipfile's word for a package whose parts are encrypted
        raise ReadingError("xlsx_encrypted", path=name) from error


def _shown(book: ExcelReader, account: Account) -> Iterator[tuple[str, str]]:
    """The name and the part of each sheet of cells that is shown, in order; those hidden are noted."""
    for sheet, relation in book.parser.find_sheets():
        if not relation.Type.endswith("/worksheet"):
            continue
        if sheet.state == "visible":
            yield sheet.name, relation.target
        else:
            account.note("hidden-sheet", sheet.name)


def _write(book: ExcelReader, title: str, path: str, sheet: Sheet, account: Account) -> None:
    """Write a sheet of the workbook: its name, then its cells as a table."""
    marks = marks_of(book, path)
    rows = _rows(book.wb[title], marks, account)
    if not rows:
        return
    if max(max(row) for row in rows.values()) > MAX_SPAN:
        raise ReadingError("xlsx_too_wide", path=sheet.name, sheet=title, limit=MAX_SPAN)
    if not _DEFAULT_NAME.match(title):
        sheet.line(title)
    sheet.table(list(_cells(rows, marks.merged)))


def _rows(cells: Worksheet, marks: SheetMarks, account: Account) -> dict[int, dict[int, str]]:
    """The words of the cells that are shown and have any, by row and column."""
    rows: dict[int, dict[int, str]] = {}
    cast("ReadOnlyWorksheet", cells).reset_dimensions()  # what the file says of its own size may be wrong
    for number, row in enumerate(cells.iter_rows(), start=1):
        filled = {
            column: words
            for column, cell in enumerate(row, start=1)
            if (words := _words(cell, (number, column), marks, account))
        }
        if not filled:
            continue
        if number in marks.hidden_rows:
            account.note("hidden-row", str(number))
            continue
        for column in filled.keys() & marks.hidden_columns:
            account.note("hidden-column", letters(column))
            del filled[column]
        if filled:
            rows[number] = filled
    return rows


def _words(cell: BookCell | MergedCell, place: tuple[int, int], marks: SheetMarks, account: Account) -> str:
    """What a cell shows; what it does not tell, or has struck out, is noted."""
    if cell.value is None or cell.value == "":
        if place in marks.valueless:
            account.note("formula", f"{letters(place[1])}{place[0]}")
            return UNKNOWN
        return ""
    if cell.font.strike:
        account.note("struck", f"{letters(place[1])}{place[0]}")
        return ""
    if cell.data_type == "e":
        account.note("error-value", f"{letters(place[1])}{place[0]}")
        return UNKNOWN
    return _shown_as(cell.value, cell.number_format)


def _cells(rows: dict[int, dict[int, str]], merged: Sequence[Merged]) -> Iterator[list[Cell]]:
    """The cells that begin in each row that holds any, with the rows and columns they run over."""
    begins = {(area.top, area.left): area for area in merged}
    numbers = sorted(rows)
    covered: set[tuple[int, int]] = set()
    for number in numbers:
        cells: list[Cell] = []
        column, last = 1, max(rows[number])
        while column <= last:
            if (number, column) in covered:
                column += 1
                continue
            area = begins.get((number, column), Merged(column, number, column, number))
            below = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
            right = min(area.right, MAX_SPAN)
            covered |= {(other, beside) for other in below[1:] for beside in range(area.left, right + 1)}
            cells.append(Cell(rows[number].get(column, "").split("\n"), len(below), right - area.left + 1))
            column = right + 1
        yield cells


def _shown_as(value: object, form: str) -> str:
    """A cell's value as text: dates as ISO 8601 as far as the form shows them, shares in per cent, whole numbers bare."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, dt.datetime):
        return _day(value, form)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, int | float):
        return _number(value, form)
    return str(value).replace("\r\n", "\n").strip()


def _day(value: dt.datetime, form: str) -> str:
    """A day, or the month where the form shows no day: 2024年12月 is the whole of it."""
    codes = _QUOTED.sub("", form).lower()
    if value.time() != dt.time():
        return value.isoformat(sep=" ", timespec="minutes")
    return f"{value:%Y-%m}" if "y" in codes and "d" not in codes else value.date().isoformat()


def _number(value: float, form: str) -> str:
    codes = _QUOTED.sub("", form).partition(";")[0]
    codes = _BLANKS.sub("", codes)
    if "%" not in codes:
        fixed = _FIXED.fullmatch(codes)
        return f"{value:.{len(fixed[1] or '')}f}" if fixed else f"{value:.12g}"
    decimals = _DECIMALS.search(codes)
    return f"{value * 100:.{len(decimals[1]) if decimals else 0}f}%"
