"""Asking plans of one's own: one with deadlines, and two together."""

from __future__ import annotations

from pathlib import Path

import pytest
from plankg.graph.asking.asking import Asking
from plankg.schema import UsageError

from plankg import WorkPlan, load
from plankg.workplan import together

TEXTS = {
    "甲": "甲县教育局2024年工作要点\n\n一、加强学校建设\n\n"
    "1.推进项目建设。2024年6月底前完成红旗小学改造。2024年10月底前启动红旗中学迁建。红旗小学要开展安全教育。\n",
    "乙": "乙县教育局2025年工作要点\n\n一、提升质量\n\n"
    "1.开展教研。9月底前召开教学工作会议。红旗小学要开展阅读活动。白云小学要开展科技活动。\n",
}


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> list[WorkPlan]:
    folder = tmp_path_factory.mktemp("plans")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return [load(Path(folder / f"{name}.txt")) for name in TEXTS]


def test_what_is_due_by_a_day_is_what_the_deadlines_say(works: list[WorkPlan]) -> None:
    for text in (
        "2024年6月30日前要完成什么",
        "6月底前有哪些任务到期",
        "截至6月底要做完哪些工作",
        "which tasks are due by 2024-06-30",
    ):
        asked = works[0].asked(text)
        assert asked.told == {"day": "2024-06-30"}
        (row,) = asked.answer.records()
        assert "红旗小学" in str(row["text"])
        assert row["sentence"] == "2024年6月底前完成红旗小学改造"
    assert len(works[0].ask("年底前要完成什么").rows) == 2


def test_a_date_without_a_year_lies_in_the_plan_s_own(works: list[WorkPlan]) -> None:
    assert works[1].asked("9月底前要完成什么").told == {"day": "2025-09-30"}


def test_several_plans_are_asked_together_by_the_names_of_all(works: list[WorkPlan]) -> None:
    store, _ = together(works)
    asking = Asking(store)
    assert len(asking.ask("红旗小学承担哪些任务").answer.rows) == sum(
        len(work.ask("红旗小学承担哪些任务").rows) for work in works
    )
    assert asking.ask("白云小学承担哪些任务").answer.rows
    with pytest.raises(UsageError, match="白云小学"):
        works[0].ask("白云小学承担哪些任务")


def test_one_of_several_plans_is_asked_by_itself(works: list[WorkPlan]) -> None:
    store, _ = together(works)
    for work in works:
        found = Asking(store, plan=work.plan.id).ask("红旗小学承担哪些任务").answer
        assert found == work.ask("红旗小学承担哪些任务")
