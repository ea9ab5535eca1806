"""The endpoint described as RDF: what it speaks, in what forms it answers, and what graphs it has.

SPARQL 1.1 Service Description, https://www.w3.org/TR/sparql11-service-description/.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plankg.graph.rdf import expand
from pyoxigraph import BlankNode, NamedNode, Triple

from plankg.query_results import GRAPHS, TABLES
from plankg.server.sparql.settings import Settings

SD = "http://www.w3.org/ns/sparql-service-description#"


def description(endpoint: str, graphs: Sequence[NamedNode], settings: Settings) -> Iterator[Triple]:
    """The description of the service at that address, in order; `graphs` are the named graphs it has."""
    service, dataset, default = NamedNode(endpoint), BlankNode("dataset"), BlankNode("default")
    yield Triple(service, _TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), service)
    for language in ("SPARQL11Query", *(["SPARQL11Update"] if settings.allow_update else [])):
        yield Triple(service, _sd("supportedLanguage"), _sd(language))
    tables, graphs_in = (form.iri for form in TABLES.values()), [form.iri for form in GRAPHS.values()]
    for form in dict.fromkeys([*tables, *graphs_in]):
        yield Triple(service, _sd("resultFormat"), NamedNode(form))
    if settings.allow_update:
        for form in dict.fromkeys(graphs_in):
            yield Triple(service, _sd("inputFormat"), NamedNode(form))
    for feature in ("UnionDefaultGraph", "EmptyGraphs", *(["BasicFederatedQuery"] if settings.services else [])):
        yield Triple(service, _sd("feature"), _sd(feature))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, _TYPE, _sd("Graph"))
    for number, graph in enumerate(graphs):
        named, node = BlankNode(f"named{number}"), BlankNode(f"graph{number}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, _TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), graph)
        yield Triple(named, _sd("graph"), node)
        yield Triple(node, _TYPE, _sd("Graph"))


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)


_TYPE = NamedNode(expand("rdf:type"))
