"""The layouts of the table: by what its rows are listed, and which columns each has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from plankg.graph.counting import by_load, counted, loads
from plankg.schema.plan import Entity, Plan, Target
from plankg.schema.terms import WORKS, DocumentRelation, EntityType, Role
from plankg.schema.wording import Language, words
from plankg.viz.breakdown.measures import Measure, measures, single_measures
from plankg.viz.contexts import TaskContext, contexts
from plankg.viz.figures import figure

FILLED = ("office", "person", "progress", "remark")


@dataclass(frozen=True)
class Part:
    """A sheet or section: what it is called beside the plan's title, and its rows."""

    name: str
    rows: tuple[Measure, ...]

    def blocks(self) -> Iterator[tuple[str, tuple[Measure, ...]]]:
        """Its blocks, each with the text of the band that it begins, or none where it goes on in one."""
        for band, in_band in groupby(self.rows, key=lambda row: row.band):
            above = band
            for _, block in groupby(in_band, key=lambda row: row.block):
                yield above, tuple(block)
                above = ""


Parts = Callable[[Plan, Language], Iterable[Part]]


@dataclass(frozen=True)
class Layout:
    """Columns by key, and the parts that a plan gives."""

    columns: tuple[str, ...]
    parts: Parts


def by_directive(plan: Plan, lang: Language) -> Iterator[Part]:
    """All measures under their directives, the chapters as bands."""
    yield Part(words("breakdown.name", lang), measures(plan))


def by_task(plan: Plan, lang: Language) -> Iterator[Part]:
    """Each task on a row of its own."""
    yield Part(words("breakdown.by_task", lang), single_measures(plan))


def by_unit(plan: Plan, lang: Language) -> Iterator[Part]:
    """A part for each unit, the one with most tasks first: what it does, then what concerns it; last what nobody is named for."""
    rows = measures(plan)
    for unit in by_load(counted(plan).units, loads(plan.assignments)):
        mine = tuple(_rows_of(unit, rows, plan, lang))
        if mine:
            yield Part(unit.name, mine)
    unnamed = tuple(row for row in rows if not any(each.role.does for each in row.assignments))
    if unnamed:
        yield Part(words("breakdown.open", lang), unnamed)


def by_deadline(plan: Plan, lang: Language) -> Iterator[Part]:
    """The measures by when they are due: days first, then what recurs or is told otherwise, last what has no time."""

    def due(row: Measure) -> tuple[bool, date, bool]:
        days = [context.task.due for context in row.tasks if context.task.due]
        return not days, min(days, default=date.max), not _time(row)

    rows = sorted(measures(plan), key=due)
    banded = (replace(row, band=_time(row) or words("breakdown.open", lang)) for row in rows)
    yield Part(words("breakdown.by_deadline", lang), tuple(_apart(banded)))


def by_matter(plan: Plan, lang: Language) -> Iterator[Part]:
    """Each measure as a matter that is followed up by itself."""
    yield Part(words("breakdown.by_matter", lang), tuple(replace(row, band="") for row in _apart(measures(plan))))


def by_target(plan: Plan, lang: Language) -> Iterator[Part]:
    """A row for each figure that is to be reached."""
    tasks = {context.task.id: context for context in contexts(plan)}
    headings = {section.id: section.title for section in plan.sections}

    def row(number: int, target: Target) -> Measure:
        held = (tasks[target.task],) if target.task in tasks else ()
        about = {"indicator": target.indicator, "figure": figure(target, lang)}
        text = held[0].task.text if held else target.evidence.quote
        return Measure(held, text, number, headings.get(target.directive, ""), number, about=about)

    rows = tuple(row(number, target) for number, target in enumerate(counted(plan).targets, 1))
    yield Part(words("breakdown.by_target", lang), rows)


