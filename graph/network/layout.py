"""Where the nodes of a picture stand: by forces within each connected part, the parts side by side."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from math import cos, pi, sin, sqrt

import igraph  # type: ignore[import-untyped]  # has no stubs
import networkx as nx

Position = tuple[float, float]
Part = dict[str, Position]

ROUNDS = 500
"""Fast rounds, in which a node heeds near nodes only."""
POLISH = 50
"""Rounds with all forces after them: without these, distant parts may overlap."""
MOST_MOVES = 1_500_000
"""Of nodes in the fast rounds: a part of more than 3,000 nodes gets fewer rounds, so that nobody waits for minutes."""
MOST_PAIRS = 250_000_000
"""Of nodes that push each other in the last rounds: a part of more than 2,200 nodes gets fewer of these."""
GAP = 1.5
"""Room between two parts, in units of an edge."""


def layout(graph: nx.Graph[str], *, seed: int = 1) -> Part:
    """Give a position for each node, in the order of the graph's nodes; an edge is about one unit long.

    Connected parts are laid out each on its own (Fruchterman and Reingold, Software: Practice and Experience 21 (1991)
    1129-1164, as igraph does it) and set in rows, the largest first, so that no part covers another and single nodes
    don't drift away. The same graph and seed give the same positions.
    """
    parts = sorted(nx.connected_components(graph.to_undirected(as_view=True)), key=lambda part: (-len(part), min(part)))
    with _seeded(seed):
        placed = [_forces(graph.subgraph(part), sorted(part)) for part in parts]
    positions: Part = {}
    for part, (left, top) in zip(placed, _rows([_size(part) for part in placed]), strict=True):
        positions |= {node: (round(x + left, 3), round(y + top, 3)) for node, (x, y) in part.items()}
    return {node: positions[node] for node in graph}


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Make igraph draw from a generator of our own: it has one for the whole process, and gets Python's own back."""
    igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - a layout keeps no secrets
    try:
        yield
    finally:
        igraph.set_random_number_generator(random)


def _forces(graph: nx.Graph[str], nodes: list[str]) -> Part:
    """Lay one connected part out, its left upper corner at 0, 0. Nodes start on a circle, in the order given."""
    place = {node: number for number, node in enumerate(nodes)}
    pairs = sorted({tuple(sorted((place[first], place[second]))) for first, second in graph.edges()})
    edges = [(first, second) for first, second in pairs if first != second]
    radius = sqrt(len(nodes))
    circle = [(radius * cos(2 * pi * n / len(nodes)), radius * sin(2 * pi * n / len(nodes))) for n in range(len(nodes))]
    shape = igraph.Graph(n=len(nodes), edges=edges)
    rounds, polish = min(ROUNDS, MOST_MOVES // len(nodes)), min(POLISH, MOST_PAIRS // len(nodes) ** 2)
    drawn = shape.layout_fruchterman_reingold(seed=circle, grid="grid", niter=max(rounds, 1))
    if polish:
        drawn = shape.layout_fruchterman_reingold(seed=drawn, grid="nogrid", niter=polish, start_temp=0.5)
    left, top = min(x for x, _ in drawn), min(y for _, y in drawn)
    return {node: (x - left, y - top) for node, (x, y) in zip(nodes, drawn, strict=True)}


def _size(part: Part) -> Position:
    return max(x for x, _ in part.values()), max(y for _, y in part.values())


def _rows(sizes: list[Position]) -> list[Position]:
    """Give the left upper corner of each part, set in rows that together come near a square."""
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
