"""Mentions inside clauses: which names a clause holds, and of which entity."""

from __future__ import annotations

from bisect import bisect_left

from plankg.graph.extraction.draft import ClauseNames, Draft, Span


def clause_names(draft: Draft) -> tuple[ClauseNames, ...]:
    """Give each clause with the names in it; clauses and tasks stand in the same order."""
    starts = [name.span.start for name in draft.names]
    made = []
    for clause, task in zip(draft.clauses, draft.tasks, strict=True):
        first, last = bisect_left(starts, clause.span.start), bisect_left(starts, clause.span.end)
        names = [name for name in draft.names[first:last] if name.span.end <= clause.span.end]
        made.append(ClauseNames(clause, task.id, tuple(names)))
    return tuple(made)


def in_quotes(text: str, span: Span, name: Span) -> bool:
    """Tell whether a name stands inside “” or 《》 within the span."""
    before = text[span.start : name.start]
    return before.count("“") > before.count("”") or before.count("《") > before.count("》")
