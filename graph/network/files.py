"""Networks as files for other programs: GraphML (http://graphml.graphdrawing.org) and GEXF (https://gexf.net)."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from plankg.graph.reading.characters import NO_XML
from plankg.graph.writing import write_whole
from plankg.schema.errors import UsageError

RESERVED = {"start": "text_start", "end": "text_end", "type": "kind_of_thing", "id": "id_in_plan"}
"""Names that GEXF keeps for times, directions and ids."""


def write_network(graph: nx.Graph[str], path: Path) -> None:
    """Write the network as the ending of the path says, .graphml or .gexf: the whole file or none.

    Raises UsageError for another ending, GraphError where the folder cannot be written to.
    """
    write_whole(path, network_bytes(graph, path.suffix.removeprefix(".").lower()))


def network_bytes(graph: nx.Graph[str], syntax: str) -> bytes:
    """The network as `graphml` or `gexf`, UTF-8. Raises UsageError for any other."""
    if syntax not in FORMATS:
        raise UsageError("network_format_unknown", format=syntax, known=", ".join(FORMATS))
    return FORMATS[syntax](graph)


def _fitting(graph: nx.Graph[str], names: dict[str, str]) -> nx.Graph[str]:
    """A copy whose attributes have names that the format can take, and no characters that it can't."""
    copy = graph.copy()
    owners = (data for *_, data in (*copy.nodes(data=True), *copy.edges(data=True)))
    for data in owners:
        clean = {name: NO_XML.sub("", value) if isinstance(value, str) else value for name, value in data.items()}
        data.clear()
        data.update({names.get(name, name): value for name, value in clean.items()})
    return copy


def _graphml(graph: nx.Graph[str]) -> bytes:
    buffer = BytesIO()
    nx.write_graphml_xml(_fitting(graph, {}), buffer, named_key_ids=True)
    return buffer.getvalue()


def _gexf(graph: nx.Graph[str]) -> bytes:
    """Write GEXF without the day of writing, which NetworkX adds: the same network gives the same bytes tomorrow."""
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(_fitting(graph, RESERVED))
    for meta in writer.xml.iter("meta"):
        meta.attrib.pop("lastmodifieddate")
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


FORMATS: dict[str, Callable[[nx.Graph[str]], bytes]] = {"graphml": _graphml, "gexf": _gexf}
