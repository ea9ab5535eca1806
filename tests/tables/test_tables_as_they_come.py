"""Tables as offices print them: cut by pages, with preambles, sums and notes, 同上, bare day numbers, a sheet each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from docx import Document as WordDocument
from openpyxl import Workbook
from plankg.graph.extraction import extract
from plankg.graph.reading import read
from plankg.graph.reading.text import document_from_text
from plankg.schema import Plan
from table_files import units

HEAD = ("序号", "目标任务", "推进措施", "主办单位", "协办单位", "办结时限")


def plan_with(text: str) -> Plan:
    return extract(document_from_text(text, name="表.txt"), plan_id="biao")


def word(path: Path, *tables: list[tuple[str, ...]]) -> Plan:
    document = WordDocument()
    document.add_paragraph("江川市2024年重点任务分解表")
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                table.cell(number, column).text = words
    document.save(str(path))
    return extract(read(path), plan_id="biao")


FIRST = ("1", "培育企业", "新增规上企业60家", "市工信局", "市统计局", "12月底前")
SECOND = ("2", "稳定就业", "举办招聘活动120场", "市人社局", "市财政局", "11月底前")


@pytest.mark.parametrize("second", [[SECOND, SECOND], [HEAD, SECOND]])
def test_a_table_cut_by_a_page_end_is_one(tmp_path: Path, second: list[tuple[str, ...]]) -> None:
    plan = word(tmp_path / "表.docx", [HEAD, FIRST], second)
    assert len(plan.chapters) == 1
    assert units(plan) == {
        "新增规上企业60家": {"市工信局:lead", "市统计局:partner"},
        "举办招聘活动120场": {"市人社局:lead", "市财政局:partner"},
    }


def test_an_amount_in_the_title_of_a_row_is_aimed_at_besides_what_is_to_be_done() -> None:
    plan = plan_with(
        "江川市2024年任务分解表\n序号\t目标任务\t推进措施\t主办单位\n1\t新增规上企业60家\t开展梯度培育\t市工信局\n"
        "2\t落实2024年就业行动\t举办招聘活动\t市人社局\n"
    )
    assert [task.text for task in plan.tasks] == ["新增规上企业60家", "开展梯度培育", "举办招聘活动"]
    assert [(target.indicator, target.value) for target in plan.targets] == [("规上企业数", 60.0)]


def test_sums_and_notes_below_a_table_are_no_tasks() -> None:
    plan = plan_with(
        "任务分工表\n序号\t工作任务\t牵头单位\t配合单位\n1\t新建小学3所\t市教育局\t市财政局、市住建局\n"
        "合 计\t\t\t\n注：排在首位的为牵头单位\t\t\t\n"
    )
    assert units(plan) == {"新建小学3所": {"市教育局:lead", "市财政局:partner", "市住建局:partner"}}


def test_ditto_stands_for_the_cell_above() -> None:
    plan = plan_with(
        "2024年任务清单\n序号\t任务\t责任单位\t完成时限\n1\t新建小学3所\t市教育局\t2024年8月底\n2\t改造厕所120座\t同上\t〃\n"
    )
    assert units(plan)["改造厕所120座"] == {"市教育局:responsible"}
    assert {task.due for task in plan.tasks} == {dt.date(2024, 8, 31)}


def test_a_workbook_with_a_preamble_bare_day_numbers_and_a_second_sheet(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "学前教育"
    for row in (["青山县2024年实事项目分解表"], ["填报单位：县督查室", None, None, "2024年3月"], []):
        sheet.append(row)
    sheet.append(["序号", "项目名称", "责任单位", "完成\n时限"])
    sheet.append([1.0, "新建幼儿园6所", "牵头：县教育局\n配合：县财政局", 45657])
    other = book.create_sheet("义务教育")
    other.append(["序号", "项目名称", "责任单位", "完成时限"])
    other.append([1, "组建教育集团8个", "县教育局", dt.datetime(2024, 9, 30)])  # noqa: DTZ001 (as workbooks keep days)
    hidden = book.create_sheet("台账")
    hidden.append(["序号", "项目名称", "责任单位"])
    hidden.append([1, "核实底数", "县教育局"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "表.xlsx")
    plan = extract(read(tmp_path / "表.xlsx"), plan_id="biao")
    assert [part.title for part in plan.chapters] == ["青山县2024年实事项目分解表", "义务教育"]
    assert units(plan)["新建幼儿园6所"] >= {"县教育局:lead", "县财政局:partner"}
    assert [task.due for task in plan.tasks] == [dt.date(2024, 12, 31), dt.date(2024, 9, 30)]


def test_the_title_of_the_only_table_is_the_plans_though_it_is_numbered_as_an_attachment() -> None:
    plan = plan_with(
        "附件2\n2024年度改革任务台账\n序号\t改革事项\t主责单位\t时间节点\n1\t推进县管校聘\t县教育局\t3月\n"
    )
    assert plan.document.title is not None
    assert plan.document.title.value == "2024年度改革任务台账"
    assert [task.due for task in plan.tasks] == [dt.date(2024, 3, 31)]


def test_a_row_that_says_the_heading_over_the_table_again_holds_for_it() -> None:
    plan = plan_with("一、推进学校建设\n序号\t重点任务\t责任单位\n1\t推进学校建设\t市教育局\n2\t改造校舍\t市住建局\n")
    assert units(plan) == {"推进学校建设": {"市教育局:responsible"}, "改造校舍": {"市住建局:responsible"}}


def test_a_group_stands_over_its_rows_though_the_first_column_has_no_heading() -> None:
    plan = plan_with("任务清单\n\t工作任务\t责任部门\t完成时间\n一、学位供给\n1\t新建小学3所\t县教育局\t8月底\n")
    assert [(part.label, part.title) for part in plan.sections][1:] == [("一", "学位供给"), ("1", "新建小学3所")]
    assert units(plan) == {"新建小学3所": {"县教育局:responsible"}}


def test_headings_at_the_left_make_a_table_of_one_task() -> None:
    plan = plan_with(
        "青山县重点项目任务书\n项目名称\t青山中学扩建工程\n牵头单位\t县教育局\n配合单位\t县住建局、县财政局\n建设内容\t新增学位900个\n"
        "完成时限\t2024年12月底前\n"
    )
    assert [part.title for part in plan.sections] == ["青山县重点项目任务书", "青山中学扩建工程"]
    assert units(plan) == {"新增学位900个": {"县教育局:lead", "县住建局:partner", "县财政局:partner"}}
    assert [task.due for task in plan.tasks] == [dt.date(2024, 12, 31)]


def test_a_person_beside_a_unit_is_none_of_the_units() -> None:
    plan = plan_with(
        "任务分解表\n序号\t重点工作\t牵头单位及责任人\t单位负责人\n"
        "1\t新增学位900个\t县教育局 李明\t王芳\n2\t培育企业\t县工信局\t赵军\n"
    )
    assert units(plan) == {"新增学位900个": {"县教育局:lead"}, "培育企业": {"县工信局:lead"}}


def test_of_two_years_five_apart_the_first_is_the_base() -> None:
    plan = plan_with("指标体系\n指标\t单位\t2020年\t2025年\n毛入园率\t%\t92.5\t95\n公办园数\t所\t120\t158\n")
    assert [(target.value, target.deadline) for target in plan.targets] == [(95.0, "2025年"), (158.0, "2025年")]
    plan = plan_with("指标体系\n指标\t单位\t2023年\t2025年\n毛入园率\t%\t92.5\t95\n公办园数\t所\t120\t158\n")
    assert [target.value for target in plan.targets] == [92.5, 95.0, 120.0, 158.0]


def test_quarters_may_stand_below_one_heading(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "项目名称", "进度安排", None, None, None, "责任单位"])
    sheet.append([None, None, "一季度", "二季度", "三季度", "四季度", None])
    sheet.append([1, "县医院迁建", "完成立项批复", None, None, "完成主体施工", "县卫健局"])
    for cells in ("A1:A2", "B1:B2", "C1:F1", "G1:G2"):
        sheet.merge_cells(cells)
    path = tmp_path / "推进表.xlsx"
    book.save(path)
    plan = extract(read(path), plan_id="x")
    assert [(task.text, task.time) for task in plan.tasks][1:] == [
        ("完成立项批复", "一季度"),
        ("完成主体施工", "四季度"),
    ]
