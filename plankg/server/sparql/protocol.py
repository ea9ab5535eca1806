"""SPARQL 1.1 Protocol: what operation a request asks for, https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

from dataclasses import dataclass

from plankg.server.sparql.fields import fields
from plankg.server.sparql.refusals import Refusal

QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
FORMATS = {
    "json": "application/json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "xml": "application/xml",
    "turtle": "text/turtle",
    "ttl": "text/turtle",
    "ntriples": "application/n-triples",
    "nt": "application/n-triples",
    "trig": "application/trig",
    "nquads": "application/n-quads",
    "nq": "application/n-quads",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
"""What `format` in an address may say, for whoever cannot send an Accept header: these, or a media type."""
UTF8 = {"", "utf-8", "utf8", "us-ascii"}


@dataclass(frozen=True)
class Query:
    """A query with the RDF dataset that the request names for it, None where it names none (section 2.1.4)."""

    text: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    accept: str = ""
    """The form that is wanted, where the request says it in its address."""


@dataclass(frozen=True)
class Update:
    """An update with the graphs that its patterns are matched in, if the request names any (section 2.2.3)."""

    text: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


Operation = Query | Update


def media_type(content_type: str) -> str:
    """A Content-Type without its parameters. Raises Refusal for a charset that is not UTF-8.

    Forms and bodies are UTF-8 by their registrations, https://www.w3.org/TR/sparql11-protocol/#query-via-post-direct.
    """
    name, *parameters = (part.strip().lower() for part in content_type.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "charset" and value.strip().strip('"') not in UTF8:
            raise Refusal(400, "charset", charset=value.strip().strip('"'))
    return name


def get(address: bytes) -> Query:
    """The query of a GET request: section 2.1.1; an update cannot be asked for so (section 2.2)."""
    return _query(fields(address))


def post(address: bytes, kind: str, body: bytes) -> Operation:
    """What a POST request asks for: a form (2.1.2, 2.2.1), or a query or update as it is (2.1.3, 2.2.2).

    Raises Refusal for any other media type (415) and for what is no such request (400).
    """
    pairs = fields(address)
    if kind == FORM:
        pairs += fields(body)
        names = {name for name, _ in pairs}
        if {"query", "update"} <= names:
            raise Refusal(400, "query_and_update")
        return _update(pairs) if "update" in names else _query(pairs)
    if kind not in (QUERY, UPDATE):
        raise Refusal(415, "request_type", type=kind or "—")
    if any(name in ("query", "update") for name, _ in pairs):
        raise Refusal(400, "query_and_body")
    pairs.append(("query" if kind == QUERY else "update", _text(body)))
    return _query(pairs) if kind == QUERY else _update(pairs)


def accept(pairs: list[tuple[str, str]]) -> str:
    """What `format` asks for as an Accept header, empty where it does not stand there. Raises Refusal for what is no form.

    >>> accept([("query", "ASK {}"), ("format", "csv")])
    'text/csv'
    """
    wanted = next((value.strip().lower() for name, value in pairs if name == "format" and value.strip()), "")
    if wanted and wanted not in FORMATS and "/" not in wanted:
        raise Refusal(400, "format_unknown", format=wanted, known=", ".join(FORMATS))
    return FORMATS.get(wanted, wanted)


def _query(pairs: list[tuple[str, str]]) -> Query:
    return Query(
        _one(pairs, "query", "query_parameter"),
        _all(pairs, "default-graph-uri"),
        _all(pairs, "named-graph-uri"),
        accept(pairs),
    )


def _update(pairs: list[tuple[str, str]]) -> Update:
    return Update(
        _one(pairs, "update", "update_parameter"), _all(pairs, "using-graph-uri"), _all(pairs, "using-named-graph-uri")
    )


def _one(pairs: list[tuple[str, str]], name: str, otherwise: str) -> str:
    """The one value that there must be (sections 2.1 and 2.2: exactly one)."""
    values = [value for key, value in pairs if key == name]
    if len(values) != 1:
        raise Refusal(400, otherwise)
    return values[0]


def _all(pairs: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    # forms send a field that was left empty, too: it names no graph
    return tuple(value for key, value in pairs if key == name and value)


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Refusal(400, "request_encoding") from None


def query_head(operation: Query, accept: str) -> dict[str, object]:
    """What an engine is told of a query; `accept` is what the request's header takes, where its address says nothing of it."""
    return {
        "does": "query",
        "text": operation.text,
        "default": operation.default,
        "named": operation.named,
        "accept": operation.accept or accept,
    }
