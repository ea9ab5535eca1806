"""The context of JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/#the-context) made from the models.

A JSON reader finds plain names: `id` and `type`, classes and own properties by their bare name, properties of others by their
local name where that is free, codes as the models write them (`"role": "lead"`), and lists of what points at a thing.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any, NamedTuple

from plankg.graph.rdf.fields import FieldTerm, fields, models
from plankg.graph.rdf.patterns import kind_of
from plankg.graph.rdf.vocabulary import NAMESPACE, PREFIXES, expand, prefixed, role_iri, term_iri
from plankg.schema.evidence import Evidence, Piece
from plankg.schema.plan import DocumentData
from plankg.schema.terms import ChangeKind, EntityType, Extent, Firmness, Level, Predicate, Role, Stage, Term

LINKS = (
    "plankg:carries",
    "plankg:concerns",
    "plankg:inSentence",
    "plankg:inferredSameAs",
    "plankg:before",
    "plankg:after",
    "plankg:difference",
    "oa:hasBody",
    "oa:hasSelector",
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

CODES: dict[str, type[Term]] = {
    "plankg:firmness": Firmness,
    "plankg:extent": Extent,
    "plankg:atLevel": Level,
    "plankg:stage": Stage,
    "plankg:changeKind": ChangeKind,
}
"""Properties with a code as value, which is read from the words when a graph is written: no field of a model stands for them."""

TEXTS = (
    "plankg:order", "plankg:likeness", "plankg:saidBefore", "plankg:saidAfter", "oa:prefix", "oa:suffix", "time:inXSDDate",
    "schema:repeatFrequency",
)  # fmt: skip
"""Properties with a value that no field of a model stands for."""

COERCED = {"date": "xsd:date", "integer": "xsd:integer"}
CLASSES = (
    "plankg:Chapter",
    "plankg:Directive",
    "plankg:Comparison",
    "plankg:TaskChange",
    "plankg:Difference",
    "oa:SpecificResource",
    "oa:TextQuoteSelector",
    "oa:TextPositionSelector",
    "time:ProperInterval",
    "time:Instant",
    "schema:Schedule",
)


class Reversed(NamedTuple):
    """A list inside a thing: of the things of a class that point at it by a property."""

    name: str
    property: str
    kind: str


REVERSED = (
    Reversed("facts", expand("rdf:subject"), expand("plankg:Fact")),
    Reversed("namedAt", expand("oa:hasBody"), expand("plankg:Mention")),
    Reversed("assignments", expand("plankg:task"), expand("plankg:Assignment")),
    Reversed("targets", expand("plankg:task"), expand("plankg:Target")),
    Reversed("citations", expand("plankg:task"), expand("plankg:Citation")),
    Reversed("tasks", expand("dcterms:isPartOf"), expand("plankg:Task")),
    Reversed("sections", expand("dcterms:isPartOf"), expand("plankg:Section")),
)


@cache
def context() -> dict[str, Any]:
    """The context: prefixes, classes, properties with the types of their values, and the lists inside things."""
    entries: dict[str, Any] = {name: prefixed(iri) for iri, name in sorted(_classes().items())}
    uses = _properties()
    for iri, name in sorted(_keys().items(), key=lambda item: item[1]):
        kinds = {_coercion(field) for field in uses[iri]} or {None if iri in _texts() else "@id"}
        definition: dict[str, Any] = {"@id": prefixed(iri)}
        if len(kinds) == 1 and (kind := next(iter(kinds))) is not None:
            definition["@type"] = kind
        if any(field.many for field in uses[iri]):
            definition["@container"] = "@set"
        codes = {code: term for field in uses[iri] for code, term in _codes(field).items()}
        if listed := CODES.get(prefixed(iri)):
            definition["@type"], codes = "@vocab", _codes_of(listed)
        if codes:
            definition["@context"] = codes
        entries[name] = definition
    lists = {one.name: {"@reverse": prefixed(one.property), "@type": "@id", "@container": "@set"} for one in REVERSED}
    return {"@version": 1.1, **PREFIXES, "id": "@id", "type": "@type", **entries, **lists}


def _coercion(field: FieldTerm) -> str | None:
    kind = kind_of(field)
    if kind in {"text", "number", "json"}:
        return None
    return "@vocab" if kind == "term" else COERCED.get(kind, "@id")


def _codes(field: FieldTerm) -> dict[str, str]:
    """The codes of a closed list; those of predicates are properties and have their names already."""
    if not issubclass(field.type, Term) or issubclass(field.type, Predicate):
        return {}
    return _codes_of(field.type)


def _codes_of(kind: type[Term]) -> dict[str, str]:
    return {term.value: prefixed(term_iri(term)) for term in kind}


@cache
def _properties() -> dict[str, list[FieldTerm]]:
    """All properties with the fields that they stand for."""
    uses: dict[str, list[FieldTerm]] = {expand(name): [] for name in (*LINKS, *TEXTS, *CODES)}
    uses |= {term_iri(predicate): [] for predicate in Predicate} | {role_iri(role): [] for role in Role}
    for model in (*models(), DocumentData, Evidence, Piece):
        for field in fields(model):
            if field.type is not EntityType:
                uses.setdefault(field.iri, []).append(field)
    return uses


def _texts() -> set[str]:
    return set(map(expand, TEXTS))


@cache
def _keys() -> dict[str, str]:
    """The key of each property: its local name where that is its own alone and no prefix, else the prefixed name."""
    local = {iri: prefixed(iri).partition(":")[2] for iri in _properties()}
    uses = Counter(local.values()) + Counter([*PREFIXES, *(one.name for one in REVERSED), "id", "type"])
    own = {name for iri, name in local.items() if iri.startswith(NAMESPACE) and name not in PREFIXES}
    return {
        iri: name if uses[name] == 1 or (iri.startswith(NAMESPACE) and name in own) else prefixed(iri)
        for iri, name in local.items()
    }


@cache
def _classes() -> dict[str, str]:
    iris = [*(NAMESPACE + model.__name__ for model in models()), *map(term_iri, EntityType), *map(expand, CLASSES)]
    return {iri: prefixed(iri).partition(":")[2] for iri in iris}


def key(iri: str) -> str:
    """The JSON key of a property.

    >>> key("http://www.w3.org/ns/oa#exact"), key("http://purl.org/dc/terms/hasPart")
    ('exact', 'dcterms:hasPart')
    """
    return _keys().get(iri) or prefixed(iri)


def class_name(iri: str) -> str:
    """The name of a class as `type` has it."""
    return _classes().get(iri) or prefixed(iri)


@cache
def code(property_: str, iri: str) -> str | None:
    """The code of a term as that property has it, None for what is none of its codes."""
    definition = context().get(property_)
    if not isinstance(definition, dict) or definition.get("@type") != "@vocab":
        return None
    codes = {expand(term): value for value, term in definition.get("@context", {}).items()}
    return codes.get(iri) or _keys().get(iri)
