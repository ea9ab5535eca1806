"""The W3C's own test suites for the two protocols and the service description, each test by its name there.

https://w3c.github.io/rdf-tests/sparql/sparql11/protocol/, …/http-rdf-update/ and …/service-description/. The requests are those
of the suites, at the path with a slash at its end that they use; graphs and triples are short ones of our own.
"""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef

PATH = "/sparql/"
QUERY = {"Content-Type": "application/sparql-query"}
UPDATE = {"Content-Type": "application/sparql-update"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
TURTLE = {"Content-Type": "text/turtle; charset=utf-8"}
ABSENT = {"default-graph-uri": "http://g/0"}
TABULAR = {"application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"}
RDF_TYPES = {"text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"}
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")


def kind(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    return answer.headers["content-type"].partition(";")[0]


def yes(answer: httpx.Response) -> bool:
    assert kind(answer) == "application/sparql-results+json"
    return answer.json()["boolean"] is True


class TestQuery:
    """Protocol: what is asked."""

    def test_query_get(self, endpoint: httpx.Client) -> None:
        assert yes(endpoint.get(PATH, params={"query": "ASK {}", **ABSENT}))

    def test_query_post_form(self, endpoint: httpx.Client) -> None:
        assert yes(endpoint.post(PATH, params=ABSENT, content="query=ASK%20%7B%7D", headers=FORM))

    def test_query_post_direct(self, endpoint: httpx.Client) -> None:
        assert yes(endpoint.post(PATH, content="ASK {}", headers=QUERY))

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_query_dataset_default_graphs(self, method: str, endpoint: httpx.Client) -> None:
        graphs = {"default-graph-uri": ["http://g/1", "http://g/2"]}
        assert yes(ask(endpoint, method, "ASK { <http://s/1> ?p ?o . <http://s/2> ?q ?r . }", graphs))

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_query_dataset_named_graphs(self, method: str, endpoint: httpx.Client) -> None:
        query = "ASK { GRAPH ?g { <http://s/1> ?p ?o } GRAPH ?h { <http://s/2> ?q ?r } }"
        assert yes(ask(endpoint, method, query, {"named-graph-uri": ["http://g/1", "http://g/2"]}))

    def test_query_dataset_full(self, endpoint: httpx.Client) -> None:
        query = "ASK { <http://s/3> ?a ?b GRAPH ?g { <http://s/1> ?p ?o } GRAPH ?h { <http://s/2> ?q ?r } }"
        graphs = {"default-graph-uri": "http://g/3", "named-graph-uri": ["http://g/1", "http://g/2"]}
        assert yes(ask(endpoint, "post", query, graphs))

    def test_query_multiple_dataset(self, endpoint: httpx.Client) -> None:
        query = "ASK FROM <http://g/3> { GRAPH ?g { <http://s/1> ?p ?o } GRAPH ?h { <http://s/2> ?q ?r } }"
        assert yes(ask(endpoint, "post", query, {"named-graph-uri": ["http://g/1", "http://g/2"]}))

    @pytest.mark.parametrize(
        ("query", "kinds"),
        [
            ("SELECT (1 AS ?value) {}", TABULAR),
            ("ASK {}", TABULAR),
            ("DESCRIBE <http://example.org/>", RDF_TYPES),
            ("CONSTRUCT { <s> <p> 1 } WHERE {}", RDF_TYPES),
        ],
    )
    def test_query_content_type(self, query: str, kinds: set[str], endpoint: httpx.Client) -> None:
        assert kind(endpoint.post(PATH, params=ABSENT, content=query, headers=QUERY)) in kinds


def ask(endpoint: httpx.Client, method: str, query: str, graphs: dict[str, str | list[str]]) -> httpx.Response:
    if method == "get":
        return endpoint.get(PATH, params={"query": query, **graphs})
    return endpoint.post(PATH, params=graphs, content=query, headers=QUERY)


class TestBadQuery:
    """Protocol: what is asked wrongly gets a status of the client's fault."""

    def test_bad_query_method(self, endpoint: httpx.Client) -> None:
        assert endpoint.put(PATH, params={"query": "ASK {}", **ABSENT}, headers=FORM).status_code == 405

    def test_bad_multiple_queries(self, endpoint: httpx.Client) -> None:
        assert endpoint.get(f"{PATH}?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D").status_code == 400

    def test_bad_query_wrong_media_type(self, endpoint: httpx.Client) -> None:
        assert endpoint.post(PATH, content="ASK {}", headers={"Content-Type": "text/plain"}).status_code == 415

    @pytest.mark.parametrize("content", ["query=ASK%20%7B%7D", "ASK {}"], ids=["form", "direct"])
    def test_bad_query_missing_type(self, content: str, endpoint: httpx.Client) -> None:
        assert endpoint.post(PATH, content=content).status_code == 415

    def test_bad_query_non_utf8(self, endpoint: httpx.Client) -> None:
        headers = {"Content-Type": "application/sparql-query; charset=UTF-16"}
        assert endpoint.post(PATH, content="ASK {}".encode("utf-16"), headers=headers).status_code == 400

    def test_bad_query_syntax(self, endpoint: httpx.Client) -> None:
        assert endpoint.get(f"{PATH}?query=ASK%20%7B").status_code == 400


DOCUMENTS = "".join(f"GRAPH <http://g/{n}> {{ <http://s/{n}> a <http://t/Document> }} " for n in (1, 2, 3))
COPIES = f"DROP ALL ; INSERT DATA {{ {DOCUMENTS} }} ; INSERT {{ GRAPH <http://g/new> {{ ?s a <http://t/Resource> }} }} WHERE "


class TestUpdate:
    """Protocol: what is changed."""

    def changed(self, endpoint: httpx.Client, update: str, **graphs: str | list[str]) -> None:
        params = {name.replace("_", "-"): value for name, value in graphs.items()}
        assert endpoint.post(PATH, params=params, content=update, headers=UPDATE).status_code == 204

    def resources(self, endpoint: httpx.Client) -> set[str]:
        query = "SELECT ?s { GRAPH <http://g/new> { ?s a <http://t/Resource> } }"
        rows = endpoint.post(PATH, content=query, headers=QUERY).json()["results"]["bindings"]
        return {row["s"]["value"][-1] for row in rows}

    def test_update_dataset_default_graph(self, endpoint: httpx.Client) -> None:
        update = COPIES.replace("DROP ALL", "CLEAR ALL") + "{ ?s a <http://t/Document> }"
        self.changed(endpoint, update, using_graph_uri="http://g/1")
        assert self.resources(endpoint) == {"1"}

    def test_update_dataset_default_graphs(self, endpoint: httpx.Client) -> None:
        graphs = ["http://g/1", "http://g/2"]
        self.changed(endpoint, COPIES + "{ ?s a <http://t/Document> }", using_graph_uri=graphs)
        assert self.resources(endpoint) == {"1", "2"}

    def test_update_dataset_named_graphs(self, endpoint: httpx.Client) -> None:
        graphs = ["http://g/1", "http://g/2"]
        self.changed(endpoint, COPIES + "{ GRAPH ?g { ?s a <http://t/Document> } }", using_named_graph_uri=graphs)
        assert self.resources(endpoint) == {"1", "2"}

    def test_update_dataset_full(self, endpoint: httpx.Client) -> None:
        named = "{ GRAPH ?g { ?s a <http://t/Document> } BIND (?g AS ?in) }"
        default = "{ ?s a <http://t/Document> . BIND ('default' AS ?in) }"
        update = COPIES.replace("?s a <http://t/Resource>", "?s <http://t/in> ?in") + f"{{ {named} UNION {default} }}"
        self.changed(endpoint, update, using_graph_uri="http://g/1", using_named_graph_uri="http://g/2")
        found = "SELECT ?s ?in { GRAPH <http://g/new> { ?s <http://t/in> ?in } } ORDER BY ?s"
        rows = endpoint.post(PATH, content=found, headers=QUERY | {"Accept": "text/csv"}).text.split()
        assert rows[1:] == ["http://s/1,default", "http://s/2,http://g/2"]

    def test_update_post_form(self, endpoint: httpx.Client) -> None:
        assert endpoint.post(PATH, content="update=CLEAR+ALL", headers=FORM).status_code == 204

    def test_update_post_direct(self, endpoint: httpx.Client) -> None:
        self.changed(endpoint, "CLEAR ALL")

    def test_update_base_uri(self, endpoint: httpx.Client) -> None:
        data = "GRAPH <http://g/new> { <http://s/> <http://p/> <test> }"
        self.changed(endpoint, f"CLEAR GRAPH <http://g/new> ;\nINSERT DATA {{ {data} }}")
        query = "SELECT ?o { GRAPH <http://g/new> { <http://s/> <http://p/> ?o } }"
        (row,) = endpoint.post(PATH, content=query, headers=QUERY).json()["results"]["bindings"]
        assert row["o"] == {"type": "uri", "value": str(endpoint.base_url.join("/sparql/test"))}


class TestBadUpdate:
    """Protocol: what is to be changed wrongly changes nothing."""

    @pytest.fixture(autouse=True)
    def unchanged(self, endpoint: httpx.Client) -> Iterator[None]:
        yield
        assert yes(endpoint.get(PATH, params={"query": "ASK { GRAPH <http://g/1> { <http://s/1> ?p ?o } }"}))

    def test_bad_update_get(self, endpoint: httpx.Client) -> None:
        assert endpoint.get(f"{PATH}?update=CLEAR%20ALL").status_code == 400

    def test_bad_multiple_updates(self, endpoint: httpx.Client) -> None:
        content = "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"
        assert endpoint.post(PATH, content=content, headers=FORM).status_code == 400

    def test_bad_update_wrong_media_type(self, endpoint: httpx.Client) -> None:
        assert endpoint.post(PATH, content="CLEAR NAMED", headers={"Content-Type": "text/plain"}).status_code == 415

    def test_bad_update_missing_form_type(self, endpoint: httpx.Client) -> None:
        assert endpoint.post(PATH, content="update=CLEAR%20NAMED").status_code == 415

    def test_bad_update_non_utf8(self, endpoint: httpx.Client) -> None:
        headers = {"Content-Type": "application/sparql-update; charset=UTF-16"}
        assert endpoint.post(PATH, content="CLEAR NAMED".encode("utf-16"), headers=headers).status_code == 400

    def test_bad_update_syntax(self, endpoint: httpx.Client) -> None:
        assert endpoint.post(PATH, content="update=CLEAR%20XYZ", headers=FORM).status_code == 400

    @pytest.mark.parametrize("parameter", ["using-graph-uri", "using-named-graph-uri"])
    @pytest.mark.parametrize("as_form", [True, False], ids=["form", "direct"])
    def test_bad_update_dataset_conflict(self, parameter: str, as_form: bool, endpoint: httpx.Client) -> None:
        update = "WITH <http://g/1> DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p 1 }"
        graphs = {parameter: "http://g/2"}
        if as_form:
            answer = endpoint.post(PATH, data={"update": update, **graphs})
        else:
            answer = endpoint.post(PATH, params=graphs, content=update, headers=UPDATE)
        assert answer.status_code == 400


PERSON = '@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n<http://s/person> a foaf:Person ; foaf:account [ foaf:nick "{nick}" ] .'
ALICE = '@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n[] a foaf:Person ; foaf:account [ foaf:givenName "Alice" ] .'
FIRST, SECOND = "/store/person/1.ttl", "/store/person/2.ttl"
PARTS = """
--a6fe
Content-Disposition: form-data; name="last.ttl"; filename="last.ttl"
Content-Type: text/turtle; charset=utf-8

@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<http://s/person> foaf:familyName "Doe"

--a6fe
Content-Disposition: form-data; name="first.ttl"; filename="first.ttl"
Content-Type: text/turtle; charset=utf-8

@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<http://s/person> foaf:givenName "Jane"

--a6fe--
"""


class TestGraphStore:
    """Graph Store Protocol: graphs that are resources of their own, one after the other as in the suite."""

    @pytest.fixture(autouse=True)
    def empty(self, endpoint: httpx.Client) -> None:
        assert endpoint.post("/update", data={"update": "CLEAR DEFAULT"}).status_code == 204
        for path in (FIRST, SECOND):
            assert endpoint.delete(path).status_code in {200, 404}

    def put(self, endpoint: httpx.Client, path: str, content: str) -> int:
        return endpoint.put(path, content=content, headers=TURTLE).status_code

    def got(self, endpoint: httpx.Client, path: str) -> Graph:
        answer = endpoint.get(path, headers={"Accept": "text/turtle"})
        assert kind(answer) == "text/turtle"
        return Graph().parse(data=answer.text, format="turtle")

    def same(self, endpoint: httpx.Client, path: str, content: str) -> bool:
        return self.got(endpoint, path).isomorphic(Graph().parse(data=content, format="turtle"))

    def test_put_initial_state(self, endpoint: httpx.Client) -> None:
        assert self.put(endpoint, FIRST, PERSON.format(nick="John")) == 201
        for graph in (FIRST, str(endpoint.base_url.join(FIRST))):
            assert self.same(endpoint, f"/store?graph={graph}", PERSON.format(nick="John"))

    def test_put_graph_already_in_store(self, endpoint: httpx.Client) -> None:
        assert self.put(endpoint, FIRST, PERSON.format(nick="John")) == 201
        assert self.put(endpoint, FIRST, PERSON.format(nick="Jane")) == 204
        assert self.same(endpoint, FIRST, PERSON.format(nick="Jane"))

    def test_put_default_graph(self, endpoint: httpx.Client) -> None:
        assert self.put(endpoint, "/store?default", ALICE) == 201
        assert self.same(endpoint, "/store?default", ALICE)
        assert self.put(endpoint, "/store?default", ALICE) == 204

    def test_put_mismatched_payload(self, endpoint: httpx.Client) -> None:
        for content in ("@prefix foo", '<?xml version="1.0"?><rdf:RDF/>', "<http://s/> <http://p/>", "a."):
            assert self.put(endpoint, FIRST, content) == 400
        assert endpoint.head(FIRST).status_code == 404

    def test_delete_existing_graph(self, endpoint: httpx.Client) -> None:
        assert self.put(endpoint, SECOND, ALICE) == 201
        assert endpoint.delete(SECOND).status_code == 200
        assert endpoint.get(SECOND).status_code == 404

    def test_delete_nonexistent_graph(self, endpoint: httpx.Client) -> None:
        assert endpoint.delete(SECOND).status_code == 404

    def test_post_existing_graph(self, endpoint: httpx.Client) -> None:
        self.put(endpoint, FIRST, PERSON.format(nick="Jane"))
        content = '@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n<http://s/person> foaf:name "Jane Doe"\n'
        assert endpoint.post(FIRST, content=content, headers=TURTLE).status_code == 200
        found = self.got(endpoint, FIRST)
        assert (URIRef("http://s/person"), FOAF.name, Literal("Jane Doe")) in found
        assert len(found) == 4

    @pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
    def test_post_multipart_formdata(self, line_end: str, endpoint: httpx.Client) -> None:
        self.put(endpoint, FIRST, PERSON.format(nick="Jane"))
        headers = {"Content-Type": "multipart/form-data; boundary=a6fe"}
        content = PARTS.replace("\n", line_end)
        assert endpoint.post(FIRST, content=content, headers=headers).status_code == 200
        found = self.got(endpoint, FIRST)
        person = URIRef("http://s/person")
        assert {(person, FOAF.familyName, Literal("Doe")), (person, FOAF.givenName, Literal("Jane"))} <= set(found)
        bad = content.replace("text/turtle", "text/csv")
        assert endpoint.post(FIRST, content=bad, headers=headers).status_code == 415
        assert endpoint.post(FIRST, content=content.replace("Jane", "Ja"), headers=TURTLE).status_code == 400

    def test_post_create_new_graph(self, endpoint: httpx.Client) -> None:
        for store in ("/store", "/store/"):
            made = endpoint.post(store, content=ALICE, headers=TURTLE)
            assert made.status_code == 201
            place = made.headers["location"]
            assert place.startswith(str(endpoint.base_url.join("/store/")))
            assert self.same(endpoint, place, ALICE)
            # "after noop"
            assert endpoint.post(place, content="", headers=TURTLE).status_code == 200
            assert self.same(endpoint, place, ALICE)
            assert endpoint.delete(place).status_code == 200

    def test_head_on_an_existing_graph(self, endpoint: httpx.Client) -> None:
        self.put(endpoint, FIRST, ALICE)
        head = endpoint.head(FIRST)
        assert (kind(head), head.content) == ("text/turtle", b"")

    def test_head_on_a_nonexisting_graph(self, endpoint: httpx.Client) -> None:
        assert endpoint.head("/store/person/4.ttl").status_code == 404

    def test_a_graph_with_a_chinese_name_is_a_resource_too(self, endpoint: httpx.Client) -> None:
        assert self.put(endpoint, "/store/笔记", ALICE) == 201
        assert self.same(endpoint, "/store/笔记", ALICE)
        assert endpoint.get("/store/笔%2F记").status_code == 404
        assert endpoint.delete("/store/笔记").status_code == 200


class TestServiceDescription:
    """Service Description: what a GET request without a query gets."""

    @pytest.mark.parametrize("accept", ["*/*", "text/turtle", "application/rdf+xml"])
    def test_returns_rdf_with_an_endpoint_triple_that_matches(self, accept: str, endpoint: httpx.Client) -> None:
        answer = endpoint.get(PATH, headers={"Accept": accept})
        described = Graph().parse(data=answer.content, format=kind(answer))
        (service,) = described.subjects(RDF.type, SD.Service)
        assert set(described.objects(service, SD.endpoint)) == {URIRef(str(endpoint.base_url.join(PATH)))}

    def test_conforms_to_schema(self, endpoint: httpx.Client) -> None:
        described = Graph().parse(data=endpoint.get(PATH, headers={"Accept": "text/turtle"}).text, format="turtle")
        types = {
            SD.endpoint: SD.Service,
            SD.feature: SD.Service,
            SD.supportedLanguage: SD.Service,
            SD.resultFormat: SD.Service,
            SD.inputFormat: SD.Service,
            SD.defaultDataset: SD.Service,
            SD.defaultGraph: SD.Dataset,
            SD.namedGraph: SD.Dataset,
            SD.name: SD.NamedGraph,
            SD.graph: SD.NamedGraph,
        }
        for subject, predicate, _ in described:
            if predicate != RDF.type:
                assert (subject, RDF.type, types[URIRef(predicate)]) in described
