from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from plankg.graph.rdf import dataset, serialize
from plankg.schema import Document, Plan, UsageError
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import Dataset

pytestmark = pytest.mark.slow

SYNTAXES = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}


@pytest.fixture(scope="module")
def quads(plan: Plan, document: Document) -> list[Quad]:
    return dataset(plan, document)


@pytest.mark.parametrize("syntax", ["trig", "nquads"])
def test_reading_what_was_written_gives_the_same_quads(syntax: str, quads: list[Quad]) -> None:
    assert set(parse(serialize(quads, syntax), format=SYNTAXES[syntax])) == set(quads)


@pytest.mark.parametrize("syntax", ["turtle", "jsonld"])
def test_turtle_and_json_ld_hold_the_triples_of_all_graphs(syntax: str, quads: list[Quad]) -> None:
    back = {quad.triple for quad in parse(serialize(quads, syntax), format=SYNTAXES[syntax])}
    assert back == {quad.triple for quad in quads}


def test_an_unknown_syntax_is_refused_with_the_known_ones(quads: list[Quad]) -> None:
    with pytest.raises(UsageError, match=r"rdfxml.*turtle, trig, nquads, jsonld"):
        serialize(quads, "rdfxml")


@pytest.fixture(scope="module")
def framed(quads: list[Quad]) -> dict[str, Any]:
    return dict(json.loads(serialize(quads, "jsonld")))


def test_json_ld_carries_its_context(framed: dict[str, Any]) -> None:
    assert framed["@context"]["unit"] == {"@id": "plankg:unit", "@type": "@id"}
    assert framed["@context"]["role"]["@context"]["lead"] == "plankg:Role-lead"


def test_json_ld_puts_a_task_into_its_section_and_an_assignment_with_its_words_into_the_task(
    framed: dict[str, Any],
) -> None:
    plan = framed["@graph"][0]
    chapter = plan["dcterms:hasPart"][1]
    directive = next(section for section in chapter["sections"] if section["no"] == 5)
    task = next(task for task in directive["tasks"] if task["identifier"] == "5.6")
    assert (task["type"], task["standing"], task["object"][0]) == ("Task", "stated", "紧密合作")
    university = next(row for row in task["assignments"] if row["label"] == "上海大学")
    assert (university["role"], university["unit"].rpartition("/")[2]) == ("partner", "上海大学")
    assert {"exact", "prefix", "suffix", "start", "end"} <= university["unitEvidence"]["hasSelector"].keys()


def test_every_task_stands_in_its_section_whoever_decided_it(framed: dict[str, Any], plan: Plan) -> None:
    sections = [one for chapter in framed["@graph"][0]["dcterms:hasPart"] for one in chapter["sections"]]
    nested = {section["identifier"]: [task["identifier"] for task in section["tasks"]] for section in sections}
    wanted: dict[str, list[str]] = {}
    for task in plan.tasks:
        wanted.setdefault(task.directive, []).append(task.id)
    assert {name: sorted(tasks) for name, tasks in nested.items()} == {n: sorted(tasks) for n, tasks in wanted.items()}


def test_json_ld_tells_each_thing_in_full_only_once(framed: dict[str, Any], quads: list[Quad]) -> None:
    told = Counter(told_of(framed["@graph"]))
    assert max(told.values()) == 1
    assert told.keys() == {quad.subject.value for quad in quads}


def told_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and len(value) > 1 and "@value" not in value:
        yield value["id"]
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from told_of(inner)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's reader uses what rdflib itself deprecates
def test_rdflib_reads_the_same_from_json_ld(quads: list[Quad]) -> None:
    view = Dataset().parse(data=serialize(quads, "jsonld").decode(), format="json-ld")
    theirs = parse(view.serialize(format="nquads"), format=RdfFormat.N_QUADS)  # type: ignore[union-attr]
    assert {quad.triple for quad in theirs} == {quad.triple for quad in quads}


def test_turtle_shows_chinese_as_it_is(quads: list[Quad]) -> None:
    text = serialize(quads, "turtle").decode()
    assert "<https://w3id.org/plankg/data/baoshan-2023h2/thing/白鹭小学> a plankg:Entity" in text
