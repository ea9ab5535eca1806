"""What tables say of the tasks: units and their part, times, where a task is said again, and whose their sentences are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from plankg.graph.extraction.chunks.times import due_of, plan_year
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.extraction.draft.table_records import CellUnit, Share
from plankg.graph.extraction.notes.units import likely_type
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Assignment, Sentence, Target, Task
from plankg.schema.terms import Basis, Role

RULE = "table-cell"


def with_table_sections(draft: Draft) -> tuple[Sentence, ...]:
    """The sentences, those in a row of a table with the directive that the row is or repeats."""
    offsets = draft.document.offsets
    lines = [(row.line, entry.sections[0]) for entry in draft.entries for row in entry.rows]
    rows = sorted((offsets[line.start], offsets[line.end - 1] + 1, section) for line, section in lines)
    if not rows:
        return draft.sentences
    sentences = []
    for sentence in draft.sentences:
        start, end, section = rows[bisect_left(rows, (sentence.evidence.end,)) - 1]
        inside = start < sentence.evidence.end and sentence.evidence.start < end
        sentences.append(sentence.model_copy(update={"section": section}) if inside else sentence)
    return tuple(sentences)


def with_table_names(draft: Draft) -> tuple[Name, ...]:
    """The names with the units of the tables, typed by the words of their names."""
    if not draft.entries:
        return draft.names
    units: dict[tuple[Span, str], Name] = {}
    short = {name.name: name for name in draft.names if name.rule == "abbreviation"}
    for entry in draft.entries:
        for unit in (unit for row in (*entry.rows, *entry.measured) for unit in row.units):
            noted = unit.noted
            aliases = (noted.name,) if noted.full else ()
            name = Name(noted.span, likely_type(noted.name), noted.full or noted.name, aliases, RULE, entry.sections[0])
            if full := short.get(name.name):
                name = name._replace(type=full.type, aliases=full.aliases)
            units.setdefault((noted.span, entry.sections[0]), name)
    return tuple(sorted((*draft.names, *units.values()), key=lambda name: (name.span, name.type)))


def table_assignments(draft: Draft) -> tuple[Assignment, ...]:
    """The assignments with those of the tables: each unit of a row has its column's part in each task of the row.

    A unit that a note gives the same part already is not said twice; one that the sentence names is, since the two are
    evidence of their own.
    """
    if not draft.shares:
        return draft.assignments
    identity = {name.span: unit for name, unit in draft.identities.items() if name.rule == RULE}
    seen = {(row.task, row.unit, row.role) for row in draft.assignments if row.basis is Basis.ANNOTATED}
    assignments: list[Assignment] = []
    for task, share in shared_tasks(draft):
        for unit in share.row.units:
            key = (task, identity[unit.noted.span], unit.noted.role)
            if key not in seen:
                seen.add(key)
                assignments.append(_assignment(draft, unit, task, key[1]))
    numbered = (*draft.assignments, *assignments)
    return tuple(row.model_copy(update={"id": f"a{number}"}) for number, row in enumerate(numbered, start=1))


class Answer(NamedTuple):
    """A unit that answers for a figure of an indicator table: its entity, its part, the figure, and the cell that says it."""

    unit: str
    role: Role
    target: Target
    cell: Span


def answers(draft: Draft) -> Iterator[Answer]:
    """The units of indicator tables with each figure of their row."""
    identity = {name.span: unit for name, unit in draft.identities.items() if name.rule == RULE}
    for row in (row for entry in draft.entries for row in entry.measured if row.units):
        goals = [draft.document.evidence(goal.start, goal.end) for goal in row.goals]
        for target in draft.targets:
            if any(goal.start <= target.evidence.start and target.evidence.end <= goal.end for goal in goals):
                for unit in row.units:
                    yield Answer(identity[unit.noted.span], unit.noted.role, target, unit.cell)


def shared_tasks(draft: Draft) -> Iterator[tuple[str, Share]]:
    """Each share with its task's id."""
    tasks = {clause.span: task.id for clause, task in zip(draft.clauses, draft.tasks, strict=True)}
    return ((tasks[share.clause], share) for share in draft.shares)


def _assignment(draft: Draft, unit: CellUnit, task: str, identity: str) -> Assignment:
    noted, document = unit.noted, draft.document
    return Assignment(
        id="a",
        task=task,
        unit=identity,
        name=noted.name,
        role=noted.role,
        basis=Basis.ANNOTATED,
        evidence=document.evidence(unit.cell.start, unit.cell.end),
        unit_evidence=document.evidence(noted.span.start, noted.span.end),
        cue=document.evidence(noted.cue.start, noted.cue.end),
        rule=RULE,
    )


def with_table_times(draft: Draft) -> tuple[Task, ...]:
    """The tasks with the time of their row, where they tell none themselves, and with the places that say them again."""
    if not draft.shares:
        return draft.tasks
    year = plan_year(draft)
    tasks = {task.id: task for task in draft.tasks}
    again: dict[str, dict[Evidence, None]] = {}
    for name, share in shared_tasks(draft):
        if share.again:
            again.setdefault(name, {})[draft.document.evidence(share.again.start, share.again.end)] = None
        if share.row.time and tasks[name].time is None:
            words = share.row.time.of(draft.text).rstrip("。；")
            tasks[name] = tasks[name].model_copy(update={"time": words, "due": due_of(words, year)})
    return tuple(
        task.model_copy(update={"restated": tuple(again[task.id])}) if task.id in again else task
        for task in tasks.values()
    )
