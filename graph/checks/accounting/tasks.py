"""Tasks that give away that they were cut or dated wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plankg.graph.checks.accounting.reading import Reading, form
from plankg.graph.checks.table_findings import Finding
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.schema.plan import Task

# An action that is nearly all of the task is no action, only how the task begins.
MOST = 0.8
# Commas that part clauses: not those inside brackets.
PARTS = re.compile(r"(?:（[^）]*）|[^，；（）])+")
BRACKETS = re.compile("（[^）]*）")
# Word classes of which one at least stands in what acts.
ACTING = frozenset("vld")


def cut_tasks(reading: Reading) -> Iterator[Finding]:
    """The tasks that open with a number, hold no verb, are an adverbial, or hold two acts; and times that date nothing."""
    for span, task in reading.tasks:
        if task.decision is None:
            if check := _fault(reading, task, span):
                yield reading.finding(check, span, task.id)
            yield from _odd_time(reading, task, span)


def _fault(reading: Reading, task: Task, span: Span) -> str | None:
    text = reading.quote(span)
    if form("number-opening").match(text):
        return "number-in-text"
    words = reading.words_in(span)
    if not any(word.tag[0] in ACTING or reading.text[word.start : word.end] in verb_kinds() for word in words):
        return "task-without-verb" if len(task.action) >= MOST * len(text) else None
    if form("adverbial").match(text) and reading.text.startswith("，", span.end):
        return "task-adverbial"
    return "task-twofold" if _twofold(reading, task, span) else None


def _twofold(reading: Reading, task: Task, span: Span) -> bool:
    """Whether a comma parts two acts: behind the main verb's clause a new clause opens with a verb and has an object."""
    if "；" in BRACKETS.sub("", reading.quote(span)):
        return True
    before = ""
    main = task.action.split("、")[0]
    for part in PARTS.finditer(reading.text, span.start, span.end):
        acted = main in before and not form("led-in").search(before)
        if acted and not form("purpose").match(part[0]):
            if form("new-clause").match(part[0]):
                return True
            words = reading.words_in(Span(*part.span()))
            if words and reading.text[words[0].start : words[0].end] in verb_kinds():
                return any(word.tag.startswith("n") for word in words[1:])
        before = part[0]
    return False


def _odd_time(reading: Reading, task: Task, span: Span) -> Iterator[Finding]:
    """The time of a task that stands in it as somebody's condition (毕业2年内未就业) or as part of a list (期中、期末考试)."""
    if task.time_evidence:
        time = reading.span(task.time_evidence)
        if span.start <= time.start < span.end and form("condition").match(reading.text, time.end):
            yield reading.finding("time-odd", time, task.id)
