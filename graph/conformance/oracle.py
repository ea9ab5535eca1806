"""The same verdicts by pySHACL, slowly: what the queries made from the shapes are held against."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files

import pyoxigraph as ox
from plankg.graph.conformance.conformance import Finding, issues
from plankg.graph.conformance.shapes import ONTOLOGY, SHAPES
from plankg.graph.rdf import expand
from plankg.schema.extras import need
from plankg.schema.issue import Issue
from rdflib import RDF, Graph, Namespace, URIRef

SH = Namespace(expand("sh:"))


def validate(graph: ox.Store) -> tuple[Issue, ...]:
    """What pySHACL finds, in the form and order of `plankg.graph.conformance.conformance.validate`.

    Raises InstallationError without pySHACL.
    """
    need("shacl")
    from pyshacl import validate as hold  # noqa: PLC0415 - it comes with an extra

    union = {quad.triple for quad in graph}
    data = Graph().parse(data=ox.serialize(union, format=ox.RdfFormat.N_TRIPLES), format="nt")
    shapes = Graph()
    for name in SHAPES:
        shapes += _schema_graph(name)
    conforms, report, _ = hold(data + _schema_graph(ONTOLOGY), shacl_graph=shapes)
    if not isinstance(report, Graph):
        raise TypeError(f"the shapes themselves are wrong: {report}")
    return () if conforms else issues(graph, _findings(report))


def _schema_graph(name: str) -> Graph:
    return Graph().parse(data=(files("plankg.schema") / name).read_bytes(), format="turtle")


def _findings(report: Graph) -> Iterator[Finding]:
    for result in report.subjects(RDF.type, SH.ValidationResult):
        broken = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
        value = report.value(result, SH.value)
        yield Finding(
            ox.NamedNode(str(broken)),
            ox.NamedNode(str(report.value(result, SH.focusNode))),
            ox.NamedNode(str(value)) if isinstance(value, URIRef) else None,
        )
