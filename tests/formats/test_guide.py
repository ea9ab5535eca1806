"""The guide to the formats is true: it lists them all, and what it shows runs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plankg.graph.formats.registry import FORMATS
from plankg.graph.questions import Answer
from plankg.graph.store import Store
from plankg.schema import Document, Plan

pytestmark = pytest.mark.slow

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "formats.md").read_text("utf-8")


def test_it_lists_every_format_with_the_ending_of_its_file() -> None:
    table = [line for line in GUIDE.splitlines() if line.startswith("| `")]
    listed = {name for line in table for name in re.findall(r"`(\w+)`", line.split("|")[1])}
    endings = {ending for line in table for ending in line.split("|")[2].split()}
    assert listed == set(FORMATS)
    assert endings == {kind.suffix for kind in FORMATS.values()}


def test_its_query_leads_from_every_task_to_its_sentence(plan: Plan, document: Document) -> None:
    store = Store()
    store.load(plan, document)
    (sparql,) = re.findall(r"```sparql\n(.+?)```", GUIDE, re.DOTALL)
    answer = store.query(sparql)
    assert isinstance(answer, Answer)
    assert {row["words"] for row in answer.records()} == {task.text for task in plan.tasks}
    assert len(answer.rows) == len(plan.tasks)


def test_one_path_leads_from_every_statement_to_its_sentence(plan: Plan, document: Document) -> None:
    store = Store()
    store.load(plan, document)
    path = "oa:hasTarget/plankg:inSentence/oa:hasSelector/oa:exact"
    assert f"`{path}`" in GUIDE
    lost = store.query(
        f"SELECT DISTINCT ?s WHERE {{ ?s plankg:standing ?any ; oa:hasTarget ?t FILTER NOT EXISTS {{ ?s {path} ?x }} }}"
    )
    assert isinstance(lost, Answer)
    assert lost.rows == ()
