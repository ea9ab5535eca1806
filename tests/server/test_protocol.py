"""SPARQL 1.1 Protocol, https://www.w3.org/TR/sparql11-protocol/: each requirement of sections 2 and 3, by its section."""

from __future__ import annotations

import httpx
import pytest

QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
IN_1 = "ASK { <http://s/1> <http://p/> 1 }"
IN_2 = "ASK { <http://s/2> <http://p/> 2 }"
INSERT = "INSERT DATA { GRAPH <http://g/new> { <http://s/> <http://p/> <http://o/> } }"
COPIES = "INSERT { GRAPH <http://g/new> { ?s ?p ?o } } WHERE { ?s ?p ?o }"
COPIES_NAMED = "INSERT { GRAPH <http://g/new> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }"


def yes(answer: httpx.Response) -> bool:
    assert answer.status_code == 200, answer.text
    found = answer.json()["boolean"]
    assert isinstance(found, bool)
    return found


def new(endpoint: httpx.Client) -> set[str]:
    query = "SELECT ?s { GRAPH <http://g/new> { ?s ?p ?o } }"
    rows = endpoint.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return {row["s"]["value"] for row in rows}


def test_2_1_1_a_query_by_get(endpoint: httpx.Client) -> None:
    assert yes(endpoint.get("/sparql", params={"query": IN_1}))


