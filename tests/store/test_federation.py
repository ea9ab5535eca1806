from __future__ import annotations

import socket
from collections.abc import Iterator

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plankg.graph.store import Store
from plankg.graph.store.datasets import names_dataset, using
from plankg.graph.store.federation import refuse_load, refuse_service
from plankg.graph.store.tokens import tokens
from plankg.schema.errors import GraphError

pytestmark = pytest.mark.slow

PIECES = st.sampled_from(
    [
        *(
            " ",
            "?s ?p ?o",
            ".",
            ";",
            "?x",
            "$y ",
            "e:a",
            "e:a.",
            "e:.",
            ":",
            ":x",
            "_:b",
            "_:b.",
            "5",
            "5.",
            "1e3",
            "true",
            "a",
        ),
        *(
            "'a'",
            '"b"',
            "'''c'''",
            "@en",
            "^^e:t",
            "# c\n",
            "<",
            ">",
            "<http://a/#>",
            "\\'",
            "e:\\'",
            "e:\\#",
            "e:%23",
            "e:、",
        ),
        *("\\u0053", "SILENT", "GRAPH", "{", "}", "()"),
    ]
)
JUNK = st.lists(PIECES, max_size=4).map("".join)
GAPS = st.sampled_from(["", " ", "\n", "# gap\n", " SILENT ", "SILENT"])


@pytest.fixture(scope="module")
def other() -> Iterator[socket.socket]:
    """A server that never answers: who connects waits in its queue."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        listening.setblocking(False)
        yield listening


def called(other: socket.socket) -> bool:
    try:
        other.accept()[0].close()
    except BlockingIOError:
        return False
    return True


@settings(max_examples=300, deadline=None)
@given(JUNK, GAPS, st.sampled_from(["<{to}>", ":x", "service:x", "?s"]), GAPS, JUNK)
def test_no_query_that_passes_calls_another_server(
    other: socket.socket, before: str, gap: str, target: str, after: str, rest: str
) -> None:
    to = f"http://127.0.0.1:{other.getsockname()[1]}/"
    heads = f"PREFIX : <{to}> PREFIX e: <http://e/> PREFIX service: <{to}>"
    query = f"{heads} SELECT * {{ {before}SERVICE{gap}{target.format(to=to)}{after}{{ ?s ?p ?o }}{rest} }}"
    try:
        refuse_service(query)
        list(ox.Store().query(query))  # type: ignore[arg-type]
    except (GraphError, SyntaxError, OSError):
        pass
    assert not called(other)


@settings(max_examples=200, deadline=None)
@given(JUNK, GAPS, st.sampled_from(["<{to}>", ":x", "load:x"]), JUNK)
def test_no_update_that_passes_calls_another_server(
    other: socket.socket, before: str, gap: str, target: str, rest: str
) -> None:
    to = f"http://127.0.0.1:{other.getsockname()[1]}/"
    heads = f"PREFIX : <{to}> PREFIX e: <http://e/> PREFIX load: <{to}>"
    update = f"{heads} INSERT DATA {{ {before} }};LOAD{gap}{target.format(to=to)}{rest}"
    try:
        refuse_load(update)
        ox.Store().update(update)
    except (GraphError, SyntaxError, OSError):
        pass
    assert not called(other)


def test_a_call_would_be_noticed(other: socket.socket) -> None:
    with socket.create_connection(other.getsockname()):
        assert called(other)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://a/> {}' }",
        "SELECT * { ?s <http://SERVICE/> ?service } # SERVICE <http://a/> {}",
        "PREFIX service: <http://a/> SELECT * FROM service:a { GRAPH service:g { service:a service:b 'x'@service } }",
        "DESCRIBE <http://a/service>",
    ],
)
def test_the_word_may_stand_where_it_calls_nothing(query: str) -> None:
    refuse_service(query)


@pytest.mark.parametrize(
    ("target", "hosts", "passes"),
    [
        ("<http://example.org/sparql>", {"example.org"}, True),
        ("<https://EXAMPLE.org:8443/sparql>", {"example.org"}, True),
        ("<http://example.org:7878/sparql>", {"example.org:7878"}, True),
        ("<http://example.org:7879/sparql>", {"example.org:7878"}, False),
        ("<http://example.org@evil.example/>", {"example.org"}, False),
        ("<http://evil.example/?example.org>", {"example.org"}, False),
        ("<http://sub.example.org/>", {"example.org"}, False),
        ("<http://\\u0065xample.org/>", {"example.org"}, False),
        ("<file:///etc/passwd>", {"", "example.org"}, False),
        ("<sparql>", {"example.org", ""}, False),
        ("e:sparql", {"example.org"}, False),
        ("?x", {"example.org"}, False),
    ],
)
def test_only_an_allowed_host_written_in_full_is_called(target: str, hosts: set[str], passes: bool) -> None:
    for guard, text in ((refuse_service, f"SELECT * {{ SERVICE {target} {{}} }}"), (refuse_load, f"LOAD {target}")):
        if passes:
            guard(text, allowed=hosts)
        else:
            with pytest.raises(GraphError):
                guard(text, allowed=hosts)


@given(st.text())
def test_the_tokens_together_are_the_text(text: str) -> None:
    assert "".join(tokens(text)) == text


def test_a_query_that_names_its_dataset_is_told_from_one_that_speaks_of_it() -> None:
    assert names_dataset("SELECT *FROM<http://a/>{ ?s ?p ?o }")
    assert not names_dataset("SELECT * { ?from <http://from/> 'FROM' } # FROM <http://a/>")


def test_graphs_are_put_into_each_operation_that_matches() -> None:
    update = "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o } ; INSERT DATA { <a:a> <a:b> 'WHERE' } ; DELETE WHERE { ?s ?p ?o }"
    changed = using(update, ["http://a/"], ["http://b/"])
    assert changed.count("USING <http://a/> USING NAMED <http://b/> WHERE") == 2
    assert "INSERT DATA { <a:a> <a:b> 'WHERE' }" in changed
    store = ox.Store()
    store.update("INSERT DATA { GRAPH <http://a/> { <a:s> <a:p> 1 } <a:s> <a:p> 1 , 2 }")
    store.update(using("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", ["http://a/"], []))
    assert [quad.object.value for quad in store if quad.graph_name == ox.DefaultGraph()] == ["2"]


def test_from_names_what_a_store_is_asked() -> None:
    store = Store()
    store.update("INSERT DATA { GRAPH <http://a/> { <a:s> <a:p> 1 } GRAPH <http://b/> { <a:s> <a:p> 2 } }")
    assert store.query("ASK { <a:s> <a:p> 1 , 2 }")
    assert not store.query("ASK FROM <http://a/> { <a:s> <a:p> 2 }")
