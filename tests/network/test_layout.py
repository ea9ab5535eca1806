from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from itertools import combinations
from math import dist, sqrt
from statistics import mean, pstdev

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plankg.graph.network import Network, layout, network
from plankg.schema import Document, Plan

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def graph(plan: Plan, document: Document) -> Network:
    return network(plan, document)


def box(positions: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    across, down = zip(*positions, strict=True)
    return min(across), min(down), max(across), max(down)


def test_every_node_has_a_place_of_its_own(graph: Network) -> None:
    positions = layout(graph)
    assert list(positions) == list(graph)
    assert len(set(positions.values())) == len(graph)


def test_the_same_graph_gives_the_same_places(graph: Network) -> None:
    assert layout(graph) == layout(graph.copy())


def test_pythons_own_random_numbers_are_left_alone(graph: Network) -> None:
    random.seed(7)
    expected = random.random()  # noqa: S311 - no secret
    random.seed(7)
    layout(graph, seed=3)
    assert random.random() == expected  # noqa: S311 - no secret


def test_neighbours_stand_nearer_than_strangers(graph: Network) -> None:
    positions = layout(graph)
    part = max(nx.connected_components(graph.to_undirected()), key=len)
    tied = [dist(positions[a], positions[b]) for a, b in graph.edges() if a != b]
    strangers = [dist(positions[a], positions[b]) for a, b in combinations(sorted(part)[::5], 2)]
    assert sum(tied) / len(tied) < 0.5 * sum(strangers) / len(strangers)


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8))
def test_parts_that_hang_apart_do_not_cover_each_other(sizes: list[int]) -> None:
    graph: nx.Graph[str] = nx.Graph()
    for number, size in enumerate(sizes):
        nx.add_path(graph, [f"{number}-{step}" for step in range(size)])
    positions = layout(graph)
    boxes = [box([positions[f"{number}-{step}"] for step in range(size)]) for number, size in enumerate(sizes)]
    for (left, top, right, bottom), (l2, t2, r2, b2) in combinations(boxes, 2):
        assert right < l2 or r2 < left or bottom < t2 or b2 < top


@pytest.mark.parametrize(
    "graph", [nx.balanced_tree(2, 10), nx.star_graph(1500), nx.complete_graph(120), nx.path_graph(900)]
)
def test_graphs_of_any_shape_are_drawn(graph: nx.Graph[int]) -> None:
    assert len(set(layout(nx.relabel_nodes(graph, str)).values())) > 0.99 * len(graph)


def test_few_nodes_cover_each_other_and_edges_are_of_like_length(graph: Network) -> None:
    positions = layout(graph)
    ways = [dist(positions[a], positions[b]) for a, b in {tuple(sorted(ends)) for ends in graph.edges()} if a != b]
    left, top, right, bottom = box(list(positions.values()))
    room = sqrt((right - left) * (bottom - top) / len(graph))
    covered = sum(dist(*pair) < 0.2 * room for pair in combinations(positions.values(), 2))
    assert covered < 0.05 * len(graph)
    assert pstdev(ways) < 0.7 * mean(ways)


def test_another_process_gives_the_same_places(graph: Network) -> None:
    code = """
import json, sys
import networkx as nx
from plankg.graph.network import layout
nodes, edges = json.load(sys.stdin)
graph = nx.Graph()
graph.add_nodes_from(nodes)
graph.add_edges_from(edges)
print(json.dumps(layout(graph)))
"""
    given_graph = json.dumps([list(graph), [list(ends) for ends in graph.edges()]])
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            input=given_graph,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": chance},
        ).stdout
        for chance in ("1", "2")
    }
    assert told == {json.dumps(layout(graph)) + "\n"}


def test_an_empty_graph_has_no_places() -> None:
    assert layout(nx.Graph()) == {}
