"""The interchange form: its keys, the shape of its rows, and that it says what the plan says."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from plankg.graph.extraction import extract
from plankg.graph.formats.interchange import interchange
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, Plan
from plankg.schema.loaded import Loaded
from plankg.schema.terms import (
    Basis,
    Comparator,
    DocumentRelation,
    EntityType,
    Predicate,
    Role,
    Standing,
    TargetKind,
    TaskKind,
)

Rows = list[dict[str, Any]]
TRACE = {"pieces", "standing", "rule"}
KEYS = {
    "chapters": {"no", "title", "directives"},
    "directives": {"no", "label", "title", "chapter", "path"},
    "tasks": {"id", "directive", "text", "action", "objects", "carriers", "targets", "time", "due", "kind", "default_actor"},
    "entities": {"id", "name", "aliases", "type", "directives", "quote"},
    "targets": {
        "id", "directive", "task", "text", "value", "value_max", "unit", "comparator", "indicator", "deadline", "kind",
    },
    "documents_cited": {"name", "directive", "relation"},
    "relations": {"subject", "predicate", "object", "evidence", "directive", "basis"},
}  # fmt: skip


@pytest.fixture(scope="module")
def form(plan: Plan, document: Document) -> dict[str, Any]:
    # Through text, as those who read the export get it.
    return dict(json.loads(json.dumps(interchange(plan, document), ensure_ascii=False)))


def test_the_form_has_its_keys_in_order(form: dict[str, Any]) -> None:
    assert list(form) == ["plan", "source", "document", *KEYS]


def test_the_document_is_a_datum_a_key(form: dict[str, Any]) -> None:
    assert form["document"] == {
        "title": "上海市宝山区教育局关于印发《上海市宝山区教育局2023年下半年工作补充意见》的通知",
        "issuer": "上海市宝山区教育局",
        "number": "宝教〔2023〕43号",
        "issued_date": "2023-08-18",
        "effective_period": "2023年下半年",
        "attachment_title": "上海市宝山区教育局2023年下半年工作补充意见",
        "addressee": "各单位",
        "co_issuers": [],
    }


@pytest.mark.parametrize("key", KEYS)
def test_every_row_has_its_keys_and_says_where_it_comes_from(form: dict[str, Any], key: str) -> None:
    assert form[key]
    for row in form[key]:
        assert KEYS[key] | TRACE <= set(row)
        assert row["standing"] in {standing.value for standing in Standing}
        assert ("decision" in row) is (row["standing"] == "decided")


def test_every_term_is_one_of_the_model(form: dict[str, Any]) -> None:
    def written(key: str, field: str) -> set[str]:
        return {row[field] for row in form[key]}

    def known(terms: Any) -> set[str]:
        return {term.value for term in terms}

    assert written("tasks", "kind") <= known(TaskKind)
    assert written("entities", "type") <= known(EntityType)
    assert written("targets", "comparator") <= known(Comparator)
    assert written("targets", "kind") <= known(TargetKind)
    assert written("documents_cited", "relation") <= known(DocumentRelation)
    assert written("relations", "predicate") <= known(Predicate)
    carriers = [carrier for task in form["tasks"] for carrier in task["carriers"]]
    assert {carrier["role"] for carrier in carriers} <= known(Role)
    assert {carrier["basis"] for carrier in carriers} <= known(Basis)


def test_the_pieces_of_a_row_are_its_words_in_the_source(form: dict[str, Any], document: Document) -> None:
    for task in form["tasks"]:
        assert "".join(document.text[start:end] for start, end in task["pieces"]) == task["text"]
        for carrier in task["carriers"]:
            assert "".join(document.text[start:end] for start, end in carrier["pieces"]) == carrier["evidence"]
    for target in form["targets"]:
        assert "".join(document.text[start:end] for start, end in target["pieces"]) == target["text"]


def test_rows_point_at_rows_that_are_there(form: dict[str, Any]) -> None:
    tasks = {row["id"] for row in form["tasks"]}
    numbers = {row["no"] for row in form["directives"]}
    targets = {row["id"] for row in form["targets"]}
    assert {row["directive"] for row in form["tasks"]} <= numbers
    assert {row["task"] for row in form["targets"]} <= tasks
    assert {target for task in form["tasks"] for target in task["targets"]} == targets
    assert [number for chapter in form["chapters"] for number in chapter["directives"]] == sorted(numbers)
    assert {row["chapter"] for row in form["directives"]} == {row["no"] for row in form["chapters"]}


def test_a_task_carries_who_does_it_and_whom_it_concerns(form: dict[str, Any]) -> None:
    (task,) = [row for row in form["tasks"] if row["text"].startswith("会同各镇及相关部门")]
    assert [(row["name"], row["role"], row["cue"]) for row in task["carriers"]] == [
        ("各镇", "partner", "会同"),
        ("相关部门", "partner", "会同"),
    ]


def test_whole_numbers_are_written_without_a_point(form: dict[str, Any]) -> None:
    values = [row[key] for row in form["targets"] for key in ("value", "value_max")]
    assert not any(isinstance(value, float) and value.is_integer() for value in values)
    (share,) = [row for row in form["targets"] if row["text"] == "托幼一体园占比达75%"]
    assert (share["value"], share["unit"], share["comparator"], share["kind"]) == (75, "%", "ge", "share")


def test_due_dates_are_dates(form: dict[str, Any]) -> None:
    assert all(dt.date.fromisoformat(row["due"]) for row in form["tasks"] if row["due"])


def test_members_left_unnamed_are_written_with_their_set(form: dict[str, Any]) -> None:
    (districts,) = [row for row in form["entities"] if row["name"] == "五大学区"]
    assert [(member["position"], member["name"]) for member in districts["members"]] == [
        (place, None) for place in range(1, 6)
    ]


def test_an_elliptical_name_has_its_full_form_beside_it(form: dict[str, Any]) -> None:
    full = {row["name"]: row.get("expanded_name") for row in form["entities"]}
    assert full["经纬"] == "经纬教育集团"


def test_the_source_is_told_by_name_and_checksum(form: dict[str, Any], loaded: Loaded) -> None:
    assert form["plan"] == "baoshan-2023h2"
    assert form["source"] == {
        "name": "source.txt",
        "media_type": "text/plain",
        "sha256": loaded.document.sha256,
    }


def test_ranges_keep_both_ends() -> None:

    document = document_from_text("一、任务\n1.培育。培育10—15家龙头企业，确保户厕普及率达80.5%-90%。", name="甲.txt")
    rows = interchange(extract(document, plan_id="jia"), document)["targets"]
    assert [(row["value"], row["value_max"]) for row in rows] == [(10, 15), (80.5, 90)]
    assert [str(row["value_max"]) for row in rows] == ["15", "90"]
