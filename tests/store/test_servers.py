"""What may go wrong with a server, each in one line: the address, the login, the right to write, the number of rows."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from plankg.graph.store import open_store
from plankg.graph.store.addresses import LOGIN, TOKEN, Addresses, read
from plankg.schema import GraphError, UsageError
from plankg.schema.loaded import Loaded
from servers import ROWS, free_port, oxigraph

pytestmark = pytest.mark.slow


class Elsewhere(BaseHTTPRequestHandler):
    """A web server that knows no SPARQL, and one that wants a token."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        allowed = self.path == "/page" or self.headers["Authorization"] == "Bearer 令牌".encode().decode("latin-1")
        self.send_response(200 if allowed else 401)
        if not allowed:
            self.send_header("WWW-Authenticate", "Bearer")
        self.send_header("Content-Type", "application/sparql-results+json" if self.path == "/sparql" else "text/html")
        self.end_headers()
        self.wfile.write(b'{"head":{},"boolean":true}')

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def _hang_up(listening: socket.socket) -> None:
    listening.accept()[0].close()


def complaint(error: pytest.ExceptionInfo[Exception]) -> str:
    assert "\n" not in str(error.value)
    return str(error.value)


def test_a_server_that_does_not_answer() -> None:
    address = f"http://127.0.0.1:{free_port()}/sparql"
    with pytest.raises(GraphError) as error:
        open_store(address).plans()
    assert address in complaint(error)


def test_a_server_that_hangs_up() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        hanging_up = threading.Thread(target=_hang_up, args=(listening,))
        hanging_up.start()
        with pytest.raises(GraphError) as error:
            open_store(f"http://127.0.0.1:{listening.getsockname()[1]}/sparql").plans()
        hanging_up.join()
    assert "127.0.0.1" in complaint(error)


def test_an_address_that_is_a_page(elsewhere: str) -> None:
    with pytest.raises(GraphError) as error:
        open_store(f"{elsewhere}/page").plans()
    assert "/page" in complaint(error)
    assert "SPARQL" in complaint(error)


@pytest.mark.parametrize("where", ["http://", "http://h:x/", "http://a/ b", "http://a/ http://b/ http://c/ http://d/"])
def test_an_address_that_is_none(where: str) -> None:
    with pytest.raises(UsageError):
        open_store(where)


def test_a_token_is_sent_only_where_it_is_asked_for(elsewhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(TOKEN, raising=False)
    with pytest.raises(GraphError, match="401"):
        open_store(f"{elsewhere}/sparql").query("ASK {}")
    monkeypatch.setenv(TOKEN, "令牌")
    assert open_store(f"{elsewhere}/sparql").query("ASK {}") is True


def test_a_server_that_only_lets_read(tmp_path: Path, loaded: Loaded) -> None:
    with oxigraph(tmp_path):
        pass
    with oxigraph(tmp_path, verb="serve-read-only") as address, pytest.raises(GraphError) as error:
        open_store(address).load(loaded.plan, loaded.document)
    assert "/update" in complaint(error)


def test_virtuoso_takes_no_change_without_a_login(virtuoso_address: str, loaded: Loaded) -> None:
    store = open_store(virtuoso_address.replace("dba:dba@", ""))
    assert store.query("ASK { ?s ?p ?o }") is True
    with pytest.raises(GraphError) as error:
        store.load(loaded.plan, loaded.document)
    assert "写权限" in complaint(error)


def test_virtuoso_takes_no_change_with_a_wrong_password(virtuoso_address: str, loaded: Loaded) -> None:
    store = open_store(virtuoso_address.replace("dba:dba@", "dba:wrong@"))
    with pytest.raises(GraphError) as error:
        store.load(loaded.plan, loaded.document)
    assert "401" in complaint(error)
    assert "wrong" not in complaint(error)


def test_a_login_can_stand_in_the_environment(
    virtuoso_address: str, loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOGIN, "dba:dba")
    store = open_store(virtuoso_address.replace("dba:dba@", ""))
    store.load(loaded.plan.model_copy(update={"id": "told", "tasks": loaded.plan.tasks[:1]}), loaded.document)
    store.remove("told")


def test_rows_that_virtuoso_leaves_out_are_told(virtuoso_address: str) -> None:
    with pytest.raises(GraphError, match=str(ROWS)):
        open_store(virtuoso_address).query("SELECT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } . GRAPH ?h { ?a ?b ?c } }")


def test_a_query_that_a_server_refuses_is_told_in_its_own_words(virtuoso_address: str) -> None:
    with pytest.raises(GraphError, match=r"(?i)transitive start not given") as error:
        open_store(virtuoso_address).query("SELECT * WHERE { ?part dcterms:isPartOf* ?whole }")
    complaint(error)


def test_a_function_that_is_none_is_told_before_a_server_is_asked(virtuoso_address: str) -> None:
    with pytest.raises(GraphError, match=r"http://no\.such/function") as error:
        open_store(virtuoso_address).query("SELECT (<http://no.such/function>(1) AS ?x) WHERE { ?s a plankg:Plan }")
    complaint(error)


@pytest.mark.parametrize(
    ("where", "server", "logged_in", "addresses"),
    [
        ("http://h:7878", "Oxigraph/0.5", False, ("/query", "/update", "/store")),
        ("http://h:7878/query", "Oxigraph/0.5", False, ("/query", "/update", "/store")),
        ("http://h:7878/sparql", "", False, ("/sparql", "/update", "/store")),
        ("http://h:7878/ds/sparql", "Apache Jena Fuseki", False, ("/ds/sparql", "/ds/update", "/ds/store")),
        ("http://h:7878/sparql", "Virtuoso/07", False, ("/sparql", "/sparql", "/sparql-graph-crud")),
        ("http://h:7878/sparql", "Virtuoso/07", True, ("/sparql", "/sparql-auth", "/sparql-graph-crud")),
        ("http://h:7878/r/x", "", False, ("/r/x", "/r/x", "/r/x")),
        ("http://h:7878/q http://h:7878/u http://h:7878/g", "", False, ("/q", "/u", "/g")),
    ],
)  # fmt: skip
def test_where_servers_take_updates_and_graphs(
    where: str, server: str, logged_in: bool, addresses: tuple[str, str, str]
) -> None:
    told, _ = read(where)
    assert told.on(server, logged_in=logged_in) == Addresses(*(f"http://h:7878{path}" for path in addresses))


def test_a_login_in_the_address_is_not_a_part_of_it() -> None:
    addresses, login = read("https://%E5%BC%A0%E4%B8%89:p%40ss@h/sparql")
    assert addresses.query == "https://h/sparql"
    assert (login.user, login.password) == ("张三", "p@ss")
