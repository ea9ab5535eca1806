"""What a question is told, as RDF terms, so that a value can never be read as a part of the query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from typing import Protocol

from plankg.graph.questions.choices import THINGS, closed_list
from plankg.graph.questions.library import Parameter, Question
from plankg.graph.rdf import expand, term_iri
from plankg.schema.errors import UsageError
from plankg.schema.terms import Term
from plankg.schema.wording import language, said
from pyoxigraph import Literal, NamedNode, Variable

ALIKE = 0.5
"""How much two names share that one is offered for the other, from 0 to 1: half of their characters, in order."""
SHARED = 2
"""How many characters they have in common at least: 国家 is no 家长."""
Bindings = dict[Variable, tuple[NamedNode | Literal, ...]]
SEVERAL = re.compile(r"[、,，;；]\s*")


class Names(Protocol):
    """Who knows the names of units and the words of the texts: one can be looked up without listing them all."""

    def has_name(self, name: str) -> bool:
        """Whether there is that name."""

    def names(self) -> set[str]:
        """All names there are."""

    def passages(self, words: str) -> tuple[str, ...]:
        """The pieces of the texts that hold words."""


def bind(question: Question, settings: Mapping[str, str], names: Names) -> Bindings:
    """The values of the question's parameters by variable.

    Raises UsageError for a parameter that is missing, that the question doesn't have, or whose value names nothing.
    """
    wanted = {parameter.name: parameter for parameter in question.parameters}
    known = wanted | {parameter.name: parameter for parameter in question.narrows}
    for name in settings:
        if name not in known:
            listed = ", ".join(known) or "—"
            raise UsageError("parameter_unknown", question=question.name, name=name, known=listed)
    for name, parameter in wanted.items():
        if name not in settings:
            raise UsageError("parameter_missing", question=question.name, name=name, label=_label(parameter))
    bound = {Variable(name): tuple(_terms(known[name], value, names)) for name, value in settings.items()}
    measures = [value for name, value in settings.items() if known[name].kind == "number" and _measure(value)]
    return bound | {Variable("measure"): (Literal(_measure(value)),) for value in measures}


def _terms(parameter: Parameter, value: str, names: Names) -> Iterator[NamedNode | Literal]:
    """The terms that a value means: of a closed list it may name several, words are what the texts write for them."""
    if closed_list(parameter.kind):
        yield from (_term(parameter, one, names) for one in SEVERAL.split(value))
    elif parameter.kind == "words" and (pieces := names.passages(value)):
        yield from (Literal(piece) for piece in pieces)
    else:
        yield _term(parameter, value, names)


def _label(parameter: Parameter) -> str:
    return said(parameter)


def _term(parameter: Parameter, value: str, names: Names) -> NamedNode | Literal:
    if kind := closed_list(parameter.kind):
        return NamedNode(term_iri(_choice(kind, value)))
    if parameter.kind in THINGS:
        if not names.has_name(value):
            raise UsageError("unit_unknown", name=value, nearest="、".join(nearest_names(value, names.names())) or "—")
    elif parameter.kind == "Doing":
        return Literal(value, datatype=NamedNode(expand("xsd:boolean")))
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


def _measure(value: str) -> str:
    """The unit of measure that stands behind a number."""
    return value.strip().lstrip("+-.0123456789 ").replace("％", "%")


def _number(value: str) -> str:
    try:
        number = Decimal(value.strip().replace("％", "%").removesuffix(_measure(value)).rstrip())
    except InvalidOperation:
        raise UsageError("number_unknown", value=value) from None
    if not number.is_finite():
        raise UsageError("number_unknown", value=value)
    return f"{number:f}"


def nearest_names(value: str, names: Iterable[str]) -> list[str]:
    """Up to five names like the one meant: those that hold it first, then those that look like it."""
    ordered = sorted(names, key=lambda name: (len(name), name))
    holding = [name for name in ordered if value in name or name in value]
    return list(dict.fromkeys([*holding, *get_close_matches(value, ordered, n=5, cutoff=0.3)]))[:5]


def similar_names(value: str, names: Iterable[str]) -> tuple[str, ...]:
    """Up to five names that look so much like one typed that they may be meant, the most alike first.

    >>> similar_names("白鹭小雪", ["白鹭小学", "学校"])
    ('白鹭小学',)
    """
    alike = get_close_matches(value, sorted(names), n=5, cutoff=ALIKE)
    return tuple(name for name in alike if len({*name} & {*value}) >= SHARED)


def _choice(kind: type[Term], value: str) -> Term:
    """The term of that value or label."""
    for term in kind:
        if value in {term.value, term.zh, term.en}:
            return term
    choices = "、".join(f"{term.zh}（{term.value}）" if language() == "zh" else term.value for term in kind)
    raise UsageError("choice_unknown", value=value, choices=choices)
