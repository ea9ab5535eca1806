"""Constraints of which a look at the tables tells that they surely hold, so that their query need not run.

Their queries cut thousands of pieces out of the whole text, or look up each edge. Where anything is odd, nothing is sure
and the query says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plankg.graph.rdf import expand
from plankg.graph.store.components import term
from plankg.graph.store.tables import Tables

NAMES = ("plankg:text", "oa:hasSource", "oa:hasSelector", "oa:exact", "oa:start", "oa:end", "dcterms:hasPart",
         "rdf:subject", "rdf:predicate", "rdf:object")  # fmt: skip
TEXT, SOURCE, SELECTOR, EXACT, START, END, PART, SUBJECT, PREDICATE, OBJECT = ((f"<{expand(name)}>",) for name in NAMES)


EDGES = "RelationEdgeIsBacked-value"
EDGE = re.compile(r"\?value (plankg:\w+) \?end")
"""An edge in the query of those that a row has to say."""


def surely(tables: Tables, edges: str) -> Iterator[str]:
    """Give the names of the constraints that surely hold; `edges` is the query of the edges that a row has to say."""
    inside, stands = _positions(tables)
    yield from ["PositionsInsideText-value"] * inside
    yield from ["QuoteStandsInText-whole"] * stands
    yield from ["QuoteStandsInText-pieces"] * _pieces_join(tables)
    yield from [EDGES] * _edges_backed(tables, [expand(name) for name in EDGE.findall(edges)])


def _positions(tables: Tables) -> tuple[bool, bool]:
    """Tell whether each position lies in the text, its end behind its start, and whether what stands there is the quote."""
    text = _text(tables)
    if text is None:
        return False, False
    selectors, broken = tables.along(SELECTOR), tables.along(PART)
    starts, ends, exacts = tables.along(START), tables.along(END), tables.along(EXACT)
    stands = True
    for node in tables.along(SOURCE):
        places = selectors.get(node, ())
        here = [value for place in places for value in starts.get(place, ())]
        there = [value for place in places for value in ends.get(place, ())]
        said = [value for place in places for value in exacts.get(place, ())]
        if not here and not there:
            continue
        start, end = _integer(here), _integer(there)
        if not 0 <= start < end <= len(text) or len(said) > 1:
            return False, False
        stands = stands and (not said or node in broken or text[start:end] == term(said[0]).text)
    return True, stands


def _pieces_join(tables: Tables) -> bool:
    """Tell whether each quote of several pieces is what they say together."""
    exact = tables.along(SELECTOR + EXACT)
    for node, pieces in tables.along(PART).items():
        if node not in tables.along(SOURCE):
            continue
        said = [term(words).text for piece in pieces for words in exact.get(piece, ())]
        whole = [term(words).text for words in exact.get(node, ())]
        if len(said) != len(pieces) or len(whole) != 1 or sum(map(len, said)) != len(whole[0]):
            return False
        if not all(each in whole[0] for each in said):
            return False
    return True


def _edges_backed(tables: Tables, predicates: Sequence[str]) -> bool:
    """Tell whether each plain triple of those predicates has a row that says it."""
    named, objects = tables.along(PREDICATE), tables.along(OBJECT)
    rows = {
        (subject, predicate, end)
        for row, subjects in tables.along(SUBJECT).items()
        for subject in subjects
        for predicate in named.get(row, ())
        for end in objects.get(row, ())
    }
    return bool(predicates) and all(
        (subject, f"<{predicate}>", end) in rows
        for predicate in predicates
        for subject, ends in tables.along((f"<{predicate}>",)).items()
        for end in ends
    )


def _text(tables: Tables) -> str | None:
    """Give the text that all positions point into, None where there is not exactly one."""
    texts = tables.along(TEXT)
    if len(texts) != 1 or tables.values(SOURCE) - texts.keys():
        return None
    ((written, *others),) = texts.values()
    return None if others else term(written).text


def _integer(written: Sequence[str]) -> int:
    """Give the whole number that is written, -1 where there is not exactly one."""
    if len(written) != 1 or not written[0].endswith("#integer>"):
        return -1
    text = written[0][1:].partition('"')[0]
    return int(text) if text.isascii() and text.isdecimal() else -1
