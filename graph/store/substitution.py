"""A query made whole for servers that take nothing beside its text: variables given their values, prefixes declared.

What pyoxigraph does with `substitutions`: https://github.com/w3c/sparql-dev/blob/main/SEP/SEP-0007/sep-0007.md. A variable
gives way to its value wherever it stands; where a query names what it selects, the value keeps the variable's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from plankg.graph.rdf import PREFIXES
from plankg.graph.store.tokens import lexed
from pyoxigraph import Literal, NamedNode, Variable

MODIFIERS = ("GROUP", "ORDER", "HAVING")


def substituted(sparql: str, bindings: Mapping[Variable, NamedNode | Literal]) -> str:
    """The query with the values in place of the variables, none of which the query may assign itself (BIND, subselect).

    >>> substituted("SELECT ?n { ?e a ?n } ORDER BY ?n", {Variable("n"): Literal("学校")})
    'SELECT ("学校" AS ?n) { ?e a "学校" } ORDER BY ("学校")'
    """
    values = {variable.value: str(term) for variable, term in bindings.items()}
    pieces, end = [], 0
    for start, name, written in _places(sparql, values):
        pieces += [sparql[end:start], written]
        end = start + len(name)
    return "".join([*pieces, sparql[end:]])


def _places(sparql: str, values: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Where a variable with a value stands, the variable, and what is written there instead."""
    clause, brackets = "", 0
    for kind, text, start, _ in lexed(sparql):
        word = text.upper()
        if word == "SELECT" or word in MODIFIERS:
            clause, brackets = word, 0
        elif word in {"WHERE", "{", "}"}:
            clause = ""
        brackets += {"(": 1, ")": -1}.get(text, 0)
        if kind != "variable" or text[1:] not in values:
            continue
        value = values[text[1:]]
        if clause and not brackets:
            value = f"({value} AS ?{text[1:]})" if clause == "SELECT" else f"({value})"
        yield start, text, value


def with_prefixes(sparql: str) -> str:
    """The query with the usual prefixes that it uses and does not declare, on its first line.

    >>> with_prefixes("ASK { ?s a plankg:Task }")
    'PREFIX plankg: <https://w3id.org/plankg#> ASK { ?s a plankg:Task }'
    """
    tokens = list(lexed(sparql))
    declared = {name.text for word, name in pairwise(tokens) if word.text.upper() == "PREFIX"}
    used = {token.text.partition(":")[0] + ":" for token in tokens if token.kind == "name"} - declared
    return "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items() if f"{name}:" in used) + sparql
