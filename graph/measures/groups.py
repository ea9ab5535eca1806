"""The groups into which those fall who carry tasks together."""

from __future__ import annotations

import networkx as nx
from plankg.graph.measures.carrying import Names, by_task, carryings, evidence_of
from plankg.graph.measures.chance import resampled
from plankg.graph.measures.cooperation import draws_of, joined, together
from plankg.graph.measures.measure import Measure, Part
from plankg.graph.measures.numbers import Value
from plankg.schema.plan import Plan


def groups(plan: Plan) -> Measure:
    """The groups into which those fall who carry tasks together.

    Notes
    -----
    Communities by the method of Louvain with a fixed seed: V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, "Fast
    unfolding of communities in large networks", Journal of Statistical Mechanics (2008) P10008. Modularity tells how much more
    lies within groups than by chance: M. E. J. Newman, M. Girvan, "Finding and evaluating community structure in networks",
    Physical Review E 69 (2004) 026113. Small groups may be run together: S. Fortunato, M. Barthélemy, "Resolution limit in
    community detection", PNAS 104 (2007) 36-41.

    """
    columns = ("group", "members", "units", "shared")
    rows, names = carryings(plan), Names(plan)
    graph = joined(together(rows))
    sets = communities(graph)
    if not sets:
        return Measure("groups", "count", (plan.id,), columns)
    estimate = resampled(
        rows, lambda row: row.chance, lambda kept: float(len(communities(joined(together(kept))))), draws_of(graph)
    )
    tasks = by_task(rows)
    parts = []
    for number, group in enumerate(sets, 1):
        inside = [
            own for own in ([row for row in each if row.unit in group] for each in tasks.values()) if len(own) > 1
        ]
        values = (number, len(group), "、".join(names.name(unit) for unit in group), len(inside))
        parts.append(Part(values, evidence_of(row for own in inside for row in own)))
    modularity = nx.community.modularity(graph, [set(group) for group in sets], weight="weight")
    figures: dict[str, Value] = {"joined": graph.number_of_nodes(), "modularity": float(modularity)}
    return Measure("groups", "count", (plan.id,), columns, float(len(sets)), estimate, tuple(parts), figures)


def communities(graph: nx.Graph[str]) -> list[list[str]]:
    """The communities of a graph by the method of Louvain, the largest first, each sorted; none of a graph without edges.

    The same graph gives the same, in every process: numbers stand in for names, whose order in a set changes.
    """
    if not graph.number_of_edges():
        return []
    order = sorted(graph)
    numbers = nx.relabel_nodes(graph, {name: number for number, name in enumerate(order)})
    parts = nx.community.louvain_communities(numbers, weight="weight", seed=1)
    return sorted((sorted(order[number] for number in part) for part in parts), key=lambda part: (-len(part), part))
