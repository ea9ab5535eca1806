"""What a question is told, as RDF terms, so that a value can never be read as a part of the query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Protocol

from plankg.graph.rdf import expand, term_iri
from plankg.graph.store.choices import THINGS, closed_list
from plankg.graph.store.questions import Parameter, Question
from plankg.schema.errors import UsageError
from plankg.schema.terms import Term
from plankg.schema.wording import language
from pyoxigraph import Literal, NamedNode, Variable

Bindings = dict[Variable, NamedNode | Literal]


class Names(Protocol):
    """Who knows the names of units: one can be looked up without listing them all."""

    def has_name(self, name: str) -> bool:
        """Tell whether there is that name."""

    def names(self) -> set[str]:
        """Give all names there are."""


def bind(question: Question, told: Mapping[str, str], names: Names) -> Bindings:
    """Give the values of the question's parameters by variable.

    Raises UsageError for a parameter that is missing, that the question doesn't have, or whose value names nothing.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in told:
        if name not in known:
            listed = ", ".join(known) or "—"
            raise UsageError("parameter_unknown", question=question.name, name=name, known=listed)
    for name, parameter in known.items():
        if name not in told:
            raise UsageError("parameter_missing", question=question.name, name=name, label=_label(parameter))
    return {Variable(name): _term(parameter, told[name], names) for name, parameter in known.items()}


def _label(parameter: Parameter) -> str:
    return parameter.zh if language() == "zh" else parameter.en


def _term(parameter: Parameter, value: str, names: Names) -> NamedNode | Literal:
    if kind := closed_list(parameter.kind):
        return NamedNode(term_iri(_choice(kind, value)))
    if parameter.kind in THINGS:
        if not names.has_name(value):
            raise UsageError("unit_unknown", name=value, nearest="、".join(nearest_names(value, names.names())) or "—")
    elif parameter.kind == "date":
        return Literal(_day(value).isoformat(), datatype=NamedNode(expand("xsd:date")))
    elif parameter.kind == "number":
        return Literal(_number(value), datatype=NamedNode(expand("xsd:decimal")))
    return Literal(value)


def _day(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise UsageError("date_unknown", value=value) from None


def _number(value: str) -> str:
    try:
        number = Decimal(value.removesuffix("个百分点").rstrip("%％ "))
    except InvalidOperation:
        raise UsageError("number_unknown", value=value) from None
    if not number.is_finite():
        raise UsageError("number_unknown", value=value)
    return f"{number:f}"


def nearest_names(value: str, names: Iterable[str]) -> list[str]:
    """Give up to five names like the one meant: those that hold it first, then those that look like it."""
    ordered = sorted(names, key=lambda name: (len(name), name))
    holding = [name for name in ordered if value in name or name in value]
    return list(dict.fromkeys([*holding, *get_close_matches(value, ordered, n=5, cutoff=0.3)]))[:5]


def _choice(kind: type[Term], value: str) -> Term:
    """Give the term of that value or label."""
    for term in kind:
        if value in {term.value, term.zh, term.en}:
            return term
    choices = "、".join(f"{term.zh}（{term.value}）" if language() == "zh" else term.value for term in kind)
    raise UsageError("choice_unknown", value=value, choices=choices)
