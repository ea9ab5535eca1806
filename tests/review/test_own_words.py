"""A plan's own words are read for that plan alone, and mistakes in them are told with their line."""

from __future__ import annotations

from pathlib import Path

import pytest
from plankg.graph.extraction import extract
from plankg.graph.own_words import WORDS, load_words
from plankg.graph.plans import load_plan
from plankg.graph.reading.text import document_from_text
from plankg.schema.errors import ReviewError
from plankg.schema.plan import Plan

TEXT = "云河县商务局2024年工作要点\n\n一、重点任务\n\n1.繁荣夜市。赶集日前完成摊位改造，组织商户参加培训。\n"
OWN = "times:\n  turns: [赶集日]\n"


def _times(plan: Plan) -> list[str | None]:
    return [task.time for task in plan.tasks]


def test_a_word_of_the_plan_holds_for_that_plan_and_for_no_other(tmp_path: Path) -> None:
    document = document_from_text(TEXT, name="计划.txt")
    (tmp_path / WORDS).write_text(OWN, "utf-8")
    own = load_words(tmp_path / WORDS)
    assert own == {"times": {"turns": ["赶集日"]}}
    before = extract(document, plan_id="plan")
    assert "赶集日前" in _times(extract(document, plan_id="plan", own=own))
    assert "赶集日前" not in _times(before)
    assert extract(document, plan_id="plan") == before


def test_a_plan_folder_is_read_with_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text('id = "yunhe"\n', "utf-8")
    (tmp_path / "source.txt").write_text(TEXT, "utf-8")
    assert "赶集日前" not in _times(load_plan(tmp_path).plan)
    (tmp_path / WORDS).write_text(OWN, "utf-8")
    assert "赶集日前" in _times(load_plan(tmp_path).plan)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("concepts:\n  concepts: [潮汐\n", 3),
        ("concept:\n  concepts: {}\n", 1),
        ("concepts:\n  terms: {}\n", 2),
        ("names:\n  group_heads: 教研员\n", 2),
        ("adverbs:\n  trailing:\n  - {name: so, pattern: '^从而(', matches: [从而], rejects: [从]}\n", 3),
        ("adverbs:\n  trailing:\n  - {name: so, pattern: '^从而', matches: [进而], rejects: [从]}\n", 3),
    ],
)
def test_a_mistake_is_told_with_its_line(content: str, line: int, tmp_path: Path) -> None:
    (tmp_path / WORDS).write_text(content, "utf-8")
    with pytest.raises(ReviewError) as caught:
        load_words(tmp_path / WORDS)
    assert caught.value.values["line"] == line
    assert str(line) in str(caught.value)
