"""A plan as sheets of rows: tasks, units, targets, what was not read, and what the columns mean. No file here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar

from plankg.graph.checks.accounting import account
from plankg.graph.counting import Load, by_load, counted, counts, loads
from plankg.schema import Document, Entity, Fact, Plan, Target
from plankg.schema.issue import Issue
from plankg.schema.places import Places
from plankg.schema.terms import Role
from plankg.schema.wording import Language, words
from plankg.viz.contexts import TaskContext, contexts
from plankg.viz.figures import figure
from plankg.viz.workbook.columns import Cell, Column, plain_column, sureness, task_columns

PARTIES = {"units": "unit", "people": "group", "sites": "site"}
"""Whose sheets there are, with the words that head their names."""
Row = TypeVar("Row")


@dataclass(frozen=True)
class Sheet:
    """A sheet: title, headings with widths, and rows of cells."""

    title: str
    headings: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(plan: Plan, document: Document, *, lang: Language = "zh") -> tuple[Sheet, ...]:
    """The sheets in their order: tasks, parties, targets, numbers in names, what was not read, and the explanations."""
    held, rows = counted(plan), contexts(plan)
    load = loads(plan.assignments)
    tasks = task_columns(plan, lang)
    targets = target_columns(lang, {context.task.id: context for context in rows})
    not_read = unread_columns(lang, plan)
    parties = {word: party_columns(word, plan, lang) for word in PARTIES}
    of_plan = (
        sheet(words("page.tasks", lang), tasks, rows),
        *(sheet(words(f"page.{word}", lang), parties[word], by_load(getattr(held, word), load)) for word in PARTIES),
        sheet(words("page.targets", lang), targets, held.targets),
        sheet(words("page.naming", lang), targets, held.naming),
        sheet(words("table.unread", lang), not_read, account(plan, document, lang=lang)),
    )
    everything: tuple[Column[Any], ...] = (*tasks, *chain(*parties.values()), *targets, *not_read)
    meanings = dict.fromkeys((column.heading, column.meaning) for column in everything)
    return (*of_plan, about(plan, document, tuple(meanings), lang))


def sheet(title: str, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Sheet:
    """The sheet of these columns over these rows."""
    return Sheet(
        title=title,
        headings=tuple((column.heading, column.width) for column in columns),
        rows=tuple(tuple(column.cell(row) for column in columns) for row in rows),
    )


def party_columns(word: str, plan: Plan, lang: Language) -> tuple[Column[Entity], ...]:
    """The columns of units, people or places: how many tasks each does and how many concern it, in all and by role."""
    in_all = loads(plan.assignments)
    by_role = {role: loads(row for row in plan.assignments if row.role is role) for role in Role}
    none = Load(0, 0)

    def column(key: str, width: int, cell: Callable[[Entity], Iterable[Cell] | Cell]) -> Column[Entity]:
        return plain_column(key, width, cell, lang)

    def role_column(role: Role) -> Column[Entity]:
        name = role.said(lang)
        meaning = words("table.role_count_meaning", lang, role=name)
        return Column(role.value, name, meaning, 8, lambda row: (sum(by_role[role].get(row.id, none)),))

    return (
        column(PARTIES[word], 28, lambda row: row.name),
        column("type", 12, lambda row: row.type.said(lang)),
        column("certainty", 6, sureness),
        column("aliases", 24, lambda row: row.aliases),
        column("does_count", 10, lambda row: in_all.get(row.id, none).does),
        column("concerns_count", 10, lambda row: in_all.get(row.id, none).concerns),
        *(role_column(role) for role in sorted(Role, key=lambda role: not role.does)),
        Column(
            "members",
            words("table.members", lang),
            words("table.members_meaning", lang),
            24,
            lambda row: tuple(f"{m.position} {m.name or words('page.not_named', lang)}" for m in row.members),
        ),
        column("unit_standing", 12, lambda row: row.standing.said(lang)),
    )


def target_columns(lang: Language, tasks: dict[str, TaskContext]) -> tuple[Column[Target], ...]:
    """The columns of the targets; the value is a number where it is one, so that one can reckon with it."""

    def column(key: str, width: int, cell: Callable[[Target], Cell]) -> Column[Target]:
        return plain_column(key, width, cell, lang)

    def task(row: Target) -> str | None:
        return tasks[row.task].task.text if row.task in tasks else None

    return (
        column("indicator", 40, lambda row: row.indicator),
        column("figure", 16, lambda row: figure(row, lang)),
        column("value", 10, lambda row: row.value),
        column("value_max", 10, lambda row: row.value_max),
        column("measure", 8, lambda row: row.unit),
        column("comparator", 10, lambda row: row.comparator.said(lang)),
        column("target_kind", 12, lambda row: row.kind.said(lang)),
        column("deadline", 14, lambda row: row.deadline),
        column("certainty", 6, sureness),
        column("target_task_id", 8, lambda row: row.task),
        column("target_task", 50, task),
        column("target_quote", 30, lambda row: row.evidence.quote),
        column("target_standing", 12, lambda row: row.standing.said(lang)),
    )


def unread_columns(lang: Language, plan: Plan) -> tuple[Column[Issue], ...]:
    """The columns of what was not read or is perhaps read wrongly."""
    places = Places(plan)

    def column(key: str, width: int, cell: Callable[[Issue], Cell]) -> Column[Issue]:
        return plain_column(key, width, cell, lang)

    def directive(row: Issue) -> Cell:
        held = places.directive(row.evidence.start) if row.evidence else None
        return held.no if held else None

    return (
        column("unread_kind", 22, lambda row: words(f"account.{row.check}.title", lang)),
        column("unread_words", 30, lambda row: row.evidence.quote if row.evidence else None),
        column("unread_directive", 6, directive),
        column("unread_message", 80, lambda row: row.message),
        column("unread_place", 8, lambda row: row.evidence.start if row.evidence else None),
    )


def about(plan: Plan, document: Document, meanings: Sequence[tuple[str, str]], lang: Language) -> Sheet:
    """The sheet that says what the table is: the plan's data, the counts, what each column means."""
    head = plan.document
    facts: dict[str, tuple[Fact | None, ...]] = {
        "title": (head.title,), "number": (head.number,), "issuer": head.issuers, "issued": (head.issued_date,),
        "period": (head.effective_period,), "addressee": (head.addressee,),
    }  # fmt: skip
    rows: list[tuple[Cell, Cell]] = [
        *((words(f"page.{key}", lang), fact.value) for key, said in facts.items() for fact in said if fact),
        (words("table.file", lang), document.name),
        (None, None),
        *((words(f"page.{word}", lang), count) for word, count in counts(plan).items()),
        (None, words("page.unnamed_note", lang)),
        (None, None),
        *dict.fromkeys(meanings),
    ]
    return Sheet(
        title=words("table.about", lang),
        headings=((words("table.what", lang), 28), (words("table.says", lang), 100)),
        rows=tuple(rows),
    )