def by_document(plan: Plan, lang: Language) -> Iterator[Part]:
    """A row for each document of each task, by what the task does with it."""
    cited = ((context, each) for context in contexts(plan) for each in context.citations)
    ordered = sorted(cited, key=lambda pair: list(DocumentRelation).index(pair[1].relation))
    rows = (
        _about(context, number, {"document": each.name, "relation": each.relation.said(lang)})
        for number, (context, each) in enumerate(ordered, 1)
    )
    yield Part(words("breakdown.by_document", lang), tuple(rows))


def by_project(plan: Plan, lang: Language) -> Iterator[Part]:
    """A row for each project that a task builds or changes, and what it does with it."""
    projects = {entity.id: entity for entity in plan.entities if entity.type is EntityType.PROJECT}
    tasks = {context.task.id: context for context in contexts(plan)}
    edges = (edge for edge in plan.relations if edge.predicate in WORKS and edge.subject in tasks)
    works = [edge for edge in edges if edge.object in projects]
    rows = (
        _about(tasks[edge.subject], number, {"project": projects[edge.object].name, "stage": edge.predicate.said(lang)})
        for number, edge in enumerate(works, 1)
    )
    yield Part(words("breakdown.by_project", lang), tuple(rows))


def _about(context: TaskContext, number: int, about: dict[str, str]) -> Measure:
    heading = context.directive.title if context.directive else ""
    return Measure((context,), context.task.text, number, heading, number, about=about)


def _rows_of(unit: Entity, rows: Iterable[Measure], plan: Plan, lang: Language) -> Iterator[Measure]:
    """The rows that a unit has a part in, with its part and who else does them; numbered anew."""
    names = {entity.id: entity.name for entity in plan.entities}

    def roles(row: Measure) -> list[Role]:
        return [each.role for each in row.assignments if each.unit == unit.id]

    mine = sorted((row for row in rows if roles(row)), key=lambda row: not any(role.does for role in roles(row)))
    numbers: dict[object, int] = {}
    for row in mine:
        others = dict.fromkeys(names[each.unit] for each in row.assignments if each.role.does and each.unit != unit.id)
        does = any(role.does for role in roles(row))
        about = {
            "part": words("breakdown.and", lang).join(role.said(lang) for role in roles(row)),
            "unit_partners": words("breakdown.and", lang).join(others),
        }
        block = (does, row.block)
        band = words("breakdown.does" if does else "breakdown.concerned", lang)
        yield replace(row, no=numbers.setdefault(block, len(numbers) + 1), block=block, band=band, about=about)


def _time(row: Measure) -> str:
    first = row.tasks[0].task
    return first.time or first.recurrence or ""


def _apart(rows: Iterable[Measure]) -> Iterator[Measure]:
    """The rows each with a number and a block of its own: they stand apart from their directives."""
    return (replace(row, no=number, block=number) for number, row in enumerate(rows, 1))


LAYOUTS = {
    "directive": Layout(
        ("no", "key_task", "measure", "lead", "support", "concerned", "figures", "when", *FILLED), by_directive
    ),
    "task": Layout(("no", "directive", "measure", "lead", "support", "concerned", "figures", "when", *FILLED), by_task),
    "unit": Layout(("no", "key_task", "measure", "part", "unit_partners", "figures", "when", *FILLED), by_unit),
    "deadline": Layout(("no", "when", "measure", "lead", "support", "figures", "directive", *FILLED), by_deadline),
    "target": Layout(
        ("no", "indicator", "figure", "when", "measure", "lead", "support", "directive", *FILLED), by_target
    ),
    "document": Layout(
        ("no", "document", "relation", "measure", "lead", "support", "when", "directive", *FILLED), by_document
    ),
    "project": Layout(
        ("no", "project", "stage", "measure", "lead", "support", "when", "directive", *FILLED), by_project
    ),
    "supervision": Layout(("no", "matter", "host", "helper", "limit", "state"), by_matter),
}
"""The layouts by the names that the command line takes."""
