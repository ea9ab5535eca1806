from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from plankg.graph.rdf import dataset, serialize
from plankg.schema import Document, Plan, UsageError
from pyoxigraph import Quad, RdfFormat, parse

SYNTAXES = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}
SCRIPT = """
import hashlib, sys
from importlib.resources import as_file, files
from plankg.graph.extraction import extract
from plankg.graph.rdf import dataset, serialize
from plankg.graph.reading import read
with as_file(files("plankg.data") / "plans" / "baoshan-2023h2" / "source.txt") as path:
    document = read(path)
quads = dataset(extract(document, plan_id="baoshan-2023h2"), document)
print(" ".join(hashlib.sha256(serialize(quads, syntax)).hexdigest() for syntax in sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def quads(plan: Plan, document: Document) -> list[Quad]:
    return dataset(plan, document)


@pytest.mark.parametrize("syntax", ["trig", "nquads", "jsonld"])
def test_reading_what_was_written_gives_the_same_quads(syntax: str, quads: list[Quad]) -> None:
    assert set(parse(serialize(quads, syntax), format=SYNTAXES[syntax])) == set(quads)


def test_turtle_holds_the_triples_of_all_graphs(quads: list[Quad]) -> None:
    back = {quad.triple for quad in parse(serialize(quads, "turtle"), format=RdfFormat.TURTLE)}
    assert back == {quad.triple for quad in quads}


def test_another_process_writes_the_same_bytes() -> None:
    hashes = set()
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", SCRIPT, *SYNTAXES]
        hashes.add(subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout)
    assert len(hashes) == 1


def test_an_unknown_syntax_is_refused_with_the_known_ones(quads: list[Quad]) -> None:
    with pytest.raises(UsageError, match=r"rdfxml.*turtle, trig, nquads, jsonld"):
        serialize(quads, "rdfxml")


def test_json_ld_carries_its_context_and_short_readable_keys(quads: list[Quad]) -> None:
    document = json.loads(serialize(quads, "jsonld"))
    assert document["@context"]["unit"] == {"@id": "plankg:unit", "@type": "@id"}
    nodes = {node["@id"]: node for graph in document["@graph"] for node in graph["@graph"]}
    task = nodes["https://w3id.org/plankg/data/baoshan-2023h2/task/20.2"]
    assert task["@type"] == "plankg:Task"
    assert task["standing"] == "plankg:Standing-stated"
    assert task["dcterms:identifier"] == "20.2"


def test_turtle_shows_chinese_as_it_is(quads: list[Quad]) -> None:
    text = serialize(quads, "turtle").decode()
    assert "<https://w3id.org/plankg/data/baoshan-2023h2/School/白鹭小学> a plankg:Entity" in text
