"""Constraints of which a look at the tables tells that they surely hold, so that their query need not run.

Their queries cut thousands of pieces out of the whole text, or look up each edge. Where anything is odd, nothing is sure
and the query says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plankg.graph.conformance.components import plain, term
from plankg.graph.conformance.tables import Tables
from plankg.graph.rdf import expand

NAMES = ("plankg:text", "oa:hasSource", "oa:hasSelector", "oa:exact", "oa:start", "oa:end", "dcterms:hasPart",
         "rdf:subject", "rdf:predicate", "rdf:object")  # fmt: skip
TEXT, SOURCE, SELECTOR, EXACT, START, END, PART, SUBJECT, PREDICATE, OBJECT = ((f"<{expand(name)}>",) for name in NAMES)


EDGES = "RelationEdgeIsBacked-value"
EDGE = re.compile(r"\?value (plankg:\w+) \?end")
"""An edge in the query of those that a row has to say."""


def surely(tables: Tables, edges: str) -> Iterator[str]:
    """The names of the constraints that surely hold; `edges` is the query of the edges that a row has to say."""
    inside, stands = _positions(tables)
    yield from ["PositionsInsideText-value"] * inside
    yield from ["QuoteStandsInText-whole"] * stands
    yield from ["QuoteStandsInText-pieces"] * _pieces_join(tables)
    yield from [EDGES] * _edges_backed(tables, [expand(name) for name in EDGE.findall(edges)])


def _positions(tables: Tables) -> tuple[bool, bool]:
    """Whether each position lies in the text, its end behind its start, and whether what stands there is the quote."""
    text = _text(tables)
    if text is None:
        return False, False
    starts, ends, exacts = (tables.along(SELECTOR + path) for path in (START, END, EXACT))
    if starts.several or ends.several or exacts.several:
        return False, False
    broken, stands, last = tables.along(PART).one, True, len(text)
    for node in tables.along(SOURCE).one:
        here, there, said = starts.one.get(node, ""), ends.one.get(node, ""), exacts.one.get(node)
        if not here and not there:
            continue
        if not (here.isdecimal() and there.isdecimal() and (start := int(here)) < (end := int(there)) <= last):
            return False, False
        stands = stands and (said is None or node in broken or text[start:end] == plain(said))
    return True, stands


def _pieces_join(tables: Tables) -> bool:
    """Whether each quote of several pieces is what they say together."""
    exact, parts = tables.along(SELECTOR + EXACT), tables.along(PART)
    for node in parts.one.keys() & tables.along(SOURCE).one.keys():
        pieces = parts.of(node)
        said = [plain(words) for piece in pieces for words in exact.of(piece)]
        whole = [plain(words) for words in exact.of(node)]
        if len(said) != len(pieces) or len(whole) != 1 or sum(map(len, said)) != len(whole[0]):
            return False
        if not all(each in whole[0] for each in said):
            return False
    return True


def _edges_backed(tables: Tables, predicates: Sequence[str]) -> bool:
    """Whether each plain triple of those predicates has a row that says it."""
    named, objects = tables.along(PREDICATE), tables.along(OBJECT)
    rows = {
        (subject, predicate, end)
        for row, subject in tables.along(SUBJECT).pairs()
        for predicate in named.of(row)
        for end in objects.of(row)
    }
    return bool(predicates) and all(
        (subject, f"<{predicate}>", end) in rows
        for predicate in predicates
        for subject, end in tables.along((f"<{predicate}>",)).pairs()
    )


def _text(tables: Tables) -> str | None:
    """The text that all positions point into, None where there is not exactly one."""
    texts = tables.along(TEXT)
    if len(texts.one) != 1 or texts.several or tables.values(SOURCE) - texts.one.keys():
        return None
    (written,) = texts.one.values()
    return term(written).text
