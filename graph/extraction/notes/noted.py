"""What responsibility notes say of the tasks they close: assignments, and times."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from plankg.graph.extraction.chunks.times import due_of, plan_year
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Note, NotedUnit, Span
from plankg.schema.plan import Assignment, Task
from plankg.schema.terms import Basis


def noted_assignments(draft: Draft) -> tuple[Assignment, ...]:
    """The assignments with one for each unit of a note and each task that the note closes: stated, and annotated.

    What the sentence says of the same unit stays where its words say the role (县林业局牵头…). Where they don't, the role
    was told by the unit's place in the sentence alone, and the note, which says it, takes its place.
    """
    annotated: list[Assignment] = []
    said = {(row.task, row.unit) for row in draft.assignments if row.role.does and row.cue}
    seen = set(said)
    identity = _identities(draft)
    for note in draft.notes:
        for task in _closed(draft, note):
            for unit in (unit for unit in note.units if unit.span in identity):
                key = (task, identity[unit.span])
                if key not in seen:
                    seen.add(key)
                    annotated.append(_assignment(draft, note, unit, key))
    if not annotated:
        return draft.assignments
    noted = {(row.task, row.unit) for row in annotated}
    others = [
        row
        for row in draft.assignments
        if not row.role.does or (row.task, row.unit) in said or (row.task, row.unit) not in noted
    ]
    numbered = (*others, *annotated)
    return tuple(row.model_copy(update={"id": f"a{number}"}) for number, row in enumerate(numbered, start=1))


def _identities(draft: Draft) -> dict[Span, str]:
    """The entity that stands at each place of the text: the unit of a note where one does, else what the words name.

    A unit under a short name that the text has given (以下简称…) is a mention of the thing with that name.
    """
    noted = sorted(draft.identities, key=lambda name: name.rule == "noted-unit")
    return {name.span: draft.identities[name] for name in noted}


def _closed(draft: Draft, note: Note) -> Iterator[str]:
    """The tasks that stand in the stretch a note closes, or, where none does, all of its directive's."""
    starts = [clause.span.start for clause in draft.clauses]
    first, last = bisect_left(starts, note.covers.start), bisect_left(starts, note.covers.end)
    tasks = [task.id for task in draft.tasks[first:last] if task.directive == note.section]
    yield from tasks or [task.id for task in draft.tasks if task.directive == note.section]


def _assignment(draft: Draft, note: Note, unit: NotedUnit, key: tuple[str, str]) -> Assignment:
    return Assignment(
        id="a",
        task=key[0],
        unit=key[1],
        name=unit.name,
        role=unit.role,
        basis=Basis.ANNOTATED,
        evidence=draft.document.evidence(note.span.start, note.span.end),
        unit_evidence=draft.document.evidence(unit.span.start, unit.span.end),
        cue=draft.document.evidence(unit.cue.start, unit.cue.end),
        rule="responsibility-note",
    )


def with_noted_times(draft: Draft) -> tuple[Task, ...]:
    """The tasks with the time that a deadline line (完成时限：…) tells; a task with a time of its own keeps that."""
    if not draft.notes:
        return draft.tasks
    year = plan_year(draft)
    tasks = {task.id: task for task in draft.tasks}
    for note in draft.notes:
        words = note.time.of(draft.text).rstrip("。；") if note.time else ""
        if note.time is None or not words:
            continue
        update = {
            "time": words,
            "due": due_of(words, year),
            "time_evidence": draft.document.evidence(note.time.start, note.time.start + len(words)),
        }
        for name in _closed(draft, note):
            if tasks[name].time is None:
                tasks[name] = tasks[name].model_copy(update=update)
    return tuple(tasks.values())
