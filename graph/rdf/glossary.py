"""The vocabulary as people choose from it: classes, properties and code-list terms, each with its labels."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal as OneOf
from typing import NamedTuple

from plankg.graph.rdf.fields import fields, models
from plankg.graph.rdf.vocabulary import expand
from plankg.schema import plan as plan_models
from plankg.schema.evidence import Evidence, Piece
from plankg.schema.model import Model
from pyoxigraph import Literal, RdfFormat, parse

Kind = OneOf["class", "property", "concept"]
KINDS: dict[str, Kind] = {
    "owl:Class": "class",
    "owl:ObjectProperty": "property",
    "owl:DatatypeProperty": "property",
    "skos:Concept": "concept",
}
INNER: tuple[type[Model], ...] = (plan_models.DocumentData, Evidence, Piece)
"""Models without a class of their own whose fields are properties all the same."""


class VocabularyTerm(NamedTuple):
    """A class, a property or a term of a code list, with its IRI and its labels."""

    iri: str
    kind: Kind
    zh: str
    en: str


@cache
def glossary() -> tuple[VocabularyTerm, ...]:
    """All terms that have labels, by IRI: those of the ontology, and the outside properties that fields are tied to."""
    kinds: dict[str, Kind] = {}
    labels: dict[str, dict[str, str]] = {}
    for quad in parse((files("plankg.schema") / "ontology.ttl").read_bytes(), format=RdfFormat.TURTLE):
        iri, value = str(quad.subject)[1:-1], quad.object
        for name, kind in KINDS.items():
            if quad.predicate.value == expand("rdf:type") and str(value)[1:-1] == expand(name):
                kinds[iri] = kind
        if quad.predicate.value == expand("rdfs:label") and isinstance(value, Literal) and value.language:
            labels.setdefault(iri, {})[value.language] = value.value
    by_iri = {
        iri: VocabularyTerm(iri, kinds[iri], text["zh"], text["en"])
        for iri, text in labels.items()
        if iri in kinds and {"zh", "en"} <= text.keys()
    }
    document, *statements = models()
    # where fields share a property, a statement's words for it come first: the document's are of files
    for model in (*statements, *INNER, document):
        for field in fields(model):
            by_iri.setdefault(field.iri, VocabularyTerm(field.iri, "property", field.zh, field.en))
    return tuple(by_iri[iri] for iri in sorted(by_iri))
