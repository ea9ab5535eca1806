"""The vocabulary as a named graph of its own, which stores and exports have beside the plans.

Whoever finds `plankg:Role-lead` there finds what it is called, too, and that a school is a unit.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from plankg.graph.rdf.vocabulary import ONTOLOGY, expand
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

GRAPH = NamedNode(ONTOLOGY)
VERSION = NamedNode(expand("owl:versionIRI"))


@cache
def vocabulary_quads() -> tuple[Quad, ...]:
    """The ontology as quads of its graph, which is called as the ontology is."""
    source = (files("plankg.schema") / "ontology.ttl").read_bytes()
    triples = parse(source, format=RdfFormat.TURTLE)
    return tuple(Quad(quad.subject, quad.predicate, quad.object, GRAPH) for quad in triples)


@cache
def vocabulary_nquads() -> bytes:
    """The same as N-Quads in UTF-8."""
    return serialize(vocabulary_quads(), format=RdfFormat.N_QUADS) or b""


@cache
def version() -> NamedNode:
    """The IRI of the vocabulary's version: a store that has it has that very graph."""
    return next(quad.object for quad in vocabulary_quads() if quad.predicate == VERSION)  # type: ignore[return-value]  # an IRI
