"""Each check finds the fault planted for it, and nothing else does."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest
from plankg.graph.checks import validation
from plankg.graph.checks.validation import coverage, statements, verify
from plankg.graph.extraction import extract
from plankg.graph.reading.files import MACRO_TYPE
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, Evidence, Issue, Piece, Plan
from plankg.schema.terms import Severity

ELSEWHERE = Evidence(quote="从未写过的话", pieces=(Piece(start=3, end=9),))


def errors(plan: Plan, document: Document) -> list[Issue]:
    return [issue for issue in verify(plan, document) if issue.severity is Severity.ERROR]


def planted(plan: Plan, rows: str, values: dict[str, Any], place: int = 0) -> Plan:
    """Give the plan with other values in one row of a list; a field's value may be worked out from the row."""
    changed = list(getattr(plan, rows))
    row = changed[place]
    changed[place] = row.model_copy(
        update={key: value(row) if isinstance(value, Callable) else value for key, value in values.items()}
    )
    return plan.model_copy(update={rows: tuple(changed)})


def test_the_bundled_plan_has_no_fault(plan: Plan, document: Document) -> None:
    assert errors(plan, document) == []


@pytest.mark.parametrize(
    "rows", ["sections", "tasks", "entities", "assignments", "targets", "citations", "relations", "sentences"]
)
def test_a_quote_that_does_not_stand_in_the_text_is_found(plan: Plan, document: Document, rows: str) -> None:
    found = errors(planted(plan, rows, {"evidence": ELSEWHERE}), document)
    assert "quote-misplaced" in {issue.check for issue in found}
    issue = next(issue for issue in found if issue.check == "quote-misplaced")
    assert issue.evidence == ELSEWHERE
    assert "从未写过的话" in issue.message


def test_a_quote_moved_by_one_character_is_found(plan: Plan, document: Document) -> None:
    task = plan.tasks[0]
    moved = tuple(Piece(start=piece.start + 1, end=piece.end + 1) for piece in task.evidence.pieces)
    changed = planted(plan, "tasks", {"evidence": Evidence(quote=task.text, pieces=moved)})
    (issue,) = [issue for issue in errors(changed, document) if issue.check == "quote-misplaced"]
    assert issue.statement == task.id


def test_the_quote_of_a_datum_of_the_document_is_proved_too(plan: Plan, document: Document) -> None:
    assert plan.document.title is not None
    title = plan.document.title.model_copy(update={"evidence": ELSEWHERE})
    changed = plan.model_copy(update={"document": plan.document.model_copy(update={"title": title})})
    assert [issue.statement for issue in errors(changed, document)] == ["document/title"]


def test_the_quote_of_a_later_mention_is_proved_too(plan: Plan, document: Document) -> None:
    place = next(number for number, row in enumerate(plan.entities) if len(row.mentions) > 1)
    changed = planted(
        plan,
        "entities",
        {"mentions": lambda row: (row.mentions[0], row.mentions[1].model_copy(update={"evidence": ELSEWHERE}))},
        place,
    )
    assert [issue.check for issue in errors(changed, document)] == ["quote-misplaced"]


@pytest.mark.parametrize("field", ["unit_evidence", "cue"])
def test_the_parts_of_an_assignment_are_proved_too(plan: Plan, document: Document, field: str) -> None:
    found = errors(planted(plan, "assignments", {field: ELSEWHERE}), document)
    assert "quote-misplaced" in {issue.check for issue in found}


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ("tasks", "directive"),
        ("tasks", "default_actor"),
        ("assignments", "task"),
        ("assignments", "unit"),
        ("targets", "directive"),
        ("targets", "task"),
        ("targets", "entity"),
        ("citations", "directive"),
        ("citations", "task"),
        ("citations", "entity"),
        ("relations", "subject"),
        ("relations", "object"),
        ("relations", "directive"),
        ("sections", "parent"),
        ("sections", "chapter"),
    ],
)
def test_an_id_that_leads_nowhere_is_found(plan: Plan, document: Document, rows: str, field: str) -> None:
    found = errors(planted(plan, rows, {field: "Nowhere/nothing"}, 1), document)
    assert {issue.check for issue in found} == {"id-unknown"}
    assert "Nowhere/nothing" in found[0].message


