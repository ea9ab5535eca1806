from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from plankg.graph.asking.asking import Asked, Asking
from plankg.graph.questions import Question, questions
from plankg.graph.questions.answers import answer
from plankg.graph.questions.parameters import bind
from plankg.graph.questions.phrases import plain, tokens
from plankg.graph.store import Store
from plankg.schema import UsageError
from plankg.schema.wording import languages
from pyoxigraph import Literal, QuerySolutions

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
NAMES = ("questions", "questions_fresh", "questions_strict")
SETS = {name: yaml.safe_load((HERE / f"{name}.yaml").read_text("utf-8")) for name in NAMES}
ANSWERABLE, OTHER = ([row for each in SETS.values() for row in each[part]] for part in ("answerable", "other"))
SLOTS = {
    "unit": ["上海大学", "白鹭小学"],
    "other": ["宝山沪剧团"],
    "section": ["第八章", "第20条", "第二十条"],
    "statement": ["20.2"],
    "kind": ["举办", "督查"],
    "topic": ["招生工作", "校外培训"],
    "day": ["12月底", "2023年10月31日"],
    "project": ["华二高中新建", "白鹭小学"],
    "whole": ["五大学区"],
    "indicator": ["托幼一体园占比", "普惠性幼儿园覆盖率"],
    "thing": ["宝宝屋", "五大学区"],
    "document": ["《师训工作手册》"],
    "role": ["配合", "受益"],
    "type": ["学校", "平台"],
    "task": ["5.6", "20.1"],
    "bound": ["不低于", "高于"],
    "number": ["75", "90%"],
}
NO_THINGS = {"topic-tasks": ["心理健康", "采光照明"]}
"""Words of tasks that name no thing: the tasks of a thing are another question."""
MEANT = {
    "第八章": "八",
    "第20条": "七/20",
    "第二十条": "七/20",
    "12月底": "2023-12-31",
    "2023年10月31日": "2023-10-31",
    "举办": "hold_event",
    "督查": "supervise",
    "配合": "partner",
    "受益": "beneficiary",
    "学校": "School",
    "平台": "Platform",
    "不低于": "ge",
    "高于": "gt",
}
ENGLISH = {
    "举办": "hold an event",
    "督查": "supervise",
    "配合": "partners",
    "受益": "benefits",
    "学校": "School",
    "平台": "Platform",
    "不低于": "at least",
    "高于": "more than",
}
SILENT = {"same-things", "tasks-due"}


@pytest.fixture(scope="module")
def asking(store: Store) -> Asking:
    return Asking(store)


def cases() -> list[tuple[str, str, dict[str, str], bool]]:
    """Each wording with each value of its slots: name, text, what is to be told, and whether there must be an answer."""
    found = []
    for asked, wording in ((each, wording) for each in questions() for wording in each.wordings):
        slots = [parameter.name for parameter in asked.parameters]
        values = [NO_THINGS.get(asked.name, SLOTS[slot]) for slot in slots]
        for row in product(*values):
            told = dict(zip(slots, row, strict=True))
            first = row == tuple(each[0] for each in values)
            said = {slot: ENGLISH.get(value, value) if wording.lang == "en" else value for slot, value in told.items()}
            meant = {slot: MEANT.get(value, value) for slot, value in told.items()}
            found.append((asked.name, wording.text.format(**said), meant, first and asked.name not in SILENT))
    return found


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_a_question_has_three_wordings_in_chinese_and_one_in_english_with_all_its_slots(asked: Question) -> None:
    counts = {lang: sum(wording.lang == lang for wording in asked.wordings) for lang in languages()}
    assert counts["zh"] >= 3
    assert counts["en"] >= 1
    for wording in asked.wordings:
        assert sorted(re.findall(r"\{(\w+)\}", wording.text)) == sorted(row.name for row in asked.parameters)


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_every_word_of_a_wording_has_a_meaning(asked: Question) -> None:
    unknown = [wording.text for wording in asked.wordings for token in tokens(wording.text) if not token.meanings]
    assert unknown == []


