"""What the patterns of an update match: what those of a query match, and what an update did not do is said."""

from __future__ import annotations

import httpx


def update(endpoint: httpx.Client, text: str) -> httpx.Response:
    return endpoint.post("/update", data={"update": text})


def rows(endpoint: httpx.Client, query: str) -> list[str]:
    return endpoint.get("/sparql", params={"query": query, "format": "csv"}).text.split()[1:]


NEW = "SELECT ?s ?o { GRAPH <http://g/new> { ?s <http://new/> ?o } } ORDER BY ?s"


def test_an_update_matches_what_a_query_matches(endpoint: httpx.Client) -> None:
    assert update(endpoint, "INSERT DATA { <http://s/default> <http://p/> 0 }").status_code == 204
    made = "INSERT { GRAPH <http://g/new> { ?s <http://new/> ?o } } WHERE { ?s <http://p/> ?o }"
    assert update(endpoint, f"PREFIX a: <http://a/> {made} ;").status_code == 204
    expected = [f"http://s/{number},{number}" for number in (1, 2, 3, 4)]
    assert rows(endpoint, NEW) == [*expected, "http://s/default,0"]
    assert rows(endpoint, "SELECT DISTINCT ?g { GRAPH ?g { ?s <http://p/> ?o } } ORDER BY ?g") == [
        f"http://g/{number}" for number in (1, 2, 3, 4)
    ]


def test_an_operation_matches_in_the_graphs_that_those_before_it_made(endpoint: httpx.Client) -> None:
    first = "INSERT { GRAPH <http://g/new> { ?s <http://mid/> 9 } } WHERE { ?s <http://p/> 1 }"
    second = "INSERT { GRAPH <http://g/new> { ?s <http://new/> ?o } } WHERE { ?s <http://mid/> ?o }"
    assert update(endpoint, f"{first} ; {second} # done").status_code == 204
    assert rows(endpoint, NEW) == ["http://s/1,9"]


def test_an_update_that_names_its_graphs_matches_there(endpoint: httpx.Client) -> None:
    made = "INSERT { GRAPH <http://g/new> { ?s <http://new/> ?o } } USING <http://g/2> WHERE { ?s <http://p/> ?o }"
    assert update(endpoint, made).status_code == 204
    assert rows(endpoint, NEW) == ["http://s/2,2"]
    assert update(endpoint, "WITH <http://g/3> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }").status_code == 204
    assert rows(endpoint, "SELECT ?s { ?s <http://p/> 3 }") == []
    assert rows(endpoint, "SELECT ?s { ?s <http://p/> 4 }") == ["http://s/4"]


def test_a_delete_that_can_delete_nothing_says_so(endpoint: httpx.Client) -> None:
    answer = update(endpoint, "DELETE WHERE { ?s <http://p/> ?o }")
    assert answer.status_code == 200
    assert "什么也没有删" in answer.text
    assert update(endpoint, "DELETE WHERE { GRAPH ?g { ?s <http://p/> 1 } }").status_code == 204
    assert rows(endpoint, "SELECT ?s { ?s <http://p/> 1 }") == []


def test_a_fault_of_an_update_is_told_where_it_stands(endpoint: httpx.Client) -> None:
    answer = update(endpoint, "INSERT { ?s ?p 1 } WHERE { ?s ?p 1 } ;\nINSERT x")
    assert answer.status_code == 400
    assert "第 2 行" in answer.text
