from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from plankg.graph.checks.accounting import account
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, GraphError, Plan, UsageError
from plankg.schema.loaded import Loaded
from plankg.schema.terms import EntityType, Role
from plankg.viz import write_workbook
from plankg.viz.workbook.xlsx import LINE, line_count, workbook_bytes

pytestmark = pytest.mark.slow

FORMULAS = """某区教育局2023年工作要点

一、+推进=改革

1.=HYPERLINK("x","y")加强建设。-推进白鹭小学建设，@会同上海大学完成课程。2023年10月底前完成评审工作。
"""


def written(plan: Plan, document: Document, path: Path) -> Workbook:
    write_workbook(plan, document, path)
    return load_workbook(path)


def rows(workbook: Workbook, sheet: str) -> list[dict[str, object]]:
    headings, *values = workbook[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, headings), row, strict=True)) for row in values]


def test_every_task_is_a_row_with_its_sentence_and_place(bundled: Loaded, tmp_path: Path) -> None:
    table = rows(written(bundled.plan, bundled.document, tmp_path / "表.xlsx"), "任务")
    assert [row["任务"] for row in table] == [task.text for task in bundled.plan.tasks]
    bailu = next(row for row in table if "推进白鹭小学" in str(row["任务"]))
    assert bailu["条"] == 20
    assert bailu["条目标题"] == "增加优质教育资源供给"
    assert "优化资源布局" in str(bailu["章"])
    assert str(bailu["所在句子"]).startswith("确保华二高中新建")
    assert bailu["任务来源"] == "原文写明"


def test_what_was_not_read_stands_on_a_sheet_of_its_own_the_worst_first(bundled: Loaded, tmp_path: Path) -> None:
    plan = bundled.plan.model_copy(update={"targets": (), "assignments": ()})
    table = rows(written(plan, bundled.document, tmp_path / "表.xlsx"), "未读出")
    listed = account(plan, bundled.document, lang="zh")
    assert [row["字句"] for row in table] == [issue.evidence and issue.evidence.quote for issue in listed]
    kinds = [row["类别"] for row in table]
    assert kinds[0] == "没有读出的分工"
    assert "没有读出的数字" in kinds
    town = next(row for row in table if row["类别"] == "没有读出的数字")
    assert isinstance(town["条"], int)
    assert str(town["字句"]) == bundled.document.text[int(str(town["位置"])) :][: len(str(town["字句"]))]


def test_units_stand_in_the_column_of_their_role(bundled: Loaded, tmp_path: Path) -> None:
    table = rows(written(bundled.plan, bundled.document, tmp_path / "表.xlsx"), "任务")
    names = {entity.id: entity.name for entity in bundled.plan.entities}
    for task, row in zip(bundled.plan.tasks, table, strict=True):
        for role in Role:
            heading = f"由谁做·{role.zh}" if role.does else f"涉及·{role.zh}"
            wanted = [
                names[each.unit] for each in bundled.plan.assignments if each.task == task.id and each.role is role
            ]
            assert str(row[heading] or "").split("\n") == (list(dict.fromkeys(wanted)) or [""])
        does = any(each.role.does for each in bundled.plan.assignments if each.task == task.id)
        assert row["未指明"] == (None if does else "未指明（发文单位）")


def test_a_units_load_counts_each_task_once(bundled: Loaded, tmp_path: Path) -> None:
    workbook = written(bundled.plan, bundled.document, tmp_path / "表.xlsx")
    table = rows(workbook, "单位")
    assert {row["类型"] for row in table} <= {kind.zh for kind in EntityType if kind.unit}
    assert {row["类型"] for row in rows(workbook, "人群")} == {EntityType.TARGET_GROUP.zh}
    for row in table:
        ids = {entity.id for entity in bundled.plan.entities if entity.name == row["单位"]}
        mine = [each for each in bundled.plan.assignments if each.unit in ids]
        same_name = [other for other in table if other["单位"] == row["单位"]]
        does = {each.task for each in mine if each.role.does}
        assert sum(int(str(other["承担任务数"])) for other in same_name) == len(does)
    loads = [int(str(row["承担任务数"])) + int(str(row["涉及任务数"])) for row in table]
    assert loads == sorted(loads, reverse=True)
    districts = next(row for row in table if row["单位"] == "五大学区")
    assert str(districts["成员"]).count("没有读出名称") == 5


