"""Proof of a plan against its text: every quote stands where it says, every id leads somewhere, every sentence is accounted for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plankg.graph.checks.table_findings import table_findings
from plankg.graph.reading.files import MACRO_TYPE
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.issue import Issue
from plankg.schema.model import Model
from plankg.schema.plan import Mention, Plan, Sentence, Statement
from plankg.schema.terms import Severity, Standing
from plankg.schema.wording import words

SEVERITY = {
    "chunk": Severity.WARNING,
    "comment": Severity.NOTE,
    "error-value": Severity.WARNING,
    "formula": Severity.WARNING,
    "hidden-column": Severity.NOTE,
    "hidden-row": Severity.NOTE,
    "hidden-sheet": Severity.NOTE,
    "note": Severity.NOTE,
    "object": Severity.WARNING,
    "page-frame": Severity.NOTE,
    "picture": Severity.NOTE,
    "struck": Severity.NOTE,
}
"""How grave it is that a kind of part was not read: a doubt where words of the plan may have stood in it."""
PLACE_SEPARATOR = "、"


class SentenceAccount(NamedTuple):
    """A sentence with the ids of the statements that rest on its characters."""

    sentence: Sentence
    statements: tuple[str, ...]


def verify(plan: Plan, document: Document) -> tuple[Issue, ...]:
    """What does not hold, errors first: quotes, ids, evidence; then doubts about tables; as notes, silent sentences."""
    return (
        *_quotes(plan, document),
        *_dangling(plan),
        *_repeated(plan),
        *_assignments(plan),
        *_tables(plan, document),
        *_macros(document),
        *omission_issues(document),
        *_silent(plan),
    )


def coverage(plan: Plan) -> tuple[SentenceAccount, ...]:
    """For each sentence of the plan in order, the statements that it gave.

    A statement belongs to every sentence that it shares characters with.
    """
    starts = [sentence.evidence.start for sentence in plan.sentences]
    ends = [sentence.evidence.end for sentence in plan.sentences]
    by_sentence: list[list[str]] = [[] for _ in plan.sentences]
    for name, evidence in _anchors(plan):
        start, end = evidence.start, evidence.end
        first = max(0, bisect_right(starts, start) - 1)
        for place in range(first, len(starts)):
            if starts[place] >= end:
                break
            if ends[place] > start:
                by_sentence[place].append(name)
    return tuple(
        SentenceAccount(sentence, tuple(dict.fromkeys(names)))
        for sentence, names in zip(plan.sentences, by_sentence, strict=True)
    )


def silent_sentences(plan: Plan) -> Iterator[Sentence]:
    """The sentences of a plan's parts that gave nothing; letter-head, preamble and signature are no parts of it."""
    parts = [*(row.evidence for row in plan.sections), *(row.body for row in plan.sections if row.body)]
    end = max((evidence.end for evidence in (*parts, *(task.evidence for task in plan.tasks))), default=0)
    for account in coverage(plan):
        sentence = account.sentence
        if not account.statements and sentence.section is not None and sentence.evidence.start < end:
            yield sentence


def statements(plan: Plan) -> Iterator[tuple[str, Statement]]:
    """Every statement of a plan with its id; the document's data under `document/<key>`."""
    yield from ((f"document/{key}", fact) for key, _, fact in plan.document.facts())
    for rows in (plan.sections, plan.tasks, plan.entities, plan.assignments, plan.targets, plan.relations):
        yield from ((row.id, row) for row in rows)
    for number, citation in enumerate(plan.citations, start=1):
        yield f"citation/{number}", citation


def _anchors(plan: Plan) -> Iterator[tuple[str, Evidence]]:
    """Every statement's evidence, and every mention of an entity."""
    for name, statement in statements(plan):
        yield name, statement.evidence
    for task in plan.tasks:
        yield from ((task.id, evidence) for evidence in (*task.restated, *filter(None, (task.time_evidence,))))
    for entity in plan.entities:
        for mention in entity.mentions[1:]:
            yield entity.id, mention.evidence


def _issue(
    check: str, severity: Severity, statement: str | None, evidence: Evidence | None, /, **values: object
) -> Issue:
    return Issue(
        check=check,
        severity=severity,
        message=words(f"check.{check}", **values),
        statement=statement,
        evidence=evidence,
    )


