"""Words that speak of what was not read of a task."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import pytest
from plankg.graph.checks.accounting import account, words_left
from plankg.graph.extraction import extract
from plankg.graph.plans import load_plan
from plankg.graph.reading.text import document_from_text
from plankg.schema.wording import languages
from planted import HEAD

#: What says that a text has nothing: only who looked through all of it may say so.
ABSENCE = {
    "zh": re.compile("(?:原文|计划)(?:里)?(?:没有|没写|未写)|没有写(?!入|任)|没写|未写|未列"),
    "en": re.compile(
        "(?:text|plan|sentence|task)s? (?:does not|doesn't|do not|has no|names no|has none)|No task has|[Tt]he text may leave"
    ),
}
#: Texts that look through the whole text first, and those of the questions asked in words.
LOOKED_THROUGH = {"page.text_lacks", "error.nothing_to_explain", "ask.absent"}
ASKED = {"agents.instructions", "ask.unread", "cli.ask_nothing", "error.wording_name_unknown"}
#: What is not written to a disk or in a query.
WRITING = {
    "cli.corpus_without_page", "endpoint.deleted_nothing", "error.corpus_not_built", "error.output_folder_foreign",
    "fault.nothing_set",
}  # fmt: skip


def left(sentence: str) -> dict[str, dict[str, tuple[str, ...]]]:
    document = document_from_text(f"{HEAD}{sentence}", name="left.txt")
    plan = extract(document, plan_id="left")
    return {task: dict(kinds) for task, kinds in words_left(plan, document, account(plan, document)).items()}


def test_words_of_the_calendar_are_told_where_no_time_was_read() -> None:
    [kinds] = left("为2026年全县推广做好准备。").values()
    assert kinds == {"time": ("2026年",)}


def test_a_time_that_was_read_and_one_inside_a_name_are_not_told() -> None:
    assert not any("time" in kinds for kinds in left("9月底前完成林区防火抽查。").values())
    assert not any("time" in kinds for kinds in left("落实《岚溪县2024年造林方案》。").values())


def test_of_a_plan_only_what_was_not_read_is_told() -> None:
    loaded = load_plan("baoshan-2023h2")
    found = words_left(loaded.plan, loaded.document, account(loaded.plan, loaded.document))
    tasks = {task.id: task for task in loaded.plan.tasks}
    assert any("2024年" in kinds.get("time", ()) for kinds in found.values())
    for name, kinds in found.items():
        assert not ("time" in kinds and tasks[name].time)
        assert all(word.replace(" ", "") in tasks[name].text.replace(" ", "") for word in kinds.get("time", ()))


@pytest.mark.parametrize("lang", languages())
def test_only_who_looked_through_the_text_says_that_it_has_nothing(lang: str) -> None:
    words = json.loads((files("plankg.schema") / "words" / f"{lang}.json").read_text("utf-8"))
    said = {key for key, text in words.items() if ABSENCE[lang].search(text)}
    assert said - LOOKED_THROUGH - ASKED - WRITING == set()
