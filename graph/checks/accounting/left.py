"""Words beside a task that speak of what was not read of it: a time, somebody who does it, a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from plankg.graph.checks.accounting.reading import Reading, form
from plankg.graph.extraction.draft.spans import Span
from plankg.schema.document import Document
from plankg.schema.issue import Issue
from plankg.schema.plan import Plan

#: What the account lists, by what a task lacks where it is listed.
LACKS = {
    "unread-deadline": "time",
    "unread-responsibility": "unit",
    "subject-unread": "unit",
    "unit-without-role": "unit",
    "unread-figure": "figure",
}
# A name, a document and a figure have words of time of their own.
OTHERS = ("proper", "document", "fact", "target")


def words_left(plan: Plan, document: Document, issues: Iterable[Issue]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By the id of the task and what was not read of it (time, unit, figure), the words that speak of such.

    `issues` are those of the account. A task of which no time, nobody or no figure was read and that is not listed has
    no such words that are known: that is as near as one comes to saying that the text is silent.
    """
    reading = Reading(plan, document)
    read: dict[str, set[str | None]] = {
        "time": {task.id for task in plan.tasks if task.time or task.due or task.recurrence},
        "unit": {row.task for row in plan.assignments if row.role.does},
        "figure": {target.task for target in plan.targets},
    }
    by_task: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for task, kind, quote in (*_told(reading, issues), *_times(reading)):
        if task not in read[kind]:
            by_task[task][kind].setdefault(quote)
    return {task: {kind: tuple(quotes) for kind, quotes in kinds.items()} for task, kinds in by_task.items()}


def _told(reading: Reading, issues: Iterable[Issue]) -> Iterator[tuple[str, str, str]]:
    """What the account lists in the words of a task."""
    for issue in issues:
        kind, evidence = LACKS.get(issue.check), issue.evidence
        if kind is None or evidence is None:
            continue
        place = reading.span(evidence).start
        for span, task in reading.tasks:
            if span.start <= place < span.end:
                yield task.id, kind, evidence.quote


def _times(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """The words of the calendar in tasks."""
    for span, task in reading.tasks:
        for match in form("calendar").finditer(reading.text, span.start, span.end):
            if not reading.marked(OTHERS, Span(*match.span())):
                yield task.id, "time", match[0]
