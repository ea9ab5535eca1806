from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from plankg.graph.network import Network, network, network_bytes, write_network
from plankg.schema import Document, GraphError, Plan, UsageError

pytestmark = pytest.mark.slow

SYNTAXES = pytest.mark.parametrize("syntax", ["graphml", "gexf"])


@pytest.fixture(scope="module")
def graph(plan: Plan, document: Document) -> Network:
    return network(plan, document)


def test_graphml_gives_the_same_network_back(graph: Network, tmp_path: Path) -> None:
    path = tmp_path / "网络.graphml"
    write_network(graph, path)
    back = nx.read_graphml(path, force_multigraph=True)
    assert {node: data["label"] for node, data in back.nodes(data=True)} == dict(graph.nodes(data="label"))
    assert sorted(back.edges(keys=True)) == sorted(graph.edges(keys=True))
    ends = ("baoshan-2023h2/PartnerInstitution/上海大学", "baoshan-2023h2/task/5.6")
    assert back.get_edge_data(*ends) == graph.get_edge_data(*ends)


def test_gexf_gives_the_nodes_and_edges_back(graph: Network, tmp_path: Path) -> None:
    path = tmp_path / "网络.gexf"
    write_network(graph, path)
    back = nx.read_gexf(path)
    assert set(back) == set(graph)
    assert back.number_of_edges() == graph.number_of_edges()
    assert (
        back.nodes["baoshan-2023h2/School/白鹭小学"]["text_start"]
        == graph.nodes["baoshan-2023h2/School/白鹭小学"]["start"]
    )
    assert back.graph["mode"] == "static"


def test_gexf_does_not_tell_the_day_of_writing(graph: Network) -> None:
    root = ET.fromstring(network_bytes(graph, "gexf"))  # noqa: S314 - written here
    meta = root.find("{http://www.gexf.net/1.2draft}meta")
    assert meta is not None
    assert meta.attrib == {}


@SYNTAXES
def test_characters_that_xml_cannot_hold_are_left_out(syntax: str) -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_node("task/1", label="第一\x0c页\x00", type="task")
    root = ET.fromstring(network_bytes(graph, syntax))  # noqa: S314 - written here
    assert "第一页" in ET.tostring(root, encoding="unicode")


def test_another_ending_is_refused_with_the_known_ones(graph: Network, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="graphml, gexf"):
        write_network(graph, tmp_path / "网络.dot")


def test_a_failed_write_leaves_the_old_file_and_no_half_one(graph: Network, tmp_path: Path) -> None:
    taken = tmp_path / "网络.gexf"
    taken.mkdir()
    with pytest.raises(GraphError, match=r"网络\.gexf"):
        write_network(graph, taken)
    assert [path.name for path in tmp_path.iterdir()] == ["网络.gexf"]


def test_a_missing_folder_is_said_in_one_line(graph: Network, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="写不进去"):
        write_network(graph, tmp_path / "无" / "网络.gexf")
