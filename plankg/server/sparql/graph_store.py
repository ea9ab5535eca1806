"""SPARQL 1.1 Graph Store HTTP Protocol: which graph a request means, what it sends, and its change as one update.

https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect
from email.policy import HTTP
from uuid import uuid4
from xml.parsers.expat import ExpatError, ParserCreate

import pyoxigraph as ox
from plankg.schema.wording import words
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

from plankg.server.sparql.fields import fields
from plankg.server.sparql.protocol import media_type
from plankg.server.sparql.refusals import Refusal

WRITES = ("PUT", "POST", "DELETE")
FORM = "multipart/form-data"
ENDED_BY_A_STOP = (RdfFormat.TURTLE, RdfFormat.TRIG)
UNFINISHED = (b".", b";", b",")
CUT_NAME = re.compile(rb"[^\s>\"'\])}.;,]\.\Z")
"""A stop at the very end, straight after a figure or a name: `12.` may be the beginning of 12.5, `a:b.` that of a:b.c."""


def graph_named(store: str, address: bytes, beyond: str = "") -> str | None:
    """The IRI of the graph that a request means, None for the default graph; it has to mean exactly one.

    `store` is the store's own address. The graph is the resource itself where the path goes `beyond` it (section 4.1),
    else what `?graph=` or `?default` names (section 4.2). An address on the same server may be given by its path alone.

    >>> graph_named("http://s/store", b"graph=http%3A%2F%2Fa%2F"), graph_named("http://s/store", b"default")
    ('http://a/', None)
    >>> graph_named("http://s/store", b"", "/notes"), graph_named("http://s/store", b"graph=/store/notes")
    ('http://s/store/notes', 'http://s/store/notes')
    """
    graphs = [value if name == "graph" else None for name, value in fields(address) if name in ("graph", "default")]
    if beyond:
        graphs.append(store + beyond)
    if len(graphs) != 1:
        raise Refusal(400, "graph_parameter")
    (graph,) = graphs
    return "/".join(store.split("/")[:3]) + graph if graph and graph.startswith("/") else graph


def new_graph(store: str) -> str:
    """The IRI of a graph that a POST to the store itself makes (section 5.5): a resource beyond it."""
    return f"{store}/{uuid4()}"


def payloads(content_type: str, body: bytes) -> Iterator[tuple[str, bytes]]:
    r"""What a request sends, with its media type: the body, or each part of a form (section 5.5).

    >>> form = b"--x\nContent-Type: text/turtle\n\n<a:s> a <a:o> .\n--x--"
    >>> list(payloads("multipart/form-data; boundary=x", form))
    [('text/turtle', b'<a:s> a <a:o> .')]
    """
    kind = media_type(content_type)
    if kind != FORM:
        yield kind, body
        return
    head = b"Content-Type: " + content_type.encode("latin-1", "ignore")
    message = message_from_bytes(head + b"\r\n\r\n" + body, policy=HTTP)
    if any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in message.defects):
        raise Refusal(400, "request_unfinished")
    for part in message.iter_parts():
        content = part.get_payload(decode=True)
        yield media_type(str(part.get("Content-Type", ""))), content if isinstance(content, bytes) else b""


def triples(body: bytes, form: RdfFormat, base: str) -> list[ox.Quad]:
    """Read RDF. Raises SyntaxError or ValueError for what is none, and for what is perhaps only the beginning of what was meant."""
    if form == RdfFormat.RDF_XML:
        _refuse_open(body)
    if form in ENDED_BY_A_STOP and CUT_NAME.search(body):
        raise ValueError(words("endpoint.stop_glued"))
    try:
        return _parsed(body, form, base)
    except SyntaxError:
        # the W3C's own tests of the protocol send one triple on a line, and no stop after it
        if form == RdfFormat.TURTLE and body.endswith(b"\n"):
            with suppress(SyntaxError, ValueError):
                quads = _parsed(body + b".", form, base)
                if len(quads) == 1 and not body.rstrip().endswith(UNFINISHED):
                    return quads
        raise


def _parsed(body: bytes, form: RdfFormat, base: str) -> list[ox.Quad]:
    return list(ox.parse(body, form, base_iri=base, without_named_graphs=True, rename_blank_nodes=True))


def _refuse_open(body: bytes) -> None:
    """Raise SyntaxError for XML that is not whole: the parser of RDF/XML takes the elements that are."""
    parser = ParserCreate()
    try:
        parser.Parse(body, True)  # that it is the end
    except ExpatError as error:
        raise SyntaxError(str(error)) from error


def change(method: str, graph: NamedNode | DefaultGraph, quads: Iterable[ox.Quad]) -> str:
    """The update that a request stands for: sections 5.3 (PUT), 5.4 (DELETE) and 5.5 (POST).

    >>> change("DELETE", NamedNode("http://a/"), [])
    'DROP GRAPH <http://a/>'
    """
    where = f"GRAPH {graph}" if isinstance(graph, NamedNode) else "DEFAULT"
    if method == "DELETE":
        return f"DROP {where}"
    lines = (ox.serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES) or b"").decode()
    inside = f"GRAPH {graph} {{\n{lines}}}" if isinstance(graph, NamedNode) else lines
    creation = [f"CREATE SILENT {where}"] if isinstance(graph, NamedNode) else []
    cleared = [f"CLEAR SILENT {where}"] if method == "PUT" else []
    return " ;\n".join([*creation, *cleared, f"INSERT DATA {{\n{inside}}}"])
