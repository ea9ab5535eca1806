"""The graph held against its shapes with pySHACL: those made from the models, and those between statements."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pyoxigraph as ox
from plankg.graph.rdf import expand
from plankg.graph.store.places import evidence_of, identifier_of
from plankg.schema.issue import Issue
from plankg.schema.terms import Severity
from plankg.schema.wording import language
from pyshacl import validate as hold
from rdflib import RDF, Graph, Literal, Namespace, URIRef

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
    conforms, report, _ = hold(data + _schema_graph(ONTOLOGY), shacl_graph=shapes)
    if not isinstance(report, Graph):
        raise TypeError(f"the shapes themselves are wrong: {report}")
    if conforms:
        return ()
    issues = (_issue(graph, shapes, report, found) for found in report.subjects(RDF.type, SH.ValidationResult))
    return tuple(sorted(issues, key=lambda issue: (issue.check, issue.statement or "", issue.message)))


def _schema_graph(name: str) -> Graph:
    return Graph().parse(data=(files("plankg.schema") / name).read_bytes(), format="turtle")


def _issue(graph: ox.Store, shapes: Graph, report: Graph, found: Node) -> Issue:
    """Read one result of a report: it is about its focus, or about its value where the focus is the whole text."""
    subject = ox.NamedNode(str(report.value(found, SH.focusNode)))
    value = report.value(found, SH.value)
    if isinstance(value, URIRef) and evidence_of(graph, subject) is None:
        subject = ox.NamedNode(str(value))
    broken = report.value(found, SH.sourceConstraint) or report.value(found, SH.sourceShape)
    texts = (text for text in shapes.objects(broken, SH.message) if isinstance(text, Literal))
    return Issue(
        check=str(broken).removeprefix(expand("plankg:")),
        severity=Severity.ERROR,
        message=next(str(text) for text in texts if text.language == language()),
        statement=identifier_of(graph, subject),
        evidence=evidence_of(graph, subject),
    )