def test_figures_are_numbers_and_dates_are_dates(bundled: Loaded, tmp_path: Path) -> None:
    due = date(2023, 12, 31)
    first, *others = bundled.plan.tasks
    plan = bundled.plan.model_copy(update={"tasks": (first.model_copy(update={"due": due}), *others)})
    workbook = written(plan, bundled.document, tmp_path / "表.xlsx")
    cell = next(cell for cell in workbook["任务"][2] if isinstance(cell, Cell) and cell.is_date)
    assert cell.value is not None
    assert cell.number_format == "yyyy-mm-dd"
    assert str(cell.value).startswith("2023-12-31")
    for name, measures in (("指标", True), ("编号和名称中的数", False)):
        values = [row["数值"] for row in rows(workbook, name)]
        assert [value for value in values if isinstance(value, int | float)] == [
            target.value
            for target in bundled.plan.targets
            if isinstance(target.value, float) and target.kind.measures is measures
        ]


def test_text_never_becomes_a_formula(tmp_path: Path) -> None:
    document = document_from_text(FORMULAS, name="式.txt")
    plan = extract(document, plan_id="formulas")
    begun = [
        task.model_copy(update={"action": f"{sign}{task.action}"})
        for sign, task in zip("=+-@\t", plan.tasks * 5, strict=False)
    ]
    plan = plan.model_copy(update={"tasks": tuple(begun)})
    workbook = written(plan, document, tmp_path / "表.xlsx")
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value[0] in "=+-@\t"]
    assert {str(cell.value)[0] for cell in risky} == set("=+-@\t")
    assert all(cell.quotePrefix for cell in risky)


def test_characters_that_excel_cannot_hold_are_shown_as_missing(tmp_path: Path) -> None:
    document = document_from_text(
        "某区教育局2023年工作要点\n\n一、改革\n\n1.加强建设。推进学校\x0b建设。\n", name="字.txt"
    )
    plan = extract(document, plan_id="control")
    assert plan.tasks
    task = plan.tasks[0].model_copy(update={"action": "推\x0b进"})
    plan = plan.model_copy(update={"tasks": (task,)})
    table = rows(written(plan, document, tmp_path / "表.xlsx"), "任务")
    assert table[0]["动作"] == "推\N{REPLACEMENT CHARACTER}进"


def test_every_sheet_is_ready_to_filter_and_print(bundled: Loaded, tmp_path: Path) -> None:
    workbook = written(bundled.plan, bundled.document, tmp_path / "表.xlsx")
    assert workbook.sheetnames == ["任务", "单位", "人群", "场所", "指标", "编号和名称中的数", "未读出", "说明"]
    for sheet in workbook:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"


def test_the_table_explains_each_of_its_columns(bundled: Loaded, tmp_path: Path) -> None:
    workbook = written(bundled.plan, bundled.document, tmp_path / "表.xlsx")
    explained = {row["项目"] for row in rows(workbook, "说明")}
    for sheet in ("任务", "单位", "人群", "场所", "指标", "编号和名称中的数", "未读出"):
        assert {cell.value for cell in workbook[sheet][1]} <= explained
    assert "宝教〔2023〕43号" in {row["内容"] for row in rows(workbook, "说明")}


