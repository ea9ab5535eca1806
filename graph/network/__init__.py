"""A plan as a network: for NetworkX, for other programs, and laid out for pictures."""

from plankg.graph.network.bipartite import bipartite_layout
from plankg.graph.network.building import Network, network
from plankg.graph.network.files import network_bytes, write_network
from plankg.graph.network.hierarchy import hierarchy_layout
from plankg.graph.network.layout import layout

__all__ = [
    "Network",
    "bipartite_layout",
    "hierarchy_layout",
    "layout",
    "network",
    "network_bytes",
    "write_network",
]
