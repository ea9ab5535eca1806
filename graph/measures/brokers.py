"""Through whom cooperation runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import networkx as nx
from plankg.graph.measures.carrying import Carrying, Names, by_unit, carryings, evidence_of
from plankg.graph.measures.chance import resampled
from plankg.graph.measures.cooperation import draws_of, joined, together
from plankg.graph.measures.measure import Measure, Part
from plankg.graph.measures.numbers import Value
from plankg.schema.plan import Plan


def brokers(plan: Plan) -> Measure:
    """How far cooperation runs through one: betweenness of each who carries tasks with others, centralised.

    Notes
    -----
    Betweenness is the share of the shortest paths between two others that lead through one, over all pairs of others: L. C.
    Freeman, "A set of measures of centrality based on betweenness", Sociometry 40 (1977) 35-41; computed as in U. Brandes, "A
    faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001) 163-177. Centralisation is
    Σ (b_max - b_i) / (n - 1), 1 for a star: L. C. Freeman, "Centrality in social networks: conceptual clarification", Social
    Networks 1 (1979) 215-239. `kept` is the share of draws in which one still stands between others.

    """
    columns = ("unit", "type", "betweenness", "partners", "kept")
    rows, names = carryings(plan), Names(plan)
    graph = joined(together(rows))
    if graph.number_of_nodes() < 3:  # noqa: PLR2004 - nobody stands between two
        return Measure("brokers", "index", (plan.id,), columns)
    between = nx.betweenness_centrality(graph)
    again: Counter[str] = Counter()
    drawn = 0

    def centralised(kept: list[Carrying]) -> float:
        nonlocal drawn
        drawn += 1
        scores = nx.betweenness_centrality(joined(together(kept)))
        again.update(unit for unit, score in scores.items() if score > 0)
        return centralisation([*scores.values()])

    estimate = resampled(rows, lambda row: row.chance, centralised, draws_of(graph))
    own = by_unit(rows)
    parts = tuple(
        Part(
            (names.name(unit), names.type(unit), round(score, 4), graph.degree(unit), again[unit] / drawn),
            evidence_of(own[unit]),
        )
        for unit, score in sorted(between.items(), key=lambda item: (-item[1], item[0]))
        if score > 0
    )
    figures: dict[str, Value] = {"joined": graph.number_of_nodes(), "between": len(parts)}
    value = centralisation([*between.values()])
    return Measure("brokers", "index", (plan.id,), columns, value, estimate, parts, figures)


def centralisation(scores: Sequence[float]) -> float:
    """How far scores between 0 and 1 stand below the highest, on average: 1 where one has 1 and the others 0.

    >>> centralisation([1.0, 0.0, 0.0]), centralisation([0.2, 0.2]), centralisation([])
    (1.0, 0.0, 0.0)
    """
    top = max(scores, default=0.0)
    return sum(top - score for score in scores) / (len(scores) - 1) if len(scores) > 1 else 0.0
