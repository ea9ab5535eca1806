"""Who cannot be spared."""

from __future__ import annotations

from collections.abc import Sequence

import networkx as nx
from plankg.graph.measures.carrying import Carrying, Names, by_task, by_unit, carryings, evidence_of
from plankg.graph.measures.chance import resampled
from plankg.graph.measures.cooperation import draws_of, together
from plankg.graph.measures.measure import Measure, Part
from plankg.graph.measures.numbers import Value
from plankg.schema.plan import Plan


def critical(plan: Plan) -> Measure:
    """Who cannot be spared: whose absence leaves tasks to nobody, or breaks cooperation into parts.

    Notes
    -----
    One whose absence breaks a connected part is an articulation point: J. Hopcroft, R. Tarjan, "Algorithm 447: efficient
    algorithms for graph manipulation", Communications of the ACM 16 (1973) 372-378. `breaks` is the number of parts into which
    those fall whom it is joined to, 0 where they stay together.

    """
    columns = ("unit", "type", "sole", "does", "breaks")
    rows, names = carryings(plan), Names(plan)
    if not rows:
        return Measure("critical", "count", (plan.id,), columns)
    own = by_unit(rows)
    sole, breaks = _sole(rows), _breaks(together(rows))
    order = sorted(sole.keys() | breaks.keys(), key=lambda unit: (-len(sole.get(unit, ())), -breaks.get(unit, 0), unit))
    parts = tuple(
        Part(
            (names.name(unit), names.type(unit), len(sole.get(unit, ())), len(own[unit]), breaks.get(unit, 0)),
            evidence_of(sole.get(unit, own[unit])),
        )
        for unit in order
    )
    estimate = resampled(rows, lambda row: row.chance, _number, draws_of(together(rows)))
    figures: dict[str, Value] = {"sole": sum(map(len, sole.values())), "units": len(sole), "cuts": len(breaks)}
    return Measure("critical", "count", (plan.id,), columns, float(len(order)), estimate, parts, figures)


def _number(rows: Sequence[Carrying]) -> float:
    return float(len(_sole(rows).keys() | set(nx.articulation_points(together(rows)))))


def _sole(rows: Sequence[Carrying]) -> dict[str, list[Carrying]]:
    """The tasks that one alone carries, by who does."""
    return by_unit(carried[0] for carried in by_task(rows).values() if len(carried) == 1)


def _breaks(graph: nx.Graph[str]) -> dict[str, int]:
    """The articulation points, each with the number of parts that its absence leaves."""
    return {unit: _parts_without(graph, unit) for unit in nx.articulation_points(graph)}


def _parts_without(graph: nx.Graph[str], unit: str) -> int:
    """Into how many parts those fall whom one is joined to, without it."""
    part = nx.node_connected_component(graph, unit) - {unit}
    return nx.number_connected_components(graph.subgraph(part))