def test_no_two_questions_are_worded_alike() -> None:
    texts = [plain(wording.text).text for asked in questions() for wording in asked.wordings]
    assert len(texts) == len(set(texts))


def test_there_are_at_least_25_questions() -> None:
    assert len(questions()) >= 25


@pytest.mark.parametrize(("name", "text", "told", "answered"), cases())
def test_a_wording_gives_its_question_the_names_and_a_true_answer(
    name: str, text: str, told: dict[str, str], answered: bool, asking: Asking, store: Store
) -> None:
    asked = asking.ask(text)
    assert asked.question.name == name
    assert {key: asked.told[key] for key in told} == told
    assert asked.answer == store.ask(name, lang="zh", **asked.told)
    assert not answered or asked.answer.rows


def test_there_are_at_least_200_questions_and_60_that_were_written_apart() -> None:
    texts = [row["text"] for row in (*ANSWERABLE, *OTHER)]
    assert len(texts) == len(set(texts)) >= 200
    assert sum(map(len, SETS["questions_fresh"].values())) >= 60


@pytest.mark.parametrize("row", ANSWERABLE, ids=lambda row: row["text"])
def test_an_everyday_question_is_answered_as_it_was_meant(row: dict[str, Any], asking: Asking) -> None:
    asked = asking.ask(row["text"])
    assert asked.left == ()
    if "said" in row:
        assert asked.question.name == "words-sentences"
        assert any(row["said"] in str(record["sentence"]) for record in asked.answer.records())
        return
    several = isinstance(row["question"], list)
    assert asked.question.name in row["question"] if several else asked.question.name == row["question"]
    assert several or asked.told == row.get("told", {})
    assert (
        any(str(row.get("holds", "")) in str(cell) for record in asked.answer.rows for cell in record)
        or "holds" not in row
    )


@pytest.mark.parametrize("row", OTHER, ids=lambda row: row["text"])
def test_what_is_not_understood_is_said_and_never_answered(row: dict[str, Any], asking: Asking) -> None:
    asked, error = refused(asking, row["text"])
    named = "、".join(asked.left) if asked else str(error.values.get("text") or error.values["name"])
    assert named
    assert named in (str(asked.note()) if asked else str(error))
    assert row.get("unknown", "") in named or any(word in row["unknown"] for word in named.split("、"))
    assert "offers" not in row or any(row["offers"] in choice for choice in offers(error))
    assert "\n" not in str(error)


def refused(asking: Asking, text: str) -> tuple[Asked | None, UsageError]:
    """The sentences that are shown for a question, or the error that none are."""
    try:
        return asking.ask(text), UsageError("wording_unknown", text="", nearest="")
    except UsageError as error:
        return None, error


def offers(error: UsageError) -> list[str]:
    choices = error.values["choices"]
    assert isinstance(choices, list)
    return choices


@pytest.mark.parametrize("row", [row for row in OTHER if "offers" in row], ids=lambda row: row["text"])
def test_what_is_offered_for_a_name_can_be_asked_as_it_stands(row: dict[str, Any], asking: Asking) -> None:
    with pytest.raises(UsageError) as error:
        asking.ask(row["text"])
    assert [choice for choice in offers(error.value) if asking.ask(choice).wording is None] == []


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("白鹭承担哪些任务", "wording_ambiguous", ("白鹭小学承担哪些任务", "白鹭幼儿园承担哪些任务")),
        ("红旗小学承担哪些任务", "wording_name_unknown", ("红旗小学", "白鹭小学承担哪些任务")),
        ("大学承担哪些任务", "wording_ambiguous", ("上海大学承担哪些任务",)),
        ("刘德华负责什么工作", "wording_unknown", ("刘德华",)),
    ],
)
def test_a_name_that_is_not_clear_is_asked_back(text: str, key: str, said: tuple[str, ...], asking: Asking) -> None:
    with pytest.raises(UsageError) as error:
        asking.ask(text)
    assert error.value.key == key
    assert [part for part in said if part not in str(error.value)] == []


