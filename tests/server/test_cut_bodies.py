"""What was cut off on the way is refused: no part of it is ever stored."""

from __future__ import annotations

import socket

import httpx
import pytest
from pyoxigraph import RdfFormat
from serving_process import TOKEN, Server

from plankg.server.sparql.graph_store import triples

GRAPH = {"graph": "http://g/cut"}
PREFIX = "@prefix a: <http://a/> .\n"
XML = """<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">
<r:Description r:about="http://s/"><a:p>12.5</a:p><a:q>x</a:q></r:Description>
</r:RDF>
"""
WHOLE: dict[str, tuple[str, ...]] = {
    "text/turtle": (
        PREFIX,
        'a:s a:p 12.5 , "文；字"@zh ; a:q a:o.x .\n',
        'a:t a:p [ a:q ( 1 2.25 ) ] ;\n  a:r """两\n行""" ;\n.\n',
    ),
    "application/trig": (PREFIX, "{ a:s a:p 12.5 . a:t a:q a:o.x }\n", "a:s a:p 1 .\n"),
    "application/rdf+xml": (XML,),
    "application/ld+json": ('[{"@id": "http://s/", "http://p/": [12.5]}, {"@id": "http://t/", "http://p/": 1}]\n',),
    "application/n-triples": ('<http://s/> <http://p/> "a" .\n', '<http://t/> <http://p/> "b c" .\n'),
}
"""Bodies, statement by statement: where one ends nothing tells that others followed."""


def held(endpoint: httpx.Client) -> set[str]:
    answer = endpoint.get("/store", params=GRAPH, headers={"Accept": "application/n-triples"})
    return set(answer.text.splitlines()) if answer.status_code == 200 else set()


def taken(body: bytes, media_type: str) -> bool:
    form = RdfFormat.from_media_type(media_type)
    assert form
    try:
        triples(body, form, "http://g/cut")
    except (SyntaxError, ValueError):
        return False
    return True


@pytest.mark.parametrize("media_type", WHOLE)
def test_a_body_that_ends_inside_a_statement_is_no_body(media_type: str) -> None:
    statements = [statement.encode() for statement in WHOLE[media_type]]
    whole = b"".join(statements)
    ends = [len(b"".join(statements[:count]).rstrip()) for count in range(len(statements) + 1)]
    cuts = (whole[:end] for end in range(1, len(whole)))
    assert [cut for cut in cuts if len(cut.rstrip()) not in ends and taken(cut, media_type)] == []
    assert taken(whole, media_type)


def test_a_body_that_is_cut_off_anywhere_leaves_the_graph_as_it_was(endpoint: httpx.Client) -> None:
    endpoint.put("/store", params=GRAPH, content=b"<a:before> <a:p> 1 .", headers={"Content-Type": "text/turtle"})
    before = held(endpoint)
    whole = b"<a:s> <a:p> 12.5 , <a:o> ."
    for end in range(6, len(whole)):
        put = endpoint.put("/store", params=GRAPH, content=whole[:end], headers={"Content-Type": "text/turtle"})
        assert put.status_code == 400, whole[:end]
    assert held(endpoint) == before
    assert len(before) == 1
    endpoint.delete("/store", params=GRAPH)


@pytest.mark.parametrize(
    "body", ["a:s a:p 12.", "a:s a:p a:o.", "a:s a:p 1 ;", "a:s a:p 1", "a:s a:p 1 ;\n", "a:s a:p 1 .\na:s a:p 2\n"]
)
def test_an_end_that_may_be_a_cut_is_refused_in_words(body: str, endpoint: httpx.Client) -> None:
    for prefix in ("@prefix a: <http://a/> .\n", "PREFIX a: <http://a/>\n"):
        put = endpoint.put("/store", params=GRAPH, content=prefix + body, headers={"Content-Type": "text/turtle"})
        assert put.status_code == 400
        assert put.text.count("\n") == 1
    assert endpoint.put(
        "/store", params=GRAPH, content=b"<a:s> <a:p> 12.\n", headers={"Content-Type": "text/turtle"}
    ).is_success
    endpoint.delete("/store", params=GRAPH)


@pytest.mark.parametrize("framing", ["length", "chunks", "broken chunk"])
def test_a_body_that_the_connection_cut_is_not_stored(
    framing: str, open_server: Server, endpoint: httpx.Client
) -> None:
    endpoint.delete("/store", params=GRAPH)
    body = b"<http://s/> <http://p/> 1 .\n"
    sent = {
        "length": (b"Content-Length: 99", body),
        "chunks": (b"Transfer-Encoding: chunked", b"%x\r\n%b\r\n" % (len(body), body)),
        "broken chunk": (b"Transfer-Encoding: chunked", b"%x\r\n%b\r\nxyz\r\n" % (len(body), body)),
    }
    head, wire = sent[framing]
    port = httpx.URL(open_server.address).port
    assert port
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        lines = [
            b"PUT /store?graph=http://g/cut HTTP/1.1",
            b"Host: 127.0.0.1",
            f"Authorization: Bearer {TOKEN}".encode(),
            b"Content-Type: text/turtle",
            head,
        ]
        connection.sendall(b"\r\n".join([*lines, b"", wire]))
        connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(4096)
        assert answer == b"" or answer.startswith(b"HTTP/1.1 400")
    assert held(endpoint) == set()


def test_a_form_without_its_last_boundary_is_refused(endpoint: httpx.Client) -> None:
    part = "--x\r\nContent-Type: text/turtle\r\n\r\n<http://s/> <http://p/> 1 .\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert endpoint.post("/store", params=GRAPH, content=part, headers=headers).status_code == 400
    assert held(endpoint) == set()
    assert endpoint.post("/store", params=GRAPH, content=f"{part}--x--\r\n", headers=headers).status_code == 201
    endpoint.delete("/store", params=GRAPH)
