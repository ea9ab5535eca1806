"""Who may do what: tokens (RFC 6750), origins, other servers; and what is kept, compressed and described."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import httpx
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from serving_process import TOKEN, Server, serving, writable

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
UPDATE = {"update": "DROP GRAPH <http://g/1>"}


@pytest.mark.parametrize("path", ["/sparql", "/update", "/store?graph=http://g/1"])
@pytest.mark.parametrize(
    ("authorization", "says"),
    [
        ("", 'Bearer realm="plankg"'),
        ("Basic abc", "Bearer"),
        ("Bearer wrong", "invalid_token"),
        ("Bearer 错", "invalid_token"),
    ],
)
def test_a_change_needs_the_token(path: str, authorization: str, says: str, endpoint: httpx.Client) -> None:
    headers = {"Authorization": authorization.encode()}
    answer = (
        endpoint.delete(path, headers=headers) if "store" in path else endpoint.post(path, data=UPDATE, headers=headers)
    )
    assert answer.status_code == 401
    assert says in answer.headers["www-authenticate"]
    assert answer.text.count("\n") == 1
    assert endpoint.get("/store?graph=http://g/1").status_code == 200


def test_without_allow_update_no_token_helps(client: httpx.Client) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert client.post("/update", data=UPDATE, headers=headers).status_code == 403
    assert client.put("/store?default", content=b"", headers=headers).status_code == 403
    assert client.delete("/store?default", headers=headers).status_code == 403


@pytest.mark.parametrize("token", [None, "short"])
def test_updates_are_not_allowed_without_a_token_to_ask_for(token: str | None, tmp_path: Path) -> None:
    arguments = ("serve", "--store", "图谱", "--allow-update")
    with pytest.raises(AssertionError, match="PLANKG_TOKEN"), serving(tmp_path, *arguments, token=token):
        pass


@contextmanager
def listening() -> Iterator[tuple[str, list[bytes]]]:
    """Give the address of a server that takes note of who connects."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as other:

        def hear() -> None:
            while True:
                try:
                    connection, _ = other.accept()
                except OSError:
                    return
                with connection:
                    heard.append(connection.recv(1000))

        Thread(target=hear, daemon=True).start()
        yield f"http://127.0.0.1:{other.getsockname()[1]}/", heard
        other.shutdown(socket.SHUT_RDWR)


CALLS = [
    "SELECT * {{ SERVICE <{to}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICESILENT<{to}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p 5SERVICE<{to}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ ?s ?p trueSERVICE<{to}>{{ ?s ?p ?o }} }}",
    "PREFIX : <{to}> SELECT * {{ ?s ?p ?o.SERVICE:x{{ ?s ?p ?o }} }}",
    "PREFIX e: <http://e/> SELECT * {{ ?s ?p e:.SERVICE<{to}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?x {{ <{to}> }} SERVICE ?x {{ ?s ?p ?o }} }}",
    "BASE <{to}> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{to}> {{ ?s ?p ?o }} }} }}",
    "SELECT * FROM <{to}> {{ ?s ?p ?o }}",
]
LOADS = [
    "LOAD <{to}>",
    "LOADSILENT<{to}>",
    "PREFIX : <{to}> LOAD:x",
    "PREFIX load: <{to}> LOAD load:x",
    "DELETE WHERE {{ <http://x/> ?p ?o }};LOAD<{to}>",
    "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{to}> {{ ?s ?p ?o }} }}",
    "LOAD <file:///etc/hostname>",
]


@pytest.mark.parametrize("query", CALLS)
def test_no_query_calls_another_server(query: str, endpoint: httpx.Client) -> None:
    with listening() as (address, heard):
        answer = endpoint.get("/sparql", params={"query": query.format(to=address)})
        assert answer.status_code == (200 if "FROM" in query else 403)
        assert heard == []


@pytest.mark.parametrize("update", LOADS)
def test_no_update_calls_another_server_or_reads_a_file(update: str, endpoint: httpx.Client) -> None:
    with listening() as (address, heard):
        assert endpoint.post("/update", data={"update": update.format(to=address)}).status_code == 403
        assert heard == []


def test_what_is_silent_fails_without_a_word_and_without_a_call(endpoint: httpx.Client) -> None:
    with listening() as (address, heard):
        query = f"SELECT ?n ?o {{ BIND (1 AS ?n) SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}"
        answer = endpoint.get("/sparql", params={"query": query, "format": "csv"})
        assert (answer.status_code, answer.text.split()) == (200, ["n,o", "1,"])
        data = "INSERT DATA { GRAPH <http://g/new> { <http://s/> <http://p/> 1 } }"
        for update in (
            f"LOAD SILENT <{address}> INTO GRAPH <http://g/1> ; {data}",
            "CLEAR SILENT GRAPH <http://g/none>",
        ):
            assert endpoint.post("/update", data={"update": update}).status_code == 204
        assert endpoint.get("/store?graph=http://g/new").status_code == 200
        assert heard == []


