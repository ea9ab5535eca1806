"""JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/): the context made from the models, and quads compacted with it.

The context travels inside the document: a reader without internet reads it as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from plankg.graph.rdf.fields import FieldTerm, fields, models
from plankg.graph.rdf.patterns import kind_of
from plankg.graph.rdf.vocabulary import NAMESPACE, PREFIXES, expand, prefixed
from plankg.schema.evidence import Evidence, Piece
from plankg.schema.plan import DocumentData
from plankg.schema.terms import Predicate
from pyoxigraph import Literal, NamedNode, Quad

LINKS = (
    "plankg:concerns",
    "plankg:inSentence",
    "oa:hasSource",
    "p-plan:isStepOfPlan",
    "schema:eventSchedule",
    "time:hasBeginning",
    "time:hasEnd",
    "time:hasTime",
    "prov:wasDerivedFrom",
    "dcterms:hasPart",
)
"""Properties between things that no field of a model stands for."""

COERCED = {"date": "xsd:date", "integer": "xsd:integer"}
NATIVE = {expand("xsd:string"), expand("xsd:integer")}


@cache
def context() -> dict[str, Any]:
    """Give the context: the prefixes, own terms by their bare name, links and dates coerced to keep values short."""
    terms: dict[str, Any] = {}
    for model in (*models(), DocumentData, Evidence, Piece):
        for field in fields(model):
            terms.setdefault(key(field.iri), []).append(_coercion(field))
    for iri in (*map(expand, LINKS), *(NAMESPACE + predicate.value for predicate in Predicate)):
        terms.setdefault(key(iri), []).append("@id")
    entries = {}
    for name, kinds in sorted(terms.items()):
        definition = {} if ":" in name else {"@id": f"plankg:{name}"}
        if len(set(kinds)) == 1 and kinds[0] is not None:
            definition["@type"] = kinds[0]
        if definition:
            entries[name] = definition
    del entries["rdf:type"]
    return PREFIXES | entries


def _coercion(field: FieldTerm) -> str | None:
    kind = kind_of(field)
    if kind in {"text", "number", "json"}:
        return None
    return COERCED.get(kind, "@id")


def key(iri: str) -> str:
    """Give the JSON key of a property: the bare name of an own one that is no prefix, too, else the prefixed name."""
    known = prefixed(iri)
    bare = known.removeprefix("plankg:")
    return known if bare in PREFIXES else bare


def to_jsonld(quads: Iterable[Quad]) -> bytes:
    """Give the quads as one JSON-LD document, a graph object for each named graph, indented for reading."""
    graphs: dict[str, dict[str, dict[str, Any]]] = {}
    for quad in quads:
        nodes = graphs.setdefault(quad.graph_name.value, {})  # type: ignore[union-attr]  # graphs here are named
        subject = quad.subject.value  # type: ignore[union-attr]  # no quoted triples here
        node = nodes.setdefault(subject, {"@id": subject})
        if quad.predicate.value == expand("rdf:type"):
            node.setdefault("@type", []).append(prefixed(quad.object.value))  # type: ignore[union-attr]  # a class
        else:
            name = key(quad.predicate.value)
            node.setdefault(name, []).append(_value(quad.object, context().get(name, {}).get("@type")))
    document = {
        "@context": context(),
        "@graph": [
            {"@id": name, "@graph": [_short(node) for node in nodes.values()]} for name, nodes in graphs.items()
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _short(node: dict[str, Any]) -> dict[str, Any]:
    """Write a list of one as the one."""
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in node.items()}


def _value(term: Any, coerced: str | None) -> Any:
    if isinstance(term, NamedNode):
        return prefixed(term.value) if coerced == "@id" else {"@id": prefixed(term.value)}
    literal: Literal = term
    if literal.datatype.value in NATIVE and (coerced is None or literal.datatype.value == expand(coerced)):
        return int(literal.value) if literal.datatype.value == expand("xsd:integer") else literal.value
    kind = prefixed(literal.datatype.value)
    return literal.value if kind == coerced else {"@value": literal.value, "@type": kind}
