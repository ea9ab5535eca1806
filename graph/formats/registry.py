"""A plan in every format there is for programs: one list of formats, each with the bytes it gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from plankg.schema.decision import Review
from plankg.schema.document import Document
from plankg.schema.errors import UsageError
from plankg.schema.plan import Plan
from pydantic_core import to_json


def export(plan: Plan, document: Document, syntax: str, *, review: Review) -> bytes:
    """Give the plan in that format, as UTF-8; the same plan gives the same bytes. RDF tells of the review's decisions, too.

    Raises UsageError, with the formats there are, for any other; InstallationError for one whose library is missing.
    """
    if syntax not in FORMATS:
        raise UsageError("export_format_unknown", format=syntax, known=", ".join(FORMATS))
    return FORMATS[syntax].write(plan, document, review, syntax)


def _json(plan: Plan, document: Document, _: Review, __: str) -> bytes:
    from plankg.graph.formats.interchange import interchange  # noqa: PLC0415 - each format pays for its own libraries only

    return to_json(interchange(plan, document), indent=1) + b"\n"


def _rdf(plan: Plan, document: Document, review: Review, syntax: str) -> bytes:
    from plankg.graph.rdf import dataset, serialize, vocabulary_quads  # noqa: PLC0415 - see above

    quads = dataset(plan, document, review=review)
    # whoever reads JSON-LD has its context; the others find there what the terms are called and which class lies below which
    return serialize(quads if syntax == "jsonld" else [*quads, *vocabulary_quads()], syntax)


def _network(plan: Plan, document: Document, _: Review, syntax: str) -> bytes:
    from plankg.graph.network import network, network_bytes  # noqa: PLC0415 - see above

    return network_bytes(network(plan, document), syntax)


def _plan(plan: Plan, _: Document, __: Review, ___: str) -> bytes:
    return plan.model_dump_json(indent=1).encode() + b"\n"


def _tables(plan: Plan, document: Document, _: Review, syntax: str) -> bytes:
    from plankg.graph.formats.archive import zipped  # noqa: PLC0415 - see above
    from plankg.graph.formats.tables import tables  # noqa: PLC0415 - see above

    if syntax == "parquet":
        from plankg.graph.formats.parquet import parquet_files  # noqa: PLC0415 - see above

        return zipped(parquet_files(tables(plan)))
    from plankg.graph.formats.comma_separated import csv_files  # noqa: PLC0415 - see above

    return zipped(csv_files(tables(plan), plan, document))


def _annotations(plan: Plan, document: Document, _: Review, __: str) -> bytes:
    from plankg.graph.formats.annotations import annotation_collection  # noqa: PLC0415 - see above

    return annotation_collection(plan, document)


def _stratml(plan: Plan, _: Document, __: Review, ___: str) -> bytes:
    from plankg.graph.formats.stratml import stratml  # noqa: PLC0415 - see above

    return stratml(plan)


def _bundle(plan: Plan, document: Document, review: Review, _: str) -> bytes:
    from plankg.graph.formats.bundle import bundle  # noqa: PLC0415 - see above

    return bundle(plan, document, review=review)


class Format(NamedTuple):
    """A format: the ending of a file's name, what writes it, and whether a build writes it, too."""

    suffix: str
    write: Callable[[Plan, Document, Review, str], bytes]
    built: bool = True


FORMATS: dict[str, Format] = {
    "json": Format(".json", _json),
    "plan": Format(".plan.json", _plan, built=False),
    "turtle": Format(".ttl", _rdf),
    "trig": Format(".trig", _rdf),
    "nquads": Format(".nq", _rdf),
    "jsonld": Format(".jsonld", _rdf),
    "graphml": Format(".graphml", _network),
    "gexf": Format(".gexf", _network),
    "csv": Format(".csv.zip", _tables, built=False),
    "parquet": Format(".parquet.zip", _tables, built=False),
    "annotations": Format(".annotations.jsonld", _annotations, built=False),
    "stratml": Format(".stratml.xml", _stratml, built=False),
    "bundle": Format(".zip", _bundle),
}
"""The formats in the order in which they are listed."""
