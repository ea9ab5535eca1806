"""Where the nodes of a picture stand: by forces within each connected part, the parts side by side."""

from __future__ import annotations

from math import sqrt

import networkx as nx
from plankg.graph.network.forces import forces

Position = tuple[float, float]
Part = dict[str, Position]

GAP = 1.5
"""Room between two parts, in units of an edge."""


def layout(graph: nx.Graph[str], *, seed: int = 1) -> Part:
    """A position for each node, in the order of the graph's nodes; an edge is one to two units long.

    Connected parts are laid out each on its own and set in rows, the largest first, so that no part covers another and
    single nodes don't drift away. The same graph and seed give the same positions.
    """
    parts = sorted(nx.connected_components(graph.to_undirected(as_view=True)), key=lambda part: (-len(part), min(part)))
    placed = [_part(graph.subgraph(part), sorted(part), seed) for part in parts]
    positions: Part = {}
    for part, (left, top) in zip(placed, _rows([_size(part) for part in placed]), strict=True):
        positions |= {node: (round(x + left, 3), round(y + top, 3)) for node, (x, y) in part.items()}
    return {node: positions[node] for node in graph}


def _part(graph: nx.Graph[str], nodes: list[str], seed: int) -> Part:
    """Lay one connected part out, its left upper corner at 0, 0."""
    number = {node: place for place, node in enumerate(nodes)}
    ends = {tuple(sorted((number[first], number[second]))) for first, second in graph.edges()}
    drawn = forces(len(nodes), sorted((first, second) for first, second in ends if first != second), seed=seed)
    left, top = min(x for x, _ in drawn), min(y for _, y in drawn)
    return {node: (x - left, y - top) for node, (x, y) in zip(nodes, drawn, strict=True)}


def _size(part: Part) -> Position:
    return max(x for x, _ in part.values()), max(y for _, y in part.values())


def _rows(sizes: list[Position]) -> list[Position]:
    """The left upper corner of each part, set in rows that together come near a square."""
    room = sum((width + GAP) * (height + GAP) for width, height in sizes)
    limit = max([sqrt(room), *(width for width, _ in sizes)])
    corners = []
    x = y = height = 0.0
    for width, tall in sizes:
        if x > 0 and x + width > limit:
            x, y, height = 0.0, y + height + GAP, 0.0
        corners.append((x, y))
        x, height = x + width + GAP, max(height, tall)
    return corners
