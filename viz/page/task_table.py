"""The table of tasks as the page gets it: columns in both languages, and each value once, to which the cells point."""

from __future__ import annotations

from datetime import date
from typing import Any

from plankg.schema.plan import Plan
from plankg.schema.wording import languages
from plankg.viz.contexts import TaskContext, contexts
from plankg.viz.page.contract import Labels, TableColumn, TableData
from plankg.viz.workbook.columns import Column, Value, task_columns


def page_table(plan: Plan) -> TableData:
    """The columns, the values (texts, numbers, or a text a language), and the cells of each task as places of values.

    A cell of one value is its place, any other the list of their places. A column that holds nothing is not shown at first.
    """
    sides = [task_columns(plan, each) for each in languages()]
    values: dict[Any, int] = {}
    rows = [[_cell(columns, row, values) for columns in zip(*sides, strict=True)] for row in contexts(plan)]
    filled = [any(row[place] != [] for row in rows) for place in range(len(sides[0]))]
    return {
        "columns": [
            _column(columns, held=held) for columns, held in zip(zip(*sides, strict=True), filled, strict=True)
        ],
        "values": [_labels(*key) if isinstance(key, tuple) else key for key in values],
        "rows": rows,
    }


def _column(columns: tuple[Column[TaskContext], ...], *, held: bool) -> TableColumn:
    first = columns[0]
    column: TableColumn = {
        "key": first.key,
        "heading": _labels(*(each.heading for each in columns)),
        "width": first.room,
        "shown": first.first and held,
    }
    if first.alert:
        column["alert"] = _labels(*(each.alert or "" for each in columns))
    return column


def _labels(*sides: str) -> Labels:
    """Texts in the order of the languages."""
    zh, en = sides
    return {"zh": zh, "en": en}


def _cell(columns: tuple[Column[TaskContext], ...], row: TaskContext, values: dict[Any, int]) -> int | list[int]:
    several = zip(*(column.values(row) for column in columns), strict=True)
    places = [values.setdefault(_key(each), len(values)) for each in several]
    return places[0] if len(places) == 1 else places


def _key(sides: tuple[Value, ...]) -> Any:
    """What tells a value apart: itself, or where the languages differ both."""
    texts = tuple(each.isoformat() if isinstance(each, date) else each for each in sides)
    return texts[0] if len(set(texts)) == 1 else texts
