"""A plan as a network: for NetworkX, for other programs, and laid out for pictures."""

from plankg.graph.network.bipartite import bipartite_layout
from plankg.graph.network.building import Network, network
from plankg.graph.network.files import network_bytes, write_network
from plankg.graph.network.hierarchy import hierarchy_layout
from plankg.graph.network.layout import layout
from plankg.graph.network.measures import Load, connections, unit_load, working_together
from plankg.graph.network.types import Nodes, edge_types, node_types
from plankg.graph.network.views import VIEWS, units_and_tasks, view_of

__all__ = [
    "VIEWS",
    "Load",
    "Network",
    "Nodes",
    "bipartite_layout",
    "connections",
    "edge_types",
    "hierarchy_layout",
    "layout",
    "network",
    "network_bytes",
    "node_types",
    "unit_load",
    "units_and_tasks",
    "view_of",
    "working_together",
    "write_network",
]
