"""Excel workbooks (.xlsx, .xlsm): the values of the sheets that are shown, a table each.

ECMA-376 Part 1 (SpreadsheetML). Of a formula the value is read that was kept with it; macros are neither run nor read. Left
aside: hidden sheets, charts, comments, headers and footers. Nothing outside the file is read.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import warnings
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from plankg.graph.patterns import named_pattern
from plankg.graph.reading.files import MACRO_TYPE
from plankg.graph.reading.layout import Cell, Sheet
from plankg.graph.reading.limits import MAX_PART, MAX_SHEET_CELLS, MAX_SPAN
from plankg.graph.reading.packages import PACKAGE_FAULTS
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, ReadingError

if TYPE_CHECKING:
    from openpyxl.reader.excel import ExcelReader

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

MACROS: Final = "xl/vbaProject.bin"
"""The part of the package that holds the macros."""

_CELL = b"<c "
_NO_PART_HAS = b"<!DOCTYPE"
_CHUNK: Final = 1 << 20
_DEFAULT_NAME = named_pattern(
    "sheets.default-name", r"(?:Sheet|工作表|表)\s?\d*$", flags=re.IGNORECASE, matches=["工作表1"], rejects=["任务表格"]
)
_QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
_DECIMALS = re.compile(r"0\.(0+)[^%]*%")
_FAULTS: Final = (*PACKAGE_FAULTS, AttributeError, SyntaxError, TypeError)


class _Merged(NamedTuple):
    """A cell that runs over several rows and columns, both counted from 1 and inclusive."""

    left: int
    top: int
    right: int
    bottom: int


def read_sheets(data: bytes, *, name: str, sha256: str) -> Document:
    """The document of an Excel workbook's bytes: each shown sheet under its name, unless that is only a number.

    Dates are ISO 8601, percentages as shown; a cell that runs over several rows or columns is one. Raises ReadingError for a
    broken, protected, oversized or empty workbook. `name` is the file's, for the message.
    """
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415 - imported only where used, as lxml is

    _check(data, name)
    sheet = Sheet(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves aside, which is nothing that is read here
            book = ExcelReader(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            book.read()
            macros = MACROS in book.archive.namelist()
            for title, path in _shown(book):
                _write(book, title, path, sheet, name)
            book.archive.close()
    except _FAULTS as error:
        raise ReadingError("xlsx_broken", path=name) from error
    media_type = MACRO_TYPE if macros else MEDIA_TYPE
    return document_from_text(
        sheet.text, name=name, media_type=media_type, sha256=sha256, blocks=tuple(sheet.blocks), full=()
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


def _shown(book: ExcelReader) -> Iterator[tuple[str, str]]:
    """The name and the part of each sheet of cells that is shown, in order."""
    for sheet, relation in book.parser.find_sheets():
        if sheet.state == "visible" and relation.Type.endswith("/worksheet"):
            yield sheet.name, relation.target


def _write(book: ExcelReader, title: str, path: str, sheet: Sheet, name: str) -> None:
    """Write a sheet of the workbook: its name, then its cells as a table."""
    rows: dict[int, dict[int, str]] = {}
    for row in book.wb[title].iter_rows():
        filled = {
            cell.column: words
            for cell in row
            if cell.value is not None and (words := _shown_as(cell.value, cell.number_format))
        }
        if filled:
            rows[next(cell.row for cell in row if cell.value is not None)] = filled
    if not rows:
        return
    if max(max(row) for row in rows.values()) > MAX_SPAN:
        raise ReadingError("xlsx_too_wide", path=name, sheet=title, limit=MAX_SPAN)
    if not _DEFAULT_NAME.match(title):
        sheet.line(title)
    sheet.table(list(_cells(rows, _merged(book, path))))


def _cells(rows: dict[int, dict[int, str]], merged: list[_Merged]) -> Iterator[list[Cell]]:
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
            area = begins.get((number, column), _Merged(column, number, column, number))
            below = numbers[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
            right = min(area.right, MAX_SPAN)
            covered |= {(other, beside) for other in below[1:] for beside in range(area.left, right + 1)}
            cells.append(Cell(rows[number].get(column, "").split("\n"), len(below), right - area.left + 1))
            column = right + 1
        yield cells


def _merged(book: ExcelReader, path: str) -> list[_Merged]:
    """The areas of a sheet that are one cell each."""
    from lxml import etree  # noqa: PLC0415 - as above
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415 - as above

    with book.archive.open(path) as stream:
        events = etree.iterparse(stream, tag="{*}mergeCell", resolve_entities=False, no_network=True)
        return [_Merged(*range_boundaries(area.get("ref", ""))) for _, area in events]


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
    codes = _QUOTED.sub("", form)
    if "%" not in codes:
        return f"{value:.12g}"
    decimals = _DECIMALS.search(codes)
    return f"{value * 100:.{len(decimals[1]) if decimals else 0}f}%"
