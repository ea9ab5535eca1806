"""Which of the forms that an answer has a client likes best.

https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1, https://www.w3.org/TR/sparql11-protocol/#conneg.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat

from plankg.query_results import BOOLEANS, GRAPHS, TABLES

ALIASES = {
    "application/sparql-results+json": ("application/json",),
    "application/sparql-results+xml": ("application/xml", "text/xml"),
    "application/ld+json": ("application/json",),
    "application/rdf+xml": ("application/xml", "text/xml"),
    "application/n-triples": ("text/plain",),
    "text/turtle": ("application/x-turtle", "application/turtle"),
    "application/trig": ("application/x-trig",),
    "application/n-quads": ("text/x-nquads",),
}
"""Other names by which clients ask for the same bytes."""


class Offer(NamedTuple):
    """A form of an answer: its media type, and how it is written."""

    media_type: str
    form: RdfFormat | QueryResultsFormat | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What it goes by in an Accept header, without parameters."""
        name = self.media_type.partition(";")[0]
        return (name, *ALIASES.get(name, ()))


def offers(results: QuerySolutions | QueryBoolean) -> tuple[Offer, ...]:
    """The forms that a table or a truth has, the one for whoever names none first."""
    return BOOLEAN if isinstance(results, QueryBoolean) else TABLE


def chosen(accept: str, among: Sequence[Offer]) -> Offer | None:
    """The form that an Accept header likes best, the first of several that it likes as much; None where it likes none.

    >>> chosen("text/html, text/turtle;q=0.5, */*;q=0.1", RDF).media_type
    'text/turtle'
    """
    best, most = None, 0.0
    wanted = _preferences(accept)
    for offer in among:
        quality = _quality(offer, wanted)
        if quality > most:
            best, most = offer, quality
    return best


def takes_gzip(accept_encoding: str) -> bool:
    """Say whether an Accept-Encoding header takes gzip.

    >>> takes_gzip("gzip, deflate"), takes_gzip("gzip;q=0"), takes_gzip("")
    (True, False, False)
    """
    wanted = dict(reversed(_preferences(accept_encoding))) if accept_encoding else {}
    return wanted.get("gzip", wanted.get("x-gzip", wanted.get("*", 0.0))) > 0


@lru_cache(maxsize=256)
def _preferences(accept: str) -> tuple[tuple[str, float], ...]:
    """Read an Accept header: media ranges with their quality; an empty one takes anything."""
    ranges = []
    for part in filter(None, map(str.strip, accept.split(","))):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = float(parameter.removeprefix("q="))
                except ValueError:
                    quality = 0.0
        ranges.append((media_range, quality))
    return tuple(ranges) or (("*/*", 1.0),)


def _quality(offer: Offer, wanted: Sequence[tuple[str, float]]) -> float:
    """How much a form is wanted: the most exact range that fits it decides."""
    kind = offer.media_type.partition("/")[0]
    for patterns in (offer.names, (f"{kind}/*",), ("*/*", "*")):
        for media_range, quality in wanted:
            if media_range in patterns:
                return quality
    return 0.0


def _media_type(form: RdfFormat | QueryResultsFormat) -> str:
    return form.media_type


RDF = tuple(Offer(_media_type(form), form) for form in GRAPHS.values())
TABLE = tuple(Offer(_media_type(form), form) for form in TABLES.values())
BOOLEAN = tuple(Offer(_media_type(TABLES[name]), TABLES[name]) for name in BOOLEANS)
