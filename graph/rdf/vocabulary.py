"""The names of RDF: namespaces, and the IRI of each class, field and term of the models.

Own terms live under `https://w3id.org/plankg#`. Closed lists become SKOS concepts (`plankg:Role-lead`), predicates
properties (`plankg:builds`), entity types classes (`plankg:School`).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from plankg.schema import terms
from plankg.schema.terms import EntityType, Predicate, Role, Term
from plankg.schema.wording import Language, language
from pyoxigraph import Literal, RdfFormat, parse

PREFIXES = {
    "plankg": "https://w3id.org/plankg#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "p-plan": "http://purl.org/net/p-plan#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
NAMESPACE = PREFIXES["plankg"]
ONTOLOGY = NAMESPACE.removesuffix("#")
CONCERNS = NAMESPACE + "concerns"
"""One property for whom a task concerns, whether an assignment or a relation of the plan (`appliesTo`) says so."""


def expand(name: str) -> str:
    """The IRI of a prefixed name.

    >>> expand("dcterms:title")
    'http://purl.org/dc/terms/title'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@cache
def prefixed(iri: str) -> str:
    """The prefixed name of an IRI, or the IRI where no namespace of ours begins it.

    >>> prefixed("http://purl.org/dc/terms/title")
    'dcterms:title'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def camel(name: str) -> str:
    """A field's name as RDF writes it.

    >>> camel("default_actor")
    'defaultActor'
    """
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def term_iri(term: Term) -> str:
    """The IRI of a term: a class for an entity type, a property for a predicate, else a concept of its list.

    >>> term_iri(terms.Role.LEAD)
    'https://w3id.org/plankg#Role-lead'
    """
    if term is Predicate.APPLIES_TO:
        return CONCERNS
    if isinstance(term, EntityType | Predicate):
        return NAMESPACE + term.value
    return f"{NAMESPACE}{type(term).__name__}-{term.value}"


def role_iri(role: Role) -> str:
    """The property between a unit and a task that a role is: below `carries` from the unit, or below `concerns` to it.

    >>> role_iri(Role.LEAD), role_iri(Role.SITE)
    ('https://w3id.org/plankg#leads', 'https://w3id.org/plankg#takesPlaceAt')
    """
    return NAMESPACE + role.link


def superclasses(kind: EntityType) -> tuple[str, ...]:
    """The classes that hold all things of a type, the lowest first: units are actors, as are groups and sites.

    >>> superclasses(EntityType.SCHOOL)
    ('https://w3id.org/plankg#Unit', 'https://w3id.org/plankg#Actor')
    """
    acts = kind.unit or kind in {EntityType.TARGET_GROUP, EntityType.FACILITY}
    return tuple(NAMESPACE + name for name, holds in (("Unit", kind.unit), ("Actor", acts)) if holds)


def closed_lists() -> tuple[type[Term], ...]:
    """The closed lists that become code lists, in the order of their module."""
    return tuple(
        kind
        for kind in vars(terms).values()
        if isinstance(kind, type) and issubclass(kind, Term) and kind not in {Term, EntityType, Predicate}
    )


@cache
def _labels() -> dict[str, dict[str, str]]:
    """The labels of all own terms by IRI and language, as the ontology has them."""
    labels: dict[str, dict[str, str]] = {}
    source = (files("plankg.schema") / "ontology.ttl").read_bytes()
    for quad in parse(source, format=RdfFormat.TURTLE):
        if quad.predicate.value == expand("rdfs:label") and isinstance(text := quad.object, Literal) and text.language:
            labels.setdefault(str(quad.subject)[1:-1], {})[text.language] = text.value
    return labels


def label(iri: str, lang: Language | None = None) -> str | None:
    """The label of an own class, property or concept in that language (default: the one in force), else None.

    >>> label("https://w3id.org/plankg#Role-lead", "zh")
    '牵头'
    """
    return _labels().get(iri, {}).get(lang or language())
