"""Mentions inside clauses: which names a clause holds, and of which entity."""

from __future__ import annotations

from dataclasses import dataclass

from plankg.graph.extraction.draft import Clause, Draft, Name, Span
from plankg.graph.extraction.fragments import split


@dataclass(frozen=True)
class ClauseNames:
    """A clause with its task's id, the names it holds in the order of the text, and its parts between commas."""

    clause: Clause
    task: str
    names: tuple[Name, ...]
    fragments: tuple[Span, ...]

    def fragment(self, span: Span) -> Span:
        """Give the part between commas that holds the span."""
        return next((part for part in self.fragments if part.covers(span)), self.clause.span)

    def inside(self, name: Name) -> list[Name]:
        """Give the longer names that hold this one."""
        return [other for other in self.names if other.span.covers(name.span) and len(other.span) > len(name.span)]


def clause_names(draft: Draft) -> tuple[ClauseNames, ...]:
    """Give each clause with the names in it; clauses and tasks stand in the same order."""
    made = []
    for clause, task in zip(draft.clauses, draft.tasks, strict=True):
        names = tuple(name for name in draft.names if clause.span.covers(name.span))
        made.append(ClauseNames(clause, task.id, names, tuple(split(draft.text, clause.span, "，；"))))
    return tuple(made)


def in_quotes(text: str, span: Span, name: Span) -> bool:
    """Tell whether a name stands inside “” or 《》 within the span."""
    before = text[span.start : name.start]
    return any(before.count(opening) > before.count(closing) for opening, closing in ("“”", "《》"))
