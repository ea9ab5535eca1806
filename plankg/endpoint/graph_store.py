"""SPARQL 1.1 Graph Store HTTP Protocol: which graph a request means, and its change as one update.

https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

from plankg.endpoint.refusals import Refusal

WRITES = ("PUT", "POST", "DELETE")


def graph_named(address: bytes) -> str | None:
    """Give the IRI of the graph that `?graph=` names, None for `?default` (section 4.2); exactly one of them has to stand there.

    >>> graph_named(b"graph=http%3A%2F%2Fa%2F"), graph_named(b"default")
    ('http://a/', None)
    """
    try:
        pairs = parse_qsl(address.decode("ascii"), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise Refusal(400, "request_encoding") from None
    found = [value if name == "graph" else None for name, value in pairs if name in ("graph", "default")]
    if len(found) != 1:
        raise Refusal(400, "graph_parameter")
    return found[0]


def change(method: str, graph: NamedNode | DefaultGraph, triples: Iterable[ox.Quad]) -> str:
    """Give the update that a request stands for: sections 5.3 (PUT), 5.4 (DELETE) and 5.5 (POST).

    >>> change("DELETE", NamedNode("http://a/"), [])
    'DROP GRAPH <http://a/>'
    """
    where = f"GRAPH {graph}" if isinstance(graph, NamedNode) else "DEFAULT"
    if method == "DELETE":
        return f"DROP {where}"
    lines = (ox.serialize((quad.triple for quad in triples), format=RdfFormat.N_TRIPLES) or b"").decode()
    inside = f"GRAPH {graph} {{\n{lines}}}" if isinstance(graph, NamedNode) else lines
    made = [f"CREATE SILENT {where}"] if isinstance(graph, NamedNode) else []
    cleared = [f"CLEAR SILENT {where}"] if method == "PUT" else []
    return " ;\n".join([*made, *cleared, f"INSERT DATA {{\n{inside}}}"])
