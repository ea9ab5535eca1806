"""The ontology: classes, properties and code lists of the models with labels in both languages, and their ties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from plankg.graph.rdf.fields import FieldTerm, fields, models
from plankg.graph.rdf.patterns import class_node, kind_of, node, term_node
from plankg.graph.rdf.vocabulary import NAMESPACE, ONTOLOGY, closed_lists, expand, role_iri, superclasses
from plankg.schema.decision import Decision
from plankg.schema.document import Document
from plankg.schema.model import Model
from plankg.schema.plan import (
    Assignment,
    Citation,
    DocumentData,
    Entity,
    Fact,
    Mention,
    Plan,
    Relation,
    Section,
    Statement,
    Target,
    Task,
)
from plankg.schema.terms import EntityType, Predicate, Role, Term
from plankg.schema.wording import languages
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

TYPE = node(expand("rdf:type"))
LABEL = node(expand("rdfs:label"))
SUBCLASS = node(expand("rdfs:subClassOf"))
CLASS = node(expand("owl:Class"))
LINK = node(expand("owl:ObjectProperty"))
DATUM = node(expand("owl:DatatypeProperty"))
INCLUDES = node(expand("schema:domainIncludes"))
DOMAIN = node(expand("rdfs:domain"))
RANGE = node(expand("rdfs:range"))
DATATYPES = {
    "text": "xsd:string",
    "integer": "xsd:integer",
    "date": "xsd:date",
    "number": "xsd:decimal",
    "json": "rdf:JSON",
}
"""The datatypes of values by their kind."""

APART = (Document, Plan, Section, Task, Assignment, Target, Citation, Relation, Fact, Mention, Decision)
BY_HAND = ("ties.ttl", "definitions.ttl")
DEFINED_BY = node(expand("rdfs:isDefinedBy"))


def ontology() -> list[Triple]:
    """The ontology, sorted: generated from the models, with what `schema/` has written by hand: ties and definitions."""
    own = {triple for part in (_classes(), _disjoint(), _properties(), _code_lists(), _by_hand()) for triple in part}
    terms = {triple.subject for triple in own if str(triple.subject).startswith(f"<{NAMESPACE}")}
    own |= {Triple(term, DEFINED_BY, node(ONTOLOGY)) for term in terms}
    return sorted(own, key=lambda triple: (str(triple.subject), triple.predicate != TYPE, str(triple)))


def _labelled(subject: NamedNode, zh: str, en: str) -> Iterator[Triple]:
    yield Triple(subject, LABEL, Literal(zh, language="zh"))
    yield Triple(subject, LABEL, Literal(en, language="en"))


def _texts(term: Term) -> tuple[Literal, Literal]:
    return Literal(term.zh, language="zh"), Literal(term.en, language="en")


def rdf_list(subject: NamedNode, predicate: str, members: Sequence[NamedNode | Literal]) -> Iterator[Triple]:
    """An RDF list; its cells have names made from the subject's, so that a file comes out the same each time."""
    cells = [node(f"{subject.value}-{position}") for position in range(1, len(members) + 1)]
    yield Triple(subject, node(expand(predicate)), cells[0])
    for cell, member, rest in zip(cells, members, [*cells[1:], node(expand("rdf:nil"))], strict=True):
        yield Triple(cell, node(expand("rdf:first")), member)
        yield Triple(cell, node(expand("rdf:rest")), rest)


def _classes() -> Iterator[Triple]:
    for model in models():
        yield Triple(class_node(model), TYPE, CLASS)
        if Statement in model.__bases__ and model is not Entity:  # a thing is no statement: that it is named is one
            yield Triple(class_node(model), SUBCLASS, class_node(Statement))
    for kind in EntityType:
        yield Triple(term_node(kind), TYPE, CLASS)
        yield Triple(term_node(kind), SUBCLASS, node(next(iter(superclasses(kind)), NAMESPACE + "Thing")))
        yield from _labelled(term_node(kind), kind.zh, kind.en)


