"""The files of that table: what stands in them, how they print, and forms of an office's own."""

from __future__ import annotations

import re
import shlex
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import icalendar
import pytest
from docx.oxml.ns import qn
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema.loaded import Loaded
from plankg.viz import write_breakdown
from plankg.viz.breakdown.files import WRITERS, written
from plankg.viz.breakdown.listing import Listing, listing
from plankg.viz.breakdown.xlsx import HEAD_ROW, sheet_names
from plankg.viz.workbook.xlsx import line_count

from plankg.cli.application import run

HOSTILE = """某县农业农村局2025年工作要点

一、=推进改革

1.=HYPERLINK("x","y")加强建设。2025年10月底前完成评审工作。+1项目建成投用。
"""


@pytest.fixture(scope="module")
def table(bundled: Loaded) -> Listing:
    return listing(bundled, lang="zh")


@pytest.fixture(scope="module")
def sheet(table: Listing) -> Worksheet:
    return load_workbook(BytesIO(written(table, ".xlsx"))).worksheets[0]


@pytest.mark.parametrize("suffix", WRITERS)
def test_the_same_table_gives_the_same_bytes(table: Listing, suffix: str) -> None:
    assert written(table, suffix) == written(table, suffix)


def test_title_number_and_date_stand_above_the_table(sheet: Worksheet) -> None:
    assert sheet["A1"].value == "上海市宝山区教育局2023年下半年工作补充意见任务分解表"
    assert sheet["A2"].value == "宝教〔2023〕43号　2023年8月18日"


def test_number_and_key_task_are_one_cell_for_a_directive(sheet: Worksheet, bundled: Loaded) -> None:
    merged = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges if area.min_col == area.max_col}
    rows = [row for row in range(HEAD_ROW + 1, sheet.max_row + 1) if isinstance(sheet.cell(row, 1).value, int)]
    assert [sheet.cell(row, 1).value for row in rows] == [section.no for section in bundled.plan.directives]
    assert sum((row, 1) in merged and (row, 2) in merged for row in rows) > len(rows) / 2


def test_every_line_of_a_cell_has_room_in_its_row(sheet: Worksheet, table: Listing) -> None:
    for row in range(HEAD_ROW + 1, sheet.max_row + 1):
        values = zip(sheet[row], table.shown, strict=False)
        lines = max(line_count(cell.value, column.width) for cell, column in values)
        merged_across = any(area.min_row == row and area.max_col > area.min_col for area in sheet.merged_cells.ranges)
        assert merged_across or sheet.row_dimensions[row].height >= 15 * lines


def test_it_prints_on_a4_across_with_the_head_on_each_page_and_pages_numbered(sheet: Worksheet) -> None:
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == f"${HEAD_ROW}:${HEAD_ROW}"
    assert "&P" in sheet.oddFooter.center.text
    assert "M" not in str(sheet.print_area)


def test_a_hidden_column_has_the_ids_of_the_tasks(sheet: Worksheet, bundled: Loaded) -> None:
    assert sheet.column_dimensions["M"].hidden
    ids = [
        str(sheet.cell(row, 13).value).split()
        for row in range(HEAD_ROW + 1, sheet.max_row + 1)
        if sheet.cell(row, 13).value
    ]
    assert [id_ for each in ids for id_ in each] == [task.id for task in bundled.plan.tasks]


def test_text_never_becomes_a_formula() -> None:
    document = document_from_text(HOSTILE, name="式.txt")
    table = listing(Loaded(extract(document, plan_id="formulas"), document), lang="zh")
    for row in load_workbook(BytesIO(written(table, ".xlsx"))).worksheets[0].iter_rows():
        assert all(cell.data_type != "f" for cell in row)
    lines = written(table, ".csv").decode("utf-8-sig").splitlines()
    assert any("\"'=HYPERLINK" in line for line in lines)


