"""A plan to take away: its text, graph and tables in one ZIP, with descriptions that catalogues and table tools read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from plankg.graph.formats.archive import zipped
from plankg.graph.formats.catalogue import FILE_NAME, File, catalogue
from plankg.graph.formats.comma_separated import csv_files
from plankg.graph.formats.media_types import CSV, JSON, TEXT, TURTLE
from plankg.graph.formats.tables import tables
from plankg.schema.document import Document
from plankg.schema.plan import Plan

SCHEMA = {"ontology.ttl": TURTLE, "shapes.ttl": TURTLE, "constraints.ttl": TURTLE, "plan.schema.json": JSON}


def bundle(plan: Plan, document: Document, exports: Sequence[File]) -> bytes:
    """The bundle as a ZIP, the same for the same plan: text, exports, tables, schema, and `dcat.ttl`, which says what each is."""
    text = File("text.txt", document.text.encode(), TEXT, "catalogue.text")
    content = [text, *exports, *_tables(plan, document), *_schema()]
    return zipped({FILE_NAME: catalogue(plan, content), **{file.name: file.content for file in content}})


def _tables(plan: Plan, document: Document) -> Iterator[File]:
    for name, content in csv_files(tables(plan), plan, document, folder="tables/").items():
        of_table = name.endswith(".csv")
        about = "catalogue.table" if of_table else "catalogue.tables"
        yield File(name, content, CSV if of_table else JSON, about)


def _schema() -> Iterator[File]:
    for name, media_type in SCHEMA.items():
        yield File(f"schema/{name}", (files("plankg.schema") / name).read_bytes(), media_type, "catalogue.schema")
