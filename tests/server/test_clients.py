"""The clients that analysts have, against the real server, and the lines of the guide as they stand there."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pandas as pd
import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from serving_process import TOKEN, Server, serving
from SPARQLWrapper import CSV, JSON, POST, TURTLE, SPARQLWrapper

import plankg

ROOT = Path(__file__).parents[2]
SCHOOLS = """PREFIX plankg: <https://w3id.org/plankg#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?name WHERE { ?school a plankg:School ; skos:prefLabel ?name } ORDER BY ?name"""
GUIDE = (ROOT / "docs" / "guide" / "endpoint.md").read_text("utf-8")
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def names() -> list[str]:
    return [row[0] for row in plankg.load("baoshan-2023h2").query(SCHOOLS).rows]  # type: ignore[union-attr]


def test_sparqlwrapper_asks(server: Server, names: list[str]) -> None:
    wrapper = SPARQLWrapper(f"{server.address}sparql")
    wrapper.setQuery(SCHOOLS)
    wrapper.setReturnFormat(JSON)
    assert [row["name"]["value"] for row in wrapper.queryAndConvert()["results"]["bindings"]] == names
    wrapper.setReturnFormat(CSV)
    assert wrapper.queryAndConvert().decode().split() == ["name", *names]
    wrapper.setMethod(POST)
    wrapper.setQuery("CONSTRUCT { ?s a plankg:School } WHERE { ?s a plankg:School }")
    wrapper.setReturnFormat(TURTLE)
    assert len(Graph().parse(data=wrapper.queryAndConvert(), format="turtle")) == len(names)


def test_sparqlwrapper_changes_with_the_token(open_server: Server, endpoint: httpx.Client) -> None:
    wrapper = SPARQLWrapper(f"{open_server.address}sparql", updateEndpoint=f"{open_server.address}update")
    wrapper.addCustomHttpHeader("Authorization", BEARER["Authorization"])
    wrapper.setMethod(POST)
    wrapper.setQuery("INSERT DATA { GRAPH <http://g/new> { <http://s/> <http://p/> '学校' } }")
    wrapper.query()
    assert "学校" in endpoint.get("/store?graph=http://g/new").text


def test_rdflib_s_store_asks_and_changes(
    server: Server, names: list[str], open_server: Server, endpoint: httpx.Client
) -> None:
    asked = Graph(SPARQLStore(f"{server.address}sparql"))
    assert [str(row.name) for row in asked.query(SCHOOLS)] == names  # type: ignore[union-attr]
    store = SPARQLUpdateStore(f"{open_server.address}sparql", f"{open_server.address}update", headers=BEARER)
    graph = Graph(store, identifier=URIRef("http://g/new"))
    graph.add((URIRef("http://s/"), URIRef("http://p/"), Literal("学校")))
    assert [str(value) for value in graph.objects(URIRef("http://s/"))] == ["学校"]
    assert endpoint.get("/store?graph=http://g/new").status_code == 200


def test_pandas_reads_csv_from_the_address(server: Server, names: list[str]) -> None:
    address = httpx.URL(f"{server.address}sparql", params={"query": SCHOOLS})
    table = pd.read_csv(str(address), storage_options={"Accept": "text/csv"})
    assert list(table["name"]) == names


@pytest.fixture(scope="module")
def guided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("guide")
    (folder / "新.ttl").write_text("<http://s/> <http://p/> '学校' .", "utf-8")
    with serving(folder, "serve", "baoshan-2023h2", "--allow-update", token=TOKEN) as running:
        yield running


def test_the_guide_s_lines_work_one_after_the_other_as_they_stand_there(guided: Server) -> None:
    lines = re.findall(r"^curl (?:.*\\\n)*.*", GUIDE, re.MULTILINE)
    assert {"DELETE", "PUT"} <= set(" ".join(lines).split())
    for line in lines:
        command = shlex.split(
            line.replace("\\\n", " ").replace("http://127.0.0.1:8765/", guided.address).replace("$PLANKG_TOKEN", TOKEN)
        )
        command[1:1] = ["--noproxy", "*", "--silent", "--show-error", "--fail"]
        done = subprocess.run(command, cwd=guided.folder, capture_output=True, check=False)
        assert done.returncode == 0, (line, done.stderr)
        assert done.stdout or "DELETE" in command or "PUT" in command or "/update" in line, line
