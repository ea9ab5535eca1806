"""Annotations held against the requirements of https://www.w3.org/TR/annotation-model/ and against the text."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from plankg.graph.formats.annotations import annotation_collection
from plankg.graph.rdf import Iris
from plankg.schema import Document, Plan

Json = dict[str, Any]

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
"""https://www.w3.org/TR/annotation-vocab/#motivation"""


@pytest.fixture(scope="module")
def collection(plan: Plan, document: Document) -> Json:
    return dict(json.loads(annotation_collection(plan, document)))


@pytest.fixture(scope="module")
def items(collection: Json) -> list[Json]:
    return list(collection["first"]["items"])


def targets(item: Json) -> list[Json]:
    return item["target"] if isinstance(item["target"], list) else [item["target"]]


def exact(item: Json) -> list[str]:
    return [target["selector"][0]["exact"] for target in targets(item)]


def test_the_collection_has_a_page_that_counts_from_0_and_the_number_of_all(
    collection: Json, items: list[Json]
) -> None:
    """Sections 5.1 and 5.2."""
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    page = collection["first"]
    assert (page["type"], page["startIndex"], collection["total"]) == ("AnnotationPage", 0, len(items))


def test_each_annotation_has_an_iri_of_its_own_a_type_a_body_and_a_target(items: list[Json]) -> None:
    """Sections 3.1 and 3.3.5."""
    assert max(Counter(item["id"] for item in items).values()) == 1
    for item in items:
        assert item["id"].startswith("https://")
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        assert item["body"]
        assert targets(item)


def test_each_body_is_a_text_with_language_and_format_or_names_a_thing(items: list[Json]) -> None:
    """Sections 3.2.4 and 4.1."""
    for body in (body for item in items for body in item["body"]):
        assert body["purpose"] in MOTIVATIONS
        if body["type"] == "TextualBody":
            assert body["value"]
            assert (body["format"], body["language"]) == ("text/plain", "zh")
        else:
            assert (body["type"], body["source"][:8]) == ("SpecificResource", "https://")


def test_each_target_quotes_the_text_at_its_position_with_the_words_around_it(
    items: list[Json], document: Document, plan: Plan
) -> None:
    """Sections 4.2.4 and 4.2.5."""
    text = document.text
    for target in (target for item in items for target in targets(item)):
        assert target["source"] == Iris(plan.id).source
        quote, position = target["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_an_assignment_points_at_its_clause_its_unit_and_its_role(items: list[Json], plan: Plan) -> None:
    row = next(row for row in plan.assignments if row.name == "上海大学")
    (item,) = (item for item in items if item["id"] == Iris(plan.id).assignment(row.id))
    assert exact(item) == [row.evidence.quote, "上海大学", "合作"]
    assert item["body"][0]["value"] == "上海大学：配合（任务 5.6）"


def test_a_quote_that_a_page_end_breaks_has_a_target_for_each_piece(items: list[Json], plan: Plan) -> None:
    (item,) = (item for item in items if item["id"] == Iris(plan.id).task("20.3"))
    assert exact(item) == ["确保“十四五”教育", "基本设施规划开工率达到 60%"]


def test_every_statement_and_every_mention_is_annotated(items: list[Json], plan: Plan) -> None:
    mentions = sum(len({row.evidence, *(mention.evidence for mention in row.mentions)}) for row in plan.entities)
    rows = (plan.tasks, plan.assignments, plan.targets, plan.citations, plan.relations)
    assert len(items) == mentions + sum(map(len, rows))


def test_tags_follow_the_reader_and_quotes_stay_chinese(plan: Plan, document: Document) -> None:
    items = json.loads(annotation_collection(plan, document, lang="en"))["first"]["items"]
    task = next(item for item in items if item["id"] == Iris(plan.id).task("5.6"))
    assert [(body["value"], body["language"]) for body in task["body"][1:]] == [("Task", "en"), ("improve", "en")]
    assert task["body"][0]["language"] == "zh"