def test_words_that_stand_apart_or_in_another_order_are_found_in_the_text(store: Store) -> None:
    assert store.passages("科学教育三年行动计划") == ("科学教育工作的三年行动计划",)
    assert store.passages("三年行动计划科学教育") == ("科学教育工作的三年行动计划",)
    assert store.passages("行知教育集团") == ("行知等教育集团",)
    assert store.passages("二十大精神")
    assert store.passages("发文 宝教〔2023〕43号") == ()
    assert store.passages("宝教〔2023〕43号")
    assert store.passages("人工智能") == ()
    assert store.passages("的") == ()


def test_an_empty_answer_says_that_nothing_was_read_and_never_that_there_is_nothing(asking: Asking) -> None:
    due, partners = asking.ask("9月底前要完成什么"), asking.ask("白鹭小学与哪些单位合作")
    assert (due.answer.rows, partners.answer.rows) == ((), ())
    assert "没有读出" in str(due.note("zh"))
    assert "原文怎么说白鹭小学" in str(partners.note("zh"))
    assert asking.ask("原文怎么说白鹭小学").answer.rows
    assert asking.ask("原文怎么说人工智能").note("zh") == "原文里没有“人工智能”。"
    assert asking.ask("白鹭小学有哪些任务").note() is None


def test_sentences_shown_for_words_that_were_not_understood_say_so(asking: Asking) -> None:
    asked = asking.ask("上海大学实际做了什么")
    assert asked.question.name == "words-sentences"
    assert asked.left == ("实际",)
    assert "实际" in str(asked.note("zh"))
    assert asked.as_json("zh")["note"] == asked.note("zh")


def test_the_title_of_an_article_covers_its_tasks_and_its_figures(asking: Asking) -> None:
    tasks = {row["task"] for row in asking.ask("安全方面有哪些任务").answer.records()}
    assert {"24.1", "24.8"} <= tasks
    assert "普惠性幼儿园覆盖率" in {row["indicator"] for row in asking.ask("学前教育指标").answer.records()}


@pytest.mark.parametrize(
    ("name", "told", "narrow", "column"),
    [
        ("unit-tasks", {"unit": "学校"}, {"role": "责任"}, "role"),
        ("unit-tasks", {"unit": "学校"}, {"role": "lead、participant"}, "role"),
        ("unit-tasks", {"unit": "学校"}, {"section": "八"}, "task"),
        ("section-units", {"section": "八"}, {"type": "SchoolCategory"}, "unit"),
        ("targets", {}, {"section": "四/8"}, "indicator"),
        ("targets", {}, {"topic": "覆盖率"}, "indicator"),
    ],
)
def test_a_narrowed_answer_is_a_part_of_the_whole_one(
    name: str, told: dict[str, str], narrow: dict[str, str], column: str, asking: Asking
) -> None:
    whole, part = asking.ask(name, told).answer, asking.ask(name, told | narrow).answer
    assert set(part.rows) < set(whole.rows)
    assert part.rows
    assert column in part.columns


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_what_narrows_an_answer_is_a_part_of_its_pattern(asked: Question) -> None:
    for parameter in asked.narrows:
        body = asked.sparql.partition("WHERE {")[2]
        assert f"?{parameter.name}" in body
        bound = asked.bound({parameter.name: [Literal("x")]}).partition("WHERE {")[2]
        assert bound.count(f"?{parameter.name}") >= 2
        assert f"#{parameter.name}:" not in bound


@pytest.mark.parametrize(
    ("bound", "number", "values"),
    [
        ("不低于", "90%", {90, 93}),
        ("超过", "90%", {93}),
        ("不超过", "5%", {5}),
        ("低于", "75%", {5, 60}),
        ("等于", "75%", {75}),
    ],
)
def test_a_comparison_keeps_its_direction_and_its_unit(
    bound: str, number: str, values: set[int], asking: Asking
) -> None:
    assert {row["value"] for row in asking.ask(f"{bound}{number}的指标有哪些").answer.records()} == values


def test_a_role_narrows_who_does_something(asking: Asking) -> None:
    told = {"section": "八/23", "role": "participant、partner"}
    assert asking.ask("第二十三条有哪些参与单位").told == told
    assert {row["role"] for row in asking.ask("section-units", told).answer.records()} == {"参与"}
    assert asking.ask("上海大学配合哪些工作").answer.rows
    assert asking.ask("上海大学牵头哪些工作").answer.rows == ()


