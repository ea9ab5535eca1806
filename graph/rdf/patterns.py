"""How the fields of a model become triples: for each model, its properties and what kind of node each value is."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from plankg.graph.rdf.fields import FieldTerm, fields
from plankg.graph.rdf.vocabulary import NAMESPACE, expand, term_iri
from plankg.schema.evidence import Evidence
from plankg.schema.model import Model
from plankg.schema.plan import Member, Mention
from plankg.schema.terms import Term
from pyoxigraph import Literal, NamedNode

DECIMAL = NamedNode(expand("xsd:decimal"))
DATE = NamedNode(expand("xsd:date"))
JSON = NamedNode(expand("rdf:JSON"))


class Pattern(NamedTuple):
    """A field of a model, its property, and the kind of its values: `text`, `span`, or the model it refers to."""

    name: str
    predicate: NamedNode
    kind: str
    many: bool


@cache
def patterns(model: type[Model]) -> tuple[Pattern, ...]:
    """Give the patterns of a model, in the order of its fields; members are nodes of their own and left out."""
    return tuple(
        Pattern(field.name, node(field.iri), kind_of(field), field.many)
        for field in fields(model)
        if field.type is not Member
    )


def kind_of(field: FieldTerm) -> str:
    """Name the kind of a field's values: the model they refer to, or the way they are written."""
    if field.refers:
        return field.refers
    kinds = {
        Evidence: "span",
        Mention: "mention",
        Member: "Member",
        dict: "json",
        date: "date",
        int: "integer",
        float: "number",
    }
    return "term" if issubclass(field.type, Term) else kinds.get(field.type, "text")


@cache
def class_node(model: type[Model]) -> NamedNode:
    """Give the class that a model becomes."""
    return NamedNode(NAMESPACE + model.__name__)


@cache
def node(iri: str) -> NamedNode:
    """Give the node of an IRI; of the vocabulary: the same few hundred return thousands of times."""
    return NamedNode(iri)


def term_node(term: Term) -> NamedNode:
    """Give the node of a term of the closed lists."""
    return _TERM_NODES[type(term)][term.value]


class _TermNodes(dict[type[Term], dict[str, NamedNode]]):
    """Nodes by list and value: as text, `ordinal` of two lists is equal, so that terms themselves are no keys."""

    def __missing__(self, kind: type[Term]) -> dict[str, NamedNode]:
        self[kind] = {term.value: NamedNode(term_iri(term)) for term in kind}
        return self[kind]


_TERM_NODES = _TermNodes()


def number(value: float | str) -> Literal:
    """Give a figure as xsd:decimal, a ratio (4:3:2:1) as text.

    >>> number(75.0).value, number(0.5).value, number("4:3").value
    ('75', '0.5', '4:3')
    """
    if isinstance(value, str):
        return Literal(value)
    exact = str(int(value)) if value == int(value) else format(Decimal(repr(value)), "f")
    return Literal(exact, datatype=DECIMAL)


def day(value: date) -> Literal:
    """Give a day as xsd:date."""
    return Literal(value.isoformat(), datatype=DATE)


def structure(value: dict[str, object]) -> Literal:
    """Give a structure as rdf:JSON, its keys sorted."""
    return Literal(json.dumps(value, ensure_ascii=False, sort_keys=True), datatype=JSON)


@cache
def integer(value: int) -> Literal:
    """Give a whole number as xsd:integer."""
    return Literal(value)
