"""The ontology: classes, properties and code lists of the models with labels in both languages, and their ties."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from plankg.graph.rdf.fields import fields, models
from plankg.graph.rdf.patterns import class_node, kind_of, node, term_node
from plankg.graph.rdf.vocabulary import NAMESPACE, ONTOLOGY, closed_lists, expand
from plankg.schema.model import Model
from plankg.schema.plan import DocumentData, Entity, Statement
from plankg.schema.terms import EntityType, Predicate, Role
from plankg.schema.wording import languages
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

TYPE = node(expand("rdf:type"))
LABEL = node(expand("rdfs:label"))
SUBCLASS = node(expand("rdfs:subClassOf"))
CLASS = node(expand("owl:Class"))
LINK = node(expand("owl:ObjectProperty"))
DATUM = node(expand("owl:DatatypeProperty"))
DOMAIN = node(expand("schema:domainIncludes"))
BY_HAND = ("ties.ttl", "definitions.ttl")
DEFINED_BY = node(expand("rdfs:isDefinedBy"))


def ontology() -> list[Triple]:
    """Give the ontology, sorted: generated from the models, with what `schema/` has written by hand: ties and definitions."""
    own = {triple for part in (_classes(), _properties(), _code_lists(), _by_hand()) for triple in part}
    terms = {triple.subject for triple in own if str(triple.subject).startswith(f"<{NAMESPACE}")}
    own |= {Triple(term, DEFINED_BY, node(ONTOLOGY)) for term in terms}
    return sorted(own, key=lambda triple: (str(triple.subject), triple.predicate != TYPE, str(triple)))


def _labelled(subject: NamedNode, zh: str, en: str) -> Iterator[Triple]:
    yield Triple(subject, LABEL, Literal(zh, language="zh"))
    yield Triple(subject, LABEL, Literal(en, language="en"))


def _classes() -> Iterator[Triple]:
    for model in models():
        yield Triple(class_node(model), TYPE, CLASS)
        if Statement in model.__bases__:
            yield Triple(class_node(model), SUBCLASS, class_node(Statement))
    for kind in EntityType:
        yield Triple(term_node(kind), TYPE, CLASS)
        yield Triple(term_node(kind), SUBCLASS, node(NAMESPACE + "Unit") if kind.unit else class_node(Entity))
        yield from _labelled(term_node(kind), kind.zh, kind.en)


def _properties() -> Iterator[Triple]:
    labelled: set[str] = set()
    for model in (*models(), DocumentData):
        for field in fields(model):
            if not field.iri.startswith(NAMESPACE):
                continue
            subject = node(field.iri)
            text = model is DocumentData or kind_of(field) in {"text", "integer", "number", "date", "json"}
            yield Triple(subject, TYPE, DATUM if text else LINK)
            if model is not DocumentData and field.name in model.__annotations__:
                yield Triple(subject, DOMAIN, class_node(model))
            if field.iri not in labelled:
                labelled.add(field.iri)
                yield from _labelled(subject, field.zh, field.en)
    for predicate in Predicate:
        yield Triple(term_node(predicate), TYPE, LINK)
        yield from _labelled(term_node(predicate), predicate.zh, predicate.en)


def _code_lists() -> Iterator[Triple]:
    for kind in closed_lists():
        scheme = node(NAMESPACE + kind.__name__)
        yield Triple(scheme, TYPE, node(expand("skos:ConceptScheme")))
        for term in kind:
            yield Triple(term_node(term), TYPE, node(expand("skos:Concept")))
            yield Triple(term_node(term), node(expand("skos:inScheme")), scheme)
            yield Triple(term_node(term), node(expand("skos:notation")), Literal(term.value))
            yield from _labelled(term_node(term), term.zh, term.en)
            if isinstance(term, Role):
                yield Triple(term_node(term), node(NAMESPACE + "does"), Literal(term.does))


@cache
def _by_hand() -> tuple[Triple, ...]:
    sources = ((files("plankg.schema") / name).read_bytes() for name in BY_HAND)
    return tuple(quad.triple for source in sources for quad in parse(source, format=RdfFormat.TURTLE))


def class_labels(model: type[Model]) -> dict[str, str]:
    """Give the labels of a model's class by language; a selector of Web Annotation keeps its own name."""
    own = class_node(model)
    found = (tie.object for tie in _by_hand() if tie.subject == own and tie.predicate == LABEL)
    labels = {text.language: text.value for text in found if isinstance(text, Literal) and text.language}
    return labels or dict.fromkeys(languages(), model.__name__)
