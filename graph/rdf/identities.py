"""What is the same across plans as quads, in a graph of its own: the plain triple, and a node that says why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from plankg.graph.rdf import iris
from plankg.graph.rdf.iris import BASE, Iris
from plankg.graph.rdf.ntriples import iri, name, term, text
from plankg.graph.things.identity import Identity, PlanEntity
from plankg.schema.terms import Standing
from pyoxigraph import NamedNode


def identity_nquads(identities: Sequence[Identity], *, base: str = BASE) -> bytes:
    """Identities as N-Quads in UTF-8, in their order.

    Only what people decided or a source says is `owl:sameAs`, which makes one thing of two for every reasoner; what a rule
    infers is `plankg:inferredSameAs`. Both rest on the words of both plans. Raises ValueError for a base that is no IRI.
    """
    end = b" %b .\n" % iri(NamedNode(iris.identities_graph(base)).value)
    return b"".join(b" ".join(triple) + end for one in identities for triple in _triples(one, base))


def _triples(one: Identity, base: str) -> Iterator[tuple[bytes, bytes, bytes]]:
    node = iri(iris.identity(map(partial(_thing, base), (one.first, one.second)), base))
    predicate = name("plankg:inferredSameAs" if one.standing is Standing.INFERRED else "owl:sameAs")
    first, second = (iri(_thing(base, end)) for end in (one.first, one.second))
    yield first, predicate, second
    yield node, name("rdf:type"), name("plankg:Identity")
    yield node, name("rdf:subject"), first
    yield node, name("rdf:predicate"), predicate
    yield node, name("rdf:object"), second
    yield node, name("plankg:standing"), term(one.standing)
    yield node, name("plankg:rule"), iri(iris.rule(one.rule))
    for end in (one.first, one.second):
        yield node, name("oa:hasTarget"), iri(Iris(end.plan, base).span(end.evidence))
    if one.decision:
        plan, decision = one.decision
        yield node, name("prov:wasInfluencedBy"), iri(Iris(plan, base).decision(decision))
    if one.source:
        yield node, name("dcterms:source"), text(one.source)


def _thing(base: str, end: PlanEntity) -> str:
    return Iris(end.plan, base, {end.entity: end.place}).entity(end.entity)