def _disjoint() -> Iterator[Triple]:
    """Say what nothing is both of: of two types of things, and of two kinds of nodes, things among them."""
    lists = {"types": [*map(term_node, EntityType)], "kinds": [node(NAMESPACE + "Thing"), *map(class_node, APART)]}
    for name, classes in lists.items():
        subject = node(f"{ONTOLOGY}/disjoint-{name}")
        yield Triple(subject, TYPE, node(expand("owl:AllDisjointClasses")))
        yield from rdf_list(subject, "owl:members", classes)


def _properties() -> Iterator[Triple]:
    by_iri: dict[str, list[tuple[type[Model], FieldTerm]]] = {}
    described: tuple[type[Model], ...] = (*models(), DocumentData)
    for model in described:
        for field in fields(model):
            if field.iri.startswith(NAMESPACE):
                by_iri.setdefault(field.iri, []).append((model, field))
    for iri, uses in by_iri.items():
        subject, (_, first) = node(iri), uses[0]
        text = uses[0][0] is DocumentData or kind_of(first) in DATATYPES
        yield Triple(subject, TYPE, DATUM if text else LINK)
        yield from _labelled(subject, first.zh, first.en)
        yield from _ends(subject, uses)
    for predicate in Predicate:
        yield Triple(term_node(predicate), TYPE, LINK)
        yield from _labelled(term_node(predicate), predicate.zh, predicate.en)
    yield from _role_properties()


def _role_properties() -> Iterator[Triple]:
    """The property of each role, called as `schema/ties.ttl` or its predicate says, else as the role."""
    called = {tie.subject for tie in _by_hand() if tie.predicate == LABEL} | {*map(term_node, Predicate)}
    for role in Role:
        subject, above = node(role_iri(role)), node(NAMESPACE + ("carries" if role.does else "concerns"))
        yield Triple(subject, TYPE, LINK)
        yield Triple(subject, node(expand("rdfs:subPropertyOf")), above)
        if subject not in called:
            yield from _labelled(subject, role.zh, role.en)


def _ends(subject: NamedNode, uses: Sequence[tuple[type[Model], FieldTerm]]) -> Iterator[Triple]:
    """Say what a property of fields leads from and to: a domain where one model alone has it, a range where all agree."""
    owners = [Plan if model is DocumentData else model for model, field in uses if field.name in model.__annotations__]
    yield from (Triple(subject, INCLUDES, class_node(owner)) for owner in owners)
    if len(owners) == 1 and owners != [Statement]:
        yield Triple(subject, DOMAIN, class_node(owners[0]))
    ranges = {_range(kind_of(field)) if model is not DocumentData else "xsd:string" for model, field in uses}
    if len(ranges) == 1 and (end := ranges.pop()):
        yield Triple(subject, RANGE, node(expand(end)))


def _range(kind: str) -> str | None:
    ends = {"span": "oa:SpecificResource", "term": "skos:Concept", "Rule": None}
    return DATATYPES.get(kind) or ends.get(kind, f"plankg:{kind}")


def _code_lists() -> Iterator[Triple]:
    for kind in closed_lists():
        scheme = node(NAMESPACE + kind.__name__)
        yield Triple(scheme, TYPE, node(expand("skos:ConceptScheme")))
        for term in kind:
            yield Triple(term_node(term), TYPE, node(expand("skos:Concept")))
            yield Triple(term_node(term), node(expand("skos:inScheme")), scheme)
            yield Triple(term_node(term), node(expand("skos:notation")), Literal(term.value))
            yield from _labelled(term_node(term), term.zh, term.en)
            yield from (Triple(term_node(term), node(expand("skos:prefLabel")), text) for text in _texts(term))
            if isinstance(term, Role):
                yield Triple(term_node(term), node(NAMESPACE + "does"), Literal(term.does))


@cache
def _by_hand() -> tuple[Triple, ...]:
    sources = ((files("plankg.schema") / name).read_bytes() for name in BY_HAND)
    return tuple(quad.triple for source in sources for quad in parse(source, format=RdfFormat.TURTLE))


def class_labels(model: type[Model]) -> dict[str, str]:
    """The labels of a model's class by language; a selector of Web Annotation keeps its own name."""
    own = class_node(model)
    texts = (tie.object for tie in _by_hand() if tie.subject == own and tie.predicate == LABEL)
    labels = {text.language: text.value for text in texts if isinstance(text, Literal) and text.language}
    return labels or dict.fromkeys(languages(), model.__name__)
