"""What names a thing: tasks, headings and the document itself, told by where the words stand; and what a task acts on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from plankg.graph.things.acts import acted_on
from plankg.graph.things.derived import Edge, derived_edges
from plankg.graph.things.unmarked import Names
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Entity, Plan, Relation, Statement, Task
from plankg.schema.terms import WORKS, Predicate, Standing

ACTS = WORKS | {Predicate.DRAFTS_DOCUMENT}
"""What a task does with a thing that it acts on, where a relation says it."""


class Tie(NamedTuple):
    """A tie to a thing from the task that names it or acts on it; or from a heading that does; or, with neither, from the plan.

    `evidence` is where the thing is named. The tie stands as its ends do: it is decided where one of them is.
    """

    task: str | None
    section: str | None
    predicate: Predicate
    entity: str
    evidence: Evidence
    standing: Standing
    certainty: float | None


def thing_ties(plan: Plan) -> tuple[Tie, ...]:
    """What ties each thing to the words that name it, in the order of the text, each tie once.

    A place inside a task's words is the task's; any other is that of the section it stands in, and what stands in no
    section (the letter-head, the notice) that of the plan: so every thing is tied to something.
    """
    ties = sorted(_all(plan), key=lambda tie: (tie.evidence.start, tie.predicate != Predicate.MENTIONS, *_ends(tie)))
    return tuple({_ends(tie): tie for tie in reversed(ties)}.values())[::-1]


def _ends(tie: Tie) -> tuple[str, str, str, str]:
    return tie.task or "", tie.section or "", tie.predicate.value, tie.entity


def _all(plan: Plan) -> Iterator[Tie]:
    sections = {section.id: section for section in plan.sections}
    named: dict[str, list[tuple[Evidence, Entity]]] = {}
    stretches = _Stretches(plan.tasks)
    for entity in plan.entities:
        for place, section in _places(entity):
            tasks = stretches.over(place)
            for task in tasks:
                named.setdefault(task.id, []).append((place, entity))
                yield _tie(Predicate.MENTIONS, place, entity, task=task)
            if not tasks:
                heading = sections.get(section or "")
                yield _tie(Predicate.MENTIONS, place, entity, section=heading.id if heading else None)
    names = Names(plan.entities)
    for task in plan.tasks:
        unmarked = list(names.unmarked(task, [place for place, _ in named.get(task.id, ())]))
        named.setdefault(task.id, []).extend(unmarked)
        for place, entity in unmarked:
            yield _tie(Predicate.MENTIONS, place, entity, task=task)
    doers = {(row.task, row.unit) for row in plan.assignments if row.role.does}
    for task in plan.tasks:
        for place, entity in acted_on(task, named.get(task.id, ())):
            if (task.id, entity.id) not in doers:
                yield _tie(Predicate.ACTS_ON, place, entity, task=task)
    yield from _related(plan)


def _related(plan: Plan) -> Iterator[Tie]:
    """What tasks act on by what relations say of them: the project that is completed need be no verb's object."""
    tasks = {task.id: task for task in plan.tasks}
    entities = {entity.id: entity for entity in plan.entities}
    rows: tuple[Relation | Edge, ...] = (*plan.relations, *derived_edges(plan))
    for row in rows:
        task, entity = tasks.get(row.subject), entities.get(row.object)
        if task and entity and row.predicate in ACTS:
            places = [place for place, _ in _places(entity) if _overlap(place, task.evidence)]
            yield _tie(Predicate.ACTS_ON, places[0] if places else entity.evidence, entity, task=task)


def _tie(
    predicate: Predicate, place: Evidence, entity: Entity, *, task: Task | None = None, section: str | None = None
) -> Tie:
    ends: tuple[Statement, ...] = (entity, task) if task else (entity,)
    standing = max((end.standing for end in ends), key=tuple(Standing).index)
    sure = [end.certainty for end in ends if end.certainty is not None]
    return Tie(task.id if task else None, section, predicate, entity.id, place, standing, min(sure) if sure else None)


def _places(entity: Entity) -> tuple[tuple[Evidence, str | None], ...]:
    """Where the plan names a thing, with the section of each place."""
    return tuple((one.evidence, one.section) for one in entity.mentions) or ((entity.evidence, None),)


def _overlap(first: Evidence, second: Evidence) -> bool:
    return any(a.start < b.end and b.start < a.end for a in first.pieces for b in second.pieces)


class _Stretches:
    """The stretches of text that tasks are, also where they are said again, sorted: a table may say what prose says."""

    def __init__(self, tasks: Iterable[Task]) -> None:
        rows = sorted(
            (
                (piece.start, piece.end, number, task)
                for number, task in enumerate(tasks)
                for evidence in (task.evidence, *task.restated)
                for piece in evidence.pieces
            ),
            key=lambda row: row[:3],
        )
        self._rows = rows
        self._starts = [row[0] for row in rows]
        self._reach = list(accumulate((row[1] for row in rows), max))

    def over(self, place: Evidence) -> list[Task]:
        """The tasks whose words and the place share characters, in the order of the text."""
        by_id: dict[str, Task] = {}
        for piece in place.pieces:
            last = bisect_left(self._starts, piece.end) - 1
            rows = []
            while last >= 0 and self._reach[last] > piece.start:
                start, end, _, task = self._rows[last]
                if end > piece.start and start < piece.end:
                    rows.append(task)
                last -= 1
            by_id |= {task.id: task for task in reversed(rows)}
        return list(by_id.values())
