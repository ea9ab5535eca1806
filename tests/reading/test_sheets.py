from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from plankg.graph.reading import read
from plankg.graph.reading.files import MACRO_TYPE
from plankg.graph.reading.limits import MAX_PART, MAX_SHEET_CELLS
from plankg.graph.reading.sheets import MEDIA_TYPE
from plankg.schema import Document, ReadingError

HEAD = ("序号", "工作任务", "责任单位")


def saved(book: Workbook, path: Path) -> Path:
    book.save(path)
    return path


def sheet_of(book: Workbook) -> Worksheet:
    assert isinstance(book.active, Worksheet)
    return book.active


def book_of(*rows: Sequence[object], change: Callable[[Worksheet], object] | None = None) -> Workbook:
    book = Workbook()
    for row in rows:
        sheet_of(book).append(row)
    if change:
        change(sheet_of(book))
    return book


def cells(document: Document) -> list[tuple[int | None, int | None, str]]:
    return [(block.row, block.column, document.text[block.start : block.end]) for block in document.blocks]


def fault(path: Path) -> str:
    with pytest.raises(ReadingError) as caught:
        read(path)
    assert path.name in str(caught.value)
    assert "\n" not in str(caught.value)
    return caught.value.key


def test_each_row_of_a_sheet_is_a_line_with_its_cells_as_blocks(tmp_path: Path) -> None:
    document = read(saved(book_of(HEAD, (1, "推进课程改革", "市教育局")), tmp_path / "分工.xlsx"))
    assert document.text == "序号\t工作任务\t责任单位\n1\t推进课程改革\t市教育局\n"
    assert cells(document)[3:] == [(1, 0, "1"), (1, 1, "推进课程改革"), (1, 2, "市教育局")]
    assert document.media_type == MEDIA_TYPE


def test_a_merged_cell_stands_in_each_row_that_it_runs_over(tmp_path: Path) -> None:
    book = book_of(
        HEAD,
        (1, "推进课程改革", "市教育局"),
        (None, None, "市财政局"),
        change=lambda sheet: (sheet.merge_cells("A2:A3"), sheet.merge_cells("B2:B3")),
    )
    document = read(saved(book, tmp_path / "分工.xlsx"))
    assert document.text.count("推进课程改革") == 1
    assert cells(document)[-3:] == [(2, 0, "1"), (2, 1, "推进课程改革"), (2, 2, "市财政局")]


def test_a_title_over_all_columns_is_a_row_of_one_cell(tmp_path: Path) -> None:
    book = book_of(("任务分工表",), HEAD, (1, "推进", "市教育局"), change=lambda sheet: sheet.merge_cells("A1:C1"))
    document = read(saved(book, tmp_path / "分工.xlsx"))
    assert [words for row, _, words in cells(document) if row == 0] == ["任务分工表"]
    assert document.normal.startswith("任务分工表\n序号\t")


def test_line_ends_in_a_cell_stay_in_the_cell(tmp_path: Path) -> None:
    document = read(saved(book_of(HEAD, (1, "推进", "市教育局\n市财政局")), tmp_path / "分工.xlsx"))
    assert cells(document)[-1] == (1, 2, "市教育局\u2028市财政局")


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (dt.datetime(2024, 12, 31), "yyyy-mm-dd", "2024-12-31"),  # noqa: DTZ001 - Excel knows no zones
        (dt.datetime(2024, 12, 1), 'yyyy"年"m"月"', "2024-12"),  # noqa: DTZ001
        (dt.date(2024, 6, 30), "m/d/yyyy", "2024-06-30"),
        (0.9, "0%", "90%"),
        (0.985, "0.0%", "98.5%"),
        (95.0, "General", "95"),
        (4.66, "General", "4.66"),
        (True, "General", "TRUE"),
    ],
)
def test_values_are_read_as_they_are_meant(tmp_path: Path, value: object, form: str, shown: str) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B2"] = value
        sheet["B2"].number_format = form

    document = read(saved(book_of(("指标", "目标"), ("覆盖率", ""), change=change), tmp_path / "值.xlsx"))
    assert cells(document)[-1] == (1, 1, shown)