@pytest.mark.parametrize(
    "update", ["INSERT DATA {", "LOAD <http://127.0.0.1:9/", "DELETE WHERE { ?s ?p } ; LOAD <http://x/>"]
)
def test_a_bad_update_is_bad_before_it_is_forbidden(update: str, endpoint: httpx.Client, client: httpx.Client) -> None:
    for here in (endpoint, client):
        assert here.post("/update", data={"update": update}).status_code == 400
        assert here.post("/update", data={"nothing": update}).status_code == 400
    assert client.post("/update", data={"update": "DROP ALL"}).status_code == 403
    assert client.put("/store", content=b"").status_code == 400
    query = {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }"}
    assert endpoint.get("/sparql", params=query).status_code == 400


def test_the_word_service_may_stand_where_it_calls_nothing(endpoint: httpx.Client) -> None:
    query = """PREFIX service: <http://s/> # SERVICE <http://a/> {}
        SELECT ?service { GRAPH service:g { ?service service:load "SERVICE"@service } GRAPH <http://SERVICE/> {} }"""
    assert endpoint.get("/sparql", params={"query": query}).status_code == 200
    update = "PREFIX load: <http://l/> INSERT DATA { GRAPH load:g { load:s load:p 'LOAD <x>' } } ; DROP GRAPH load:g"
    assert endpoint.post("/update", data={"update": update}).status_code == 204


def test_an_allowed_host_is_called_and_no_other(tmp_path: Path) -> None:
    with listening() as (address, heard), writable(tmp_path, "memory", "--allow-service", "127.0.0.1") as running:
        query = {"query": f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"}
        assert httpx.get(f"{running.address}sparql", params=query, trust_env=False).status_code == 500
        assert len(heard) == 1
        other = {"query": query["query"].replace("127.0.0.1", "localhost")}
        assert httpx.get(f"{running.address}sparql", params=other, trust_env=False).status_code == 403
        assert len(heard) == 1


def test_pages_of_other_origins_read_nothing(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": "http://notebook.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_pages_of_an_allowed_origin_read_answers(tmp_path: Path) -> None:
    origin = {"Origin": "http://notebook.example"}
    with (
        serving(tmp_path, "serve", "--store", "图谱", "--cors", "http://notebook.example") as running,
        httpx.Client(base_url=running.address, trust_env=False, timeout=60) as client,
    ):
        for query in ("ASK {}", "ASK {}", "ASK {"):
            answer = client.get("/sparql", params={"query": query}, headers=origin)
            assert answer.headers["access-control-allow-origin"] == "http://notebook.example"
        assert "Origin" in client.get("/sparql", params={"query": "ASK {}"}).headers["vary"]
        assert "POST" in client.options("/sparql", headers=origin).headers["access-control-allow-methods"]
        other = client.get("/sparql", headers={"Origin": "http://other.example"})
        assert "access-control-allow-origin" not in other.headers


def test_an_answer_has_an_etag_until_the_graph_changes(endpoint: httpx.Client) -> None:
    query = {"query": "SELECT ?s { GRAPH <http://g/1> { ?s ?p ?o } }"}
    first = endpoint.get("/sparql", params=query)
    etag = first.headers["etag"]
    assert etag.startswith('"')
    same = endpoint.get("/sparql", params=query, headers={"If-None-Match": etag})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", etag)
    assert endpoint.get("/sparql", params=query, headers={"If-None-Match": '"other"'}).content == first.content
    assert endpoint.get("/sparql", params=query, headers={"Accept": "text/csv"}).headers["etag"] != etag
    change = {"update": "INSERT DATA { GRAPH <http://g/1> { <http://s/more> <http://p/> 1 } }"}
    assert endpoint.post("/update", data=change).status_code == 204
    changed = endpoint.get("/sparql", params=query, headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert "http://s/more" in changed.text


def test_what_differs_each_time_is_not_kept(endpoint: httpx.Client) -> None:
    query = {"query": "SELECT (STRUUID() AS ?id) {}"}
    assert endpoint.get("/sparql", params=query).text != endpoint.get("/sparql", params=query).text


def test_long_answers_are_compressed_for_those_who_take_it(client: httpx.Client) -> None:
    query = {"query": "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 200"}
    plain = client.get("/sparql", params=query, headers={"Accept-Encoding": "identity"})
    zipped = client.get("/sparql", params=query, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert zipped.headers["content-encoding"] == "gzip"
    assert int(zipped.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert zipped.content == plain.content
    assert zipped.headers["etag"] != plain.headers["etag"]


def test_the_service_describes_itself_where_nothing_is_asked(open_server: Server, endpoint: httpx.Client) -> None:
    answer = endpoint.get("/sparql", headers={"Accept": "text/turtle"})
    described = Graph().parse(data=answer.text, format="turtle")
    service = URIRef(f"{open_server.address}sparql")
    assert (service, RDF.type, SD.Service) in described
    assert (service, SD.endpoint, service) in described
    assert set(described.objects(service, SD.supportedLanguage)) == {SD.SPARQL11Query, SD.SPARQL11Update}
    assert SD.UnionDefaultGraph in set(described.objects(service, SD.feature))
    assert {URIRef(f"http://g/{number}") for number in (1, 2, 3, 4)} <= set(described.objects(None, SD.name))
    assert len(set(described.objects(service, SD.resultFormat))) == 10


def test_a_read_only_service_says_so(client: httpx.Client) -> None:
    described = Graph().parse(data=client.get("/sparql").text, format="turtle")
    assert set(described.objects(None, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert not set(described.objects(None, SD.inputFormat))