def test_sheets_of_units_have_names_that_excel_takes(bundled: Loaded) -> None:
    names = list(sheet_names(listing(bundled, by="unit", lang="zh")))
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_the_document_says_what_the_workbook_says(table: Listing, sheet: Worksheet) -> None:
    document = docx.Document(BytesIO(written(table, ".docx")))
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    shown = range(1, len(table.shown) + 1)
    of_sheet = [
        [str(sheet.cell(row, place).value or "") for place in shown] for row in range(HEAD_ROW, HEAD_ROW + len(rows))
    ]
    measure = [column.key for column in table.shown].index("measure")
    assert [row[measure] for row in rows if row[0] != row[measure]] == [
        row[measure] for row in of_sheet if row[measure]
    ]
    assert rows[0] == of_sheet[0]


def test_the_document_is_set_across_with_a_head_that_comes_again(table: Listing) -> None:
    document = docx.Document(BytesIO(written(table, ".docx")))
    section = document.sections[0]
    assert section.page_width > section.page_height
    head, *others = document.tables[0].rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in others)
    assert "PAGE" in section.footer.paragraphs[0]._p.xml


def test_each_deadline_is_a_day_in_the_calendar(bundled: Loaded, table: Listing) -> None:
    calendar = icalendar.Calendar.from_ical(written(table, ".ics"))
    entries = list(calendar.walk("VEVENT"))
    due = sorted({task.due for task in bundled.plan.tasks if task.due})
    assert sorted({entry["DTSTART"].dt for entry in entries}) == due
    assert len({entry["UID"] for entry in entries}) == len(entries) > 0
    assert all(len(line) <= 75 for line in written(table, ".ics").split(b"\r\n"))


def form(path: Path) -> Path:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append(["{标题}"])
    sheet.append(["牵头单位", "具体措施", "领导签字"])
    sheet.append(["", "", ""])
    sheet.append(["填表人："])
    sheet["B3"].font = Font(bold=True)
    sheet.merge_cells("A4:C4")
    workbook.save(path)
    return path


def test_a_workbook_of_ones_own_is_filled_under_its_headings(noted: Loaded, tmp_path: Path) -> None:
    write_breakdown(noted, tmp_path / "填好.xlsx", template=form(tmp_path / "样.xlsx"))
    sheet = load_workbook(tmp_path / "填好.xlsx").worksheets[0]
    rows = [row for part in listing(noted, lang="zh").parts for row in part.rows]
    assert sheet["A1"].value == noted.plan.title
    assert [sheet.cell(row, 2).value for row in range(3, 3 + len(rows))] == [row.text for row in rows]
    assert all(sheet.cell(row, 2).font.bold for row in range(3, 3 + len(rows)))
    assert sheet.cell(3 + len(rows), 1).value == "填表人："
    assert f"A{3 + len(rows)}:C{3 + len(rows)}" in {str(area) for area in sheet.merged_cells.ranges}


def test_a_document_of_ones_own_is_filled_under_its_headings(noted: Loaded, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("{标题}落实情况")
    own = document.add_table(rows=2, cols=3)
    for cell, text in zip(own.rows[0].cells, ("具体措施", "牵头单位", "完成情况"), strict=True):
        cell.text = text
    own.rows[1].cells[2].text = "未启动"
    document.save(str(tmp_path / "样.docx"))
    write_breakdown(noted, tmp_path / "填好.docx", template=tmp_path / "样.docx")
    filled = docx.Document(str(tmp_path / "填好.docx"))
    rows = [row for part in listing(noted, lang="zh").parts for row in part.rows]
    assert filled.paragraphs[0].text == f"{noted.plan.title}落实情况"
    assert [row.cells[0].text for row in filled.tables[0].rows[1:]] == [row.text for row in rows]
    assert {row.cells[2].text for row in filled.tables[0].rows[1:]} == {"未启动"}


COMMANDS = re.findall(
    r"^plankg (.*)$", (Path(__file__).parents[2] / "docs/guide/table.md").read_text("utf-8"), re.MULTILINE
)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_guide_writes_its_file(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = shlex.split(line)
    assert run(words) == 0
    assert (tmp_path / words[words.index("-o") + 1]).stat().st_size > 0
