"""A trace: a document as it was read, with every decision of a model on the way, by its place."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from plankg.graph.explaining.choices import Weighed
from plankg.graph.extraction import draft_of, plan_of
from plankg.graph.extraction.draft import ClauseNames, Draft, Span
from plankg.graph.extraction.labelling.models import Decision, decisions_recorded
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Plan


@dataclass(frozen=True)
class Trace:
    """What the steps of extraction left of a document, the plan that came of it, and the decisions in order."""

    draft: Draft
    plan: Plan
    decisions: tuple[Decision, ...]
    base: int = 0

    @classmethod
    def of(cls, document: Document, *, plan_id: str, base: int = 0) -> Trace:
        """Read a document as `extract` does, and keep what was decided; raises as it does.

        Positions are told from `base` on, where what stands before is no part of what is explained.
        """
        with decisions_recorded() as decisions:
            draft = draft_of(document, plan_id=plan_id)
        return cls(draft, plan_of(draft), tuple(decisions), base)

    def at(self, model: str, span: Span) -> Iterator[Weighed]:
        """Give what a model decided on things that begin within a stretch of the text, in its order."""
        rows = self._placed[model]
        first = bisect_left(rows, span.start, key=_start)
        for start, decision in rows[first:]:
            if start >= span.end:
                break
            yield Weighed.of(decision)

    @cached_property
    def _placed(self) -> dict[str, list[tuple[int, Decision]]]:
        placed: dict[str, list[tuple[int, Decision]]] = defaultdict(list)
        for decision in self.decisions:
            placed[decision.model].append((_place(decision), decision))
        for rows in placed.values():
            rows.sort(key=_start)
        return placed

    def normal(self, evidence: Evidence) -> Span:
        """Give where evidence stands in the text that rules read."""
        start, end = self.draft.place(evidence.start), self.draft.place(evidence.end - 1) + 1
        return Span(start, end)

    def sentences(self, span: Span) -> Span:
        """Give the stretch of the whole sentences that a stretch of the text stands in."""
        first = max(bisect_left(self._sentences, span.start + 1, key=_start) - 1, 0)
        last = max(bisect_left(self._sentences, span.end, key=_start), first + 1)
        whole = self._sentences[first:last]
        return Span(min(whole[0].start, span.start), max(whole[-1].end, span.end)) if whole else span

    @cached_property
    def _sentences(self) -> list[Span]:
        return [self.normal(sentence.evidence) for sentence in self.draft.sentences]


def _start(row: Any) -> int:
    """Give where a row or a span begins."""
    return int(row[0])


def _place(decision: Decision) -> int:
    """Give where that begins which a model was asked about."""
    of: Any = decision.of
    if decision.model == "clauses":
        return int(of[0].span.start)
    if decision.model == "names":
        return int(of[0].start)
    if isinstance(of[0], ClauseNames):
        return int(of[0].clause.span.start)
    return int(of.span.start)
