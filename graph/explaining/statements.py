"""The last steps: the tasks that came of the sentence, each with its kind and day, and what the review made of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from plankg.graph.checks.validation import statements
from plankg.graph.explaining.rows import Row
from plankg.graph.explaining.trace import Trace
from plankg.graph.extraction.draft.spans import Clause, Span
from plankg.schema.plan import Plan, Statement
from plankg.schema.terms import Term
from plankg.schema.wording import Language, words


def task_rows(trace: Trace, span: Span, lang: Language) -> Iterator[Row]:
    """The tasks of the sentence in order, each with the choice of its kind."""
    choices = {cast("Clause", weighed.decision.of).span: weighed.choice() for weighed in trace.at("kinds", span)}
    for place, task in trace.tasks(span):
        choice = choices.get(place)
        phrase = words("explain.task", lang, id=task.id, action=task.action, kind=task.kind.said(lang))
        remarks = [words("explain.due", lang, due=task.due)] if task.due else []
        remarks += [words("explain.unnamed", lang)] if task.default_actor else []
        yield Row.of(trace, place, task.kind.value, phrase, choice=choice, remark="；".join(remarks))


def review_rows(trace: Trace, plan: Plan, span: Span, lang: Language) -> Iterator[Row]:
    """What decisions made of what was read: statements that they gave, changed or confirmed, and those they took away."""
    keys = {_key(statement) for _, statement in statements(plan)}
    for _, statement in statements(trace.plan):
        place = trace.normal(statement.evidence)
        if span.covers(place) and _key(statement) not in keys:
            yield Row.of(trace, place, "", words("explain.taken_away", lang, what=_said(statement, lang)))
    for _, statement in statements(plan):
        if statement.decision and span.covers(place := trace.normal(statement.evidence)):
            yield Row.of(trace, place, statement.decision, f"{statement.decision} {_said(statement, lang)}".strip())


def _key(statement: Statement) -> tuple[object, ...]:
    return type(statement), statement.evidence.start, statement.evidence.end, _said(statement, "zh")


def _said(statement: Statement, lang: Language) -> str:
    """What a statement says, in a word: a role and a unit, a predicate, a type."""
    parts = [
        getattr(statement, field, None)
        for field in ("role", "predicate", "relation", "type", "kind", "name", "indicator")
    ]
    return " ".join(part.said(lang) if isinstance(part, Term) else part for part in parts if isinstance(part, str))
