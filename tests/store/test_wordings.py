from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
import yaml
from plankg.graph.store import Question, Store, questions
from plankg.graph.store.answers import answer
from plankg.graph.store.asking import Asking
from plankg.graph.store.parameters import bind
from plankg.graph.store.phrases import plain, tokens
from plankg.schema import UsageError
from plankg.schema.wording import languages
from pyoxigraph import QuerySolutions

HERE = Path(__file__).parent
PARAPHRASES = yaml.safe_load((HERE / "paraphrases.yaml").read_text("utf-8"))
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
    "least": ["75%", "90%"],
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
}
ENGLISH = {
    "举办": "hold an event",
    "督查": "supervise",
    "配合": "partners",
    "受益": "benefits",
    "学校": "School",
    "平台": "Platform",
}
SILENT = {"same-things", "tasks-due"}


@pytest.fixture(scope="module")
def asking(store: Store) -> Asking:
    return Asking(store)


def cases() -> list[tuple[str, str, dict[str, str], bool]]:
    """Give each wording with each value of its slots: name, text, what is to be told, and whether there must be an answer."""
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
    assert asked.told == told
    assert asked.answer == store.ask(name, lang="zh", **asked.told)
    assert not answered or asked.answer.rows


@pytest.mark.parametrize("row", PARAPHRASES["understood"], ids=lambda row: row["text"])
def test_a_paraphrase_is_understood(row: dict[str, object], asking: Asking) -> None:
    asked = asking.ask(str(row["text"]))
    assert asked.question.name == row["question"]
    assert asked.told == row.get("told", {})


@pytest.mark.parametrize("text", PARAPHRASES["refused"])
def test_a_question_about_something_else_is_refused_with_the_nearest_questions(text: str, asking: Asking) -> None:
    with pytest.raises(UsageError) as error:
        asking.ask(text)
    assert error.value.key == "wording_unknown"
    assert error.value.values["nearest"]
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("白鹭承担哪些任务", "wording_ambiguous", ("白鹭小学", "白鹭幼儿园")),
        ("红旗小学承担哪些任务", "wording_name_unknown", ("红旗小学", "白鹭小学")),
        ("刘德华负责什么工作", "wording_name_unknown", ("刘德华",)),
    ],
)
def test_a_name_that_is_not_clear_is_asked_back(text: str, key: str, said: tuple[str, ...], asking: Asking) -> None:
    with pytest.raises(UsageError) as error:
        asking.ask(text)
    assert error.value.key == key
    assert [part for part in said if part not in str(error.value)] == []


def test_a_part_of_a_name_is_enough_where_it_can_mean_only_one(asking: Asking) -> None:
    assert asking.ask("沪剧团承担哪些任务").told == {"unit": "宝山沪剧团"}


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
    values = [NO_THINGS.get(asked.name, SLOTS[parameter.name])[0] for parameter in asked.parameters]
    found = asking.ask(
        asked.wordings[0].text.format(**dict(zip([row.name for row in asked.parameters], values, strict=True)))
    )
    solutions = store.results(asked.sparql, bindings=bind(asked, found.told, store))
    assert isinstance(solutions, QuerySolutions)
    assert answer(solutions).without(set(found.told)).labelled() == found.answer


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
