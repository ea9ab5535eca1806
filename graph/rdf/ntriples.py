"""Terms as N-Triples writes them, in UTF-8: a plan's thousands of statements are joined of them, and read by the store in one go.

https://www.w3.org/TR/n-triples/#n-triples-grammar. Text is escaped as in JSON, whose escapes N-Triples shares.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring

from plankg.graph.rdf.vocabulary import expand, term_iri
from plankg.schema.terms import Term


def iri(value: str) -> bytes:
    """An IRI as a term."""
    return f"<{value}>".encode()


@cache
def name(prefixed: str) -> bytes:
    """A prefixed name as a term.

    >>> name("dcterms:title")
    b'<http://purl.org/dc/terms/title>'
    """
    return iri(expand(prefixed))


@cache
def link(iri_: str) -> bytes:
    """A property as it stands between subject and object, with the spaces that part them."""
    return b" %b " % iri(iri_)


def text(value: str) -> bytes:
    """Text as xsd:string."""
    return encode_basestring(value).encode()


def typed(value: str, datatype: str) -> bytes:
    """What needs no escapes as a value of a datatype, which is told as a prefixed name."""
    return b'"%b"^^%b' % (value.encode(), name(datatype))


@cache
def integer(value: int) -> bytes:
    """A whole number as xsd:integer."""
    return typed(str(value), "xsd:integer")


def number(value: float | str) -> bytes:
    """A figure as xsd:decimal, a ratio (4:3:2:1) as text.

    >>> number(75.0), number("4:3")
    (b'"75"^^<http://www.w3.org/2001/XMLSchema#decimal>', b'"4:3"')
    """
    if isinstance(value, str):
        return text(value)
    exact = str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")
    return typed(exact, "xsd:decimal")


def day(value: date) -> bytes:
    """A day as xsd:date."""
    return typed(value.isoformat(), "xsd:date")


def duration(value: str) -> bytes:
    """An ISO 8601 duration as xsd:duration."""
    return typed(value, "xsd:duration")


def date_or_text(value: str) -> bytes:
    """A datum of the head as a day where it is one, else as text."""
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return text(value)


def structure(value: dict[str, object]) -> bytes:
    """A structure as rdf:JSON, its keys sorted."""
    return b"%b^^%b" % (text(json.dumps(value, ensure_ascii=False, sort_keys=True)), name("rdf:JSON"))


def term(value: Term) -> bytes:
    """A term of the closed lists."""
    return _TERMS[type(value)][value]


class _Terms(dict[type[Term], dict[str, bytes]]):
    """Terms by list and value: as text, `ordinal` of two lists is equal, so that terms themselves are no keys."""

    def __missing__(self, kind: type[Term]) -> dict[str, bytes]:
        self[kind] = {value.value: iri(term_iri(value)) for value in kind}
        return self[kind]


_TERMS = _Terms()
