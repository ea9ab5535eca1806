"""Where the nodes of one connected part stand: first by how many edges lie between them, then by near forces.

The first step is the stress of sparse pairs (Ortmann, Klimenta, Brandes, Journal of Graph Algorithms and Applications 21
(2017) 791-821) by stochastic descent (Zheng, Pawar, Goodman, IEEE TVCG 25 (2019) 2738-2748), the second the forces of
Fruchterman and Reingold (Software: Practice and Experience 21 (1991) 1129-1164) between nodes that stand near each other.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from math import exp, hypot, log, sqrt
from typing import NamedTuple

Edges = Sequence[tuple[int, int]]
Axis = list[float]

PIVOTS = 16
"""Nodes from which distances are counted to all others."""
DESCENTS = 8
"""Rounds in which distances are brought towards the count of edges."""
ROUNDS = 25
"""Rounds of near forces: these keep nodes off each other."""
NEAR = 2.0
"""How far a node pushes others away, in units of the distance at which push and pull of an edge are equal."""
LONGER, SPREAD = 1.8, 0.2
"""How much longer edges are made before the near forces; how far from the middle nodes then are, in roots of their number."""
MOST_PAIRS = 2_000_000
"""Of nodes that push each other in all rounds: nobody waits for minutes where very many stand in one spot."""
TINY = 1e-9


class Wish(NamedTuple):
    """That a node stand so far from another; `mutual` where the other moves as well."""

    node: int
    other: int
    distance: float
    weight: float
    mutual: bool


def forces(number: int, edges: Edges, *, seed: int) -> list[tuple[float, float]]:
    """Place nodes 0 to number - 1 that edges tie together; two that are tied stand one to two units apart.

    Each edge comes once, none leads from a node to itself. The same edges and seed give the same places, in every process.
    """
    chance = random.Random(seed)  # noqa: S311 - a layout keeps no secrets
    xs, ys = ([sqrt(number) * chance.random() for _ in range(number)] for _ in "xy")
    if number > 1:
        _descend(xs, ys, _wishes(number, edges), chance)
        factor = _widening(xs, ys)
        xs, ys = [factor * x for x in xs], [factor * y for y in ys]
        _push_and_pull(xs, ys, edges)
    return list(zip(xs, ys, strict=True))


def _wishes(number: int, edges: Edges) -> list[Wish]:
    """List what is wished: of both ends of each edge to stand one apart, of each node its distance to each pivot."""
    near: list[list[int]] = [[] for _ in range(number)]
    for first, second in edges:
        near[first].append(second)
        near[second].append(first)
    pivots = dict(_pivots(near))
    counts = list(zip(*pivots.values(), strict=True))
    home = [row.index(min(row)) for row in counts]
    wishes = [Wish(first, second, 1, 1, mutual=True) for first, second in edges]
    for place, (pivot, hops) in enumerate(pivots.items()):
        region = sorted(far for far, row in zip(hops, home, strict=True) if row == place)
        weights = [bisect_right(region, far // 2) / far**2 for far in range(1, max(hops) + 1)]
        wishes += [Wish(node, pivot, far, weights[far - 1], mutual=False) for node, far in enumerate(hops) if far > 1]
    return wishes


def _pivots(near: list[list[int]]) -> Iterator[tuple[int, list[int]]]:
    """Pivots with the number of edges to every node: that with most neighbours, then always the farthest from all before."""
    pivot = max(range(len(near)), key=lambda node: len(near[node]))
    least = [len(near)] * len(near)
    for _ in range(PIVOTS):
        hops = _hops(near, pivot)
        yield pivot, hops
        least = list(map(min, least, hops))
        pivot = least.index(max(least))
        if least[pivot] == 0:
            return


def _hops(near: list[list[int]], start: int) -> list[int]:
    hops = [-1] * len(near)
    hops[start] = 0
    waiting = deque([start])
    while waiting:
        node = waiting.popleft()
        for other in near[node]:
            if hops[other] < 0:
                hops[other] = hops[node] + 1
                waiting.append(other)
    return hops


def _descend(xs: Axis, ys: Axis, wishes: list[Wish], chance: random.Random) -> None:
    """Move nodes to where they are wished, wish by wish in an order of chance, by steps that shrink from round to round."""
    weights = [wish.weight for wish in wishes]
    first, last = 1 / min(weights), 0.1 / max(weights)
    for turn in range(DESCENTS):
        step = first * exp(log(last / first) * turn / (DESCENTS - 1))
        chance.shuffle(wishes)
        for node, other, distance, weight, mutual in wishes:
            across, down = xs[node] - xs[other], ys[node] - ys[other]
            length = sqrt(across * across + down * down) or TINY
            part = min(weight * step, 1.0) * (length - distance) / length
            if mutual:
                part /= 2
                xs[other] += part * across
                ys[other] += part * down
            xs[node] -= part * across
            ys[node] -= part * down


def _widening(xs: Axis, ys: Axis) -> float:
    """By how much to widen the picture, so that near forces find few nodes in one spot."""
    number = len(xs)
    middle_x, middle_y = sum(xs) / number, sum(ys) / number
    squares = sum((x - middle_x) ** 2 + (y - middle_y) ** 2 for x, y in zip(xs, ys, strict=True))
    return max(LONGER, SPREAD * number / max(sqrt(squares), TINY))


def _push_and_pull(xs: Axis, ys: Axis, edges: Edges) -> None:
    """Let near nodes push each other by 1 / distance and edges pull by distance², for ever shorter ways."""
    pairs = 0
    for turn in range(ROUNDS):
        across, down = [0.0] * len(xs), [0.0] * len(xs)
        for node, others in _near(xs, ys):
            pairs += len(others)
            _push(node, others, xs, ys, across, down)
        _pull(edges, xs, ys, across, down)
        longest = 1 - turn / ROUNDS
        for node, (x, y) in enumerate(zip(across, down, strict=True)):
            factor = min(1.0, longest / max(hypot(x, y), TINY))
            xs[node] += factor * x
            ys[node] += factor * y
        if pairs > MOST_PAIRS:
            return


def _near(xs: Axis, ys: Axis) -> Iterator[tuple[int, list[int]]]:
    """Each node with those of its own square and the squares beside it, each pair once."""
    squares: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for node, (x, y) in enumerate(zip(xs, ys, strict=True)):
        squares[int(x // NEAR), int(y // NEAR)].append(node)
    for (column, row), here in squares.items():
        beside = ((column + 1, row - 1), (column + 1, row), (column + 1, row + 1), (column, row + 1))
        around = [node for square in beside for node in squares.get(square, ())]
        for number, node in enumerate(here, 1):
            yield node, here[number:] + around


def _push(node: int, others: list[int], xs: Axis, ys: Axis, across: Axis, down: Axis) -> None:
    here_x, here_y = xs[node], ys[node]
    far = NEAR * NEAR
    moved_x = moved_y = 0.0
    for other in others:
        x, y = here_x - xs[other], here_y - ys[other]
        square = x * x + y * y
        if square < far:
            square = square or TINY
            x /= square
            y /= square
            moved_x += x
            moved_y += y
            across[other] -= x
            down[other] -= y
    across[node] += moved_x
    down[node] += moved_y


def _pull(edges: Edges, xs: Axis, ys: Axis, across: Axis, down: Axis) -> None:
    for first, second in edges:
        x, y = xs[first] - xs[second], ys[first] - ys[second]
        length = sqrt(x * x + y * y)
        x *= length
        y *= length
        across[first] -= x
        down[first] -= y
        across[second] += x
        down[second] += y
