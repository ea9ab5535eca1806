"""Who carries tasks together, and how often."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

import networkx as nx
from plankg.graph.measures.carrying import Carrying, Names, by_task, carryings, evidence_of
from plankg.graph.measures.chance import DRAWS, number_right
from plankg.graph.measures.measure import Measure, Part
from plankg.graph.measures.numbers import Value
from plankg.graph.network.measures import projection
from plankg.schema.plan import Plan

MOST_STEPS = 2_000_000
"""Of walks along edges, over all draws: larger networks are drawn less often."""
FEWEST_DRAWS = 20


def together(rows: Iterable[Carrying]) -> nx.Graph[str]:
    """Those who carry tasks, by id; an edge joins two who carry the same, with their number as `weight`."""
    return projection({task: [row.unit for row in own] for task, own in by_task(rows).items()})


def joined(graph: nx.Graph[str]) -> nx.Graph[str]:
    """The graph without those who carry their tasks alone."""
    alone = [unit for unit, degree in graph.degree() if degree == 0]
    graph.remove_nodes_from(alone)
    return graph


def draws_of(graph: nx.Graph[str]) -> int:
    """How often a network is drawn: seldom where it is large."""
    steps = graph.number_of_nodes() * max(1, graph.number_of_edges())
    return max(FEWEST_DRAWS, min(DRAWS, MOST_STEPS // steps))


def coordination(plan: Plan) -> Measure:
    """The share of the tasks that somebody carries which several carry, with the pairs that do.

    Notes
    -----
    The pairs are the edges of the weighted one-mode projection: M. E. J. Newman, "Scientific collaboration networks. II",
    Physical Review E 64 (2001) 016132, with plain counts. That several carry a task is right where two of its parts are; the
    number of such tasks is Poisson binomial.

    """
    columns = ("first", "second", "shared", "tasks_of")
    names, tasks = Names(plan), by_task(carryings(plan))
    if not tasks:
        return Measure("coordination", "share", (plan.id,), columns)
    several = {task: rows for task, rows in tasks.items() if len(rows) > 1}
    pairs: dict[tuple[str, str], list[Carrying]] = {}
    for rows in several.values():
        for first, second in combinations(sorted(rows, key=lambda row: row.unit), 2):
            pairs.setdefault((first.unit, second.unit), []).extend((first, second))
    parts = []
    for pair, own in sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0])):
        ids = dict.fromkeys(row.task for row in own)
        parts.append(Part((*map(names.name, pair), len(ids), " ".join(ids)), evidence_of(own)))
    estimate = number_right(_two_right([row.chance for row in rows]) for rows in several.values()).over(len(tasks))
    figures: dict[str, Value] = {"several": len(several), "tasks": len(tasks), "pairs": len(pairs)}
    value = len(several) / len(tasks)
    return Measure("coordination", "share", (plan.id,), columns, value, estimate, tuple(parts), figures)


def _two_right(chances: Sequence[float]) -> float:
    """The chance that two at least are right."""
    none = 1.0
    one = 0.0
    for chance in chances:
        none, one = none * (1 - chance), one * (1 - chance) + none * chance
    return 1.0 - none - one
