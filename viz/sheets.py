"""A plan as sheets of rows: tasks, units, targets, what was not read, and what the columns mean. No file here."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from plankg.graph.accounting import account
from plankg.schema import Document, Entity, Plan, Statement, Target
from plankg.schema.issue import Issue
from plankg.schema.terms import Role, TargetKind, Term
from plankg.schema.wording import Language, words
from plankg.viz.contexts import TaskContext, contexts, listed_units
from plankg.viz.figures import figure

Cell = str | int | float | date | None
Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its heading, its width in characters, what it means, and the cell it gives a row."""

    heading: str
    width: int
    meaning: str
    cell: Callable[[Row], Cell]


@dataclass(frozen=True)
class Sheet:
    """A sheet: title, headings with widths, and rows of cells."""

    title: str
    headings: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(plan: Plan, document: Document, *, lang: Language = "zh") -> tuple[Sheet, ...]:
    """Give the sheets in their order: every task, unit and target, what was not read, and the explanations."""
    tasks = task_columns(lang, {entity.id: entity.name for entity in plan.entities})
    units = unit_columns(lang, plan)
    targets = target_columns(lang, {context.task.id: context for context in contexts(plan)})
    not_read = unread_columns(lang, plan)
    of_plan = (
        sheet(words("table.tasks", lang), tasks, contexts(plan)),
        sheet(words("table.units", lang), units, by_load(plan)),
        sheet(words("table.targets", lang), targets, plan.targets),
        sheet(words("table.unread", lang), not_read, account(plan, document, lang=lang)),
    )
    meanings = [
        *((column.heading, column.meaning) for column in tasks),
        *((column.heading, column.meaning) for column in units),
        *((column.heading, column.meaning) for column in targets),
        *((column.heading, column.meaning) for column in not_read),
    ]
    return (*of_plan, about(plan, document, list(dict.fromkeys(meanings)), lang))


