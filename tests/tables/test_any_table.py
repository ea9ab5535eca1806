"""Whatever a table holds, its plan can be proved against its text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plankg.graph.checks.validation import verify
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema import ExtractionError

pytestmark = pytest.mark.slow

HEADINGS = (
    "序号",
    "类别",
    "重点任务",
    "工作任务",
    "具体措施",
    "目标",
    "指标",
    "2025年",
    "现状",
    "单位",
    "牵头单位",
    "市教育局内配合处室",
    "督办单位",
    "完成时限",
    "责任人",
    "备注",
    "",
)
CELLS = (
    "",
    "1",
    "2",
    "（三）",
    "一、学位供给",
    "推进学校建设",
    "推进学校建设。",
    "1.新建小学3所。2.加快推进校舍安全改造；",
    "新建小学3所。加快推进校舍安全改造。",
    "市教育局、市财政局",
    "市教育局（牵头）市财政局",
    "牵头单位：市教育局",
    "/",
    "无",
    "≥95%",
    "2024年12月底前",
    "2024.13",
    "长期坚持",
    "合计",
    "注：以上均按月报送。",
    "附件2",
    "。",
    "任务分工表",
)
PROSE = (
    "某市教育局2024年工作要点\n一、重点任务\n（一）推进学校建设。新建小学3所。加快推进校舍安全改造。\n二、任务分工\n"
)
rows = st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=6), max_size=6)
heads = st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=6)
tables = st.builds(lambda head, body: [head, *body], heads, rows)


@given(
    st.sampled_from(["", PROSE]), st.lists(tables, min_size=1, max_size=3), st.sampled_from(["", "附件1\n任务分工表\n"])
)
@settings(max_examples=120, deadline=None)
def test_what_is_read_from_any_table_holds_against_its_text(
    prose: str, found: list[list[list[str]]], title: str
) -> None:
    text = prose + "".join(title + "\n".join("\t".join(row) for row in table) + "\n" for table in found)
    if not text.strip():
        return
    document = document_from_text(text, name="表.txt")
    try:
        plan = extract(document, plan_id="biao")
    except ExtractionError:
        return
    assert [issue for issue in verify(plan, document) if issue.severity == "error"] == []
    for listed in (plan.sections, plan.tasks, plan.entities, plan.assignments, plan.targets):
        assert len({row.id for row in listed}) == len(listed)  # type: ignore[attr-defined]
    numbers = [row.no for row in plan.directives]
    assert len(set(numbers)) == len(numbers)
    assert {task.directive for task in plan.tasks} <= {row.id for row in plan.directives}


def test_a_prose_without_tables_is_read_as_before_tables_were() -> None:
    document = document_from_text(PROSE + "加强统筹。\n", name="文.txt")
    plan = extract(document, plan_id="wen")
    assert all(section.rule == "numbered-heading" for section in plan.sections)
    assert all(task.restated == () for task in plan.tasks)


@pytest.mark.parametrize("text", ["", "\n"])
def test_no_text_is_no_table(text: str) -> None:
    document = document_from_text(PROSE + text, name="文.txt")
    assert not any(issue.check.startswith("table-") for issue in verify(extract(document, plan_id="wen"), document))
