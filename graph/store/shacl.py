"""The graph held against its shapes with pySHACL: those made from the models, and those between statements."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox
from pyshacl import validate as hold
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from plankg.graph.rdf import expand
from plankg.graph.store.places import evidence_of, identifier_of
from plankg.schema.issue import Issue
from plankg.schema.terms import Severity
from plankg.schema.wording import language

if TYPE_CHECKING:
    from rdflib.term import Node

SHAPES = ("shapes.ttl", "constraints.ttl")
ONTOLOGY = "ontology.ttl"
SH = Namespace(expand("sh:"))


def validate(graph: ox.Store) -> tuple[Issue, ...]:
    """Give what breaks a shape, sorted by shape and statement: the shape's sentence, the node's id, and its words."""
    union = {quad.triple for quad in graph}
    data = Graph().parse(data=ox.serialize(union, format=ox.RdfFormat.N_TRIPLES), format="nt")
    shapes = Graph()
    for name in SHAPES:
        shapes += _schema_graph(name)
    conforms, report, _ = hold(data, shacl_graph=shapes, ont_graph=_schema_graph(ONTOLOGY))
    if conforms or not isinstance(report, Graph):
        return ()
    issues = (_issue(graph, report, found) for found in report.subjects(RDF.type, SH.ValidationResult))
    return tuple(sorted(issues, key=lambda issue: (issue.check, issue.statement or "", issue.message)))


def _schema_graph(name: str) -> Graph:
    return Graph().parse(data=(files("plankg.schema") / name).read_bytes(), format="turtle")


def _issue(graph: ox.Store, report: Graph, found: Node) -> Issue:
    """Read one result of a report: it is about its value where that is a run of characters, else about its focus."""
    subject = ox.NamedNode(str(report.value(found, SH.focusNode)))
    value = report.value(found, SH.value)
    if isinstance(value, URIRef) and evidence_of(graph, subject) is None:
        subject = ox.NamedNode(str(value))
    texts = (text for text in report.objects(found, SH.resultMessage) if isinstance(text, Literal))
    messages = {text.language: str(text) for text in texts}
    return Issue(
        check=str(report.value(found, SH.sourceShape)).removeprefix(expand("plankg:")),
        severity=Severity.ERROR,
        message=messages.get(language()) or next(iter(messages.values())),
        statement=identifier_of(graph, subject),
        evidence=evidence_of(graph, subject),
    )
