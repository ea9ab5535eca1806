from __future__ import annotations

import random
from itertools import combinations
from math import dist

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


def test_a_graph_too_large_for_the_last_rounds_is_drawn_by_the_fast_ones() -> None:
    graph: nx.Graph[str] = nx.relabel_nodes(nx.balanced_tree(2, 13), str)
    assert len(set(layout(graph).values())) > 0.99 * len(graph)


def test_an_empty_graph_has_no_places() -> None:
    assert layout(nx.Graph()) == {}
