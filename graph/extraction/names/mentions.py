"""Mentions inside clauses: which names a clause holds, and of which entity."""

from __future__ import annotations

from bisect import bisect_left

from plankg.graph.extraction.draft import ClauseNames, Draft, Name, Span


def clause_names(draft: Draft) -> tuple[ClauseNames, ...]:
    """Give each clause with the names in it; clauses and tasks stand in the same order."""
    return tuple(
        ClauseNames(clause, task.id, tuple(names_within(draft, clause.span)))
        for clause, task in zip(draft.clauses, draft.tasks, strict=True)
    )


def names_within(draft: Draft, span: Span) -> list[Name]:
    """Give the names that stand within a stretch of the text, in its order."""
    first = bisect_left(draft.names, span.start, key=_start)
    last = bisect_left(draft.names, span.end, key=_start)
    return [name for name in draft.names[first:last] if name.span.end <= span.end]


def _start(name: Name) -> int:
    return name.span.start


def in_quotes(text: str, span: Span, name: Span) -> bool:
    """Tell whether a name stands inside “” or 《》 within the span."""
    before = text[span.start : name.start]
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")
