"""What is counted under each word, decided once: every face takes its numbers and its lists from here.

The words are those of docs/GLOSSARY.md. A list holds the things themselves in the order of the text; its length is the number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import NamedTuple

from plankg.schema.plan import Assignment, Citation, Entity, Plan, Relation, Section, Sentence, Target, Task
from plankg.schema.terms import DocumentRelation, EntityType

PEOPLE = EntityType.TARGET_GROUP
WRITTEN = (DocumentRelation.DRAFTS, DocumentRelation.REVISES, DocumentRelation.ISSUES)
"""What a plan does with documents that are not there yet, or not yet as they shall be."""


class Load(NamedTuple):
    """How many tasks somebody does, and how many concern them; a task counts once in each."""

    does: int
    concerns: int


class Share(NamedTuple):
    """What a section holds: its directives, their tasks, and those of them for which nobody is named who does them."""

    section: str
    directives: int
    tasks: int
    unnamed: int


@dataclass(frozen=True)
class Counted:
    """What a plan holds under each word that is counted."""

    chapters: tuple[Section, ...]
    directives: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    tasks: tuple[Task, ...]
    unnamed: tuple[Task, ...]
    deadlines: tuple[Task, ...]
    timed: tuple[Task, ...]
    recurring: tuple[Task, ...]
    assignments: tuple[Assignment, ...]
    units: tuple[Entity, ...]
    people: tuple[Entity, ...]
    sites: tuple[Entity, ...]
    targets: tuple[Target, ...]
    naming: tuple[Target, ...]
    documents: tuple[Citation, ...]
    drafts: tuple[Citation, ...]
    events: tuple[Entity, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]

    @property
    def parties(self) -> tuple[Entity, ...]:
        """Whoever or whatever a list of units shows: units, then people, then what else has a part in a task."""
        return (*self.units, *self.people, *self.sites)


WORDS = tuple(field.name for field in fields(Counted))


def counted(plan: Plan) -> Counted:
    """What a plan holds under each word.

    >>> [len(getattr(counted(Plan(id="p", document={})), word)) for word in ("tasks", "units", "targets")]
    [0, 0, 0]
    """
    busy, done = {row.unit for row in plan.assignments}, {row.task for row in plan.assignments if row.role.does}
    # Who issues a plan is no unit that it names, unless it gives it a part.
    issuers = {fact.value for fact in plan.document.issuers}
    return Counted(
        chapters=plan.chapters,
        # What stands before the first heading has the number 0: it is no directive of the plan.
        directives=tuple(section for section in plan.directives if section.no),
        sentences=plan.sentences,
        tasks=plan.tasks,
        unnamed=tuple(task for task in plan.tasks if task.id not in done),
        deadlines=tuple(task for task in plan.tasks if task.due),
        timed=tuple(task for task in plan.tasks if task.time or task.due or task.recurrence),
        recurring=tuple(task for task in plan.tasks if task.recurrence),
        assignments=plan.assignments,
        units=tuple(row for row in plan.entities if row.type.unit and (row.id in busy or row.name not in issuers)),
        people=tuple(row for row in plan.entities if row.type is PEOPLE),
        sites=tuple(row for row in plan.entities if row.id in busy and not row.type.unit and row.type is not PEOPLE),
        targets=tuple(row for row in plan.targets if row.kind.measures),
        naming=tuple(row for row in plan.targets if not row.kind.measures),
        documents=plan.citations,
        drafts=tuple(row for row in plan.citations if row.task and row.relation in WRITTEN),
        events=tuple(row for row in plan.entities if row.type is EntityType.EVENT),
        entities=plan.entities,
        relations=plan.relations,
    )


def counts(plan: Plan) -> dict[str, int]:
    """How many there are under each word, in the order of `WORDS`."""
    contents = counted(plan)
    return {word: len(getattr(contents, word)) for word in WORDS}


def loads(rows: Iterable[Assignment]) -> dict[str, Load]:
    """The load of each entity that has an assignment among these."""
    tasks: Mapping[str, dict[bool, set[str]]] = defaultdict(lambda: {True: set(), False: set()})
    for row in rows:
        tasks[row.unit][row.role.does].add(row.task)
    return {unit: Load(len(parts[True]), len(parts[False])) for unit, parts in tasks.items()}


def by_load(parties: Iterable[Entity], load: Mapping[str, Load]) -> tuple[Entity, ...]:
    """Those with the most tasks first, among equals those that do most, then in their own order."""
    idle = Load(0, 0)
    return tuple(sorted(parties, key=lambda row: (-sum(load.get(row.id, idle)), -load.get(row.id, idle).does)))


def chapter_shares(plan: Plan) -> Iterator[Share]:
    """What each chapter holds, in order."""
    contents = counted(plan)
    open_tasks = {task.id for task in contents.unnamed}
    for chapter in contents.chapters:
        own = [section for section in plan.directives if (section.chapter or section.id) == chapter.id]
        inside = {section.id for section in own}
        tasks = [task for task in plan.tasks if task.directive in inside]
        directives = sum(section in contents.directives for section in own)
        yield Share(chapter.id, directives, len(tasks), sum(task.id in open_tasks for task in tasks))
