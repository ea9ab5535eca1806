"""Terms as N-Triples writes them: a plan's thousands of statements are made as text, and read by the store in one go.

https://www.w3.org/TR/n-triples/#n-triples-grammar. Text is escaped as in JSON, whose escapes N-Triples shares.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring as text

from plankg.graph.rdf.vocabulary import expand, term_iri
from plankg.schema.terms import Term

__all__ = ["date_or_text", "day", "duration", "integer", "iri", "name", "number", "structure", "term", "text"]


def iri(value: str) -> str:
    """Give an IRI as a term."""
    return f"<{value}>"


@cache
def name(prefixed: str) -> str:
    """Give a prefixed name as a term.

    >>> name("dcterms:title")
    '<http://purl.org/dc/terms/title>'
    """
    return iri(expand(prefixed))


def _typed(value: str, datatype: str) -> str:
    return f'"{value}"^^{name(datatype)}'


@cache
def integer(value: int) -> str:
    """Give a whole number as xsd:integer."""
    return _typed(str(value), "xsd:integer")


def number(value: float | str) -> str:
    """Give a figure as xsd:decimal, a ratio (4:3:2:1) as text.

    >>> number(75.0), number("4:3")
    ('"75"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"4:3"')
    """
    if isinstance(value, str):
        return text(value)
    exact = str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")
    return _typed(exact, "xsd:decimal")


def day(value: date) -> str:
    """Give a day as xsd:date."""
    return _typed(value.isoformat(), "xsd:date")


def duration(value: str) -> str:
    """Give an ISO 8601 duration as xsd:duration."""
    return _typed(value, "xsd:duration")


def date_or_text(value: str) -> str:
    """Give a datum of the head as a day where it is one, else as text."""
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return text(value)


def structure(value: dict[str, object]) -> str:
    """Give a structure as rdf:JSON, its keys sorted."""
    return f"{text(json.dumps(value, ensure_ascii=False, sort_keys=True))}^^{name('rdf:JSON')}"


def term(value: Term) -> str:
    """Give a term of the closed lists."""
    return _TERMS[type(value)][value]


class _Terms(dict[type[Term], dict[str, str]]):
    """Terms by list and value: as text, `ordinal` of two lists is equal, so that terms themselves are no keys."""

    def __missing__(self, kind: type[Term]) -> dict[str, str]:
        self[kind] = {value.value: iri(term_iri(value)) for value in kind}
        return self[kind]


_TERMS = _Terms()
