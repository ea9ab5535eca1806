"""The vocabulary as a whole: all of it is explained, tied to what exists, used, and nothing else is used."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from plankg.graph.questions import questions
from plankg.graph.rdf import PREFIXES, dataset, expand
from plankg.graph.rdf.context import context
from plankg.graph.rdf.vocabulary import NAMESPACE
from plankg.schema import Document, Plan
from plankg.schema.decision import Review
from pyoxigraph import NamedNode
from rdflib import DCAT, DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, XSD, Graph, Literal, URIRef

ROOT = Path(__file__).parents[2]
SCHEMA = Path(str(files("plankg.schema")))
OWN = re.compile(r"(?<![\w-])plankg:([A-Za-z][\w-]*)")
QUOTED = re.compile("「([^」]+)」")

KNOWN = (DCAT, DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, XSD)
"""The vocabularies whose terms rdflib knows."""

LISTED = {
    # https://www.w3.org/TR/annotation-vocab/
    "oa": {
        "Annotation", "SpecificResource", "TextPositionSelector", "TextQuoteSelector", "end", "exact", "hasBody",
        "hasSelector", "hasSource", "hasTarget", "prefix", "start", "suffix",
    },
    # http://purl.org/net/p-plan#
    "p-plan": {"Plan", "Step", "isStepOfPlan"},
}  # fmt: skip

UNUSED = {
    "Severity": "what checks find is reported, and stands in no graph",
    "ChangeKind": "said of tasks where two plans are compared, which is a graph of its own",
    **dict.fromkeys(("Comparison", "TaskChange", "Difference"), "nodes of that graph"),
    "Actor": "a class above units and those who act like one; SHACL asks for it",
    "does": "said of the roles themselves, for whoever asks which of them do a task",
    "appliesTo": "the old name of a property, which says what took its place",
    "mention": "the old name of a property, which says what took its place",
}
"""Own terms (with the codes of a list) that no graph, query, shape or context has, each with the reason why it is there."""


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(data=(SCHEMA / "ontology.ttl").read_bytes(), format="turtle")


@pytest.fixture(scope="module")
def own(ontology: Graph) -> list[URIRef]:
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.ConceptScheme, SKOS.Concept)
    found = {node for kind in kinds for node in ontology.subjects(RDF.type, kind) if str(node).startswith(NAMESPACE)}
    return sorted(map(URIRef, found))


@pytest.fixture(scope="module")
def used(plan: Plan, document: Document, review: Review) -> set[str]:
    """Give all IRIs of terms in the graph, the shapes and the context."""
    quads = dataset(plan, document, review=review)
    found = {end.value for quad in quads for end in (quad.predicate, quad.object) if isinstance(end, NamedNode)}
    for name in ("shapes.ttl", "constraints.ttl"):
        shapes = Graph().parse(data=(SCHEMA / name).read_bytes(), format="turtle")
        found |= {str(end) for triple in shapes for end in triple[1:] if isinstance(end, URIRef)}
        found |= {NAMESPACE + term for term in OWN.findall((SCHEMA / name).read_text("utf-8"))}
    for definition in context().values():
        if isinstance(definition, dict) and (id_ := definition.get("@id")):
            found.add(expand(id_))
    return found


def test_every_term_is_defined_in_both_languages_and_shown_by_an_example(
    ontology: Graph, own: list[URIRef], document: Document
) -> None:
    assert len(own) > 150
    text = document.text.replace("\n", "")
    for term in own:
        definitions = {one.language for one in ontology.objects(term, SKOS.definition) if isinstance(one, Literal)}
        labels = {one.language for one in ontology.objects(term, RDFS.label) if isinstance(one, Literal)}
        assert definitions == labels == {"zh", "en"}, term
        example = ontology.value(term, SKOS.example)
        if (term, RDF.type, SKOS.ConceptScheme) not in ontology:
            assert example or ontology.value(term, SKOS.note), term
        for quote in QUOTED.findall(str(example or "")):
            assert quote in text, f"{term}: {quote}"


def test_every_class_is_tied_to_a_vocabulary_that_exists(ontology: Graph, own: list[URIRef]) -> None:
    for term in own:
        if (term, RDF.type, OWL.Class) in ontology:
            above = set(ontology.transitive_objects(term, RDFS.subClassOf))
            assert any(not str(end).startswith(NAMESPACE) for end in above), term


def test_no_property_leads_both_to_things_and_to_values(ontology: Graph) -> None:
    links = set(ontology.subjects(RDF.type, OWL.ObjectProperty))
    assert links & set(ontology.subjects(RDF.type, OWL.DatatypeProperty)) == set()


def test_no_own_term_is_used_that_is_not_defined(ontology: Graph, used: set[str]) -> None:
    shapes = {str(s) for n in ("shapes.ttl", "constraints.ttl") for s in Graph().parse(SCHEMA / n).subjects()}
    defined = {str(node) for node in ontology.subjects()}
    assert {iri for iri in used if iri.startswith(NAMESPACE)} - shapes - defined == set()


@pytest.mark.parametrize(
    "path",
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("schema/words/*.json")],
    ids=lambda path: path.name,
)
def test_no_text_shows_a_term_that_is_not_defined(path: Path, ontology: Graph) -> None:
    defined = {str(node) for node in ontology.subjects()}
    shown = {NAMESPACE + name for name in OWN.findall(path.read_text("utf-8"))}
    assert shown - defined == set()


def test_every_own_term_is_used_or_says_why_it_is_there(ontology: Graph, used: set[str]) -> None:
    asked = {NAMESPACE + term for question in questions() for term in OWN.findall(question.sparql)}
    schemes = {str(scheme) for node in used for scheme in ontology.objects(URIRef(node), SKOS.inScheme)}
    above = {str(end) for node in used for end in ontology.transitive_objects(URIRef(node), RDFS.subClassOf)}
    coded = {str(end) for scheme in schemes for end in ontology.subjects(SKOS.inScheme, URIRef(scheme))}
    defined = {str(node) for node in ontology.subjects() if str(node).startswith(NAMESPACE)}
    idle = {iri.removeprefix(NAMESPACE) for iri in defined - used - asked - schemes - above - coded}
    assert {name for name in idle if name.partition("-")[0] not in UNUSED} == set()


def test_every_term_of_another_vocabulary_is_one_that_it_has(ontology: Graph, used: set[str]) -> None:
    above = (URIRef(expand("rdfs:subClassOf")), URIRef(expand("rdfs:subPropertyOf")))
    ties = {str(end) for tie in above for end in ontology.objects(None, tie)}
    foreign = {iri for iri in ties | used if any(iri.startswith(ns) for ns in PREFIXES.values())}
    unknown = set()
    for iri in foreign:
        prefix, namespace = next(item for item in PREFIXES.items() if iri.startswith(item[1]))
        if prefix == "plankg":
            continue
        if prefix in LISTED:
            known = iri.removeprefix(namespace) in LISTED[prefix]
        else:
            vocabulary = next(one for one in KNOWN if str(one) == namespace)
            known = URIRef(iri) in vocabulary
        if not known:
            unknown.add(iri)
    assert len(foreign) > 60
    assert unknown == set()


def test_the_page_has_an_anchor_for_every_term(own: list[URIRef]) -> None:
    page = (SCHEMA / "vocabulary.html").read_text("utf-8")
    assert [term for term in own if f'id="{term.removeprefix(NAMESPACE)}"' not in page] == []
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(re.findall(r'id="([^"]+)"', page))
    assert not re.search(r"<(script|link|img|iframe)\b", page)