def test_2_1_2_a_query_by_post_as_a_form(endpoint: httpx.Client) -> None:
    assert yes(endpoint.post("/sparql", data={"query": IN_1}))
    charset = {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"}
    assert yes(endpoint.post("/sparql", content="query=ASK%20%7B%7D", headers=charset))


def test_2_1_3_a_query_by_post_as_it_is(endpoint: httpx.Client) -> None:
    assert yes(endpoint.post("/sparql", content=IN_1, headers=QUERY))
    assert yes(endpoint.post("/sparql", content='ASK { FILTER("学校" = "\\u5B66校") }'.encode(), headers=QUERY))


@pytest.mark.parametrize("method", ["get", "form", "body"])
def test_2_1_4_the_default_graph_is_the_one_named(method: str, endpoint: httpx.Client) -> None:
    def ask(query: str, **dataset: str | list[str]) -> bool:
        if method == "get":
            return yes(endpoint.get("/sparql", params={"query": query, **dataset}))
        if method == "form":
            return yes(endpoint.post("/sparql", data={"query": query, **dataset}))
        return yes(endpoint.post("/sparql", params=dataset, content=query, headers=QUERY))

    assert ask(IN_1, **{"default-graph-uri": "http://g/1"})
    assert not ask(IN_2, **{"default-graph-uri": "http://g/1"})
    both = {"default-graph-uri": ["http://g/1", "http://g/2"]}
    assert ask(f"ASK {{ {IN_1[5:-1]} . {IN_2[5:-1]} }}", **both)


def test_2_1_4_the_named_graphs_are_those_named(endpoint: httpx.Client) -> None:
    dataset = {"named-graph-uri": ["http://g/1", "http://g/2"]}
    query = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"
    rows = endpoint.get("/sparql", params={"query": query, **dataset}).json()["results"]["bindings"]
    assert [row["g"]["value"] for row in rows] == ["http://g/1", "http://g/2"]
    assert not yes(endpoint.get("/sparql", params={"query": "ASK { ?s ?p ?o }", **dataset}))


def test_2_1_4_default_and_named_graphs_together(endpoint: httpx.Client) -> None:
    dataset = {"default-graph-uri": ["http://g/1", "http://g/2"], "named-graph-uri": ["http://g/3", "http://g/4"]}
    query = """ASK {
      <http://s/1> ?p 1 . <http://s/2> ?p 2 . GRAPH <http://g/3> { <http://s/3> ?p 3 } GRAPH ?g { <http://s/4> ?p 4 }
      FILTER NOT EXISTS { <http://s/3> ?p 3 } FILTER NOT EXISTS { GRAPH <http://g/1> { ?s ?p ?o } }
    }"""
    assert yes(endpoint.get("/sparql", params={"query": query, **dataset}))


def test_2_1_4_the_request_s_dataset_comes_before_the_query_s(endpoint: httpx.Client) -> None:
    query = "ASK FROM <http://g/2> { <http://s/1> <http://p/> 1 FILTER NOT EXISTS { <http://s/2> <http://p/> 2 } }"
    assert yes(endpoint.get("/sparql", params={"query": query, "default-graph-uri": "http://g/1"}))


def test_2_1_4_without_one_in_the_request_the_query_s_dataset_counts(endpoint: httpx.Client) -> None:
    assert yes(endpoint.get("/sparql", params={"query": "ASK FROM <http://g/1> { <http://s/1> ?p ?o }"}))
    assert not yes(endpoint.get("/sparql", params={"query": "ASK FROM <http://g/2> { <http://s/1> ?p ?o }"}))
    assert not yes(endpoint.get("/sparql", params={"query": "ASK FROM NAMED <http://g/1> { ?s ?p ?o }"}))
    assert yes(endpoint.get("/sparql", params={"query": "ASK FROM NAMED <http://g/1> { GRAPH ?g { ?s ?p ?o } }"}))


def test_2_1_4_a_graph_that_is_not_there_is_empty_and_never_fetched(endpoint: httpx.Client) -> None:
    address = str(endpoint.base_url.join("/health"))
    assert not yes(endpoint.get("/sparql", params={"query": "ASK { ?s ?p ?o }", "default-graph-uri": address}))


def test_2_1_4_without_any_dataset_all_graphs_are_asked(endpoint: httpx.Client) -> None:
    assert yes(endpoint.get("/sparql", params={"query": f"ASK {{ {IN_1[5:-1]} . {IN_2[5:-1]} }}"}))


@pytest.mark.parametrize(
    ("query", "accept", "given"),
    [
        ("SELECT * { ?s ?p 1 }", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT * { ?s ?p 1 }", "application/sparql-results+json", "application/sparql-results+json"),
        ("SELECT * { ?s ?p 1 }", "text/csv", "text/csv; charset=utf-8"),
        ("SELECT * { ?s ?p 1 }", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("ASK {}", "application/sparql-results+xml, */*;q=0.1", "application/sparql-results+xml"),
        ("ASK {}", "text/csv", "text/csv; charset=utf-8"),
        ("CONSTRUCT WHERE { ?s ?p 1 }", "text/turtle", "text/turtle"),
        ("CONSTRUCT WHERE { ?s ?p 1 }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s ?p 1 }", "application/trig", "application/trig"),
        ("CONSTRUCT WHERE { ?s ?p 1 }", "application/n-quads", "application/n-quads"),
        ("CONSTRUCT WHERE { ?s ?p 1 }", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT WHERE { ?s ?p 1 }", "application/rdf+xml", "application/rdf+xml"),
        ("DESCRIBE <http://s/1>", "application/rdf+xml;q=0.2, text/turtle;q=0.8", "text/turtle"),
        ("DESCRIBE <http://s/1>", "", "text/turtle"),
    ],
)
def test_2_1_5_the_result_comes_as_the_client_likes_it(
    query: str, accept: str, given: str, endpoint: httpx.Client
) -> None:
    answer = endpoint.get("/sparql", params={"query": query}, headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, given)
    assert answer.content
    assert "Accept" in answer.headers["vary"]


def test_described_things_read_by_the_usual_prefixes(endpoint: httpx.Client) -> None:
    query = "CONSTRUCT { <http://s/1> skos:prefLabel '一' } WHERE {}"
    answer = endpoint.get("/sparql", params={"query": query}, headers={"Accept": "text/turtle"})
    assert '<http://s/1> skos:prefLabel "一" .' in answer.text


def test_2_1_5_an_unknown_form_is_not_acceptable_and_the_known_ones_are_told(endpoint: httpx.Client) -> None:
    answer = endpoint.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "application/sparql-results+json" in answer.text


@pytest.mark.parametrize(
    "parameters",
    [[("query", IN_1), ("query", IN_2)], [("default-graph-uri", "http://g/1")], [("query", "ASK {")], [("query", "")]],
    ids=["two", "none", "syntax", "empty"],
)
def test_2_1_6_what_is_no_query_is_a_bad_request(parameters: list[tuple[str, str]], endpoint: httpx.Client) -> None:
    assert endpoint.get("/sparql", params=parameters).status_code == 400
    form = httpx.QueryParams(parameters)
    assert endpoint.post("/sparql", content=str(form), headers=FORM).status_code == 400


def test_2_1_6_an_unknown_prefix_is_a_bad_request(endpoint: httpx.Client) -> None:
    answer = endpoint.get("/sparql", params={"query": "ASK { nobody:knows ?p ?o }"})
    assert answer.status_code == 400
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", ["/sparql", "/update"])
def test_2_1_other_methods_are_not_allowed(method: str, path: str, endpoint: httpx.Client) -> None:
    answer = endpoint.request(method, path, params={"query": IN_1})
    assert answer.status_code == 405
    assert "POST" in answer.headers["allow"]


@pytest.mark.parametrize("path", ["/sparql", "/update"])
def test_2_1_3_2_2_2_any_other_media_type_is_unsupported(path: str, endpoint: httpx.Client) -> None:
    for headers in ({"Content-Type": "text/plain"}, {"Content-Type": "application/sparql"}, {}):
        assert endpoint.post(path, content=IN_1, headers=headers).status_code == 415
        assert endpoint.post(path, content="query=ASK%20%7B%7D", headers=headers).status_code == 415


@pytest.mark.parametrize(("path", "kind"), [("/sparql", "query"), ("/update", "update")])
def test_2_1_3_2_2_2_a_body_has_to_be_utf_8(path: str, kind: str, endpoint: httpx.Client) -> None:
    text = "ASK {}" if kind == "query" else INSERT
    media_type = f"application/sparql-{kind}"
    utf16 = {"Content-Type": f"{media_type}; charset=UTF-16"}
    assert endpoint.post(path, content=text.encode("utf-16"), headers=utf16).status_code == 400
    gbk = "ASK { ?s ?p '教育' }".encode("gbk")
    assert endpoint.post(path, content=gbk, headers={"Content-Type": media_type}).status_code == 400
    assert endpoint.post(path, content=f"{kind}=ASK%7B%7D%23%BD%CC%D3%FD", headers=FORM).status_code == 400


def test_2_1_3_a_query_both_in_the_address_and_in_the_body_is_bad(endpoint: httpx.Client) -> None:
    assert endpoint.post("/sparql", params={"query": IN_1}, content=IN_1, headers=QUERY).status_code == 400
    assert endpoint.post("/sparql", params={"query": IN_1}, data={"query": IN_1}).status_code == 400
    assert endpoint.post("/sparql", data={"query": IN_1, "update": INSERT}).status_code == 400


@pytest.mark.parametrize("path", ["/update", "/sparql"])
def test_2_2_1_an_update_by_post_as_a_form(path: str, endpoint: httpx.Client) -> None:
    assert endpoint.post(path, data={"update": INSERT}).status_code == 204
    assert new(endpoint) == {"http://s/"}


@pytest.mark.parametrize("path", ["/update", "/sparql"])
def test_2_2_2_an_update_by_post_as_it_is(path: str, endpoint: httpx.Client) -> None:
    assert endpoint.post(path, content=INSERT, headers=UPDATE).status_code == 204
    assert new(endpoint) == {"http://s/"}


def test_2_2_an_update_cannot_be_asked_for_by_get(endpoint: httpx.Client) -> None:
    assert endpoint.get("/update", params={"update": INSERT}).status_code == 405
    assert endpoint.get("/sparql", params={"update": INSERT}).status_code == 400
    assert new(endpoint) == set()


@pytest.mark.parametrize(
    "parameters",
    [[("update", INSERT), ("update", INSERT)], [("query", IN_1)], [("update", "INSERT DATA {")], []],
    ids=["two", "query", "syntax", "none"],
)
def test_2_2_4_what_is_no_update_is_a_bad_request(parameters: list[tuple[str, str]], endpoint: httpx.Client) -> None:
    assert endpoint.post("/update", content=str(httpx.QueryParams(parameters)), headers=FORM).status_code == 400
    assert new(endpoint) == set()


@pytest.mark.parametrize("as_form", [True, False], ids=["form", "body"])
def test_2_2_3_patterns_match_in_the_graphs_named(as_form: bool, endpoint: httpx.Client) -> None:
    def update(text: str, **graphs: str | list[str]) -> None:
        if as_form:
            done = endpoint.post("/update", data={"update": text, **graphs})
        else:
            done = endpoint.post("/update", params=graphs, content=text, headers=UPDATE)
        assert done.status_code == 204, done.text

    update(COPIES, **{"using-graph-uri": "http://g/1"})
    assert new(endpoint) == {"http://s/1"}
    update(COPIES, **{"using-graph-uri": ["http://g/1", "http://g/2"]})
    assert new(endpoint) == {"http://s/1", "http://s/2"}
    update(COPIES_NAMED, **{"using-named-graph-uri": ["http://g/3"]})
    assert new(endpoint) == {"http://s/1", "http://s/2", "http://s/3"}
    update("DELETE WHERE { GRAPH <http://g/new> { ?s ?p ?o } }", **{"using-named-graph-uri": ["http://g/new"]})
    assert new(endpoint) == set()


def test_2_2_3_default_and_named_graphs_together(endpoint: httpx.Client) -> None:
    both = "INSERT { GRAPH <http://g/new> { ?s ?p ?o . ?x ?p ?o } } WHERE { ?s ?p ?o . GRAPH ?g { ?x ?y ?z } }"
    graphs = {"using-graph-uri": ["http://g/1"], "using-named-graph-uri": ["http://g/2"]}
    assert endpoint.post("/update", data={"update": both, **graphs}).status_code == 204
    assert new(endpoint) == {"http://s/1", "http://s/2"}


@pytest.mark.parametrize("clause", ["USING <http://g/2>", "USING NAMED <http://g/2>"])
def test_2_2_3_graphs_named_twice_are_a_conflict(clause: str, endpoint: httpx.Client) -> None:
    text = f"INSERT {{ GRAPH <http://g/new> {{ ?s ?p ?o }} }} {clause} WHERE {{ ?s ?p ?o }}"
    assert endpoint.post("/update", data={"update": text, "using-graph-uri": "http://g/1"}).status_code == 400
    text = "WITH <http://g/2> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }"
    assert endpoint.post("/update", data={"update": text, "using-named-graph-uri": "http://g/1"}).status_code == 400
    assert new(endpoint) == set()


def test_2_2_several_operations_are_one_update(endpoint: httpx.Client) -> None:
    text = f"{INSERT} ; INSERT DATA {{ GRAPH <http://g/new> {{ <http://s/b> <http://p/> 'x' }} }}"
    assert endpoint.post("/update", data={"update": text}).status_code == 204
    assert new(endpoint) == {"http://s/", "http://s/b"}
    text = f"DROP GRAPH <http://g/new> ; {INSERT} ; DROP GRAPH <http://g/none>"
    assert endpoint.post("/update", data={"update": text}).status_code >= 400
    assert new(endpoint) == {"http://s/", "http://s/b"}


def test_rfc_3986_5_1_3_relative_iris_are_resolved_against_the_service(endpoint: httpx.Client) -> None:
    text = "INSERT DATA { GRAPH <http://g/new> { <here> <http://p/> 1 } }"
    assert endpoint.post("/update", data={"update": text}).status_code == 204
    assert new(endpoint) == {str(endpoint.base_url.join("/here"))}


def test_2_2_a_query_after_an_update_sees_it(endpoint: httpx.Client) -> None:
    count = {"query": "SELECT (COUNT(*) AS ?n) { GRAPH <http://g/new> { ?s ?p ?o } }"}
    for number in range(1, 8):
        text = f"INSERT DATA {{ GRAPH <http://g/new> {{ <http://s/{number}> <http://p/> 1 }} }}"
        assert endpoint.post("/update", data={"update": text}).status_code == 204
        found = endpoint.get("/sparql", params=count).json()["results"]["bindings"][0]["n"]["value"]
        assert found == str(number)


def test_head_gives_the_headers_alone(endpoint: httpx.Client) -> None:
    got, head = endpoint.get("/sparql", params={"query": IN_1}), endpoint.head("/sparql", params={"query": IN_1})
    assert head.content == b""
    assert {**head.headers, "date": ""} == {**got.headers, "date": ""}


def test_options_tell_what_an_address_takes(endpoint: httpx.Client) -> None:
    assert endpoint.options("/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"
    assert endpoint.options("/update").headers["allow"] == "POST, OPTIONS"


def test_who_asks_for_problem_details_gets_the_place_of_a_fault_in_fields(client: httpx.Client) -> None:
    query = "SELECT ?name WHERE {\n  ?学校 skos:prefLabel }"
    accept = "application/sparql-results+json, application/problem+json"
    answer = client.post(
        "/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query", "Accept": accept}
    )
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (told["status"], told["line"]) == (400, 2)
    assert told["column"] == len("  ?学校 skos:prefLabel }")
    assert "$" in "".join(told["expected"])
    assert (
        told["detail"]
        == client.post(
            "/sparql", content=query.encode(), headers={"Content-Type": "application/sparql-query"}
        ).text.strip()
    )


def test_who_asks_for_problem_details_of_an_update_gets_them_as_for_a_query(endpoint: httpx.Client) -> None:
    headers = {"Content-Type": "application/sparql-update", "Accept": "application/problem+json"}
    answer = endpoint.post("/update", content=b"INSERT DATA {\n  <http://s/> }", headers=headers)
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert (answer.status_code, told["status"], told["line"]) == (400, 400, 2)
    plain = endpoint.post("/update", content=b"INSERT DATA {\n  <http://s/> }", headers=headers | {"Accept": "*/*"})
    assert told["detail"] == plain.text.strip()
