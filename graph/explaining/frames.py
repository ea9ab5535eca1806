"""The step of frames: which part a name has in its clause, what is done to it, what is part of what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from plankg.graph.explaining.choices import Choice, Weighed
from plankg.graph.explaining.features import label
from plankg.graph.explaining.rows import Row
from plankg.graph.explaining.trace import Trace
from plankg.graph.extraction.draft.spans import ClauseNames, Name, Span
from plankg.graph.extraction.frames.assignments import RULE, Marked
from plankg.graph.extraction.frames.parts import FORWARD, PART_LABELS
from plankg.graph.extraction.frames.parts import RULE as PART
from plankg.graph.extraction.frames.subjects import RULE as CARRIED
from plankg.graph.extraction.frames.works import RULE as WORK
from plankg.graph.extraction.labelling.models import NONE
from plankg.schema.plan import Assignment
from plankg.schema.wording import Language, words

NEARLY = 0.2
"""From such a share on, a part that was not taken is told."""


def frame_rows(trace: Trace, span: Span, lang: Language) -> Iterator[Row]:
    """Parts in the task, then documents, then what is done to things and what is part of what."""
    tasks = [task.id for _, task in trace.tasks(span)]
    rows = {(row.task, row.unit_evidence.start): row for task in tasks for row in trace.assignments[task]}
    for weighed in trace.at("roles", span):
        clause, name, marked = cast("tuple[ClauseNames, Name, Marked | None]", weighed.decision.of)
        row = rows.pop((clause.task, trace.draft.document.evidence(*name.span).start), None)
        yield from _role(trace, weighed, name, marked, row, lang)
    for row in rows.values():
        if row.rule != CARRIED:
            phrase = row.role.said(lang)
            yield Row.of(trace, trace.normal(row.unit_evidence), row.role.value, phrase, rule=row.rule)
    yield from _carried(trace, span, list(rows.values()), lang)
    for citation in trace.plan.citations:
        if citation.task in tasks and (place := trace.normal(citation.evidence)).overlaps(span):
            yield Row.of(trace, place, citation.relation.value, citation.relation.said(lang), rule=citation.rule)
    yield from _relations(trace, span, lang)


def _role(
    trace: Trace, weighed: Weighed, name: Name, marked: Marked | None, row: Assignment | None, lang: Language
) -> Iterator[Row]:
    """What the model took a name's part for; where it took none, only if rules or it nearly did."""
    choice = weighed.choice(label=row.role.value if row else NONE)
    remarks = []
    if marked and (row is None or row.role is not marked.role):
        remarks.append(words("explain.rules_said", lang, rule=marked.rule, what=marked.role.said(lang)))
    if row is None and choice.overruled:
        remarks.append(words("explain.not_actor", lang))
    if row is not None:
        remarks += _kept(choice, lang)
    if row is not None or remarks or choice.rival_share >= NEARLY:
        rule = row.rule if row and row.rule != RULE else None
        phrase, remark = label("roles", choice.label, lang), "；".join(remarks)
        yield Row.of(trace, name.span, choice.label, phrase, rule=rule, choice=choice, remark=remark)


def _carried(trace: Trace, span: Span, rows: Sequence[Assignment], lang: Language) -> Iterator[Row]:
    """The clauses that a subject named before does as well, and the first that it does not."""
    for weighed in trace.at("subjects", span):
        clause, _ = cast("tuple[ClauseNames, ClauseNames]", weighed.decision.of)
        units = [row.name for row in rows if row.task == clause.task and row.rule == CARRIED]
        choice = weighed.choice()
        phrase = " ".join(filter(None, [label("subjects", choice.label, lang), "、".join(units)]))
        yield Row.of(trace, clause.clause.span, choice.label, phrase, rule=CARRIED if units else None, choice=choice)


def _kept(choice: Choice, lang: Language) -> list[str]:
    """Where the model was not followed, the sentence that it must be surer of nothing; else nothing."""
    if choice.rival != NONE or not choice.overruled:
        return []
    return [words("explain.kept", lang, label=label(choice.model, NONE, lang), least=choice.decision.least)]


class Asked(NamedTuple):
    """A relation that a model was asked for: between which things, where the first or both of them stand, and what it chose."""

    relation: tuple[str, str, str] | None
    span: Span
    choice: Choice


def _asked(trace: Trace, span: Span) -> Iterator[Asked]:
    """What the models of works and of parts were asked in a stretch of the text; no relation where they gave none."""
    identities = trace.draft.identities
    for weighed in trace.at("works", span):
        clause, name, _ = cast("tuple[ClauseNames, Name, object]", weighed.decision.of)
        choice = weighed.choice()
        key = None if choice.label == NONE else (clause.task, choice.label, identities[name])
        yield Asked(key, name.span, choice)
    for weighed in trace.at("parts", span):
        _, first, second = cast("tuple[ClauseNames, Name, Name]", weighed.decision.of)
        choice = weighed.choice()
        if choice.label == NONE:
            yield Asked(None, Span(first.span.start, max(first.span.end, second.span.end)), choice)
        else:
            subject, thing = (first, second) if choice.label.endswith(FORWARD) else (second, first)
            predicate = PART_LABELS[choice.label[:-1]].value
            yield Asked((identities[subject], predicate, identities[thing]), subject.span, choice)


def _relations(trace: Trace, span: Span, lang: Language) -> Iterator[Row]:
    """The relations of the sentence, each with the choice that gave it, then those that were nearly given."""
    questions = list(_asked(trace, span))
    by_relation = {row.relation: row for row in questions if row.relation}
    for place, relation in trace.relations(span):
        origin = by_relation.get((relation.subject, relation.predicate.value, relation.object))
        phrase = relation.predicate.said(lang)
        if relation.subject in trace.names:
            phrase = f"{phrase} {trace.names[relation.object]}"
        rule = None if relation.rule in {PART, WORK} else relation.rule
        remark = "；".join(_kept(origin.choice, lang)) if origin else ""
        where, choice = (origin.span, origin.choice) if origin else (place, None)
        yield Row.of(trace, where, relation.predicate.value, phrase, rule=rule, choice=choice, remark=remark)
    for row in questions:
        if row.relation is None and row.choice.rival_share >= NEARLY:
            phrase = words("explain.nearly", lang, what=label(row.choice.model, row.choice.rival, lang))
            yield Row.of(trace, row.span, "", phrase, choice=row.choice)