def test_the_table_says_how_sure_each_task_is_and_that_what_a_person_decided_is_sure(
    bundled: Loaded, tmp_path: Path
) -> None:
    workbook = written(bundled.plan, bundled.document, tmp_path / "表.xlsx")
    told = {row["任务编号"]: row["把握"] for row in rows(workbook, "任务")}
    assert told == {task.id: 1 if task.decision else task.certainty for task in bundled.plan.tasks}
    decided = {unit.name for unit in bundled.plan.entities if unit.type.unit and unit.decision}
    assert {row["把握"] for row in rows(workbook, "单位") if row["单位"] in decided} == {1}


def test_the_table_speaks_english_too(bundled: Loaded, tmp_path: Path) -> None:
    write_workbook(bundled.plan, bundled.document, tmp_path / "table.xlsx", lang="en")
    workbook = load_workbook(tmp_path / "table.xlsx")
    assert workbook.sheetnames == [
        "Tasks",
        "Units",
        "Groups of people",
        "Places",
        "Targets",
        "Numbers in names",
        "Not read",
        "About",
    ]


def test_the_same_plan_gives_the_same_bytes(bundled: Loaded) -> None:
    assert workbook_bytes(bundled.plan, bundled.document) == workbook_bytes(bundled.plan, bundled.document)


def test_a_table_that_cannot_be_written_leaves_the_last_good_one(bundled: Loaded, tmp_path: Path) -> None:
    folder = tmp_path / "表.xlsx"
    folder.mkdir()
    (folder / "里面.txt").write_text("旧", "utf-8")
    with pytest.raises(GraphError) as caught:
        write_workbook(bundled.plan, bundled.document, folder)
    assert caught.value.key == "file_not_written"
    assert [path.name for path in tmp_path.iterdir()] == ["表.xlsx"]
    with pytest.raises(GraphError):
        write_workbook(bundled.plan, bundled.document, tmp_path / "没有" / "表.xlsx")


@pytest.mark.parametrize("name", ["表.docx", "表", "表.xls"])
def test_a_table_is_a_workbook_by_name_too(bundled: Loaded, name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        write_workbook(bundled.plan, bundled.document, tmp_path / name)
    assert caught.value.key == "workbook_suffix"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_table_is_written_through_a_link(bundled: Loaded, tmp_path: Path) -> None:
    link = tmp_path / "近.xlsx"
    link.symlink_to(tmp_path / "真.xlsx")
    write_workbook(bundled.plan, bundled.document, link)
    assert link.is_symlink()
    assert load_workbook(tmp_path / "真.xlsx").sheetnames[0] == "任务"


def test_a_task_that_comes_again_says_how_often_in_a_column_of_its_own(bundled: Loaded, tmp_path: Path) -> None:
    first, second, *others = bundled.plan.tasks
    again = (
        first.model_copy(update={"recurrence": "每年"}),
        second.model_copy(update={"recurrence": "每三年"}),
        *others,
    )
    plan = bundled.plan.model_copy(update={"tasks": again})
    table = rows(written(plan, bundled.document, tmp_path / "表.xlsx"), "任务")
    assert [row["频次"] for row in table[:3]] == ["每年", "每三年", None]


def test_a_row_is_as_high_as_its_text(bundled: Loaded, tmp_path: Path) -> None:
    workbook = written(bundled.plan, bundled.document, tmp_path / "表.xlsx")
    heights = [workbook["任务"].row_dimensions[row].height for row in range(2, len(bundled.plan.tasks) + 2)]
    sentences = [len(str(row["所在句子"])) for row in rows(workbook, "任务")]
    longest, shortest = sentences.index(max(sentences)), sentences.index(min(sentences))
    assert heights[longest] >= LINE * 2 * max(sentences) / 60
    assert heights[longest] > heights[shortest]
    for sheet in workbook:
        assert all(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("白鹭小学新建", 9, 2),
        ("abcdefgh", 9, 1),
        ("甲\n乙", 9, 2),
        ("", 9, 1),
        ("ab白鹭小学", 6, 3),
        ("白" * 40, 21, 4),
    ],
)
def test_a_wide_character_takes_the_room_of_two_letters(text: str, width: int, lines: int) -> None:
    assert line_count(text, width) == lines
