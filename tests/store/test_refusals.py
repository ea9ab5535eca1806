"""What is answered where a question is not understood, and what an answer leaves out."""

from __future__ import annotations

import pytest
from plankg.graph.asking.asking import Asking
from plankg.graph.store import Store
from plankg.schema import UsageError
from plankg.schema.terms import Role

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def asking(store: Store) -> Asking:
    return Asking(store)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("天问杯是第几届", "天问杯"),
        ("2024年要做什么", "2024年"),
        ("学校由谁领导", "领导"),
        ("占比最高的指标", "占比"),
        ("民办学校有什么任务", "民办"),
    ],
)
def test_words_that_stand_in_the_text_are_shown_where_their_question_is_not_understood(
    text: str, words: str, asking: Asking
) -> None:
    asked = asking.ask(text)
    assert asked.left
    assert asked.told == {"topic": words}
    assert all(words in str(row["sentence"]) for row in asked.answer.records())


@pytest.mark.parametrize("text", ["哪些任务不由学校承担", "我们家要做什么", "2035年的指标"])
def test_a_single_character_is_no_matter_to_show_sentences_of(text: str, asking: Asking) -> None:
    with pytest.raises(UsageError, match="没有看懂"):
        asking.ask(text)


def test_who_carries_a_task_does_something_in_it(asking: Asking) -> None:
    whole, carried = asking.ask("学校有哪些任务").answer.records(), asking.ask("学校承担哪些任务").answer.records()
    does = {role.zh for role in Role if role.does}
    assert {row["role"] for row in carried} <= does < {row["role"] for row in whole} | does
    assert [row for row in whole if row["role"] in does] == carried
    assert asking.ask("教师承担哪些任务").answer.rows == ()
    assert "没有读出" in str(asking.ask("教师承担哪些任务").note("zh"))


def test_units_without_one_of_several_roles_have_none_of_them(asking: Asking) -> None:
    several = {row["unit"] for row in asking.ask("units-without-tasks", {"role": "lead、partner"}).answer.records()}
    each = [
        {row["unit"] for row in asking.ask("units-without-tasks", {"role": role}).answer.records()}
        for role in ("lead", "partner")
    ]
    assert several == each[0] & each[1]


def test_a_role_is_kept_where_the_answer_is_empty(asking: Asking) -> None:
    asked = asking.ask("学校配合哪些任务")
    assert asked.question.name == "unit-tasks"
    assert asked.told["role"] == "partner"