def test_hidden_sheets_are_skipped_and_the_others_stand_under_their_names(tmp_path: Path) -> None:
    book = book_of(HEAD, (1, "推进", "市教育局"))
    sheet_of(book).title = "任务分工表"
    for title, state in (("旧表", "hidden"), ("底表", "veryHidden"), ("Sheet2", "visible")):
        other = book.create_sheet(title)
        other.append(("指标", f"{title}的目标"))
        other.append(("覆盖率", "80%"))
        other.sheet_state = state
    document = read(saved(book, tmp_path / "多表.xlsx"))
    assert document.normal.startswith("任务分工表\n序号")
    assert "旧表" not in document.text
    assert "底表" not in document.text
    assert "Sheet2的目标" in document.text
    assert "\nSheet2\n" not in document.text
    assert {block.table for block in document.blocks if block.table is not None} == {0, 1}


def test_of_a_formula_the_kept_value_is_read(tmp_path: Path) -> None:
    path = saved(book_of(("指标", "目标"), ("合计", "=1+2")), tmp_path / "式.xlsx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<f>1+2</f><v />", b"<f>1+2</f><v>3</v>").replace(
        b"<f>1+2</f><v></v>", b"<f>1+2</f><v>3</v>"
    )
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert cells(read(path))[-1] == (1, 1, "3")


def test_macros_are_left_out_and_the_document_says_so(tmp_path: Path) -> None:
    path = saved(book_of(HEAD, (1, "推进课程改革", "市教育局")), tmp_path / "宏.xlsm")
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub Auto_Open()")
    document = read(path)
    assert document.media_type == MACRO_TYPE
    assert "Auto_Open" not in document.text
    assert cells(document)[-1] == (1, 2, "市教育局")


def test_rows_without_words_are_passed_over_however_many_there_are(tmp_path: Path) -> None:
    book = book_of(HEAD, change=lambda sheet: sheet.cell(900_000, 2, "推进课程改革"))
    assert cells(read(saved(book, tmp_path / "远.xlsx")))[-1] == (1, 1, "推进课程改革")


def test_the_content_decides_where_the_name_says_another_format(tmp_path: Path) -> None:
    data = io.BytesIO()
    book_of(HEAD, (1, "推进", "市教育局")).save(data)
    (tmp_path / "分工.docx").write_bytes(data.getvalue())
    assert read(tmp_path / "分工.docx").media_type == MEDIA_TYPE


def test_a_broken_workbook_is_said_in_one_line(tmp_path: Path) -> None:
    good = saved(book_of(HEAD), tmp_path / "好.xlsx").read_bytes()
    for name, data in {"短.xlsx": good[: len(good) // 2], "假.xlsx": b"PK\x03\x04" + bytes(60)}.items():
        (tmp_path / name).write_bytes(data)
        assert fault(tmp_path / name) == "xlsx_broken"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"])
@pytest.mark.parametrize("content", [b"", b"<a>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"])
def test_a_workbook_with_a_broken_part_is_said_in_one_line(tmp_path: Path, part: str, content: bytes) -> None:
    path = saved(book_of(HEAD), tmp_path / "坏.xlsx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, kept in parts.items():
            package.writestr(name, content if name == part else kept)
    assert fault(path) == "xlsx_broken"


def test_a_workbook_with_a_password_is_told_from_an_old_one(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    (tmp_path / "密.xlsx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    (tmp_path / "旧.xls").write_bytes(ole)
    assert fault(tmp_path / "密.xlsx") == "xlsx_encrypted"
    assert fault(tmp_path / "旧.xls") == "format_old"


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = saved(book_of(HEAD), tmp_path / "弹.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/sharedStrings2.xml", bytes(MAX_PART + 1))
    assert fault(path) == "xlsx_too_big"


def test_a_workbook_with_too_many_cells_is_refused(tmp_path: Path) -> None:
    path = saved(book_of(HEAD), tmp_path / "多.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet2.xml", b"<row>" + b'<c r="A1"/>' * (MAX_SHEET_CELLS + 1) + b"</row>")
    assert fault(path) == "xlsx_too_big"


def test_a_sheet_too_wide_for_a_task_table_is_refused(tmp_path: Path) -> None:
    path = saved(book_of(HEAD, change=lambda sheet: sheet.cell(2, 16_384, "远")), tmp_path / "宽.xlsx")
    assert fault(path) == "xlsx_too_wide"


def test_a_workbook_without_words_is_empty(tmp_path: Path) -> None:
    assert fault(saved(Workbook(), tmp_path / "空.xlsx")) == "file_empty"
