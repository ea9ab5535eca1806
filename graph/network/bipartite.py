"""Where units and tasks stand when they face each other: units on the left, tasks on the right."""

from __future__ import annotations

from statistics import fmean

from plankg.graph.network.building import Network
from plankg.graph.network.layout import Position

WIDTH = 0.6
"""Room between the two columns, in heights of the picture."""


def bipartite_layout(graph: Network) -> dict[str, Position]:
    """A position for each unit and task of an assignment; other nodes are left out.

    Tasks stand in the order of the text, one unit of length apart, units at even distances over the same height, each
    near the mean of its tasks, so that few lines cross (the barycentre rule of K. Sugiyama, S. Tagawa, M. Toda,
    "Methods for visual understanding of hierarchical system structures", IEEE Trans. SMC 11 (1981) 109-125). y grows
    upwards. An empty graph gives an empty dict.
    """
    tied: dict[str, list[str]] = {}
    for unit, task, edge in graph.edges(data=True):
        if edge["layer"] == "assignment":
            tied.setdefault(unit, []).append(task)
    starts = {task: int(graph.nodes[task]["start"]) for tasks in tied.values() for task in tasks}
    tasks = sorted(starts, key=lambda task: (starts[task], task))
    rows = {task: row for row, task in enumerate(tasks)}
    units = sorted(tied, key=lambda unit: (fmean(rows[task] for task in tied[unit]), unit))
    height = max(len(tasks), len(units), 1)
    return _column(units, 0.0, height) | _column(tasks, round(WIDTH * height, 3), height)


def _column(nodes: list[str], x: float, height: int) -> dict[str, Position]:
    """Spread nodes evenly over the height, the first on top."""
    step = height / max(1, len(nodes))
    return {node: (x, round(height - (row + 0.5) * step, 3)) for row, node in enumerate(nodes)}
