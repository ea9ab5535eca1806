"""Who carries which task, each pair once, with the chance that it is right: what most measures rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from plankg.graph.measures.chance import chance
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Assignment, Entity, Plan
from plankg.schema.terms import EntityType


class Carrying(NamedTuple):
    """That a unit does a task. Its chance is that of the surest statement that says so: several share their words."""

    unit: str
    task: str
    chance: float
    statements: tuple[Assignment, ...]


def carryings(plan: Plan, *, does: bool = True) -> tuple[Carrying, ...]:
    """Each unit and each task that it does, or, with `does=False`, that concerns it, in the order of the text."""
    pairs: dict[tuple[str, str], list[Assignment]] = {}
    for row in plan.assignments:
        if row.role.does is does:
            pairs.setdefault((row.unit, row.task), []).append(row)
    return tuple(
        Carrying(unit, task, max(chance(row) for row in rows), tuple(rows)) for (unit, task), rows in pairs.items()
    )


def by_unit(rows: Iterable[Carrying]) -> dict[str, list[Carrying]]:
    """Carryings by unit, in the order of the text."""
    parts: dict[str, list[Carrying]] = {}
    for row in rows:
        parts.setdefault(row.unit, []).append(row)
    return parts


def by_task(rows: Iterable[Carrying]) -> dict[str, list[Carrying]]:
    """Carryings by task, in the order of the text."""
    parts: dict[str, list[Carrying]] = {}
    for row in rows:
        parts.setdefault(row.task, []).append(row)
    return parts


def evidence_of(rows: Iterable[Carrying]) -> tuple[Evidence, ...]:
    """The words that say so, in the order of the text."""
    places = {statement.evidence for row in rows for statement in row.statements}
    return tuple(sorted(places, key=lambda evidence: (evidence.start, evidence.end)))


class Names:
    """What units are called, and of which type they are."""

    def __init__(self, plan: Plan) -> None:
        """Take the names of a plan's entities."""
        self._units: dict[str, Entity] = {row.id: row for row in plan.entities}

    def name(self, unit: str) -> str:
        """A unit's name."""
        return self._units[unit].name if unit in self._units else unit

    def type(self, unit: str) -> EntityType | None:
        """A unit's type."""
        return self._units[unit].type if unit in self._units else None
