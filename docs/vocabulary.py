"""Write the browsable page of the vocabulary, schema/vocabulary.html, from the ontology: `python docs/vocabulary.py`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, StrictUndefined
from plankg.graph.plans import load_plan
from plankg.graph.rdf import PREFIXES, dataset, expand
from plankg.graph.rdf.vocabulary import NAMESPACE, ONTOLOGY, prefixed
from rdflib import OWL, RDF, RDFS, SDO, SKOS, Graph, Literal, URIRef

DOCS = Path(__file__).parent
PAGE = DOCS.parent / "schema" / "vocabulary.html"
"""Where servers find it, too."""
TEMPLATE = DOCS / "vocabulary.template.html"
PATH = "oa:hasTarget/plankg:inSentence/oa:hasSelector/oa:exact"
"""From a statement to the words of its sentence."""

GROUPS = (
    ("类", "Classes", OWL.Class),
    ("属性", "Properties", RDF.Property),
    ("代码表", "Code lists", SKOS.ConceptScheme),
)
KINDS = (
    (OWL.Class, "类", "class"),
    (OWL.ObjectProperty, "属性，值为事物", "property between things"),
    (OWL.DatatypeProperty, "属性，值为文字或数", "property with a value"),
    (SKOS.ConceptScheme, "代码表", "code list"),
)
LINKS = (
    (RDFS.subClassOf, "上位类", "Subclass of"),
    (RDFS.subPropertyOf, "上位属性", "Subproperty of"),
    (SDO.domainIncludes, "用于", "Used of"),
)


class Said(NamedTuple):
    """A text in both languages."""

    zh: str
    en: str


def page() -> str:
    """The page as HTML that loads nothing else."""
    graph = Graph().parse(data=(files("plankg.schema") / "ontology.ttl").read_bytes(), format="turtle")
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(TEMPLATE.read_text("utf-8"))
    about = URIRef(ONTOLOGY)
    groups = [{"zh": zh, "en": en, "terms": list(_terms(graph, kind))} for zh, en, kind in GROUPS]
    return (
        template.render(
            title=_said(graph, about, URIRef(expand("dcterms:title"))),
            description=_said(graph, about, URIRef(expand("dcterms:description"))),
            namespace=NAMESPACE,
            path=PATH,
            groups=groups,
            borrowed=list(_borrowed()),
        )
        + "\n"
    )


def _said(graph: Graph, node: URIRef, predicate: URIRef) -> Said:
    texts = {text.language: str(text) for text in graph.objects(node, predicate) if isinstance(text, Literal)}
    return Said(texts.get("zh", ""), texts.get("en", ""))


def _terms(graph: Graph, wanted: URIRef) -> Iterator[dict[str, Any]]:
    kinds = {OWL.ObjectProperty, OWL.DatatypeProperty} if wanted == RDF.Property else {wanted}
    own = (node for kind in kinds for node in graph.subjects(RDF.type, kind) if str(node).startswith(NAMESPACE))
    for node in sorted(own):
        yield _term(graph, URIRef(node))


def _term(graph: Graph, node: URIRef) -> dict[str, Any]:
    label, note = _said(graph, node, RDFS.label), _said(graph, node, SKOS.note)
    zh, en = next((zh, en) for kind, zh, en in KINDS if (node, RDF.type, kind) in graph)
    links = [
        {"zh": zh, "en": en, "ends": [_link(str(end)) for end in ends]}
        for predicate, zh, en in LINKS
        if (ends := sorted(graph.objects(node, predicate)))
    ]
    is_property = (node, RDF.type, OWL.ObjectProperty) in graph or (node, RDF.type, OWL.DatatypeProperty) in graph
    return {
        "id": str(node).removeprefix(NAMESPACE),
        "zh": label.zh,
        "en": label.en,
        "kind": Said(zh, en),
        "definition": _said(graph, node, SKOS.definition),
        "example": str(graph.value(node, SKOS.example) or ""),
        "note": note if note.zh else None,
        "links": links,
        "untied": is_property and graph.value(node, RDFS.subPropertyOf) is None,
        "codes": list(_codes(graph, node)),
    }


def _link(iri: str) -> dict[str, str]:
    here = iri.removeprefix(NAMESPACE) if iri.startswith(NAMESPACE) else ""
    return {"here": here, "iri": iri, "name": prefixed(iri)}


def _codes(graph: Graph, scheme: URIRef) -> Iterator[dict[str, Any]]:
    for node in sorted(graph.subjects(SKOS.inScheme, scheme)):
        label = _said(graph, URIRef(node), RDFS.label)
        id_, value = str(node).removeprefix(NAMESPACE), str(graph.value(node, SKOS.notation))
        yield {"id": id_, "value": value, "label": label, "definition": _said(graph, URIRef(node), SKOS.definition)}


def _borrowed() -> Iterator[dict[str, Any]]:
    """The terms of other vocabularies that the graph of the bundled plan uses."""
    loaded = load_plan("baoshan-2023h2")
    quads = dataset(loaded.plan, loaded.document, review=loaded.review)
    used = {quad.predicate.value for quad in quads}
    used |= {quad.object.value for quad in quads if quad.predicate.value == str(RDF.type)}  # type: ignore[union-attr]  # a class
    for prefix, namespace in PREFIXES.items():
        terms = sorted(prefixed(iri) for iri in used if iri.startswith(namespace))
        if terms and namespace != NAMESPACE:
            yield {"name": prefix, "iri": namespace, "terms": terms}


if __name__ == "__main__":
    PAGE.write_bytes(page().encode())
    print(PAGE)
