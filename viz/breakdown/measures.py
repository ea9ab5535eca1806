"""Measures: what stands on one row of the table of tasks that an office sends round.

A sentence is cut into tasks verb by verb; an office gives out the sentence. So tasks of one sentence that the same units do by
the same time stand together, in the words of the sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from plankg.schema.plan import Assignment, Plan
from plankg.viz.contexts import TaskContext, contexts

STOPS = "。；;"
"""What ends a sentence and is left out at the end of a cell."""


@dataclass(frozen=True)
class Measure:
    """A row: its tasks, the words they stand in, and the heading and number under which it is listed.

    Rows of one `block` follow each other and share heading and number; above the first row of a `band` stands its text. `about`
    is what else the row tells, by the key of its column: the figure, the document or the unit that it is listed for.
    """

    tasks: tuple[TaskContext, ...]
    text: str
    no: int
    heading: str
    block: Hashable
    band: str = ""
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its tasks, in the order of the text."""
        return tuple(context.task.id for context in self.tasks)

    @property
    def assignments(self) -> tuple[Assignment, ...]:
        """Who does its tasks and whom they concern, each unit in each role once."""
        rows = (row for context in self.tasks for row in context.assignments)
        return tuple({(row.unit, row.role): row for row in rows}.values())


def measures(plan: Plan) -> tuple[Measure, ...]:
    """The measures of a plan under the directives that they stand in, each task once and in order."""
    rows = contexts(plan)
    in_sentence = Counter(row.sentence.start for row in rows)
    together = [tuple(run) for _, run in groupby(rows, key=_shared)]
    whole = (sum(1 for _ in run) == in_sentence[run[0].sentence.start] for run in together)
    return tuple(
        _measure(run, _sentence(run) if all_of_it else _stretch(run), no)
        for run, all_of_it, no in zip(together, whole, _numbers(together), strict=True)
    )


def single_measures(plan: Plan) -> tuple[Measure, ...]:
    """Each task of a plan as a measure of its own."""
    rows = [(context,) for context in contexts(plan)]
    return tuple(
        _measure(row, row[0].task.text, number, block=row[0].task.id)
        for number, row in enumerate(rows, 1)
    )  # fmt: skip


def _measure(run: tuple[TaskContext, ...], text: str, no: int, block: Hashable = None) -> Measure:
    first = run[0]
    heading = first.directive.title or first.directive.label if first.directive else ""
    above = first.chapter if first.chapter is not first.directive else None
    return Measure(run, text, no, heading, block or first.task.directive, above.heading if above else "")


def _shared(context: TaskContext) -> tuple[object, ...]:
    """What tasks have in common that stand on one row: directive, sentence, who does them, by when."""
    doers = tuple((row.unit, row.role) for row in context.assignments if row.role.does)
    task = context.task
    return task.directive, context.sentence.start, doers, task.time, task.recurrence


def _numbers(runs: Sequence[tuple[TaskContext, ...]]) -> Iterator[int]:
    """The number of each run's directive: the printed one, or where it has none the next."""
    numbers: dict[str, int] = {}
    for run in runs:
        directive = run[0].directive
        printed = directive.no if directive else None
        yield numbers.setdefault(run[0].task.directive, printed or max(numbers.values(), default=0) + 1)


def _sentence(run: tuple[TaskContext, ...]) -> str:
    return run[0].sentence.quote.strip().rstrip(STOPS)


def _stretch(run: tuple[TaskContext, ...]) -> str:
    """The words from the first task of the run to the last; tasks that do not stand so in the sentence are parted by ；."""
    sentence, begin, end = run[0].sentence.quote, -1, 0
    for context in run:
        place = sentence.find(context.task.text, end)
        if place < 0:
            return "；".join(_texts(run))
        begin, end = place if begin < 0 else begin, place + len(context.task.text)
    return sentence[begin:end]


def _texts(run: Iterable[TaskContext]) -> Iterator[str]:
    return (context.task.text for context in run)
