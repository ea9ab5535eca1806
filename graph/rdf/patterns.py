"""How the fields of a model become triples: for each model, its properties and what kind of node each value is."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

from plankg.graph.rdf.fields import FieldTerm, fields
from plankg.graph.rdf.vocabulary import NAMESPACE, term_iri
from plankg.schema.evidence import Evidence
from plankg.schema.model import Model
from plankg.schema.plan import Member
from plankg.schema.terms import Term
from pyoxigraph import NamedNode


class Pattern(NamedTuple):
    """A field of a model, its property, and the kind of its values: `text`, `span`, or a model."""

    name: str
    iri: str
    kind: str
    many: bool


@cache
def patterns(model: type[Model]) -> tuple[Pattern, ...]:
    """The patterns of a model, in the order of its fields; members are nodes of their own and left out."""
    return tuple(
        Pattern(field.name, field.iri, kind_of(field), field.many)
        for field in fields(model)
        if field.type is not Member
    )


def kind_of(field: FieldTerm) -> str:
    """Name the kind of a field's values: the model they refer to, or the way they are written."""
    if field.refers:
        return field.refers
    kinds = {
        Evidence: "span",
        Member: "Member",
        dict: "json",
        date: "date",
        int: "integer",
        float: "number",
    }
    return "term" if issubclass(field.type, Term) else kinds.get(field.type, "text")


@cache
def class_node(model: type[Model]) -> NamedNode:
    """The class that a model becomes."""
    return NamedNode(NAMESPACE + model.__name__)


@cache
def node(iri: str) -> NamedNode:
    """The node of an IRI; of the vocabulary: the same few hundred return thousands of times."""
    return NamedNode(iri)


def term_node(term: Term) -> NamedNode:
    """The node of a term of the closed lists."""
    return node(term_iri(term))
