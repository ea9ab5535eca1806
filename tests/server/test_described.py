"""What a server tells of its data, without an engine behind it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from plankg.graph.rdf import ONTOLOGY, expand
from pyoxigraph import NamedNode, RdfFormat
from starlette.applications import Starlette
from starlette.testclient import TestClient

from plankg.server.served import Served
from plankg.server.vocabulary import description_routes

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORMS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/n-triples": RdfFormat.N_TRIPLES,
}
TITLES = {"qinghe-2025": "清河县教育局2025年工作要点", "白鹭": "白鹭镇工作要点"}


@pytest.fixture
def client() -> TestClient:
    files = {"index.html": b"<p>", "plan.ttl": b"", "plan.xlsx": b""}
    plans = [Served(id_, title, files) for id_, title in TITLES.items()]
    return TestClient(Starlette(routes=description_routes(plans)))


@pytest.mark.parametrize("accept", FORMS)
@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ("/vocabulary", expand("plankg:Role-lead")),
        ("/vocabulary/ontology", ONTOLOGY),
        ("/vocabulary/shapes", expand("plankg:TaskShape")),
        ("/.well-known/void", "http://testserver/.well-known/void"),
    ],
)
def test_a_program_gets_the_terms_in_the_form_that_it_asks_for(
    address: str, subject: str, accept: str, client: TestClient
) -> None:
    answer = client.get(address, headers={"Accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == accept
    assert answer.headers["vary"] == "Accept"
    found = ox.parse(answer.content, format=FORMS[accept])
    assert NamedNode(subject) in {quad.subject for quad in found}


def test_a_browser_gets_the_page_of_the_vocabulary_and_turtle_of_what_has_no_page(client: TestClient) -> None:
    page = client.get("/vocabulary", headers={"Accept": BROWSER})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "style-src 'unsafe-inline'" in page.headers["content-security-policy"]
    assert 'id="Role-lead"' in page.text
    shapes = client.get("/vocabulary/shapes", headers={"Accept": "text/html"})
    assert shapes.headers["content-type"].startswith("text/turtle")


def test_a_form_that_there_is_not_is_refused_with_those_that_there_are(client: TestClient) -> None:
    answer = client.get("/vocabulary/ontology", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.text


def test_the_context_that_json_ld_names_is_there(client: TestClient) -> None:
    answer = client.get("/vocabulary/context.jsonld")
    assert answer.headers["content-type"] == "application/ld+json"
    assert answer.json()["@context"]["carries"]["@id"] == "plankg:carries"


def test_each_plan_is_described_with_its_title_its_endpoint_and_its_graph_files(client: TestClient) -> None:
    graph = ox.Store()
    graph.load(client.get("/.well-known/void").content, format=RdfFormat.TURTLE)
    query = """
        SELECT ?title ?endpoint ?dump ?space {
          ?set a void:Dataset ; dcterms:title ?title ; void:sparqlEndpoint ?endpoint ; void:dataDump ?dump ; void:uriSpace ?space .
          ?set void:vocabulary <https://w3id.org/plankg#> .
        } ORDER BY ?dump
    """
    prefixes = {"void": "http://rdfs.org/ns/void#", "dcterms": expand("dcterms:")}
    rows = [[term.value for term in row] for row in graph.query(query, prefixes=prefixes)]
    data = "https://w3id.org/plankg/data"
    assert rows == [
        [TITLES["白鹭"], "http://testserver/sparql", "http://testserver/%E7%99%BD%E9%B9%AD/plan.ttl", f"{data}/白鹭/"],
        [
            TITLES["qinghe-2025"],
            "http://testserver/sparql",
            "http://testserver/qinghe-2025/plan.ttl",
            f"{data}/qinghe-2025/",
        ],
    ]
