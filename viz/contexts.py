"""What a reader needs beside a task: its sentence, its directive and chapter, its units, figures and documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from plankg.schema import Assignment, Citation, Evidence, Plan, Section, Target, Task
from plankg.schema.places import Places

Row = TypeVar("Row", Assignment, Target, Citation)


@dataclass(frozen=True)
class TaskContext:
    """A task with everything that belongs to it, each in the order of the plan."""

    task: Task
    sentence: Evidence
    directive: Section | None
    chapter: Section | None
    assignments: tuple[Assignment, ...]
    targets: tuple[Target, ...]
    citations: tuple[Citation, ...]

    @cached_property
    def names_a_doer(self) -> bool:
        """Whether the plan names who does it; whom it concerns doesn't count."""
        return any(assignment.role.does for assignment in self.assignments)


def contexts(plan: Plan) -> tuple[TaskContext, ...]:
    """All tasks with what belongs to them, in the order of the plan."""
    sections = {section.id: section for section in plan.sections}
    places = Places(plan)
    assignments = by_task(plan.assignments)
    targets = by_task(plan.targets)
    citations = by_task(plan.citations)
    return tuple(
        TaskContext(
            task=task,
            sentence=sentence_of(task, places),
            directive=(directive := sections.get(task.directive)),
            chapter=sections.get(directive.chapter or directive.id) if directive else None,
            assignments=tuple(assignments[task.id]),
            targets=tuple(targets[task.id]),
            citations=tuple(citations[task.id]),
        )
        for task in plan.tasks
    )


def by_task(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    """Rows by the id of their task; those of no task are left out."""
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.task is not None:
            grouped[row.task].append(row)
    return grouped


def sentence_of(task: Task, places: Places) -> Evidence:
    """The sentence that holds a task; a task that no sentence holds whole (a table cell) is its own context."""
    sentence = places.sentence(task.evidence.start)
    return sentence.evidence if sentence and task.evidence.end <= sentence.evidence.end else task.evidence