def _quotes(plan: Plan, document: Document) -> Iterator[Issue]:
    for name, evidence in (*_anchors(plan), *_parts(plan)):
        if not evidence.stands_in(document.text):
            yield _issue(
                "quote-misplaced",
                Severity.ERROR,
                name,
                evidence,
                quote=evidence.quote,
                start=evidence.start,
                end=evidence.end,
            )


def _parts(plan: Plan) -> Iterator[tuple[str, Evidence]]:
    """The further evidence of assignments, sections and sentences."""
    for row in plan.assignments:
        yield row.id, row.unit_evidence
        if row.cue:
            yield row.id, row.cue
    for section in plan.sections:
        if section.body:
            yield section.id, section.body
    for sentence in plan.sentences:
        yield "sentence", sentence.evidence


def _dangling(plan: Plan) -> Iterator[Issue]:
    """The fields that hold the id of something which does not exist, or of another kind of thing."""
    known = {
        "Section": {row.id for row in plan.sections},
        "Task": {row.id for row in plan.tasks},
        "Entity": {row.id for row in plan.entities},
        "Target": {row.id for row in plan.targets},
    }
    known["Statement"] = known["Task"] | known["Entity"] | known["Target"]
    rows: list[tuple[str, Statement | Sentence | Mention]] = [
        *statements(plan),
        *((entity.id, mention) for entity in plan.entities for mention in entity.mentions),
        *(("sentence", sentence) for sentence in plan.sentences),
    ]
    for name, row in rows:
        for field, kind in _pointers(type(row)):
            pointed = getattr(row, field)
            if pointed is not None and pointed not in known[kind]:
                yield _issue("id-unknown", Severity.ERROR, name, row.evidence, statement=name, id=pointed)


@cache
def _pointers(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that hold an id of the plan, each with the model it refers to."""
    extras = ((name, field.json_schema_extra) for name, field in model.model_fields.items())
    referring = (
        (name, str(extra["refers"])) for name, extra in extras if isinstance(extra, dict) and "refers" in extra
    )
    return tuple((name, kind) for name, kind in referring if kind in {"Section", "Task", "Entity", "Statement"})


def _repeated(plan: Plan) -> Iterator[Issue]:
    """The ids that two statements bear: they would be one node in the graph."""
    seen: set[str] = set()
    for name, row in statements(plan):
        if name in seen:
            yield _issue("id-repeated", Severity.ERROR, name, row.evidence, id=name)
        seen.add(name)


def _assignments(plan: Plan) -> Iterator[Issue]:
    """The assignments whose unit's words do not lie in the evidence, or whose evidence lies outside the task."""
    issuer = plan.document.issuer
    tasks = {task.id: task.evidence for task in plan.tasks}
    for row in plan.assignments:
        task = tasks.get(row.task)
        inside = row.evidence.start <= row.unit_evidence.start and row.unit_evidence.end <= row.evidence.end
        # What the issuer leads unnamed rests on its name in the letter-head.
        if issuer and row.standing is Standing.INFERRED and row.unit_evidence == issuer.evidence:
            inside = True
        if not inside or (task and row.basis == "text" and not _shares(task, row.evidence)):
            yield _issue(
                "evidence-apart", Severity.ERROR, row.id, row.evidence, unit=row.name, quote=row.evidence.quote
            )


def _shares(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def _tables(plan: Plan, document: Document) -> Iterator[Issue]:
    for finding in table_findings(plan, document):
        yield _issue(finding.check, Severity.WARNING, finding.statement, finding.evidence, **finding.values)


def _macros(document: Document) -> Iterator[Issue]:
    if document.media_type == MACRO_TYPE:
        yield _issue("macros-ignored", Severity.NOTE, None, None)


def omission_issues(document: Document) -> Iterator[Issue]:
    """What of the file was not read: a doubt where words of the plan may stand in it, else a note."""
    for omission in document.omissions:
        places = PLACE_SEPARATOR.join(omission.places)
        yield _issue(
            f"left-out-{omission.kind}", SEVERITY[omission.kind], None, None, count=omission.count, places=places
        )


def _silent(plan: Plan) -> Iterator[Issue]:
    for sentence in silent_sentences(plan):
        evidence = sentence.evidence
        yield _issue("sentence-silent", Severity.NOTE, sentence.section, evidence, quote=evidence.quote)
