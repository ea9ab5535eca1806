"""Doubts about tables: those that could not be read, and those that contradict the prose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from plankg.graph.extraction.chunks.times import due_of, plan_year
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.draft.table_records import Table
from plankg.graph.extraction.tables.grids import read_tables
from plankg.graph.extraction.tables.rows import grouped_rows
from plankg.graph.extraction.tables.table_statements import RULE
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Assignment, Plan, Task
from plankg.schema.terms import Role


class Finding(NamedTuple):
    """A doubt: the check's name, the statement and the characters it is about, what its message says, and how sure that is."""

    check: str
    statement: str | None
    evidence: Evidence
    values: dict[str, Any]
    certainty: float | None = None


def table_findings(plan: Plan, document: Document) -> Iterator[Finding]:
    """The doubts about a document's tables and about what the plan took from them, in the order of the text.

    A table whose headings are not known is read as text; a column whose heading is not known stays text; where prose and table
    name other units as the lead, or other days, both are kept.
    """
    tables = read_tables(document)
    for table in tables:
        yield from _headings(table, document)
    yield from _leads(plan)
    if any(table.kind == "tasks" for table in tables):
        yield from _times(plan, document, tables)


def _headings(table: Table, document: Document) -> Iterator[Finding]:
    text = document.normal
    if table.kind == "unread":
        evidence = document.evidence(*_first_line(table, text))
        yield Finding("table-without-headings", None, evidence, {"quote": evidence.quote.replace("\t", " ")})
        return
    for column in table.columns.values():
        if column.meaning == "unknown":
            yield Finding("table-heading-unknown", None, document.evidence(*column.heading), {"words": column.words})
    loose = {number: span for row in table.rows for number, span in row.items() if number not in table.columns}
    for _, span in sorted(loose.items()):
        yield Finding("table-column-without-heading", None, document.evidence(*span), {"words": span.of(text)})


def _first_line(table: Table, text: str) -> Span:
    """The first line of a table, which would be that of its headings."""
    end = text.find("\n", table.span.start, table.span.end)
    return Span(table.span.start, end if end > 0 else table.span.end)


def _leads(plan: Plan) -> Iterator[Finding]:
    """The tasks of which prose and table name other leads: no unit is in both."""
    rows: dict[str, list[Assignment]] = defaultdict(list)
    for row in plan.assignments:
        if row.role is Role.LEAD:
            rows[row.task].append(row)
    for task, leads in rows.items():
        table = [row for row in leads if row.rule == RULE]
        prose = [row for row in leads if row.rule != RULE]
        if table and prose and not {row.unit for row in table} & {row.unit for row in prose}:
            values = {"prose": "、".join(row.name for row in prose), "table": "、".join(row.name for row in table)}
            yield Finding("table-conflict", task, table[0].evidence, values)


def _times(plan: Plan, document: Document, tables: tuple[Table, ...]) -> Iterator[Finding]:
    """The tasks that are due on another day by their row than by the words of the task itself."""
    draft = Draft(document, plan.id, data=plan.document)
    year = plan_year(draft)
    rows = [
        (titled.row.named, titled.row.contents, titled.row.time)
        for table in tables
        if table.kind == "tasks"
        for group in grouped_rows(draft, table)
        for titled in group
    ]
    days: list[tuple[Evidence, Evidence, date]] = []
    for named, contents, time in rows:
        if time and (due := due_of(time.of(document.normal), year)):
            days.append((document.evidence(*(contents or named)), document.evidence(*time), due))
    for task in plan.tasks:
        yield from _other_days(task, days)


def _other_days(task: Task, days: list[tuple[Evidence, Evidence, date]]) -> Iterator[Finding]:
    said = (task.evidence, *task.restated)
    for cell, time, due in days:
        inside = any(cell.start <= place.start and place.end <= cell.end for place in said)
        if inside and task.due and task.due != due:
            yield Finding("table-conflict", task.id, time, {"prose": task.time, "table": time.quote})
