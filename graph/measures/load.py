"""Who has how many tasks, in which roles, and who is only concerned."""

from __future__ import annotations

from collections import Counter

from plankg.graph.measures.carrying import Names, by_unit, carryings, evidence_of
from plankg.graph.measures.chance import Estimate, any_right, number_right
from plankg.graph.measures.measure import Measure, Part
from plankg.graph.measures.numbers import Value
from plankg.schema.plan import Plan
from plankg.schema.terms import Role

ROLES = tuple(role for role in Role if role.does)
LOAD = ("unit", "type", "does", "expected", "low", "high", *(role.value for role in ROLES), "concerns")


def load(plan: Plan) -> Measure:
    """The tasks of each who has a part, by role, who carries most first; the number is the greatest load.

    Notes
    -----
    The out-degree in the bipartite graph of units and tasks, split by role: S. P. Borgatti, M. G. Everett, "Network analysis
    of 2-mode data", Social Networks 19 (1997) 243-269. A load's interval is that of the Poisson binomial over its parts.

    """
    names, rows = Names(plan), by_unit(carryings(plan))
    concerned = by_unit(carryings(plan, does=False))
    estimates = {unit: number_right(row.chance for row in own) for unit, own in rows.items()}
    order = sorted(rows, key=lambda unit: (-len(rows[unit]), -estimates[unit].expected, unit))
    others = sorted(concerned.keys() - rows.keys(), key=lambda unit: (-len(concerned[unit]), unit))
    parts = []
    for unit in (*order, *others):
        own, estimate = rows.get(unit, []), estimates.get(unit, Estimate(0.0, 0, 0))
        roles = Counter(role for row in own for role in {statement.role for statement in row.statements})
        numbers: tuple[Value, ...] = (len(own), round(estimate.expected, 2), int(estimate.low), int(estimate.high))
        values = (names.name(unit), names.type(unit), *numbers, *(roles[role] for role in ROLES))
        parts.append(Part((*values, len(concerned.get(unit, ()))), evidence_of([*own, *concerned.get(unit, ())])))
    if not order:
        return Measure("load", "count", (plan.id,), LOAD, parts=tuple(parts))
    most = float(len(rows[order[0]]))
    figures: dict[str, Value] = {
        "unit": names.name(order[0]),
        "doers": len(order),
        "tasks": len({row.task for own in rows.values() for row in own}),
    }
    return Measure("load", "count", (plan.id,), LOAD, most, estimates[order[0]], tuple(parts), figures)


def doing(plan: Plan) -> Measure:
    """The share of those with a part in a task who do one, rather than only being concerned.

    Notes
    -----
    The two sides of a task in the words of the genre (责任 and 对象), counted as `load` counts them. That one does a task at
    all is right where one of the statements that say so is; the number of such is Poisson binomial.

    """
    names, done = Names(plan), by_unit(carryings(plan))
    concerned = by_unit(carryings(plan, does=False))
    columns = ("unit", "type", "does", "concerns")
    everyone = sorted(
        done.keys() | concerned.keys(),
        key=lambda unit: (unit in done, -len(concerned.get(unit, ())), -len(done.get(unit, ())), unit),
    )
    if not everyone:
        return Measure("doing", "share", (plan.id,), columns)
    parts = tuple(
        Part(
            (names.name(unit), names.type(unit), len(done.get(unit, ())), len(concerned.get(unit, ()))),
            evidence_of([*done.get(unit, ()), *concerned.get(unit, ())]),
        )
        for unit in everyone
    )
    estimate = number_right(any_right(row.chance for row in rows) for rows in done.values()).over(len(everyone))
    figures: dict[str, Value] = {"doers": len(done), "parties": len(everyone)}
    return Measure("doing", "share", (plan.id,), columns, len(done) / len(everyone), estimate, parts, figures)
