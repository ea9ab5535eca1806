"""The steps of extraction stand in an order that works, and the same text gives the same plan."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from plankg.graph.extraction import extract
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.pipeline import STEPS
from plankg.graph.formats.interchange import interchange
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, ExtractionError, Plan
from plankg.schema.wording import words

pytestmark = pytest.mark.slow

PRINT = """
import json
from plankg.graph.formats.interchange import interchange
from plankg.graph.plans import load_plan
loaded = load_plan("baoshan-2023h2")
print(json.dumps(interchange(loaded.plan, loaded.document), ensure_ascii=False))
"""


def test_each_step_needs_only_what_a_step_before_it_gives() -> None:
    given: set[str] = set()
    for step in STEPS:
        assert set(step.needs) <= given, step.function.__name__
        given.add(step.gives)


def test_what_the_steps_give_are_the_fields_of_the_draft() -> None:
    assert {step.gives for step in STEPS} <= set(Draft.__dataclass_fields__)


def test_the_same_text_gives_the_same_bytes(document: Document) -> None:
    one, other = (extract(document, plan_id="baoshan-2023h2") for _ in range(2))
    assert json.dumps(interchange(one, document)) == json.dumps(interchange(other, document))


def test_processes_with_different_hash_seeds_give_the_same_bytes(plan: Plan, document: Document) -> None:
    # this process has a seed of its own
    own = json.dumps(interchange(plan, document), ensure_ascii=False) + "\n"
    outputs = {own.encode()} | {
        subprocess.run(
            [sys.executable, "-c", PRINT],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "77")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > 100_000


def test_a_text_without_a_numbered_part_is_no_plan() -> None:
    with pytest.raises(ExtractionError) as raised:
        extract(document_from_text("她走进屋里，灯还亮着。\n窗外下着雨。", name="小说.txt"), plan_id="x")
    assert str(raised.value) == words("error.no_numbered_part", name="小说.txt")


def test_a_numbered_novel_is_no_plan() -> None:
    lines = [f"第{number}章\n她走进屋里，灯还亮着，窗外的雨下了一整夜。没有人说话。" for number in "一二三四五六七八九"]
    with pytest.raises(ExtractionError):
        extract(document_from_text("\n".join(lines), name="小说.txt"), plan_id="x")


def test_a_deadline_line_without_a_day_tells_none() -> None:
    document = document_from_text("一、工作任务\n1.标题。完善制度。\n完成时限：\n。\n", name="要点.txt")
    assert [(task.text, task.time) for task in extract(document, plan_id="x").tasks] == [("完善制度", None)]
