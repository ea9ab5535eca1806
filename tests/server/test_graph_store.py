"""SPARQL 1.1 Graph Store HTTP Protocol, https://www.w3.org/TR/sparql11-http-rdf-update/, by its sections."""

from __future__ import annotations

import httpx
import pytest
from rdflib import Graph, Literal, URIRef

TURTLE = {"Content-Type": "text/turtle"}
NEW = {"graph": "http://g/new"}
ONE = "<http://s/> <http://p/> '一'@zh ."


def graph(endpoint: httpx.Client, params: dict[str, str]) -> Graph:
    answer = endpoint.get("/store", params=params, headers={"Accept": "application/n-triples"})
    assert answer.status_code == 200, answer.text
    return Graph().parse(data=answer.content, format="nt")


@pytest.mark.parametrize("params", [NEW, {"default": ""}], ids=["named", "default"])
def test_5_3_put_replaces_a_graph(params: dict[str, str], endpoint: httpx.Client) -> None:
    assert endpoint.put("/store", params=params, content=ONE.encode(), headers=TURTLE).status_code in {201, 204}
    assert set(graph(endpoint, params)) == {(URIRef("http://s/"), URIRef("http://p/"), Literal("一", lang="zh"))}
    assert (
        endpoint.put("/store", params=params, content="<http://t/> <http://p/> 2 .", headers=TURTLE).status_code == 204
    )
    assert set(graph(endpoint, params).subjects()) == {URIRef("http://t/")}


def test_5_3_put_makes_a_graph_that_was_not_there(endpoint: httpx.Client) -> None:
    assert endpoint.put("/store", params=NEW, content=ONE.encode(), headers=TURTLE).status_code == 201
    assert endpoint.put("/store", params={"graph": "http://g/new"}, content=b"", headers=TURTLE).status_code == 204
    assert len(graph(endpoint, NEW)) == 0


def test_5_5_post_adds_to_a_graph(endpoint: httpx.Client) -> None:
    assert endpoint.post("/store", params=NEW, content=ONE.encode(), headers=TURTLE).status_code == 201
    assert (
        endpoint.post("/store", params=NEW, content="<http://t/> <http://p/> _:b .", headers=TURTLE).status_code == 200
    )
    assert len(graph(endpoint, NEW)) == 2


@pytest.mark.parametrize("form", ["turtle", "nt", "xml", "json-ld", "nquads", "trig"])
def test_5_3_every_form_that_is_given_is_taken(form: str, endpoint: httpx.Client) -> None:
    media_types = {
        "turtle": "text/turtle",
        "nt": "application/n-triples",
        "xml": "application/rdf+xml",
        "json-ld": "application/ld+json",
        "nquads": "application/n-quads",
        "trig": "application/trig",
    }
    taken = endpoint.get("/store", params={"graph": "http://g/1"}, headers={"Accept": media_types[form]})
    assert taken.headers["content-type"] == media_types[form]
    put = endpoint.put("/store", params=NEW, content=taken.content, headers={"Content-Type": media_types[form]})
    assert put.status_code == 201, put.text
    assert set(graph(endpoint, NEW)) == set(graph(endpoint, {"graph": "http://g/1"}))


def test_4_relative_iris_are_resolved_against_the_graph(endpoint: httpx.Client) -> None:
    endpoint.put("/store", params=NEW, content="<> <http://p/> <#x> .", headers=TURTLE)
    assert set(graph(endpoint, NEW).subjects()) == {URIRef("http://g/new")}


def test_5_4_delete_takes_a_graph_away(endpoint: httpx.Client) -> None:
    assert endpoint.delete("/store", params={"graph": "http://g/1"}).status_code == 200
    assert endpoint.get("/store", params={"graph": "http://g/1"}).status_code == 404
    assert endpoint.delete("/store", params={"graph": "http://g/1"}).status_code == 404
    assert endpoint.get("/store", params={"graph": "http://g/2"}).status_code == 200


def test_5_6_head_gives_the_headers_alone(endpoint: httpx.Client) -> None:
    head = endpoint.head("/store", params={"graph": "http://g/1"})
    assert (head.status_code, head.content, head.headers["content-type"]) == (200, b"", "text/turtle")
    assert endpoint.head("/store", params={"graph": "http://g/none"}).status_code == 404


@pytest.mark.parametrize(
    "address", ["/store", "/store?graph=not-an-iri", "/store?graph=http://g/1&default", "/store?graph="]
)
def test_4_2_a_request_names_one_graph(address: str, endpoint: httpx.Client) -> None:
    assert endpoint.get(address).status_code == 400
    assert endpoint.put(address, content=ONE.encode(), headers=TURTLE).status_code == 400


def test_5_1_what_is_no_rdf_is_refused_and_changes_nothing(endpoint: httpx.Client) -> None:
    before = set(graph(endpoint, {"graph": "http://g/1"}))
    for content, media_type, status in (("<a> <b", "text/turtle", 400), ("a,b", "text/csv", 415), (ONE, "", 415)):
        put = endpoint.put("/store?graph=http://g/1", content=content.encode(), headers={"Content-Type": media_type})
        assert put.status_code == status
        assert put.text.count("\n") == 1
    assert set(graph(endpoint, {"graph": "http://g/1"})) == before


def test_5_2_an_unknown_form_is_not_acceptable(endpoint: httpx.Client) -> None:
    assert endpoint.get("/store?graph=http://g/1", headers={"Accept": "image/png"}).status_code == 406


def test_other_methods_are_not_allowed(endpoint: httpx.Client) -> None:
    answer = endpoint.patch("/store?graph=http://g/1", content=b"")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, PUT, POST, DELETE, OPTIONS")
