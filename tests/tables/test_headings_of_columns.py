"""What the headings of columns say: on one side of a slash, in brackets, of units and of persons."""

from __future__ import annotations

from pathlib import Path

import pytest
from plankg.graph.extraction import extract
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.tables.columns import headings
from plankg.graph.reading.text import document_from_text
from plankg.schema import Plan
from table_files import FORMATS, plan_of, units

TASK = "修补护栏"


def plan_with(heading: str, cell: str) -> Plan:
    text = f"任务分工表\n序号\t重点任务\t{heading}\t完成时限\n1\t{TASK}\t{cell}\t6月底前\n"
    return extract(document_from_text(text, name="分工.txt"), plan_id="fengong")


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("协办单位/居委会", "partner"),
        ("居委会/协办单位", "partner"),
        ("责任科室/站", "responsible"),
        ("牵头处室（中心）", "lead"),
        ("协助（处室、教研组）", "partner"),
        ("配合镇办", "partner"),
        ("指导单位", "participant"),
        ("责任镇办及负责人", "responsible"),
    ],
)
def test_one_known_side_of_a_heading_tells_a_column_of_units(heading: str, role: str) -> None:
    assert units(plan_with(heading, "绿化科、各闸站")) == {TASK: {f"绿化科:{role}", f"各闸站:{role}"}}


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("落实步骤", "content"),
        ("责任目标", "value"),
        ("参与人数", "unknown"),
        ("配合情况", "unknown"),
        ("目标说明", "content"),
        ("存在问题", "group"),
    ],
)
def test_a_word_for_a_role_makes_no_column_of_units_of_what_is_none(words: str, meaning: str) -> None:
    line = f"任务\t完成时限\t{words}"
    cells, start = {}, 0
    for number, part in enumerate(line.split("\t")):
        cells[number] = Span(start, start + len(part))
        start += len(part) + 1
    assert headings(line, cells)[2].meaning == meaning


@pytest.mark.parametrize(
    ("heading", "rest"),
    [
        ("责任单位（第一个为牵头单位）", "responsible"),
        ("责任单位（列第一位的是牵头单位）", "responsible"),
        ("单位（排第一位的为牵头单位，其余为配合单位）", "partner"),
        ("牵头及配合单位（首位为牵头单位）", "responsible"),
    ],
)
def test_a_bracket_that_lets_the_first_lead_gives_no_role_to_the_others(heading: str, rest: str) -> None:
    found = units(plan_with(heading, "区园林局、区财政局"))
    assert found == {TASK: {"区园林局:lead", f"区财政局:{rest}"}}


@pytest.mark.parametrize(
    "cell", ["区园林局/王芳", "区园林局、王芳", "区园林局 王芳", "区园林局（王芳）", "区园林局/分管副局长"]
)
def test_persons_beside_units_stay_out(cell: str) -> None:
    plan = plan_with("责任单位/责任人", cell)
    assert units(plan) == {TASK: {"区园林局:responsible"}}
    assert "王芳" not in {entity.name for entity in plan.entities}


def test_units_that_name_no_person_are_kept_beside_persons() -> None:
    assert units(plan_with("责任单位及责任人", "县文联、县妇联/李敏")) == {
        TASK: {"县文联:responsible", "县妇联:responsible"}
    }


@pytest.mark.parametrize("write", FORMATS, ids=lambda write: write.__name__)
def test_numbered_contents_are_rows_of_their_own_under_the_project(write: object, tmp_path: Path) -> None:
    rows = (
        ("序号", "项目名称", "建设内容", "", "牵头单位", "完成时限"),
        ("1", "停车设施", "1.1", "新建停车楼3座", "区城管局", "10月底前"),
        ("", "", "1.2", "施划泊位900个", "区交警大队", "6月底前"),
        ("2", "养老服务", "2.1", "改造食堂12个", "区民政局", "11月底前"),
    )
    plan, _ = plan_of(write(tmp_path / "清单", ("2025年实事项目清单",), rows))  # type: ignore[operator]
    assert [(part.label, part.title) for part in plan.sections][1:] == [
        ("", "停车设施"),
        ("1.1", "新建停车楼3座"),
        ("1.2", "施划泊位900个"),
        ("", "养老服务"),
        ("2.1", "改造食堂12个"),
    ]


def test_the_first_row_of_a_title_over_several_numbers_stands_below_it_too(tmp_path: Path) -> None:
    rows = (
        ("序号", "任务", "具体措施", "责任单位"),
        ("1", "节水", "更换龙头90个。", "总务科"),
        ("2", "同上", "检修水管。", "基建科"),
        ("3", "节电", "更换灯具。", "总务科"),
    )
    plan, _ = plan_of(FORMATS[0](tmp_path / "清单", ("2025年任务清单",), rows))
    assert [(part.label, part.title) for part in plan.sections][1:] == [
        ("", "节水"),
        ("1", "更换龙头90个"),
        ("2", "检修水管"),
        ("3", "节电"),
    ]
