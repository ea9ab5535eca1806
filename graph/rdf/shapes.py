"""SHACL shapes made from the models: how many values a field has, of what kind, within which bounds.

https://www.w3.org/TR/shacl/#core-components. What holds between statements stands in `schema/constraints.ttl`.
"""

from __future__ import annotations

from collections.abc import Iterator

from plankg.graph.rdf.fields import FieldTerm, fields, models
from plankg.graph.rdf.ontology import DATATYPES, class_labels, rdf_list
from plankg.graph.rdf.patterns import class_node, kind_of, node, term_node
from plankg.graph.rdf.vocabulary import NAMESPACE, camel, expand, prefixed
from plankg.schema.evidence import Evidence, Piece
from plankg.schema.model import Model
from plankg.schema.plan import Entity, Statement
from plankg.schema.terms import EntityType
from plankg.schema.wording import languages, words
from pyoxigraph import Literal, NamedNode, Triple

SELECTORS: dict[type[Model], str] = {Evidence: "oa:TextQuoteSelector", Piece: "oa:TextPositionSelector"}
TYPE = node(expand("rdf:type"))

Fields = Iterator[tuple[str, NamedNode | Literal]]


def shapes() -> list[Triple]:
    """A node shape for each class that the dataset holds, with a property shape for each field, in model order."""
    described: tuple[type[Model], ...] = (*models(), *SELECTORS)
    return [triple for model in described if model is not Statement for triple in _node_shape(model)]


def _node_shape(model: type[Model]) -> Iterator[Triple]:
    shape = node(f"{NAMESPACE}{model.__name__}Shape")
    target = node(expand(SELECTORS[model])) if model in SELECTORS else class_node(model)
    parts = {
        node(f"{shape.value}-{camel(field.name)}"): field for field in fields(model) if field.type is not EntityType
    }
    yield Triple(shape, TYPE, node(expand("sh:NodeShape")))
    yield Triple(shape, node(expand("sh:targetClass")), target)
    yield from (Triple(shape, node(expand("sh:property")), part) for part in parts)
    for part, field in parts.items():
        yield Triple(part, TYPE, node(expand("sh:PropertyShape")))
        yield from (Triple(part, node(expand(name)), value) for name, value in _property(model, field))
        yield from _choices(part, field)
    yield from (triple for field in fields(model) if field.type is EntityType for triple in _one_type(shape, field))


def _one_type(shape: NamedNode, field: FieldTerm) -> Iterator[Triple]:
    """Say that a thing is of one of the types: beside it may stand classes that follow (a unit, an agent).

    https://www.w3.org/TR/shacl/#QualifiedValueShapeConstraintComponent. A query would say it too, but pySHACL reads a query
    anew for each thing.
    """
    part = node(f"{shape.value}-{field.name}")
    types = node(f"{part.value}-types")
    yield Triple(shape, node(expand("sh:property")), part)
    yield Triple(part, TYPE, node(expand("sh:PropertyShape")))
    yield Triple(part, node(expand("sh:path")), TYPE)
    yield from (Triple(part, node(expand("sh:message")), text) for text in _messages(Entity, field))
    yield Triple(part, node(expand("sh:qualifiedValueShape")), types)
    yield from (Triple(part, node(expand(f"sh:qualified{bound}Count")), Literal(1)) for bound in ("Min", "Max"))
    yield Triple(types, TYPE, node(expand("sh:NodeShape")))
    yield from rdf_list(types, "sh:in", [term_node(kind) for kind in EntityType])


def _messages(model: type[Model], field: FieldTerm) -> Iterator[Literal]:
    for lang in languages():
        names = {"model": class_labels(model)[lang], "field": getattr(field, lang), "property": prefixed(field.iri)}
        yield Literal(words(f"shape.{_rule(field)}", lang, **names), language=lang)


def _property(model: type[Model], field: FieldTerm) -> Fields:
    yield "sh:path", node(field.iri)
    for lang in languages():
        yield "sh:name", Literal(getattr(field, lang), language=lang)
    yield from (("sh:message", text) for text in _messages(model, field))
    if field.required:
        yield "sh:minCount", Literal(1)
    if not field.many:
        yield "sh:maxCount", Literal(1)
    if field.least is not None:
        yield "sh:minInclusive", Literal(int(field.least))
    if field.most is not None:
        yield "sh:maxInclusive", Literal(int(field.most))
    if field.shortest is not None and kind_of(field) == "text":
        yield "sh:minLength", Literal(field.shortest)


def _rule(field: FieldTerm) -> str:
    if field.many:
        return "any"
    return "one" if field.required else "at_most_one"


def _choices(part: NamedNode, field: FieldTerm) -> Iterator[Triple]:
    """Say of what kind the values are: a datatype, a class, or one of a list."""
    kind = kind_of(field)
    if kind == "term":
        yield from rdf_list(part, "sh:in", [term_node(term) for term in field.type])  # type: ignore[attr-defined]
    elif field.values:
        yield from rdf_list(part, "sh:in", [Literal(value) for value in field.values])
    elif len(field.types) == 1 and kind in DATATYPES:
        yield Triple(part, node(expand("sh:datatype")), node(expand(DATATYPES[kind])))
    elif kind in {"Section", "Task", "Entity", "Member"}:
        yield Triple(part, node(expand("sh:class")), node(NAMESPACE + kind))
    elif kind == "span":
        yield Triple(part, node(expand("sh:class")), node(expand("oa:SpecificResource")))
    elif kind not in DATATYPES:
        yield Triple(part, node(expand("sh:nodeKind")), node(expand("sh:IRI")))
