"""Results of queries in the formats of the SPARQL 1.1 family, by name or by what a client accepts.

https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
https://www.w3.org/TR/sparql11-results-csv-tsv/; content negotiation: https://www.rfc-editor.org/rfc/rfc9110#field.accept.
"""

from __future__ import annotations

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

from plankg.schema.errors import UsageError

Results = QuerySolutions | QueryBoolean | QueryTriples

TABLES: dict[str, QueryResultsFormat] = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
"""Formats of SELECT and ASK, the one for whoever names none first."""
GRAPHS: dict[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "json": RdfFormat.JSON_LD,
    "ntriples": RdfFormat.N_TRIPLES,
    "xml": RdfFormat.RDF_XML,
}
"""Formats of CONSTRUCT and DESCRIBE, in the same order."""
BOOLEANS = ("json", "xml")
"""Tables of values have no form for yes or no, https://www.w3.org/TR/sparql11-results-csv-tsv/#introduction."""


def result_bytes(results: Results, syntax: str) -> bytes:
    """Give the results in that format. Raises UsageError where this kind of result has no such form."""
    formats = formats_of(results)
    if syntax not in formats:
        raise UsageError("result_format_unknown", format=syntax, known=", ".join(formats))
    return results.serialize(format=formats[syntax]) or b""  # type: ignore[arg-type]  # the formats are those of the kind


def formats_of(results: Results) -> dict[str, QueryResultsFormat] | dict[str, RdfFormat]:
    """Give the formats that this kind of result has, by name."""
    if isinstance(results, QueryTriples):
        return GRAPHS
    return {name: TABLES[name] for name in BOOLEANS} if isinstance(results, QueryBoolean) else TABLES


def accepted(accept: str, results: Results) -> tuple[str, str] | None:
    """Give the name and media type of the format that an Accept header likes best; None where it takes none of ours."""
    formats = formats_of(results)
    wanted = _preferences(accept) or [("*/*", 1.0)]
    best: tuple[float, str, str] | None = None
    for name, form in formats.items():
        media_type = form.media_type.partition(";")[0]
        quality = _quality(media_type, wanted)
        if quality > 0 and (best is None or quality > best[0]):
            best = quality, name, media_type
    return best[1:] if best else None


def _preferences(accept: str) -> list[tuple[str, float]]:
    """Read an Accept header: media ranges with their quality; what cannot be read is left out."""
    found = []
    for part in filter(None, map(str.strip, accept.split(","))):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter.removeprefix("q="))
                except ValueError:
                    quality = 0.0
        found.append((media_range, quality))
    return found


def _quality(media_type: str, wanted: list[tuple[str, float]]) -> float:
    """Give how much a media type is wanted: the most exact range that fits it decides."""
    kind = media_type.partition("/")[0]
    for pattern in (media_type, f"{kind}/*", "*/*"):
        for media_range, quality in wanted:
            if media_range == pattern or (pattern == media_type and media_range in ALIASES.get(media_type, ())):
                return quality
    return 0.0


ALIASES = {
    "application/sparql-results+json": ("application/json",),
    "application/sparql-results+xml": ("application/xml", "text/xml"),
    "application/ld+json": ("application/json",),
    "application/rdf+xml": ("application/xml", "text/xml"),
}
"""Plain names by which clients ask for the same bytes."""
