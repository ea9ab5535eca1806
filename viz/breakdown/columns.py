"""The columns of the table that an office sends round: what the plan says, and what people fill in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from plankg.schema.plan import Assignment, Plan
from plankg.schema.terms import Basis, Role, Standing
from plankg.schema.wording import Language, words
from plankg.viz.breakdown.measures import Measure
from plankg.viz.figures import figure
from plankg.viz.workbook.columns import Cell, Column, plain_column

LEADS = {Role.LEAD: None, Role.RESPONSIBLE: Role.RESPONSIBLE}
SUPPORTS = {Role.PARTNER: None, Role.PARTICIPANT: Role.PARTICIPANT}
"""The roles of a column, with how a name in it is labelled: the column's own role needs no label."""
INFERRED, SETTLED = "＊", "※"
MARKS = {Standing.INFERRED: INFERRED, Standing.DECIDED: SETTLED, Standing.CITED: SETTLED}
"""What stands behind a name that the text does not tie to the task."""
EMPTY = ("office", "person", "progress", "remark", "state")
"""The columns that people fill in."""
ABOUT = ("part", "indicator", "figure", "document", "relation", "project", "stage")
"""The columns of what a row is listed for: the unit's role, the figure, the document, the project."""
KEY = "ids"
"""The hidden column by which a row is known again: the ids of its tasks."""


def columns(plan: Plan, lang: Language) -> dict[str, Column[Measure]]:
    """All columns by key."""
    names = {entity.id: entity.name for entity in plan.entities}
    open_ = words("breakdown.open", lang)

    def column(key: str, width: int, values: Callable[[Measure], Iterable[Cell] | Cell]) -> Column[Measure]:
        return replace(plain_column(f"breakdown_{key}", width, values, lang), key=key)

    def units(roles: Mapping[Role, Role | None]) -> Callable[[Measure], list[str]]:
        return lambda row: list(_units((each for each in row.assignments if each.role in roles), roles, names, lang))

    leads, supports = units(LEADS), units(SUPPORTS)
    concerns = units({role: role for role in Role if not role.does})
    says = {
        "no": column("no", 6, lambda row: row.no),
        "key_task": column("key_task", 17, lambda row: row.heading),
        "measure": column("measure", 46, lambda row: row.text),
        "lead": column("lead", 16, lambda row: leads(row) or open_),
        "support": column("support", 16, supports),
        "concerned": column("concerned", 15, concerns),
        "figures": column("figures", 18, lambda row: _figures(row, lang)),
        "when": column("when", 11, lambda row: tuple(_times(row)) or open_),
        "matter": column("matter", 60, lambda row: row.text),
        "host": column("host", 22, lambda row: leads(row) or open_),
        "helper": column("helper", 22, supports),
        "limit": column("limit", 14, lambda row: tuple(_times(row)) or open_),
        "unit_partners": column("unit_partners", 18, lambda row: row.about.get("unit_partners")),
        "directive": column("directive", 16, lambda row: row.heading),
        KEY: column(KEY, 12, lambda row: " ".join(row.ids)),
    }  # fmt: skip
    about = {key: column(key, 14, lambda row, key=key: row.about.get(key)) for key in ABOUT}  # type: ignore[misc]
    filled = {key: column(key, 9, lambda _: None) for key in EMPTY}
    return says | about | filled


def _units(
    rows: Iterable[Assignment], roles: Mapping[Role, Role | None], names: Mapping[str, str], lang: Language
) -> Iterator[str]:
    """The names under each label, a line a label: the text's own label where it has one (协办单位), else the role."""
    labelled: dict[str, list[str]] = {}
    for row in rows:
        role = roles[row.role]
        own = row.cue.quote.strip("：:（( ") if row.cue and row.basis is Basis.ANNOTATED else ""
        label = ("" if own.startswith(row.role.zh) else own) if role is None else own or role.said(lang)
        labelled.setdefault(label, []).append(names.get(row.unit, row.name) + MARKS.get(row.standing, ""))
    for label, marked in labelled.items():
        listed = words("breakdown.and", lang).join(dict.fromkeys(marked))
        yield words("breakdown.labelled", lang, names=listed, label=label) if label else listed


def _figures(row: Measure, lang: Language) -> Iterator[str]:
    targets = (target for context in row.tasks for target in context.targets if target.kind.measures)
    for target in targets:
        said = figure(target, lang)
        yield said if target.indicator in said else f"{target.indicator} {said}"


def _times(row: Measure) -> Iterator[str]:
    """When and how often, as written; of a figure with a time of its own that time."""
    for context in row.tasks:
        yield from filter(None, (context.task.time, context.task.recurrence))
        yield from filter(None, (target.deadline for target in context.targets))
