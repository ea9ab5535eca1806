"""The formats for programs, one row each: what its file is called, its media type, what writes it, and where it is written."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plankg.graph.formats.media_types import JSON, JSON_LD, TURTLE, XML, ZIP
from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from pydantic_core import to_json

if TYPE_CHECKING:  # each format pays for its own libraries only
    from plankg.graph.network import Network
    from pyoxigraph import Quad


def export(loaded: Loaded, syntax: str) -> bytes:
    """The plan in that format, as UTF-8; the same plan gives the same bytes. RDF tells of the review's decisions, too.

    Raises UsageError, with the formats there are, for any other; InstallationError for one whose library is missing.
    """
    return Exports(loaded).written(syntax)


class Exports:
    """The formats of one plan, each written once, and what several of them are written from, made once."""

    def __init__(self, loaded: Loaded) -> None:
        """Take the plan with its document and its review."""
        self.plan, self.document, self.review = loaded.plan, loaded.document, loaded.review
        self._written: dict[str, bytes] = {}

    def written(self, syntax: str) -> bytes:
        """The plan in that format. Raises as `export` does."""
        if syntax not in FORMATS:
            raise UsageError("export_format_unknown", format=syntax, known=", ".join(FORMATS))
        if syntax not in self._written:
            self._written[syntax] = FORMATS[syntax].write(self, syntax)
        return self._written[syntax]

    @cached_property
    def quads(self) -> list[Quad]:
        """The plan's graph with its review's decisions."""
        from plankg.graph.rdf import dataset  # noqa: PLC0415 - each format pays for its own libraries only

        return dataset(self.plan, self.document, review=self.review)

    @cached_property
    def network(self) -> Network:
        """The plan's network."""
        from plankg.graph.network import network  # noqa: PLC0415 - see above

        return network(self.plan, self.document)


def _json(exports: Exports, _: str) -> bytes:
    from plankg.graph.formats.interchange import interchange  # noqa: PLC0415 - each format pays for its own libraries only

    return to_json(interchange(exports.plan, exports.document), indent=1) + b"\n"


def _rdf(exports: Exports, syntax: str) -> bytes:
    from plankg.graph.rdf import serialize, vocabulary_quads  # noqa: PLC0415 - see above

    # whoever reads JSON-LD has its context; the others find there what the terms are called and which class lies below which
    return serialize(exports.quads if syntax == "jsonld" else [*exports.quads, *vocabulary_quads()], syntax)


def _network(exports: Exports, syntax: str) -> bytes:
    from plankg.graph.network import network_bytes  # noqa: PLC0415 - see above

    return network_bytes(exports.network, syntax)


def _plan(exports: Exports, _: str) -> bytes:
    return exports.plan.model_dump_json(indent=1).encode() + b"\n"


def _csv(exports: Exports, _: str) -> bytes:
    from plankg.graph.formats.archive import zipped  # noqa: PLC0415 - see above
    from plankg.graph.formats.comma_separated import csv_files  # noqa: PLC0415 - see above
    from plankg.graph.formats.tables import tables  # noqa: PLC0415 - see above

    return zipped(csv_files(tables(exports.plan), exports.plan, exports.document))


def _parquet(exports: Exports, _: str) -> bytes:
    from plankg.graph.formats.archive import zipped  # noqa: PLC0415 - see above
    from plankg.graph.formats.parquet import parquet_files  # noqa: PLC0415 - see above
    from plankg.graph.formats.tables import tables  # noqa: PLC0415 - see above

    return zipped(parquet_files(tables(exports.plan)))


def _annotations(exports: Exports, _: str) -> bytes:
    from plankg.graph.formats.annotations import annotation_collection  # noqa: PLC0415 - see above

    return annotation_collection(exports.plan, exports.document)


def _stratml(exports: Exports, _: str) -> bytes:
    from plankg.graph.formats.stratml import stratml  # noqa: PLC0415 - see above

    return stratml(exports.plan)


def _bundle(exports: Exports, _: str) -> bytes:
    from plankg.graph.formats.bundle import bundle  # noqa: PLC0415 - see above
    from plankg.graph.formats.catalogue import File  # noqa: PLC0415 - see above

    rows = ((name, row) for name, row in FORMATS.items() if row.bundled)
    files = [File(row.bundled, exports.written(name), row.media_type, f"catalogue.{name}") for name, row in rows]
    return bundle(exports.plan, exports.document, files)


class Format(NamedTuple):
    """A format of exports."""

    suffix: str
    """What the name of its file ends with."""
    media_type: str
    write: Callable[[Exports, str], bytes]
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
