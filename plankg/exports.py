"""A plan in every format there is for programs: one list of formats, each with the bytes it gives."""

from __future__ import annotations

from collections.abc import Callable

from pydantic_core import to_json

from plankg.schema.decision import Review
from plankg.schema.document import Document
from plankg.schema.errors import UsageError
from plankg.schema.plan import Plan


def export(plan: Plan, document: Document, syntax: str, *, review: Review) -> bytes:
    """Give the plan in that format, as UTF-8; the same plan gives the same bytes. RDF tells of the review's decisions, too.

    Raises UsageError, with the formats there are, for any other.
    """
    if syntax not in FORMATS:
        raise UsageError("export_format_unknown", format=syntax, known=", ".join(FORMATS))
    _, write = FORMATS[syntax]
    return write(plan, document, review, syntax)


def _json(plan: Plan, document: Document, _: Review, __: str) -> bytes:
    from plankg.graph.interchange import interchange  # noqa: PLC0415 - each format pays for its own libraries only

    return to_json(interchange(plan, document), indent=1) + b"\n"


def _rdf(plan: Plan, document: Document, review: Review, syntax: str) -> bytes:
    from plankg.graph.rdf import dataset, serialize  # noqa: PLC0415 - see above

    return serialize(dataset(plan, document, review=review), syntax)


def _network(plan: Plan, document: Document, _: Review, syntax: str) -> bytes:
    from plankg.graph.network import network, network_bytes  # noqa: PLC0415 - see above

    return network_bytes(network(plan, document), syntax)


FORMATS: dict[str, tuple[str, Callable[[Plan, Document, Review, str], bytes]]] = {
    "json": (".json", _json),
    "turtle": (".ttl", _rdf),
    "trig": (".trig", _rdf),
    "nquads": (".nq", _rdf),
    "jsonld": (".jsonld", _rdf),
    "graphml": (".graphml", _network),
    "gexf": (".gexf", _network),
}
"""The formats in the order in which they are listed: the ending of a file's name, and what writes it."""
