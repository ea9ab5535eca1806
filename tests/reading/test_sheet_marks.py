"""What a workbook marks as hidden, struck out or unknown is never read as a value, and is said."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from plankg.graph.reading import read
from plankg.graph.reading.sheets import UNKNOWN
from plankg.schema import Document

ROWS: Sequence[Sequence[object]] = (
    ("任务", "单位", "时限"),
    ("修建水渠", "水务局", "9月底前"),
    ("疏浚东渠", "住建局", "10月底前"),
)
Reading = Callable[..., Document]


@pytest.fixture
def book(tmp_path: Path) -> Reading:
    def make(change: Callable[[Worksheet], object], patch: Callable[[str], str] | None = None) -> Document:
        workbook = Workbook()
        sheet = workbook.active
        assert isinstance(sheet, Worksheet)
        for row in ROWS:
            sheet.append(row)
        change(sheet)
        path = tmp_path / "分工.xlsx"
        workbook.save(path)
        if patch:
            with zipfile.ZipFile(path) as package:
                parts = {name: package.read(name) for name in package.namelist()}
            parts["xl/worksheets/sheet1.xml"] = patch(parts["xl/worksheets/sheet1.xml"].decode()).encode()
            with zipfile.ZipFile(path, "w") as package:
                for name, content in parts.items():
                    package.writestr(name, content)
        return read(path)

    return make


def unread(document: Document) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(omission.kind, omission.count, omission.places) for omission in document.omissions]


def test_a_wrong_size_of_the_sheet_costs_no_rows(book: Reading) -> None:
    document = book(lambda _: None, lambda sheet: re.sub(r'<dimension ref="[^"]*"', '<dimension ref="A1"', sheet))
    assert document.text.count("\n") == len(ROWS)


def test_a_formula_without_a_value_is_unknown_and_named(book: Reading) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["A3"], sheet["B2"] = '="疏浚"&"东渠"', "=B3"

    document = book(change)
    assert document.text.splitlines()[1:] == [f"修建水渠\t{UNKNOWN}\t9月底前", f"{UNKNOWN}\t住建局\t10月底前"]
    assert unread(document) == [("formula", 2, ("B2", "A3"))]


def test_an_error_is_unknown_and_named(book: Reading) -> None:
    def change(sheet: Worksheet) -> None:
        for place, value in (("B2", "#REF!"), ("C3", "#N/A")):
            sheet[place] = value
            sheet[place].data_type = "e"

    document = book(change)
    assert "#" not in document.text
    assert unread(document) == [("error-value", 2, ("B2", "C3"))]


def test_hidden_rows_and_columns_are_left_aside(book: Reading) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.append(("绿化", "园林局", "11月"))
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True

    document = book(change)
    assert document.text.splitlines() == ["任务\t单位", "疏浚东渠\t住建局", "绿化\t园林局"]
    assert unread(document) == [("hidden-column", 1, ("C",)), ("hidden-row", 1, ("2",))]


def test_struck_out_cells_are_left_aside(book: Reading) -> None:
    def change(sheet: Worksheet) -> None:
        for cell in sheet[2]:
            cell.font = Font(strike=True)

    document = book(change)
    assert document.text.splitlines() == ["任务\t单位\t时限", "疏浚东渠\t住建局\t10月底前"]
    assert unread(document) == [("struck", 3, ("A2", "B2", "C2"))]


def test_hidden_sheets_are_named_and_places_name_their_sheet_where_there_are_several(book: Reading) -> None:
    def change(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.title = "甲"
        sheet["B2"] = "=B3"
        sheet.parent.create_sheet("乙")["A1"] = "说明"
        sheet.parent.create_sheet("底稿").sheet_state = "hidden"

    assert unread(book(change)) == [("formula", 1, ("甲!B2",)), ("hidden-sheet", 1, ("底稿",))]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (2025.10, "0.00", "2025.10"),
        (2025.1, "General", "2025.1"),
        (3.0, "0.0_ ", "3.0"),
        (1200, "#,##0", "1200"),
        (12.5, "0", "12"),
    ],
)
def test_figures_have_the_places_that_the_cell_shows(book: Reading, value: float, form: str, shown: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["C2"] = value
        sheet["C2"].number_format = form

    assert book(change).text.splitlines()[1].split("\t")[2] == shown
