"""What planners measure on the network of a plan: load, working together, how much hangs on a thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

import networkx as nx
from plankg.graph.network.building import Network
from plankg.schema.terms import EntityType

LOOSE = frozenset({"structure", "mention", "default"})
"""Layers whose edges tie no two things to each other."""


THINGS = frozenset(kind.value for kind in EntityType)


class Load(NamedTuple):
    """How many tasks a unit does, and how many concern it."""

    does: int
    concerned: int


def unit_load(graph: Network) -> dict[str, Load]:
    """Count for each unit the tasks that it does and those that concern it.

    Parameters
    ----------
    graph
        The network of a plan.

    Returns
    -------
    dict
        Load by node, the most loaded first (by tasks done, then by tasks concerned, then by name). A unit with two
        roles that do in one task counts once; things without an assignment are left out.

    Examples
    --------
    >>> graph = Network()
    >>> _ = graph.add_edge("School/甲校", "task/1.1", layer="assignment", does=True)
    >>> _ = graph.add_edge("School/甲校", "task/1.2", layer="assignment", does=False)
    >>> unit_load(graph)
    {'School/甲校': Load(does=1, concerned=1)}

    Notes
    -----
    The out-degree in the bipartite graph of units and tasks, split by role:
    S. P. Borgatti, M. G. Everett, "Network analysis of 2-mode data", Social Networks 19 (1997) 243-269.

    """
    tasks: dict[str, dict[bool, set[str]]] = {}
    for unit, task, edge in graph.edges(data=True):
        if edge.get("layer") == "assignment":
            tasks.setdefault(unit, {True: set(), False: set()})[bool(edge["does"])].add(task)
    loads = {unit: Load(len(parts[True]), len(parts[False])) for unit, parts in tasks.items()}
    return dict(sorted(loads.items(), key=lambda item: (-item[1].does, -item[1].concerned, item[0])))


def working_together(graph: Network) -> nx.Graph[str]:
    """Tie the units that do the same task.

    Parameters
    ----------
    graph
        The network of a plan.

    Returns
    -------
    networkx.Graph
        Units with their attributes; edges have `weight`, the number of tasks shared, and `tasks`, their nodes sorted
        and joined by spaces. A unit that does its tasks alone has no edge; one that is only concerned is left out.

    Examples
    --------
    >>> graph = Network()
    >>> for unit in ("School/甲校", "School/乙校"):
    ...     _ = graph.add_edge(unit, "task/1.1", layer="assignment", does=True)
    >>> working_together(graph).edges(data="weight")
    EdgeDataView([('School/乙校', 'School/甲校', 1)])

    Notes
    -----
    The weighted one-mode projection of units and tasks: M. E. J. Newman, "Scientific collaboration networks. II",
    Physical Review E 64 (2001) 016132, with plain counts, as planners count them.

    """
    doers: dict[str, set[str]] = {}
    for unit, task, edge in graph.edges(data=True):
        if edge.get("layer") == "assignment" and edge["does"]:
            doers.setdefault(task, set()).add(unit)
    joint = projection(doers)
    joint.graph["name"] = graph.graph.get("name", "")
    joint.add_nodes_from((unit, graph.nodes[unit]) for unit in joint.nodes)
    return joint


def projection(doers: Mapping[str, Iterable[str]]) -> nx.Graph[str]:
    """Those who do tasks, sorted, with an edge between two who do the same; see `working_together`."""
    shared: dict[tuple[str, str], list[str]] = {}
    for task, units in doers.items():
        for pair in combinations(sorted(set(units)), 2):
            shared.setdefault(pair, []).append(task)
    joint: nx.Graph[str] = nx.Graph()
    joint.add_nodes_from(sorted({unit for units in doers.values() for unit in units}))
    for (first, second), tasks in sorted(shared.items()):
        joint.add_edge(first, second, weight=len(tasks), tasks=" ".join(sorted(tasks)))
    return joint


def connections(graph: Network) -> dict[str, int]:
    """Count for each entity the other things that the plan ties to it.

    Parameters
    ----------
    graph
        The network of a plan.

    Returns
    -------
    dict
        Number of different neighbours by node, the highest first, then by name. Plan, sections, tasks and targets are
        counted as neighbours but not listed; edges of structure are left out, as is what words only mention, and what the
        issuer does where nobody is named.

    Examples
    --------
    >>> graph = Network()
    >>> graph.add_node("School/甲校", type="School")
    >>> _ = graph.add_edge("School/甲校", "task/1.1", layer="assignment", does=True)
    >>> connections(graph)
    {'School/甲校': 1}

    Notes
    -----
    Degree centrality without the division by n - 1: L. C. Freeman, "Centrality in social networks: conceptual
    clarification", Social Networks 1 (1979) 215-239.

    """
    neighbours: dict[str, set[str]] = {}
    for first, second, edge in graph.edges(data=True):
        if edge.get("layer") not in LOOSE and first != second:
            neighbours.setdefault(first, set()).add(second)
            neighbours.setdefault(second, set()).add(first)
    counts = {name: len(others) for name, others in neighbours.items() if graph.nodes[name].get("type") in THINGS}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
