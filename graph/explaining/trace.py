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
from plankg.graph.extraction.chunks.sentence_ends import SENTENCE_MARKS
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import ClauseNames, Name, Span
from plankg.graph.extraction.labelling.models import Decision, decisions_recorded
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Assignment, Plan, Relation, Task


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
        """What a model decided on things that begin within a stretch of the text, in its order."""
        rows = self._placed[model]
        first = bisect_left(rows, span.start, key=_start)
        for start, decision in rows[first:]:
            if start >= span.end:
                break
            if id(decision) not in self._weighed:
                self._weighed[id(decision)] = Weighed.of(decision)
            yield self._weighed[id(decision)]

    @cached_property
    def _weighed(self) -> dict[int, Weighed]:
        """What was weighed already: a sentence is told in two languages, and for each of its tasks."""
        return {}

    @cached_property
    def _placed(self) -> dict[str, list[tuple[int, Decision]]]:
        placed: dict[str, list[tuple[int, Decision]]] = defaultdict(list)
        for decision in self.decisions:
            placed[decision.model].append((_place(decision), decision))
        for rows in placed.values():
            rows.sort(key=_start)
        return placed

    def relations(self, span: Span) -> Iterator[tuple[Span, Relation]]:
        """The relations whose words stand within a stretch of the text, each with its place there."""
        for place, relation in self._relations[bisect_left(self._relations, span.start, key=_place_start) :]:
            if place.start >= span.end:
                break
            if place.end <= span.end:
                yield place, relation

    @cached_property
    def _relations(self) -> list[tuple[Span, Relation]]:
        rows = [(self.normal(relation.evidence), relation) for relation in self.plan.relations]
        return sorted(rows, key=_place_start)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of entities by their ids."""
        return {entity.id: entity.name for entity in self.plan.entities}

    def tasks(self, span: Span) -> list[tuple[Span, Task]]:
        """The tasks whose words share a stretch of the text, each with its place there."""
        # Tasks share no words, so of those that begin before it only the last may reach into the stretch.
        first = max(bisect_left(self._tasks, span.start, key=_place_start) - 1, 0)
        last = bisect_left(self._tasks, span.end, key=_place_start)
        return [(place, task) for place, task in self._tasks[first:last] if place.overlaps(span)]

    @cached_property
    def _tasks(self) -> list[tuple[Span, Task]]:
        places = (clause.span for clause in self.draft.clauses)
        return sorted(zip(places, self.plan.tasks, strict=True), key=_place_start)

    @cached_property
    def assignments(self) -> dict[str, list[Assignment]]:
        """The assignments by their tasks' ids."""
        rows: dict[str, list[Assignment]] = defaultdict(list)
        for row in self.plan.assignments:
            rows[row.task].append(row)
        return rows

    @cached_property
    def marks(self) -> list[Name]:
        """The names that rules marked, in the order of the text."""
        return sorted(self.draft.marks)

    def normal(self, evidence: Evidence) -> Span:
        """Where evidence stands in the text that rules read."""
        start, end = self.draft.place(evidence.start), self.draft.place(evidence.end - 1) + 1
        return Span(start, end)

    def sentences(self, span: Span) -> Span:
        """The stretch of the whole sentences that a stretch of the text stands in."""
        first = max(bisect_left(self._sentences, span.start + 1, key=_start) - 1, 0)
        last = max(bisect_left(self._sentences, span.end, key=_start), first + 1)
        whole = self._sentences[first:last]
        if not whole:
            return span
        return self._narrowed(Span(min(whole[0].start, span.start), max(whole[-1].end, span.end)), span)

    def _narrowed(self, whole: Span, span: Span) -> Span:
        """What of a sentence was read together with a stretch in it: a quote that is never closed makes many one."""
        rows = self._placed["clauses"]
        inside = rows[bisect_left(rows, whole.start, key=_start) : bisect_left(rows, whole.end, key=_start)]
        place = bisect_left(inside, span.start + 1, key=_start) - 1
        behind = bisect_left(inside, span.end, key=_start)
        start = whole.start if place <= 0 else _end(inside[place - 1][1])
        while self.draft.text[start] in SENTENCE_MARKS and start < span.start:
            start += 1
        return Span(start, inside[behind][0] if behind < len(inside) else whole.end)

    @cached_property
    def _sentences(self) -> list[Span]:
        return [self.normal(sentence.evidence) for sentence in self.draft.sentences]


def _place_start(row: Any) -> int:
    """The start of what has its place first in a row."""
    return int(row[0].start)


def _start(row: Any) -> int:
    """Where a row or a span begins."""
    return int(row[0])


def _end(decision: Decision) -> int:
    """Where the sentence ends whose clauses were asked for."""
    of: Any = decision.of
    return int(of[-1].span.end)


def _place(decision: Decision) -> int:
    """The start of what a model was asked about."""
    of: Any = decision.of
    if decision.model == "clauses":
        return int(of[0].span.start)
    if decision.model == "names":
        return int(of[0].start)
    if isinstance(of[0], ClauseNames):
        return int(of[0].clause.span.start)
    return int(of.span.start)
