"""What a question is told, as RDF terms: bound as values, never pasted into the query's text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches

from plankg.graph.rdf import term_iri
from plankg.graph.store.questions import Parameter, Question
from plankg.schema import terms
from plankg.schema.errors import UsageError
from plankg.schema.terms import Term
from plankg.schema.wording import language
from pyoxigraph import Literal, NamedNode, Variable

Bindings = dict[Variable, NamedNode | Literal]


def bind(question: Question, told: Mapping[str, str], unit_names: Callable[[], Iterable[str]]) -> Bindings:
    """Give the values of the question's parameters by variable. `unit_names` gives the names there are.

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
    return {Variable(name): _term(parameter, told[name], unit_names) for name, parameter in known.items()}


def _label(parameter: Parameter) -> str:
    return parameter.zh if language() == "zh" else parameter.en


def _term(parameter: Parameter, value: str, unit_names: Callable[[], Iterable[str]]) -> NamedNode | Literal:
    if parameter.kind == "unit":
        names = set(unit_names())
        if value not in names:
            raise UsageError("unit_unknown", name=value, nearest="、".join(_nearest(value, names)) or "—")
    elif isinstance(kind := getattr(terms, parameter.kind, None), type) and issubclass(kind, Term):
        return NamedNode(term_iri(_choice(kind, value)))
    return Literal(value)


def _nearest(value: str, names: Iterable[str]) -> list[str]:
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
