from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import frictionless
import pytest
from plankg.graph.formats.registry import FORMATS, export
from plankg.graph.rdf import expand
from plankg.graph.rdf.reading import in_text_order, plan_from
from plankg.schema import Document, Plan
from plankg.schema.decision import Review
from plankg.schema.loaded import Loaded
from pyoxigraph import RdfFormat, parse
from rdflib import DCAT, DCTERMS, RDF, XSD, Graph, Literal, Namespace

import plankg

pytestmark = pytest.mark.slow

SPDX = Namespace(expand("spdx:"))


@pytest.fixture(scope="module")
def archive(plan: Plan, document: Document, review: Review) -> ZipFile:
    return ZipFile(io.BytesIO(export(Loaded(plan, document, review), "bundle")))


@pytest.fixture(scope="module")
def entry(archive: ZipFile) -> Graph:
    return Graph().parse(data=archive.read("dcat.ttl"), format="turtle")


SCRIPT = """
import hashlib, plankg
from plankg.graph.formats.registry import FORMATS
work = plankg.load("baoshan-2023h2")
print(*(hashlib.sha256(work.export(syntax)).hexdigest() for syntax in FORMATS))
"""


def test_another_process_writes_the_same_bytes_in_every_format() -> None:
    # this process has a seed of its own
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    other = subprocess.run([sys.executable, "-c", SCRIPT], env=environment, check=True, capture_output=True, text=True)
    work = plankg.load("baoshan-2023h2")
    assert other.stdout.split() == [sha256(work.export(syntax)).hexdigest() for syntax in FORMATS]


def test_nothing_in_the_archive_tells_when_it_was_made(archive: ZipFile) -> None:
    assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_text_is_the_one_that_positions_count(archive: ZipFile, document: Document) -> None:
    assert archive.read("text.txt").decode() == document.text


def test_the_graph_and_the_json_of_the_bundle_give_the_plan_back(archive: ZipFile, plan: Plan) -> None:
    assert plan_from(parse(archive.read("graph.trig"), format=RdfFormat.TRIG)) == in_text_order(plan)
    assert Plan.model_validate_json(archive.read("plan.json")) == plan


def test_the_catalogue_names_every_file_with_its_size_and_checksum(archive: ZipFile, entry: Graph) -> None:
    (dataset,) = entry.subjects(RDF.type, DCAT.Dataset)
    named = {str(entry.value(node, DCTERMS.title)): node for node in entry.objects(dataset, DCAT.distribution)}
    assert {*named, "dcat.ttl"} == set(archive.namelist())
    for name, node in named.items():
        content = archive.read(name)
        assert entry.value(node, DCAT.byteSize) == Literal(len(content))
        checksum = entry.value(entry.value(node, SPDX.checksum), SPDX.checksumValue)
        assert checksum == Literal(sha256(content).hexdigest(), datatype=XSD.hexBinary)


def test_the_catalogue_says_who_issued_the_plan_when_and_for_which_time(entry: Graph) -> None:
    (dataset,) = entry.subjects(RDF.type, DCAT.Dataset)
    period = entry.value(dataset, DCTERMS.temporal)
    assert str(entry.value(dataset, DCTERMS.publisher)).endswith("/thing/上海市宝山区教育局")
    assert str(entry.value(dataset, DCTERMS.issued)) == "2023-08-18"
    assert [str(entry.value(period, end)) for end in (DCAT.startDate, DCAT.endDate)] == ["2023-07-01", "2023-12-31"]


def test_every_term_of_the_catalogue_is_one_of_its_vocabulary(entry: Graph) -> None:
    for predicate in entry.predicates():
        for namespace in (DCAT, DCTERMS):
            if str(predicate).startswith(str(namespace)):
                assert predicate in namespace


def test_table_tools_find_the_tables_where_the_description_says(archive: ZipFile, tmp_path: Path) -> None:
    archive.extractall(tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    described = json.loads(archive.read("datapackage.json"))["resources"]
    assert {one["path"] for one in described} == {name for name in archive.namelist() if name.endswith(".csv")}
