"""Where the nodes stand when the plan is drawn as a tree: chapters, directives, tasks, and what hangs on each task."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple

from plankg.graph.network.building import Network
from plankg.graph.network.layout import Position

INDENT = 6.0
"""Room from one level to the next, in rows: names are written beside their nodes."""
LEVELS = 4
COLUMN = INDENT * LEVELS
ASPECT = 1.7
"""Width to height of the picture, as screens have it."""


class _Block(NamedTuple):
    """A directive (or a heading alone) with its tree: rows and levels from its own corner."""

    places: dict[str, tuple[int, int]]
    rows: int


def hierarchy_layout(graph: Network) -> dict[str, Position]:
    """A position for each node of the plan's tree; things that no task is tied to are left out.

    Everything else hangs on the first task, in the order of the text, that a role or a relation ties it to; where none does,
    on the first that names it. What the issuer does where nobody is named ties nothing. Directives stand one below
    the other, in as many columns as make the picture about as wide as a screen. y grows upwards.
    """
    blocks = _blocks(graph)
    if not blocks:
        return {}
    total = sum(block.rows for block in blocks)
    fits = min(range(1, len(blocks) + 1), key=lambda count: abs(COLUMN * count / (total / count) - ASPECT))
    limit = max(total / fits, *(block.rows for block in blocks))
    positions: dict[str, Position] = {}
    column = top = 0
    for block in blocks:
        if top and top + block.rows > limit:
            column, top = column + 1, 0
        for node, (row, level) in block.places.items():
            positions[node] = (round(column * COLUMN + level * INDENT, 3), float(-(top + row)))
        top += block.rows
    return positions


def _blocks(graph: Network) -> list[_Block]:
    """The blocks in the order of the text; a heading stands with the first directive below it."""
    children = _children(graph)
    root = next((node for node, data in graph.nodes(data=True) if data["type"] == "plan"), None)
    if root is None:
        return []
    blocks = [_Block({root: (0, 0)}, 1)]
    headings: list[str] = []
    stack = list(reversed(children.get(root, [])))
    while stack:
        node = stack.pop()
        below = children.get(node, [])
        if any(graph.nodes[child]["type"] in {"section", "directive"} for child in below):
            headings.append(node)
            stack.extend(reversed(below))
            continue
        blocks.append(_block(headings, node, children))
        headings = []
    return blocks


def _block(headings: list[str], directive: str, children: dict[str, list[str]]) -> _Block:
    """The tree of a directive: headings above it, tasks below it, what hangs on a task below the task."""
    places = {heading: (row, 0) for row, heading in enumerate(headings)}
    row = len(headings)
    places[directive] = (row, 1)
    row += 1
    tasks = children.get(directive, [])
    heights = [1 + len(children.get(task, [])) for task in tasks]
    starts = accumulate(heights, initial=row)
    for task, begin in zip(tasks, starts, strict=False):
        places[task] = (begin, 2)
        places |= {leaf: (begin + place, 3) for place, leaf in enumerate(children.get(task, []), 1)}
    return _Block(places, row + sum(heights) + 1)


def _children(graph: Network) -> dict[str, list[str]]:
    """The tree: parts by the plan's structure; other nodes below the first task that an edge ties them to."""
    children: dict[str, list[str]] = {}
    ordered = sorted(
        (edge for edge in graph.edges(data=True) if edge[2]["layer"] != "default"),
        key=lambda edge: (edge[2]["layer"] == "mention", edge[2]["start"], edge[0], edge[1]),
    )
    parts = [(above, below) for above, below, edge in ordered if edge["layer"] == "structure"]
    placed = {below for _, below in parts}
    for above, below in parts:
        children.setdefault(above, []).append(below)
    types = {node: str(data["type"]) for node, data in graph.nodes(data=True)}
    for source, target, edge in ordered:
        if edge["layer"] == "structure":
            continue
        for task, other in ((source, target), (target, source)):
            if types[task] == "task" and types[other] != "task" and other not in placed:
                placed.add(other)
                children.setdefault(task, []).append(other)
    return children