@pytest.mark.parametrize("rows", ["sections", "tasks", "entities", "assignments", "targets", "relations"])
def test_an_id_that_two_statements_bear_is_found(plan: Plan, document: Document, rows: str) -> None:
    first, second, *rest = getattr(plan, rows)
    twice = second.model_copy(update={"id": first.id})
    found = errors(plan.model_copy(update={rows: (first, twice, *rest)}), document)
    assert [issue.statement for issue in found if issue.check == "id-repeated"] == [first.id]


def test_a_unit_outside_its_evidence_is_found(plan: Plan, document: Document) -> None:
    elsewhere = plan.assignments[-1].unit_evidence
    found = errors(planted(plan, "assignments", {"unit_evidence": elsewhere}), document)
    assert [issue.check for issue in found] == ["evidence-apart"]


def test_an_assignment_outside_its_task_is_found(plan: Plan, document: Document) -> None:
    found = errors(planted(plan, "assignments", {"task": plan.tasks[-1].id}), document)
    assert [issue.check for issue in found] == ["evidence-apart"]


def test_a_sentence_that_gave_nothing_is_told_as_a_note(plan: Plan, document: Document) -> None:
    bare = Plan(id=plan.id, document=type(plan.document)(), sections=plan.sections, sentences=plan.sentences)
    notes = [issue for issue in verify(bare, document) if issue.check == "sentence-silent"]
    assert {issue.severity for issue in notes} == {Severity.NOTE}
    silent = [account.sentence for account in coverage(bare) if not account.statements]
    assert [issue.evidence for issue in notes] == [row.evidence for row in silent if row.section is not None]
    assert len(notes) > 60


def test_errors_come_before_notes(plan: Plan, document: Document) -> None:
    found = [issue.severity for issue in verify(planted(plan, "tasks", {"evidence": ELSEWHERE}), document)]
    assert found == sorted(found, key=lambda severity: severity is Severity.NOTE)


def test_each_sentence_counts_every_statement_that_shares_its_characters(plan: Plan) -> None:
    accounts = coverage(plan)
    assert [account.sentence for account in accounts] == list(plan.sentences)
    ids = {name for name, _ in statements(plan)}
    assert {name for account in accounts for name in account.statements} <= ids
    for task in plan.tasks:
        holding = [account for account in accounts if task.id in account.statements]
        assert any(
            account.sentence.evidence.start <= task.evidence.start < account.sentence.evidence.end
            for account in holding
        )


def test_macros_that_were_not_read_are_told_as_a_note(plan: Plan, document: Document) -> None:
    with_macros = document.model_copy(update={"media_type": MACRO_TYPE})
    (issue,) = [issue for issue in verify(plan, with_macros) if issue.check == "macros-ignored"]
    assert issue.severity is Severity.NOTE
    assert "macros-ignored" not in {issue.check for issue in verify(plan, document)}


def test_every_check_of_the_module_is_tested_here() -> None:
    named = set(re.findall(r'_issue\(\s*"([a-z-]+)"', inspect.getsource(validation)))
    assert named == {
        "quote-misplaced",
        "id-unknown",
        "id-repeated",
        "evidence-apart",
        "macros-ignored",
        "sentence-silent",
    }


def test_letter_head_and_signature_are_no_silent_sentences() -> None:
    text = (
        "云河县水务局文件\n各乡镇：\n为做好供水工作，制定本要点。\n一、供水\n1.管网。修复管网3公里。\n"
        "云河县水务局\n2024年3月5日\n（联系人：略）\n"
    )
    document = document_from_text(text, name="要点.txt")
    plan = extract(document, plan_id="yaodian")
    assert any(not account.statements for account in coverage(plan))
    assert "sentence-silent" not in {issue.check for issue in verify(plan, document)}
