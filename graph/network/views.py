"""Simple views of a plan's network: who works with whom, and who has which part in which task."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
from plankg.graph.network.building import Network
from plankg.graph.network.measures import working_together
from plankg.schema.errors import UsageError


def units_and_tasks(graph: Network) -> Network:
    """The units and tasks of assignments, each of them an edge from unit to task: a graph of two kinds of nodes.

    >>> graph = Network()
    >>> _ = graph.add_edge("p/School/甲校", "p/task/1.1", "lead", layer="assignment")
    >>> _ = graph.add_edge("p/task/1.1", "p/Place/甲地", "mentions", layer="mention")
    >>> list(units_and_tasks(graph))
    ['p/School/甲校', 'p/task/1.1']
    """
    edges = [(*ends, key) for *ends, key, row in graph.edges(keys=True, data=True) if row["layer"] == "assignment"]
    view: Network = nx.MultiDiGraph(graph.edge_subgraph(edges), **graph.graph)
    return view


VIEWS: dict[str, Callable[[Network], nx.Graph[str]]] = {"units": working_together, "units-tasks": units_and_tasks}
"""The views by name: units tied where they do the same task; units and tasks."""


def view_of(graph: Network, name: str) -> nx.Graph[str]:
    """The view of that name. Raises UsageError, with the views there are, for any other."""
    if name not in VIEWS:
        raise UsageError("network_view_unknown", view=name, known=", ".join(VIEWS))
    return VIEWS[name](graph)
