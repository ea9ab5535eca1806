"""Results of queries in the formats of the SPARQL 1.1 family, by name.

https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
https://www.w3.org/TR/sparql11-results-csv-tsv/.
"""

from __future__ import annotations

from plankg.schema.errors import UsageError
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

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
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "xml": RdfFormat.RDF_XML,
}
"""Formats of CONSTRUCT and DESCRIBE, in the same order."""
BOOLEANS = ("json", "xml", "csv", "tsv")
"""Formats of ASK; the standard has no tables for yes or no, so the last two are the word alone."""


def result_bytes(results: Results, syntax: str) -> bytes:
    """The results in that format. Raises UsageError where this kind of result has no such form."""
    formats = formats_of(results)
    if syntax not in formats:
        raise UsageError("result_format_unknown", format=syntax, known=", ".join(formats))
    return results.serialize(format=formats[syntax]) or b""  # type: ignore[arg-type]  # the formats are those of the kind


def formats_of(results: Results) -> dict[str, QueryResultsFormat] | dict[str, RdfFormat]:
    """The formats that this kind of result has, by name."""
    if isinstance(results, QueryTriples):
        return GRAPHS
    return {name: TABLES[name] for name in BOOLEANS} if isinstance(results, QueryBoolean) else TABLES
