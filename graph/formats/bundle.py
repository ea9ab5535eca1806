"""A plan to take away: its text, graph and tables in one ZIP, with descriptions that catalogues and table tools read."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from plankg.graph.formats.annotations import annotation_collection
from plankg.graph.formats.archive import zipped
from plankg.graph.formats.catalogue import FILE_NAME, File, catalogue
from plankg.graph.formats.comma_separated import csv_files
from plankg.graph.formats.stratml import stratml
from plankg.graph.formats.tables import tables
from plankg.graph.rdf import dataset, serialize, vocabulary_quads
from plankg.schema.decision import Review
from plankg.schema.document import Document
from plankg.schema.plan import Plan

TURTLE, JSON, JSON_LD = "text/turtle", "application/json", "application/ld+json"
SCHEMA = {"ontology.ttl": TURTLE, "shapes.ttl": TURTLE, "constraints.ttl": TURTLE, "plan.schema.json": JSON}


def bundle(plan: Plan, document: Document, *, review: Review) -> bytes:
    """Give the bundle as a ZIP, the same for the same plan: `dcat.ttl` says what each file is."""
    content = list(_files(plan, document, review))
    described = {FILE_NAME: catalogue(plan, content)}
    return zipped({**described, **{file.name: file.content for file in content}})


def _files(plan: Plan, document: Document, review: Review) -> Iterator[File]:
    quads = dataset(plan, document, review=review)
    yield File("text.txt", document.text.encode(), "text/plain", "catalogue.text")
    yield File("graph.trig", serialize([*quads, *vocabulary_quads()], "trig"), "application/trig", "catalogue.graph")
    yield File("graph.jsonld", serialize(quads, "jsonld"), JSON_LD, "catalogue.nested")
    yield File("annotations.jsonld", annotation_collection(plan, document), JSON_LD, "catalogue.annotations")
    yield File("plan.json", plan.model_dump_json(indent=1).encode() + b"\n", JSON, "catalogue.model")
    yield File("plan.stratml.xml", stratml(plan), "application/xml", "catalogue.stratml")
    for name, content in csv_files(tables(plan), plan, document, folder="tables/").items():
        of_table = name.endswith(".csv")
        about = "catalogue.table" if of_table else "catalogue.tables"
        yield File(name, content, "text/csv" if of_table else JSON, about)
    for name, media_type in SCHEMA.items():
        yield File(f"schema/{name}", (files("plankg.schema") / name).read_bytes(), media_type, "catalogue.schema")
