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


FLAT = (
    "丙省人民政府办公厅2024年促进消费工作要点\n\n各市人民政府：\n\n根据8月15日会议精神，现通知如下。\n\n"
    "一、稳定价格。省商务厅要开展价格监测。\n\n二、扩大供给。省财政厅要安排补助资金。\n\n三、加强宣传。省商务厅要开展宣传活动。\n"
)
NESTED = (
    "丁市疾控局2024年工作方案\n\n一、准备\n\n（一）登记。各学校要开展登记工作。\n\n（二）培训。丁市疾控局要组织培训。\n\n"
    "二、实施\n\n（一）检查。市教委要开展检查工作。\n\n（二）汇总。各学校要报送结果。\n"
)


@pytest.fixture(scope="module")
def flat(tmp_path_factory: pytest.TempPathFactory) -> WorkPlan:
    return loaded(FLAT, tmp_path_factory)


@pytest.fixture(scope="module")
def nested(tmp_path_factory: pytest.TempPathFactory) -> WorkPlan:
    return loaded(NESTED, tmp_path_factory)


def loaded(text: str, folders: pytest.TempPathFactory) -> WorkPlan:
    path = folders.mktemp("plan") / "plan.txt"
    path.write_text(text, "utf-8")
    return load(path)


def test_chapters_without_articles_are_called_articles_too(flat: WorkPlan) -> None:
    assert flat.asked("第二条有哪些任务").told == {"section": "二"}
    assert flat.asked("二、扩大供给有哪些任务").told == {"section": "二"}


def test_articles_that_several_chapters_have_are_asked_back_by_both_numbers(nested: WorkPlan) -> None:
    with pytest.raises(UsageError, match=r"第一章第.+第二章第"):
        nested.asked("第一条有哪些任务")
    assert nested.asked("第二章第一条有哪些任务").told == {"section": "二/（一）"}
    assert nested.asked("（一）检查有哪些任务").told == {"section": "二/（一）"}


def test_a_place_before_the_name_of_a_unit_is_a_part_of_it(nested: WorkPlan) -> None:
    assert nested.asked("市教委做什么").answer.rows
    with pytest.raises(UsageError, match="丁市教委"):
        nested.asked("丁市教委做什么")


def test_a_day_without_an_answer_is_named_where_the_text_has_it(flat: WorkPlan) -> None:
    asked = flat.asked("8月15日前要完成什么")
    assert asked.answer.rows == ()
    assert "原文怎么说8月15日" in str(asked.note("zh"))


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


def test_a_note_speaks_of_the_text_of_the_plan_that_is_asked(works: list[WorkPlan]) -> None:
    store, _ = together(works)
    first = Asking(store, plan=works[0].plan.id)
    asked = first.ask("topic-tasks", {"topic": "阅读活动"})
    assert not asked.answer.rows
    assert "原文提到" not in str(asked.note("zh"))
    with pytest.raises(UsageError):
        first.ask("阅读活动")
    assert Asking(store).ask("阅读活动").answer.rows
