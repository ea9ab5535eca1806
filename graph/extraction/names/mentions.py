"""Mentions inside clauses: which names a clause holds, and of which entity."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import ClauseNames, Name, Span


def clause_names(draft: Draft) -> tuple[ClauseNames, ...]:
    """Each clause with the names in it; clauses and tasks stand in the same order."""
    return tuple(
        ClauseNames(clause, task.id, tuple(names_within(draft.names, clause.span)))
        for clause, task in zip(draft.clauses, draft.tasks, strict=True)
    )


def names_within(names: Sequence[Name], span: Span) -> list[Name]:
    """Those of the names, which stand in the order of the text, that stand within a stretch of it."""
    first = bisect_left(names, span.start, key=start_of)
    last = bisect_left(names, span.end, key=start_of)
    return [name for name in names[first:last] if name.span.end <= span.end]


def names_from(names: Sequence[Name], start: int) -> Sequence[Name]:
    """Those of the names, which stand in the order of the text, that begin at a place."""
    return names[bisect_left(names, start, key=start_of) : bisect_left(names, start + 1, key=start_of)]


def start_of(name: Name) -> int:
    """Where a name begins."""
    return name.span.start


def in_quotes(text: str, span: Span, name: Span) -> bool:
    """Whether a name stands inside “” or 《》 within the span."""
    before = text[span.start : name.start]
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")
