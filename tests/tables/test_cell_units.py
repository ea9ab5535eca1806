from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema import Plan
from table_files import FORMATS, plan_of, units

TASK = "新建小学3所"
UNITS = (
    "市教育局",
    "市财政局",
    "市卫生健康委",
    "市住房城乡建设局",
    "市委宣传部",
    "市政府办公厅",
    "市公安局",
    "市疾控中心",
)


def plan_with(cell: str, heading: str = "责任单位", above: str = "") -> Plan:
    text = f"{above}任务分工表\n序号\t重点任务\t{heading}\n1\t{TASK}\t{cell}\n"
    return extract(document_from_text(text, name="分工.txt"), plan_id="fengong")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("市教育局、市财政局", {"市教育局", "市财政局"}),
        ("市教育局，市财政局；市公安局", {"市教育局", "市财政局", "市公安局"}),
        ("市教育局 市财政局", {"市教育局", "市财政局"}),
        ("市教育局市财政局", {"市教育局", "市财政局"}),
        ("市教育局和市财政局", {"市教育局", "市财政局"}),
        ("市委宣传部市教育局各区政府", {"市委宣传部", "市教育局", "各区政府"}),
        ("市人力资源社会 保障局", {"市人力资源社会保障局"}),
        ("市发展和改革委", {"市发展和改革委"}),
        ("各县（市、区）政府", {"各县（市、区）政府"}),
        ("市教育局等部门", {"市教育局"}),
        ("疾控处医政处、基层处", {"疾控处", "医政处", "基层处"}),
        ("科教处", {"科教处"}),
        ("/", set()),
        ("-", set()),
        ("——", set()),
        ("无", set()),
        ("", set()),
    ],
)
def test_the_units_of_a_cell_are_parted_as_written(cell: str, found: set[str]) -> None:
    assert units(plan_with(cell)) == {TASK: {f"{name}:responsible" for name in found}}


@pytest.mark.parametrize("write", FORMATS[1:])
def test_units_on_lines_of_their_own_are_parted(tmp_path: Path, write: object) -> None:
    rows = (("序号", "重点任务", "责任单位"), ("1", TASK, "市教育局\n市财政局"))
    plan, _ = plan_of(write(tmp_path / "分工", ["任务分工表"], rows))  # type: ignore[operator]
    names = units(plan)[TASK]
    assert names == {"市教育局:responsible", "市财政局:responsible"}


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("牵头单位", "lead"),
        ("主办单位", "lead"),
        ("责任单位", "responsible"),
        ("责任部门", "responsible"),
        ("单位", "responsible"),
        ("配合单位", "partner"),
        ("参与单位", "participant"),
        ("协办", "partner"),
        ("牵头及配合单位", "responsible"),
    ],
)
def test_the_heading_gives_the_role(heading: str, role: str) -> None:
    assert units(plan_with("市教育局", heading)) == {TASK: {f"市教育局:{role}"}}


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("市教育局（牵头）、市财政局", {"市教育局:lead", "市财政局:responsible"}),
        ("市教育局（牵头）市财政局", {"市教育局:lead", "市财政局:responsible"}),
        ("市教育局（牵头） 市财政局（配合）", {"市教育局:lead", "市财政局:partner"}),
        ("牵头单位：市教育局；配合单位：市财政局", {"市教育局:lead", "市财政局:partner"}),
        ("市教育局牵头，市财政局配合", {"市教育局:lead", "市财政局:partner"}),
    ],
)
def test_a_role_in_the_cell_goes_before_that_of_the_heading(cell: str, found: set[str]) -> None:
    assert units(plan_with(cell)) == {TASK: found}


def test_the_first_leads_where_the_heading_or_the_plan_says_so() -> None:
    wanted = {TASK: {"市教育局:lead", "市财政局:responsible"}}
    assert units(plan_with("市教育局、市财政局", "责任单位（排第一位的为牵头单位）")) == wanted
    assert units(plan_with("市教育局、市财政局", above="列第一位的单位为牵头单位。\n")) == wanted


@given(
    st.lists(st.sampled_from(UNITS), min_size=1, max_size=6, unique=True), st.sampled_from(["、", "，", " ", "", "；"])
)
@settings(deadline=None)
def test_planted_units_come_back_at_their_place(planted: list[str], between: str) -> None:
    plan = plan_with(between.join(planted))
    rows = [row for row in plan.assignments if row.basis == "annotated"]
    assert [row.name for row in rows] == planted
    assert all(row.unit_evidence.quote == row.name for row in rows)
    starts = [row.unit_evidence.start for row in rows]
    assert starts == sorted(starts)