def test_a_time_that_the_plan_lies_within_narrows_nothing_and_another_is_not_understood(asking: Asking) -> None:
    rows = asking.ask("有哪些指标").answer.rows
    for time in ("今年", "下半年", "2023年", "2023年下半年", "本年度"):
        assert asking.ask(f"{time}有哪些指标").answer.rows == rows
    for time in ("上半年", "2022年", "2023年上半年", "去年", "明年"):
        with pytest.raises(UsageError, match=time):
            asking.ask(f"{time}有哪些指标")


def test_a_part_of_a_name_is_enough_where_it_can_mean_only_one(asking: Asking) -> None:
    assert asking.ask("沪剧团承担哪些任务").told == {"unit": "宝山沪剧团", "doing": "true"}


def test_the_query_that_ran_has_its_values_in_it_and_runs_as_it_is(asking: Asking, store: Store) -> None:
    asked = asking.ask("宝山沪剧团承担哪些任务")
    assert 'VALUES ?unit { "宝山沪剧团" }' in asked.sparql
    found = store.query(asked.sparql)
    assert not isinstance(found, bool | tuple)
    assert len(found.rows) == len(asked.answer.rows) == 1


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_setting_the_values_in_the_text_gives_what_substituting_the_variables_gives(
    asked: Question, asking: Asking, store: Store
) -> None:
    told = {parameter.name: NO_THINGS.get(asked.name, SLOTS[parameter.name])[0] for parameter in asked.parameters}
    terms = bind(asked, {name: MEANT.get(value, value) for name, value in told.items()}, store)
    solutions = store.results(asked.sparql, bindings={name: values[0] for name, values in terms.items()})
    assert isinstance(solutions, QuerySolutions)
    found = asking.ask(asked.name, {name: MEANT.get(value, value) for name, value in told.items()}).answer
    substituted = answer(solutions).without(asked.hidden).labelled()
    assert (substituted.columns, substituted.rows) == (found.columns, found.rows)


def test_a_value_can_not_become_a_part_of_the_query(asking: Asking) -> None:
    assert asking.ask("words-sentences", {"topic": '" } ?x ?y ?z #'}).answer.rows == ()
    assert asking.ask('原文怎么说"} DROP').answer.rows == ()


def test_a_question_is_asked_by_its_name_too(asking: Asking) -> None:
    assert asking.ask("unit-tasks", {"unit": "上海大学"}).answer == asking.ask("上海大学承担哪些任务").answer


def test_what_is_asked_can_be_chosen_from_lists(asking: Asking) -> None:
    units = asking.choices("unit")
    district = next(choice for choice in units if choice.value == "五大学区")
    assert district.names == ("五大学区", "学区")
    assert {choice.value for choice in asking.choices("School")} < {choice.value for choice in units}
    assert [choice.label for choice in asking.choices("Role", "zh")][:2] == ["牵头", "责任"]
    assert asking.choices("section")[0].label == "落实立德树人，全面贯彻党的教育方针"
    for kind in {parameter.kind for asked in questions() for parameter in asked.parameters}:
        assert bool(asking.choices(kind)) == (kind not in {"statement", "date", "number", "words"})


def test_where_a_unit_does_nothing_the_tasks_that_only_concern_it_are_named_as_such(asking: Asking) -> None:
    asked = asking.ask("白鹭小学承担哪些任务")
    assert not asked.answer.rows
    assert asked.concerned == tuple(
        dict.fromkeys(row["task"] for row in asking.ask("白鹭小学有哪些任务").answer.records())
    )
    assert "涉及" in str(asked.note("zh"))
    assert all(task in str(asked.note("zh")) for task in asked.concerned)


def test_words_that_ask_who_does_something_are_no_part_of_a_matter(asking: Asking) -> None:
    # 校长负责制 stands in the text; who 校长 are that have tasks does not.
    with pytest.raises(UsageError):
        asking.ask("校长负责哪些任务")
    assert asking.ask("校长负责制").answer.rows
