"""The formats for programs, one row each: what its file is called, its media type, what writes it, and where it is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from pydantic_core import to_json

TURTLE, JSON, JSON_LD, XML, ZIP = (
    "text/turtle",
    "application/json",
    "application/ld+json",
    "application/xml",
    "application/zip",
)


def export(loaded: Loaded, syntax: str) -> bytes:
    """The plan in that format, as UTF-8; the same plan gives the same bytes. RDF tells of the review's decisions, too.

    Raises UsageError, with the formats there are, for any other; InstallationError for one whose library is missing.
    """
    if syntax not in FORMATS:
        raise UsageError("export_format_unknown", format=syntax, known=", ".join(FORMATS))
    return FORMATS[syntax].write(loaded, syntax)


def _json(loaded: Loaded, _: str) -> bytes:
    from plankg.graph.formats.interchange import interchange  # noqa: PLC0415 - each format pays for its own libraries only

    return to_json(interchange(loaded.plan, loaded.document), indent=1) + b"\n"


def _rdf(loaded: Loaded, syntax: str) -> bytes:
    from plankg.graph.rdf import dataset, serialize, vocabulary_quads  # noqa: PLC0415 - see above

    quads = dataset(loaded.plan, loaded.document, review=loaded.review)
    # whoever reads JSON-LD has its context; the others find there what the terms are called and which class lies below which
    return serialize(quads if syntax == "jsonld" else [*quads, *vocabulary_quads()], syntax)


def _network(loaded: Loaded, syntax: str) -> bytes:
    from plankg.graph.network import network, network_bytes  # noqa: PLC0415 - see above

    return network_bytes(network(loaded.plan, loaded.document), syntax)


def _plan(loaded: Loaded, _: str) -> bytes:
    return loaded.plan.model_dump_json(indent=1).encode() + b"\n"


def _csv(loaded: Loaded, _: str) -> bytes:
    from plankg.graph.formats.archive import zipped  # noqa: PLC0415 - see above
    from plankg.graph.formats.comma_separated import csv_files  # noqa: PLC0415 - see above
    from plankg.graph.formats.tables import tables  # noqa: PLC0415 - see above

    return zipped(csv_files(tables(loaded.plan), loaded.plan, loaded.document))


def _parquet(loaded: Loaded, _: str) -> bytes:
    from plankg.graph.formats.archive import zipped  # noqa: PLC0415 - see above
    from plankg.graph.formats.parquet import parquet_files  # noqa: PLC0415 - see above
    from plankg.graph.formats.tables import tables  # noqa: PLC0415 - see above

    return zipped(parquet_files(tables(loaded.plan)))


def _annotations(loaded: Loaded, _: str) -> bytes:
    from plankg.graph.formats.annotations import annotation_collection  # noqa: PLC0415 - see above

    return annotation_collection(loaded.plan, loaded.document)


def _stratml(loaded: Loaded, _: str) -> bytes:
    from plankg.graph.formats.stratml import stratml  # noqa: PLC0415 - see above

    return stratml(loaded.plan)


def _bundle(loaded: Loaded, _: str) -> bytes:
    from plankg.graph.formats.bundle import bundle  # noqa: PLC0415 - see above
    from plankg.graph.formats.catalogue import File  # noqa: PLC0415 - see above

    rows = ((name, row) for name, row in FORMATS.items() if row.bundled)
    files = [File(row.bundled, row.write(loaded, name), row.media_type, f"catalogue.{name}") for name, row in rows]
    return bundle(loaded.plan, loaded.document, files)


class Format(NamedTuple):
    """A format of exports."""

    suffix: str
    """What the name of its file ends with."""
    media_type: str
    write: Callable[[Loaded, str], bytes]
    """What gives its bytes, told the plan and the name of the format."""
    built: bool = True
    """Whether `plankg build` writes it."""
    bundled: str = ""
    """What it is called in the bundle, where it is there; `catalogue.…` with the name of the format says what it is."""


FORMATS: dict[str, Format] = {
    "json": Format(".json", JSON, _json),
    "plan": Format(".plan.json", JSON, _plan, built=False, bundled="plan.json"),
    "turtle": Format(".ttl", TURTLE, _rdf),
    "trig": Format(".trig", "application/trig", _rdf, bundled="graph.trig"),
    "nquads": Format(".nq", "application/n-quads", _rdf),
    "jsonld": Format(".jsonld", JSON_LD, _rdf, bundled="graph.jsonld"),
    "graphml": Format(".graphml", XML, _network),
    "gexf": Format(".gexf", XML, _network),
    "csv": Format(".csv.zip", ZIP, _csv, built=False),
    "parquet": Format(".parquet.zip", ZIP, _parquet, built=False),
    "annotations": Format(".annotations.jsonld", JSON_LD, _annotations, built=False, bundled="annotations.jsonld"),
    "stratml": Format(".stratml.xml", XML, _stratml, built=False, bundled="plan.stratml.xml"),
    "bundle": Format(".zip", ZIP, _bundle),
}
"""The formats in the order in which they are listed."""
