"""A plan as RDF: the only place that makes IRIs."""

from plankg.graph.rdf.dataset import dataset, nquads
from plankg.graph.rdf.glossary import VocabularyTerm, glossary
from plankg.graph.rdf.identities import identity_nquads
from plankg.graph.rdf.iris import BASE, Iris, identities_graph
from plankg.graph.rdf.serialization import FORMATS, serialize
from plankg.graph.rdf.vocabulary import ONTOLOGY, PREFIXES, expand, label, prefixed, term_iri
from plankg.graph.rdf.vocabulary_graph import vocabulary_nquads, vocabulary_quads

__all__ = [
    "BASE",
    "FORMATS",
    "ONTOLOGY",
    "PREFIXES",
    "Iris",
    "VocabularyTerm",
    "dataset",
    "expand",
    "glossary",
    "identities_graph",
    "identity_nquads",
    "label",
    "nquads",
    "prefixed",
    "serialize",
    "term_iri",
    "vocabulary_nquads",
    "vocabulary_quads",
]
