"""One word, one number: every face of the program shows the same count of the bundled plan."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from plankg.graph.counting import WORDS, by_load, chapter_shares, counted, counts, loads
from plankg.graph.extraction import extract
from plankg.graph.formats.interchange import interchange
from plankg.graph.formats.tables import tables
from plankg.graph.network import Nodes, unit_load
from plankg.graph.reading.text import document_from_text
from plankg.schema.terms import DocumentRelation, EntityType, Role, TargetKind
from plankg.schema.wording import Language, words
from plankg.viz.page.data import plan_data
from plankg.viz.workbook.sheets import sheets

import plankg
from plankg.agents.evidence import Sentences
from plankg.agents.plans import _about
from plankg.new_plan import understand
from plankg.workplan import WorkPlan

pytestmark = pytest.mark.slow

PLAN_ID = "baoshan-2023h2"
ROOT = Path(__file__).resolve().parents[1]
SHEETS = ("tasks", "units", "people", "sites", "targets", "naming")


@pytest.fixture(scope="module")
def work() -> WorkPlan:
    return plankg.load(PLAN_ID)


@pytest.fixture(scope="module")
def known(work: WorkPlan) -> dict[str, int]:
    return counts(work.plan)


def asked(work: WorkPlan, question: str, **told: str) -> list[dict[str, Any]]:
    return work.ask(question, **told).records()


def test_each_word_is_counted_as_the_glossary_says(work: WorkPlan, known: dict[str, int]) -> None:
    plan = work.plan
    measuring = {TargetKind.SHARE, TargetKind.LIMIT, TargetKind.TARGET, TargetKind.COUNT}
    assert known["targets"] == sum(row.kind in measuring for row in plan.targets)
    assert known["targets"] + known["naming"] == len(plan.targets)
    done = {row.task for row in plan.assignments if row.role.does}
    assert known["unnamed"] == len({task.id for task in plan.tasks} - done)
    assert known["people"] == sum(row.type is EntityType.TARGET_GROUP for row in plan.entities)
    assert not {row.id for row in counted(plan).units} & {row.id for row in counted(plan).people}
    listed = {row.id for row in counted(plan).parties}
    assert {row.unit for row in plan.assignments} <= listed
    glossary = (ROOT / "docs" / "GLOSSARY.md").read_text("utf-8")
    assert [word for word in WORDS if f"`{word}`" not in glossary] == []


def test_names_of_sets_batches_and_terms_are_no_targets(work: WorkPlan) -> None:
    quotes = [row.evidence.quote for row in counted(work.plan).targets]
    assert not [quote for quote in quotes if quote.startswith(("五大", "第", "首届"))]
    assert "五大学区" in [row.evidence.quote for row in counted(work.plan).naming]
    assert "33所STEM+教育试点校建设" in quotes


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("推动三大片区联动发展。", [TargetKind.SET]),
        ("开展第四批示范岗评选，举办首届技能大赛。", [TargetKind.ORDINAL, TargetKind.ORDINAL]),
        ("培育三类骨干团队，新建5个服务站点。", [TargetKind.COUNT, TargetKind.TARGET]),
    ],
)
def test_a_number_in_the_name_of_a_set_is_told_apart_from_a_count(sentence: str, kinds: list[TargetKind]) -> None:
    text = f"某市民政局2026年工作要点\n\n一、重点工作\n\n1.抓好落实。{sentence}\n"
    plan = extract(document_from_text(text, name="计划.txt"), plan_id="sets")
    assert [row.kind for row in plan.targets] == kinds


def test_the_exchange_form_keeps_its_kinds(work: WorkPlan) -> None:
    rows = interchange(work.plan, work.document)["targets"]
    assert {row["kind"] for row in rows} <= {"share", "limit", "target", "count", "ordinal", "code"}
    assert next(row["kind"] for row in rows if row["text"] == "五大学区") == "count"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_tells_the_counts(work: WorkPlan, known: dict[str, int], lang: Language) -> None:
    facts = dict(work.show(lang=lang).facts)
    assert {word: int(facts[words(f"page.{word}", lang)]) for word in WORDS} == known


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_workbook_has_a_row_for_each_and_tells_the_counts(
    work: WorkPlan, known: dict[str, int], lang: Language
) -> None:
    made = {sheet.title: sheet for sheet in sheets(work.plan, work.document, lang=lang)}
    assert {word: len(made[words(f"page.{word}", lang)].rows) for word in SHEETS} == {
        word: known[word] for word in SHEETS
    }
    # The counts stand above the explanations of the columns, of which some have the same names.
    told = {row[0]: row[1] for row in reversed(made[words("table.about", lang)].rows)}
    assert {word: told[words(f"page.{word}", lang)] for word in WORDS} == known


def test_the_page_is_given_the_counts_and_what_they_count(work: WorkPlan, known: dict[str, int]) -> None:
    data: dict[str, Any] = plan_data(work)
    assert data["counts"] == known
    assert {word: len(ids) for word, ids in data["held"].items()} == {word: known[word] for word in data["held"]}
    assert len(data["table"]["rows"]) == known["tasks"]
    for word in ("directives", "tasks", "unnamed"):
        assert sum(row[word] for row in data["chapters"]) == known[word]
    assert len(data["chapters"]) == known["chapters"]


def test_questions_count_the_same(work: WorkPlan, known: dict[str, int]) -> None:
    chapters = asked(work, "chapter-counts")
    shares = [(row.directives, row.tasks, row.unnamed) for row in chapter_shares(work.plan)]
    assert [(row["directives"], row["tasks"], row["open"]) for row in chapters] == shares
    assert sum(row["tasks"] for row in asked(work, "task-kinds")) == known["tasks"]
    assert len({row["task"] for row in asked(work, "tasks-without-unit")}) == known["unnamed"]
    assert len({row["start"] for row in asked(work, "targets")}) == len(asked(work, "targets")) == known["targets"]
    assert len(asked(work, "documents")) == known["documents"]
    assert len(asked(work, "documents-to-draft")) == known["drafts"]
    assert len({row["event"] for row in asked(work, "events")}) == known["events"]
    assert len({row["name"] for row in asked(work, "things-of-type", type="人群")}) == known["people"]
    assert len(asked(work, "tasks-with-deadline")) == known["deadlines"]
    assert len(asked(work, "tasks-without-deadline")) == known["tasks"] - known["deadlines"]
    assert len(asked(work, "tasks-without-time")) == known["tasks"] - known["timed"]
    assert known["deadlines"] < known["timed"]


def test_the_busiest_units_are_units_with_the_loads_of_every_other_face(work: WorkPlan) -> None:
    held, load = counted(work.plan), loads(work.plan.assignments)
    told = {(row["unit"], row["type"]): (row["carries"], row["concerns"]) for row in asked(work, "busiest-units")}
    assert told == {(row.name, row.type.zh): tuple(load[row.id]) for row in held.units if row.id in load}
    name = Nodes(work.plan.id).local
    assert {name(node): tuple(row) for node, row in unit_load(work.graph()).items()} == load
    ordered = by_load(held.units, load)
    assert set(ordered) == set(held.units)
    assert sum(load[ordered[0].id]) == max(sum(load[row.id]) for row in held.units if row.id in load)


def test_assistants_and_a_new_plan_are_told_the_same(work: WorkPlan, known: dict[str, int]) -> None:
    assert _about(Sentences(work))["counts"] == known
    assert work.counts() == known
    read = understand(work)
    told = {"tasks": read.tasks, "unnamed": read.tasks - read.tasks_with_unit, "directives": len(read.directives)}
    told |= {word: len(getattr(read, word)) for word in ("units", "people", "targets", "documents")}
    assert told == {word: known[word] for word in told}


def test_networks_and_tables_hold_as_many(work: WorkPlan, known: dict[str, int]) -> None:
    nodes = Counter(kind for _, kind in work.graph().nodes(data="type"))
    assert nodes["task"] == known["tasks"]
    assert (nodes["target"], nodes["naming"]) == (known["targets"], known["naming"])
    assert nodes[EntityType.TARGET_GROUP.value] == known["people"]
    rows = {table.name: len(table.rows) for table in tables(work.plan)}
    assert rows["tasks"] == known["tasks"]
    assert rows["targets"] == known["targets"] + known["naming"]
    assert rows["assignments"] == known["assignments"]
    assert rows["citations"] == known["documents"]


def test_the_readme_tells_the_counts(known: dict[str, int]) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"{known['chapters']} 章 {known['directives']} 条" in readme


def test_what_stands_before_the_first_heading_is_no_directive() -> None:
    text = "某市民政局2026年工作要点\n\n加强党的建设。\n\n一、重点工作\n\n1.抓好落实。新建5个服务站点。\n"
    plan = extract(document_from_text(text, name="计划.txt"), plan_id="before")
    assert counts(plan)["directives"] == sum(section.no != 0 for section in plan.directives)


def test_every_role_counts_a_task_once(work: WorkPlan) -> None:
    first = work.plan.assignments[0]
    again = first.model_copy(update={"id": "again", "role": Role.PARTNER})
    twice = [first.model_copy(update={"role": Role.LEAD}), again]
    assert loads(twice)[first.unit] == (1, 0)
    assert DocumentRelation.CITES not in {row.relation for row in counted(work.plan).drafts}
