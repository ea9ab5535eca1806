from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from plankg.graph.checks.validation import verify
from plankg.graph.extraction import extract
from plankg.graph.network import network
from plankg.graph.reading.text import document_from_text
from plankg.schema import Plan, Target
from table_files import plan_of

CHAPTER = "一、主要任务\n加快推进教育现代化。\n"


def plan_from(text: str) -> Plan:
    document = document_from_text(CHAPTER + text, name="指标.txt")
    plan = extract(document, plan_id="zhibiao")
    assert {issue.check for issue in verify(plan, document)} <= {"sentence-silent"}
    return plan


def figures(plan: Plan) -> list[tuple[str, str, float | str | None, str | None, str | None]]:
    return [figure(target) for target in plan.targets]


def figure(target: Target) -> tuple[str, str, float | str | None, str | None, str | None]:
    return target.indicator, target.comparator.value, target.value, target.unit, target.deadline


def test_each_indicator_is_a_target_with_its_base_its_unit_and_its_year() -> None:
    plan = plan_from(
        "主要指标表\n指标\t单位\t2020年现状\t2025年目标值\n普惠园覆盖率\t%\t78.5\t≥90\n新建学校\t所\t3\t12\n"
    )
    assert figures(plan) == [
        ("普惠园覆盖率（2020年现状：78.5）", "ge", 90.0, "%", "2025年"),
        ("新建学校（2020年现状：3）", "eq", 12.0, "所", "2025年"),
    ]
    assert [target.kind.value for target in plan.targets] == ["share", "target"]


def test_an_indicator_table_is_a_directive_without_tasks() -> None:
    plan = plan_from("附件1 主要指标表\n指标\t目标值\n覆盖率\t80%\n")
    assert [(row.label, row.title) for row in plan.directives] == [("一", "主要任务"), ("附件1", "主要指标表")]
    assert [task.text for task in plan.tasks] == ["加快推进教育现代化"]
    assert plan.targets[0].directive == plan.directives[1].id


def test_a_figure_of_no_task_and_no_thing_hangs_on_its_section_in_the_network() -> None:
    text = CHAPTER + "附件1 主要指标表\n指标\t目标值\n覆盖率\t80%\n"
    document = document_from_text(text, name="指标.txt")
    graph = network(extract(document, plan_id="zhibiao"), document)
    assert [node for node in graph if graph.degree(node) == 0] == []
    assert [above for above, _ in graph.in_edges("zhibiao/target/q2.1")] == ["zhibiao/section/附件1"]


def test_an_empty_chapter_takes_the_targets_of_the_table_in_it() -> None:
    plan = plan_from("二、主要指标\n指标\t目标值\n覆盖率\t80%\n")
    assert [row.title for row in plan.directives] == ["主要任务", "主要指标"]
    assert plan.targets[0].directive == "二"
    assert [task.text for task in plan.tasks] == ["加快推进教育现代化"]


@pytest.mark.parametrize(
    ("cell", "comparator", "value", "unit"),
    [
        ("≥95", "ge", 95.0, "%"),
        ("95以上", "ge", 95.0, "%"),
        ("不低于95%", "ge", 95.0, "%"),
        ("<5", "lt", 5.0, "%"),
        ("降至45以下", "le", 45.0, "%"),
        ("约50", "approx", 50.0, "%"),
        ("80", "eq", 80.0, "%"),
        ("大于3类", "gt", 3.0, "类"),
        ("较上一年增加", "gt", None, None),
        ("逐年下降", "lt", None, None),
    ],
)
def test_a_goal_is_read_as_its_cell_says(cell: str, comparator: str, value: float | None, unit: str | None) -> None:
    (target,) = plan_from(f"主要指标表\n指标（%）\t目标值\n达标率（%）\t{cell}\n").targets
    assert figure(target) == ("达标率", comparator, value, unit, None)
    assert target.evidence.quote in cell


