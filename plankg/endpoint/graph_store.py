"""SPARQL 1.1 Graph Store HTTP Protocol: which graph a request means, what it sends, and its change as one update.

https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.policy import HTTP
from uuid import uuid4

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

from plankg.endpoint.fields import fields
from plankg.endpoint.protocol import media_type
from plankg.endpoint.refusals import Refusal

WRITES = ("PUT", "POST", "DELETE")
FORM = "multipart/form-data"
OPEN_ENDED = (RdfFormat.TURTLE, RdfFormat.TRIG)


def graph_named(store: str, address: bytes, beyond: str = "") -> str | None:
    """Give the IRI of the graph that a request means, None for the default graph; it has to mean exactly one.

    `store` is the store's own address. The graph is the resource itself where the path goes `beyond` it (section 4.1),
    else what `?graph=` or `?default` names (section 4.2). An address on the same server may be given by its path alone.

    >>> graph_named("http://s/store", b"graph=http%3A%2F%2Fa%2F"), graph_named("http://s/store", b"default")
    ('http://a/', None)
    >>> graph_named("http://s/store", b"", "/notes"), graph_named("http://s/store", b"graph=/store/notes")
    ('http://s/store/notes', 'http://s/store/notes')
    """
    found = [value if name == "graph" else None for name, value in fields(address) if name in ("graph", "default")]
    if beyond:
        found.append(store + beyond)
    if len(found) != 1:
        raise Refusal(400, "graph_parameter")
    (graph,) = found
    return "/".join(store.split("/")[:3]) + graph if graph and graph.startswith("/") else graph


def new_graph(store: str) -> str:
    """Give the IRI of a graph that a POST to the store itself makes (section 5.5): a resource beyond it."""
    return f"{store}/{uuid4()}"


def payloads(content_type: str, body: bytes) -> Iterator[tuple[str, bytes]]:
    r"""Give what a request sends, with its media type: the body, or each part of a form (section 5.5).

    >>> form = b"--x\nContent-Type: text/turtle\n\n<a:s> a <a:o> .\n--x--"
    >>> list(payloads("multipart/form-data; boundary=x", form))
    [('text/turtle', b'<a:s> a <a:o> .')]
    """
    kind = media_type(content_type)
    if kind != FORM:
        yield kind, body
        return
    head = b"Content-Type: " + content_type.encode("latin-1", "ignore")
    for part in message_from_bytes(head + b"\r\n\r\n" + body, policy=HTTP).iter_parts():
        content = part.get_payload(decode=True)
        yield media_type(str(part.get("Content-Type", ""))), content if isinstance(content, bytes) else b""


def triples(body: bytes, form: RdfFormat, base: str) -> list[ox.Quad]:
    """Read RDF. Raises SyntaxError or ValueError for what is none; the full stop after the last triple may be missing."""
    try:
        return list(ox.parse(body, form, base_iri=base, without_named_graphs=True, rename_blank_nodes=True))
    except SyntaxError:
        if form not in OPEN_ENDED or body.rstrip().endswith(b"."):
            raise
        ended = body + b"\n."
        try:
            return list(ox.parse(ended, form, base_iri=base, without_named_graphs=True, rename_blank_nodes=True))
        except SyntaxError:
            pass
        raise


def change(method: str, graph: NamedNode | DefaultGraph, quads: Iterable[ox.Quad]) -> str:
    """Give the update that a request stands for: sections 5.3 (PUT), 5.4 (DELETE) and 5.5 (POST).

    >>> change("DELETE", NamedNode("http://a/"), [])
    'DROP GRAPH <http://a/>'
    """
    where = f"GRAPH {graph}" if isinstance(graph, NamedNode) else "DEFAULT"
    if method == "DELETE":
        return f"DROP {where}"
    lines = (ox.serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"").decode()
    inside = f"GRAPH {graph} {{\n{lines}}}" if isinstance(graph, NamedNode) else lines
    made = [f"CREATE SILENT {where}"] if isinstance(graph, NamedNode) else []
    cleared = [f"CLEAR SILENT {where}"] if method == "PUT" else []
    return " ;\n".join([*made, *cleared, f"INSERT DATA {{\n{inside}}}"])
