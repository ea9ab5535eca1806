"""The constraints between statements, written by hand but for what follows from the roles.

`schema/constraints.template.ttl` names in «» what is filled in here.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

from plankg.graph.rdf.vocabulary import prefixed, role_iri, term_iri
from plankg.schema.terms import Predicate, Role

TEMPLATE = "constraints.template.ttl"
DOING, CONCERNED = ([role for role in Role if role.does is does] for does in (True, False))


def constraints() -> bytes:
    """The constraints as Turtle in UTF-8."""
    text = (files("plankg.schema") / TEMPLATE).read_text("utf-8")
    for name, words in _filled().items():
        text = text.replace(f"«{name}»", words)
    return text.encode()


def _filled() -> dict[str, str]:
    edges = [edge for edge in Predicate if any(role.edge is edge for role in DOING)]
    return {
        "roles that do": _listed(map(term_iri, DOING)),
        "roles concerned": _listed(map(term_iri, CONCERNED)),
        "edges of those who do": _listed(map(term_iri, edges)),
        "triples of those who do": _triples(DOING, "task"),
        "triples of those concerned": _triples(CONCERNED, "unit"),
    }


def _listed(iris: Iterator[str]) -> str:
    return ", ".join(map(prefixed, iris))


def _triples(roles: list[Role], end: str) -> str:
    """The patterns of the triples that roles are, each with its property and its role."""
    patterns = (
        f"{{ ?value {edge} ?{end} . BIND ({edge} AS ?edge) BIND ({prefixed(term_iri(role))} AS ?role) }}"
        for role in roles
        for edge in [prefixed(role_iri(role))]
    )
    return "\n      UNION\n      ".join(patterns)
