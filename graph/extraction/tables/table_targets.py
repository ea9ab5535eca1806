"""Figures in tables: what the rows of an indicator table, and the goals in a task table, aim at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from plankg.graph.extraction.chunks.sentence_ends import COMMAS, split
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Clause, ClauseNames, Span
from plankg.graph.extraction.draft.table_records import Cells, Column, Table
from plankg.graph.extraction.figures.targets import make_targets
from plankg.graph.extraction.tables.grids import filled
from plankg.graph.extraction.tables.rows import printed_title
from plankg.graph.extraction.tables.table_statements import RULE, shared_tasks
from plankg.graph.extraction.words.lexicon import lexicon, pattern
from plankg.graph.extraction.words.numerals import number
from plankg.graph.patterns import named_pattern
from plankg.schema.plan import Target
from plankg.schema.terms import Comparator, TargetKind

CELL_MARKS = "，。；;"
LONGEST_SIGN = 4
YEAR = named_pattern("table_targets.year", r"20\d\d年(?:底|末)?", matches=["2025年底"], rejects=["五年内"])
UNIT_IN_NAME = re.compile(r"（([^（）\d]{1,4})）$")


class Goal(NamedTuple):
    """A cell that says what is aimed at: under which section and task, of what, in which unit of measure, and by when.

    `row` names what the row is about: a figure that stands alone in the cell is of it.
    """

    cell: Span
    section: str
    task: str | None
    indicator: str | None
    unit: str | None
    deadline: str | None
    row: str | None = None


def with_table_targets(draft: Draft) -> tuple[Target, ...]:
    """The targets with those of tables: the goals of an indicator, with its name and base, and of a row's task.

    A cell that holds a figure alone (≥95, 80%) is read with the unit of measure that its heading, its indicator or a column
    of its own gives; a sentence as sentences of the prose are; 较上一年增加 is a goal without a number.
    """
    if not draft.tables:
        return draft.targets
    numbers = {heading.id: heading.no for heading in draft.headings}
    counts = Counter(target.directive for target in draft.targets)
    targets = list(draft.targets)
    for goal in (*_indicator_goals(draft), *_task_goals(draft)):
        for target in _targets(draft, goal):
            counts[goal.section] += 1
            targets.append(target.model_copy(update={"id": f"q{numbers[goal.section]}.{counts[goal.section]}"}))
    return tuple(targets)


def _indicator_goals(draft: Draft) -> Iterator[Goal]:
    """The goals of the indicator tables, row by row."""
    for table, section in ((entry.table, entry.sections[0]) for entry in draft.entries):
        if table.kind != "indicators":
            continue
        for cells in filled(draft.text, table):
            name = _indicator(draft.text, table, cells)
            for place in table.of("value"):
                if name and place in cells:
                    column = table.columns[place]
                    yield Goal(
                        cells[place], section, None, name, _measure(draft.text, table, cells, column), _year(column)
                    )


def _indicator(text: str, table: Table, cells: Cells) -> str | None:
    """An indicator's name without its number, with the base in brackets: …覆盖率（现状：72%）."""
    place = table.of("indicator")[-1]
    if place not in cells:
        return None
    title, _ = printed_title(text, cells[place])
    bases = [f"{table.columns[base].words}：{cells[base].of(text)}" for base in table.of("baseline") if base in cells]
    name = UNIT_IN_NAME.sub("", title.of(text))
    return f"{name}（{'；'.join(bases)}）" if bases else name


def _measure(text: str, table: Table, cells: Cells, column: Column) -> str | None:
    """The unit of measure: of a column of its own, else in brackets behind the indicator or the column's heading."""
    measures = (cells[place].of(text) for place in table.of("measure") if place in cells)
    if unit := next((words for words in measures if not pattern("tables", "none").match(words)), None):
        return unit
    name = cells[table.of("indicator")[-1]].of(text)
    match = UNIT_IN_NAME.search(name) or UNIT_IN_NAME.search(column.words)
    return match[1] if match else None


def _year(column: Column) -> str | None:
    match = YEAR.search(column.words)
    return match[0] if match else None