def sheet(title: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Sheet:
    """Give the sheet of these columns over these rows."""
    return Sheet(
        title=title,
        headings=tuple((column.heading, column.width) for column in columns),
        rows=tuple(tuple(column.cell(row) for column in columns) for row in rows),
    )


def task_columns(lang: Language, names: dict[str, str]) -> tuple[Column[TaskContext], ...]:
    """Give the columns of the tasks: a column a role, who does it before whom it concerns."""

    def column(key: str, width: int, cell: Callable[[TaskContext], Cell]) -> Column[TaskContext]:
        return Column(words(f"table.{key}", lang), width, words(f"table.{key}_meaning", lang), cell)

    def role_column(role: Role) -> Column[TaskContext]:
        key = "does" if role.does else "concerns"
        return Column(
            words(f"table.{key}", lang, role=label(role, lang)),
            14,
            words(f"table.{key}_meaning", lang, role=label(role, lang)),
            lambda row: lines(names.get(each.unit, each.name) for each in row.assignments if each.role is role),
        )

    unnamed = words("page.unnamed", lang)
    return (
        column("id", 8, lambda row: row.task.id),
        column("chapter", 16, lambda row: f"{row.chapter.label} {row.chapter.title}" if row.chapter else None),
        column("directive", 6, lambda row: (row.directive.no or row.directive.label) if row.directive else None),
        column("directive_title", 18, lambda row: row.directive.title if row.directive else None),
        column("task", 40, lambda row: row.task.text),
        column("certainty", 6, lambda row: sureness(row.task)),
        column("action", 10, lambda row: row.task.action),
        column("objects", 24, lambda row: lines(row.task.objects)),
        column("kind", 10, lambda row: label(row.task.kind, lang)),
        column("unnamed", 12, lambda row: None if row.names_a_doer else unnamed),
        *(role_column(role) for role in sorted(Role, key=lambda role: not role.does)),
        column(
            "task_targets",
            24,
            lambda row: lines(
                f"{figure(target, lang)} {target.indicator}"
                for target in row.targets
                if target.kind is not TargetKind.CODE
            ),
        ),
        column("time", 12, lambda row: row.task.time),
        column("due", 12, lambda row: row.task.due),
        column(
            "documents", 24, lambda row: lines(f"{label(each.relation, lang)} {each.name}" for each in row.citations)
        ),
        column("sentence", 60, lambda row: row.sentence.quote),
        column("standing", 12, lambda row: label(row.task.standing, lang)),
        column(
            "role_standing",
            14,
            lambda row: lines(label(s, lang) for s in sorted({a.standing for a in row.assignments})),
        ),
    )


def unit_columns(lang: Language, plan: Plan) -> tuple[Column[Entity], ...]:
    """Give the columns of the units: how many tasks a unit does and how many concern it, in all and by role."""
    tasks = task_counts(plan)

    def column(key: str, width: int, cell: Callable[[Entity], Cell]) -> Column[Entity]:
        return Column(words(f"table.{key}", lang), width, words(f"table.{key}_meaning", lang), cell)

    def role_column(role: Role) -> Column[Entity]:
        name = label(role, lang)
        return Column(name, 8, words("table.role_count_meaning", lang, role=name), lambda row: tasks[row.id, role])

    return (
        column("unit", 28, lambda row: row.name),
        column("type", 12, lambda row: label(row.type, lang)),
        column("certainty", 6, sureness),
        column("aliases", 24, lambda row: lines(row.aliases)),
        column("does_count", 10, lambda row: tasks[row.id, True]),
        column("concerns_count", 10, lambda row: tasks[row.id, False]),
        *(role_column(role) for role in sorted(Role, key=lambda role: not role.does)),
        column(
            "members",
            24,
            lambda row: lines(f"{m.position} {m.name or words('page.not_named', lang)}" for m in row.members),
        ),
        column("unit_standing", 12, lambda row: label(row.standing, lang)),
    )


def target_columns(lang: Language, tasks: dict[str, TaskContext]) -> tuple[Column[Target], ...]:
    """Give the columns of the targets; the value is a number where it is one, so that one can reckon with it."""

    def column(key: str, width: int, cell: Callable[[Target], Cell]) -> Column[Target]:
        return Column(words(f"table.{key}", lang), width, words(f"table.{key}_meaning", lang), cell)

    def task(row: Target) -> str | None:
        return tasks[row.task].task.text if row.task in tasks else None

    return (
        column("indicator", 40, lambda row: row.indicator),
        column("figure", 16, lambda row: figure(row, lang)),
        column("value", 10, lambda row: row.value),
        column("value_max", 10, lambda row: row.value_max),
        column("measure", 8, lambda row: row.unit),
        column("comparator", 10, lambda row: label(row.comparator, lang)),
        column("target_kind", 12, lambda row: label(row.kind, lang)),
        column("deadline", 14, lambda row: row.deadline),
        column("certainty", 6, sureness),
        column("target_task_id", 8, lambda row: row.task),
        column("target_task", 50, task),
        column("target_quote", 30, lambda row: row.evidence.quote),
        column("target_standing", 12, lambda row: label(row.standing, lang)),
    )


def unread_columns(lang: Language, plan: Plan) -> tuple[Column[Issue], ...]:
    """Give the columns of what was not read or is perhaps read wrongly."""
    starts = [section.evidence.start for section in plan.directives]

    def column(key: str, width: int, cell: Callable[[Issue], Cell]) -> Column[Issue]:
        return Column(words(f"table.{key}", lang), width, words(f"table.{key}_meaning", lang), cell)

    def directive(row: Issue) -> Cell:
        number = bisect_right(starts, row.evidence.start) if row.evidence else 0
        return plan.directives[number - 1].no if number else None

    return (
        column("unread_kind", 22, lambda row: words(f"account.{row.check}.title", lang)),
        column("unread_words", 30, lambda row: row.evidence.quote if row.evidence else None),
        column("unread_directive", 6, directive),
        column("unread_message", 80, lambda row: row.message),
        column("unread_place", 8, lambda row: row.evidence.start if row.evidence else None),
    )


def about(plan: Plan, document: Document, meanings: Sequence[tuple[str, str]], lang: Language) -> Sheet:
    """Give the sheet that says what the table is: the plan's data, the counts, what each column means."""
    head = plan.document
    facts = {
        "title": head.title, "number": head.number, "issuer": head.issuer, "issued": head.issued_date,
        "period": head.effective_period, "addressee": head.addressee,
    }  # fmt: skip
    counts: dict[str, Sequence[Statement]] = {
        "chapters": plan.chapters, "directives": plan.directives, "tasks": plan.tasks,
        "assignments": plan.assignments, "targets": plan.targets,
    }  # fmt: skip
    unnamed = sum(not context.names_a_doer for context in contexts(plan))
    rows: list[tuple[Cell, Cell]] = [
        *((words(f"page.{key}", lang), fact.value) for key, fact in facts.items() if fact),
        (words("table.file", lang), document.name),
        (None, None),
        *((words(f"page.{key}", lang), len(statements)) for key, statements in counts.items()),
        (words("page.unnamed", lang), unnamed),
        (None, words("page.unnamed_note", lang)),
        (None, None),
        *dict.fromkeys(meanings),
    ]
    return Sheet(
        title=words("table.about", lang),
        headings=((words("table.what", lang), 28), (words("table.says", lang), 100)),
        rows=tuple(rows),
    )


def task_counts(plan: Plan) -> Counter[tuple[str, Role | bool]]:
    """Give how many tasks a unit has, by role, and by whether it does them or they concern it; a task counts once."""
    pairs = {(row.unit, row.task, key) for row in plan.assignments for key in (row.role, row.role.does)}
    return Counter((unit, key) for unit, _, key in pairs)


def by_load(plan: Plan) -> tuple[Entity, ...]:
    """Give the units, the most loaded first, then in the order of the plan; people after units."""
    counts = task_counts(plan)
    return tuple(
        sorted(
            listed_units(plan),
            key=lambda unit: (
                not unit.type.unit,
                -counts[unit.id, True] - counts[unit.id, False],
                -counts[unit.id, True],
            ),
        )
    )


def sureness(row: Statement) -> float | None:
    """Give how sure a statement is; what a person decided is sure."""
    return 1.0 if row.decision else row.certainty


def label(term: Term, lang: Language) -> str:
    """Give a term's label in that language."""
    return term.zh if lang == "zh" else term.en


def lines(texts: Iterable[str]) -> str | None:
    """Give the texts a line each, each once, or nothing where there is none."""
    return "\n".join(dict.fromkeys(texts)) or None