def test_each_part_of_a_cell_has_its_own_year() -> None:
    plan = plan_from("主要指标表\n二级指标\t评价标准\n1.签约率\t较上一年增加。2023年达到80%，力争2035年达到95%。\n")
    assert figures(plan) == [("签约率", "ge", 80.0, "%", "2023年"), ("签约率", "ge", 95.0, "%", "2035年")]


def test_words_without_a_figure_or_a_direction_give_no_target() -> None:
    assert plan_from("主要指标表\n指标\t评价标准\n服务包情况\t定性指标，查看落实情况\n").targets == ()


def test_the_goal_of_a_tasks_row_is_a_target_of_the_task() -> None:
    plan = plan_from("任务分工表\n序号\t重点任务\t目标\t责任单位\n1\t推进智慧校园建设\t80%\t市教育局\n")
    (target,) = plan.targets
    task = next(task for task in plan.tasks if task.id == target.task)
    assert task.text == "推进智慧校园建设"
    assert figure(target) == (task.text, "eq", 80.0, "%", None)


def test_a_goal_that_is_a_commitment_is_a_task_of_the_row() -> None:
    plan = plan_from("任务分工表\n序号\t重点任务\t目标\t责任单位\n1\t推进智慧校园建设\t建成智慧校园30所\t市教育局\n")
    assert [task.text for task in plan.tasks] == ["加快推进教育现代化", "推进智慧校园建设", "建成智慧校园30所"]
    assert {row.task for row in plan.assignments if row.name == "市教育局"} == {task.id for task in plan.tasks[1:]}
    assert [(target.value, target.unit) for target in plan.targets] == [(30.0, "所")]


def test_a_workbook_of_indicators_is_a_plan(tmp_path: Path) -> None:
    book = Workbook()
    for row in (("质量提升指标表",), ("指标", "2025年目标值"), ("普惠园覆盖率", 0.9)):
        book.worksheets[0].append(row)
    book.worksheets[0]["B3"].number_format = "0%"
    book.save(tmp_path / "指标.xlsx")
    plan, _ = plan_of(tmp_path / "指标.xlsx")
    assert [row.title for row in plan.directives] == ["质量提升指标表"]
    assert [figure(target) for target in plan.targets] == [("普惠园覆盖率", "eq", 90.0, "%", "2025年")]


def answers(plan: Plan) -> set[tuple[str, str, str]]:
    names = {entity.id: entity.name for entity in plan.entities}
    figures = {target.id: target.indicator.split("（")[0] for target in plan.targets}
    return {
        (names[row.subject], row.predicate.value, figures[row.object])
        for row in plan.relations
        if row.subject in names and row.object in figures
    }


@pytest.mark.parametrize(
    ("heading", "predicate"), [("责任科室", "carries"), ("牵头部门", "leads"), ("配合部门", "partnersIn")]
)
def test_the_units_of_an_indicator_table_answer_for_its_figures(heading: str, predicate: str) -> None:
    plan = plan_from(
        f"2025年主要指标表\n指标名称\t单位\t2024年\t2025年\t{heading}\n"
        "孕妇建册率\t%\t91\t≥94\t妇幼科\n家庭医生签约人数\t万人\t5\t6.5\t基层科、财务科\n"
    )
    assert figures(plan) == [
        ("孕妇建册率（2024年：91）", "ge", 94.0, "%", "2025年"),
        ("家庭医生签约人数（2024年：5）", "eq", 6.5, "万人", "2025年"),
    ]
    assert answers(plan) == {
        ("妇幼科", predicate, "孕妇建册率"),
        ("基层科", predicate, "家庭医生签约人数"),
        ("财务科", predicate, "家庭医生签约人数"),
    }
    assert [task.text for task in plan.tasks] == ["加快推进教育现代化"]
    assert not plan.assignments


def test_years_before_the_one_with_which_the_plan_begins_are_no_goals() -> None:
    plan = plan_from("2024—2025年主要指标表\n指标\t单位\t2023年\t2024年\t2025年\n新建泵站\t座\t2\t4\t6\n")
    assert [(target.value, target.deadline) for target in plan.targets] == [(4.0, "2024年"), (6.0, "2025年")]