def _task_goals(draft: Draft) -> Iterator[Goal]:
    """The goals of task tables that are no commitments themselves, each with the first task of its row."""
    said = {clause.span for clause in draft.clauses}
    done: set[Span] = set()
    sections = {task.id: task.directive for task in draft.tasks}
    for task, share in shared_tasks(draft):
        for goal in share.row.goals:
            if goal not in done and not any(goal.covers(span) for span in said):
                done.add(goal)
                row = printed_title(draft.text, share.row.named)[0].of(draft.text)
                yield Goal(goal, sections[task], task, None, None, None, row)


def _targets(draft: Draft, goal: Goal) -> list[Target]:
    """The figures of a cell."""
    targets = _alone(draft, goal)
    if targets is None:
        targets = _sentences(draft, goal) or _direction(draft, goal)
    return [target.model_copy(update={"rule": RULE}) for target in targets]


def _sentences(draft: Draft, goal: Goal) -> list[Target]:
    """The figures of a cell that says them in words, as those of the prose are read."""
    contents = []
    for span in split(draft.text, goal.cell, CELL_MARKS):
        clause = Clause(span, goal.section, (), (), (), RULE, tuple(split(draft.text, span, COMMAS)))
        contents.append(ClauseNames(clause, goal.task or "", ()))
    targets = make_targets(replace(draft, contents=tuple(contents)))
    return [
        target.model_copy(
            update={
                "task": goal.task,
                "indicator": goal.indicator or target.indicator,
                "deadline": target.deadline or _year_of(draft, contents, target) or goal.deadline,
                "comparator": _before(draft, target) or target.comparator,
                "kind": TargetKind.TARGET if target.kind is TargetKind.COUNT else target.kind,
            }
        )
        for target in targets
        if target.kind is not TargetKind.ORDINAL
    ]


def _year_of(draft: Draft, contents: list[ClauseNames], target: Target) -> str | None:
    """The year in the part of the cell that says the figure."""
    parts = (draft.document.evidence(*content.clause.span) for content in contents)
    words = next(part.quote for part in parts if part.start <= target.evidence.start < part.end)
    match = YEAR.search(words)
    return match[0] if match else None


def _before(draft: Draft, target: Target) -> Comparator | None:
    """The comparison that a sign in or right before a figure tells (≥50%, 大于3类)."""
    start = target.evidence.start
    before = draft.document.text[max(0, start - LONGEST_SIGN) : start]
    return _comparator(before, "(?:{})$") or _comparator(target.evidence.quote, "^(?:{})")


def _comparator(words: str, form: str = "{}") -> Comparator | None:
    """The comparison that the words tell; `form` says where the sign stands in them."""
    signs: dict[str, str] = lexicon("tables")["signs"]
    return next(
        (Comparator.of(name) for name, sign in signs.items() if re.search(form.format(sign), words)),
        None,
    )


def _alone(draft: Draft, goal: Goal) -> list[Target] | None:
    """The figure of a cell that holds nothing else, None where it says more."""
    words = goal.cell.of(draft.text)
    match = pattern("tables", "bare").match(words.rstrip("。"))
    if not match:
        return None
    unit = match["unit"] or goal.unit
    comparator = _comparator(words) or Comparator.EQ
    low = comparator in {Comparator.LE, Comparator.LT}
    kind = TargetKind.LIMIT if low else TargetKind.SHARE if unit == "%" else TargetKind.TARGET
    top = number(match["top"]) if match["top"] else None
    return [_target(draft, goal, kind, comparator, number(match["value"]), top=top, unit=unit)]


def _direction(draft: Draft, goal: Goal) -> list[Target]:
    """A goal without a number that tells which way (较上一年增加); nothing for any other words."""
    words = goal.cell.of(draft.text)
    directions: dict[str, str] = lexicon("tables")["directions"]
    direction = next((name for name, pattern in directions.items() if re.search(pattern, words)), None)
    return [_target(draft, goal, TargetKind.TARGET, Comparator.of(direction))] if direction else []


def _target(
    draft: Draft,
    goal: Goal,
    kind: TargetKind,
    comparator: Comparator,
    value: float | None = None,
    *,
    top: float | None = None,
    unit: str | None = None,
) -> Target:
    return Target(
        id="q",
        directive=goal.section,
        task=goal.task,
        value=value,
        value_max=top,
        unit=unit,
        comparator=comparator,
        indicator=goal.indicator or goal.row or goal.cell.of(draft.text),
        deadline=goal.deadline,
        kind=kind,
        evidence=draft.document.evidence(goal.cell.start, goal.cell.end),
        rule=RULE,
    )
