from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.graph.review import apply_review
from plankg.schema.decision import Decision, Review

TEXT = """某市教育局2024年工作要点
一、重点任务
（一）推进学校建设。新建小学3所。
任务分工表
序号\t重点任务\t牵头单位\t配合单位
1\t推进学校建设\t市教育局\t市财政局、市体育局
2\t改善办学条件\t市教育局\t市发展改革委
"""


def decided(**values: Any) -> Decision:
    given: dict[str, Any] = {
        "id": "1",
        "statement": "assignment",
        "reason": "表有误",
        "by": "某人",
        "date": dt.date(2024, 1, 5),
    }
    return Decision(**{**given, **values})


@pytest.mark.parametrize(("directive", "unit"), [(1, "市体育局"), (2, "市发展改革委")])
def test_a_unit_of_a_row_is_rejected_under_the_directive_that_the_row_is_or_repeats(directive: int, unit: str) -> None:
    document = document_from_text(TEXT, name="要点.txt")
    plan = extract(document, plan_id="yaodian")
    review = Review(decisions=(decided(action="reject", directive=directive, quote=unit, of={"name": unit}),))
    reviewed, issues = apply_review(plan, document, review)
    assert issues == ()
    assert {row.name for row in plan.assignments} - {row.name for row in reviewed.assignments} == {unit}
