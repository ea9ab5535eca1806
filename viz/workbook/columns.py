"""The columns of the table of tasks: one list, from which the page, its CSV and the workbook are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from plankg.schema.plan import Plan, Statement
from plankg.schema.terms import Role
from plankg.schema.wording import Language, words
from plankg.viz.contexts import TaskContext
from plankg.viz.figures import figure

Value = str | int | float | date
Cell = Value | None
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its key, heading and meaning, its width on a sheet, and the values it gives a row, each once.

    `room` is its width on the page in Chinese characters; `first` whether the page shows it until somebody chooses otherwise;
    `alert` a value to be noticed.
    """

    key: str
    heading: str
    meaning: str
    width: int
    values: Callable[[Row], tuple[Value, ...]]
    room: int = 0
    first: bool = False
    alert: str | None = None

    def cell(self, row: Row) -> Cell:
        """The values as one cell: nothing, the one there is, or texts a line each."""
        values = self.values(row)
        if len(values) < 2:  # noqa: PLR2004 (one value is the cell itself)
            return values[0] if values else None
        return "\n".join(map(str, values))


def plain_column(
    key: str, width: int, values: Callable[[Row], Iterable[Cell] | Cell], lang: Language, **more: str
) -> Column[Row]:
    """A column by the words `table.{key}`; `values` gives one value or several, of which empty ones are left out."""

    def told(row: Row) -> tuple[Value, ...]:
        cell = values(row)
        several: Iterable[Cell] = (cell,) if cell is None or isinstance(cell, Value) else cell
        return tuple(dict.fromkeys(value for value in several if value not in (None, "")))

    return Column(key, words(f"table.{key}", lang, **more), words(f"table.{key}_meaning", lang, **more), width, told)


def task_columns(plan: Plan, lang: Language) -> tuple[Column[TaskContext], ...]:
    """The columns of the tasks: who does it before whom it concerns, all roles together and each by itself."""
    names = {entity.id: entity.name for entity in plan.entities}
    unnamed, open_ = words("page.unnamed", lang), words("page.unnamed_short", lang)

    def column(
        key: str,
        width: int,
        room: int,
        values: Callable[[TaskContext], Iterable[Cell] | Cell],
        *,
        first: bool = False,
        alert: str | None = None,
    ) -> Column[TaskContext]:
        plain = plain_column(key, width, values, lang)
        return Column(plain.key, plain.heading, plain.meaning, plain.width, plain.values, room, first, alert)

    def parts(row: TaskContext, *, does: bool) -> list[str]:
        rows = (each for each in row.assignments if each.role.does is does)
        return [f"{each.role.said(lang)} {names.get(each.unit, each.name)}" for each in rows]

    def role_column(role: Role) -> Column[TaskContext]:
        def told(row: TaskContext) -> list[str]:
            return [names.get(each.unit, each.name) for each in row.assignments if each.role is role]

        plain = plain_column("does" if role.does else "concerns", 14, told, lang, role=role.said(lang))
        return Column(role.value, plain.heading, plain.meaning, plain.width, plain.values, 9)

    return (
        column("id", 8, 6, lambda row: row.task.id),
        column("chapter", 16, 12, lambda row: row.chapter.heading if row.chapter else None),
        column(
            "directive",
            6,
            3,
            lambda row: (row.directive.no or row.directive.label) if row.directive else None,
            first=True,
        ),
        column("directive_title", 18, 14, lambda row: row.directive.title if row.directive else None),
        column("task", 40, 34, lambda row: row.task.text, first=True),
        column("certainty", 6, 4, lambda row: sureness(row.task), first=True),
        column("action", 10, 6, lambda row: row.task.action),
        column("objects", 24, 16, lambda row: row.task.objects),
        column("kind", 10, 5, lambda row: row.task.kind.said(lang), first=True),
        column("doers", 18, 14, lambda row: parts(row, does=True) or [open_], first=True, alert=open_),
        column("concerned", 18, 14, lambda row: parts(row, does=False), first=True),
        column("unnamed", 12, 5, lambda row: None if row.names_a_doer else unnamed),
        *(role_column(role) for role in sorted(Role, key=lambda role: not role.does)),
        column(
            "task_targets",
            24,
            16,
            lambda row: (f"{figure(each, lang)} {each.indicator}" for each in row.targets if each.kind.measures),
            first=True,
        ),
        column("time", 12, 6, lambda row: row.task.time, first=True),
        column("recurrence", 12, 6, lambda row: row.task.recurrence, first=True),
        column("due", 12, 7, lambda row: row.task.due, first=True),
        column(
            "documents",
            24,
            16,
            lambda row: (f"{each.relation.said(lang)} {each.name}" for each in row.citations),
            first=True,
        ),
        column("sentence", 60, 40, lambda row: row.sentence.quote),
        column("standing", 12, 8, lambda row: row.task.standing.said(lang)),
        column(
            "role_standing",
            14,
            8,
            lambda row: (each.said(lang) for each in sorted({part.standing for part in row.assignments})),
        ),
    )


def sureness(row: Statement) -> float | None:
    """How sure a statement is; what a person decided is sure."""
    return 1.0 if row.decision else row.certainty
