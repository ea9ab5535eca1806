from __future__ import annotations

import re
import runpy
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from plankg.graph.questions import questions
from plankg.graph.rdf import dataset, expand, label
from plankg.graph.rdf.fields import models
from plankg.graph.rdf.generated import json_schema
from plankg.graph.rdf.vocabulary import NAMESPACE, closed_lists
from plankg.schema import Document, Plan
from plankg.schema.terms import EntityType, Predicate
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "generated.py"
SCHEMA = Path(str(files("plankg.schema")))
OWN = re.compile(r"plankg:([A-Za-z][\w-]*)")


def quads_of(name: str) -> list[Quad]:
    return list(parse((SCHEMA / name).read_bytes(), format=RdfFormat.TURTLE))


@pytest.fixture(scope="module")
def ontology() -> list[Quad]:
    return quads_of("ontology.ttl")


@pytest.fixture(scope="module")
def defined(ontology: list[Quad]) -> set[str]:
    return {quad.subject.value for quad in ontology if quad.predicate.value == expand("rdf:type")}


def test_every_generated_file_is_as_it_would_be_made_now() -> None:
    told = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


def test_all_that_is_out_of_date_is_named_in_one_line_that_says_what_to_run(tmp_path: Path) -> None:
    script = runpy.run_path(str(SCRIPT))
    (tmp_path / "same.ttl").write_bytes(b"a")
    (tmp_path / "old.json").write_bytes(b"b")
    makers = {"same.ttl": lambda: b"a", "old.json": lambda: b"c", "gone.ts": lambda: b"d"}
    stale = dict(script["out_of_date"](makers, tmp_path))
    assert stale == {"old.json": b"c", "gone.ts": b"d"}
    line = script["complaint"](stale)
    assert line.count("\n") == 0
    assert "make generate" in line
    assert line.endswith(": old.json, gone.ts")


def test_every_file_that_lies_among_generated_ones_is_listed() -> None:
    listed = set(runpy.run_path(str(SCRIPT))["GENERATED"])
    by_hand = {"constraints.template.ttl", "definitions.ttl", "ties.ttl"}
    kept = {path.name for pattern in ("*.ttl", "*.json*", "*.html") for path in SCHEMA.glob(pattern)}
    assert {f"schema/{name}" for name in kept - by_hand} == {name for name in listed if name.startswith("schema/")}
    types = (ROOT / "viz" / "workbench" / "src" / "generated").glob("*.*")
    assert {path.relative_to(ROOT).as_posix() for path in types} <= listed


def test_every_own_term_of_a_dataset_is_in_the_ontology(plan: Plan, document: Document, defined: set[str]) -> None:
    ends = (end for quad in dataset(plan, document) for end in (quad.predicate, quad.object))
    used = {end.value for end in ends if isinstance(end, NamedNode) and end.value.startswith(NAMESPACE)}
    assert used
    assert used <= defined


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_every_own_term_of_a_query_is_in_the_ontology(question: object, defined: set[str]) -> None:
    used = {NAMESPACE + name for name in OWN.findall(getattr(question, "sparql", ""))}
    assert used <= defined


def test_every_own_term_of_the_constraints_is_in_the_ontology(defined: set[str]) -> None:
    shapes = {quad.subject.value for quad in quads_of("constraints.ttl") if isinstance(quad.subject, NamedNode)}
    used = {NAMESPACE + name for name in OWN.findall((SCHEMA / "constraints.ttl").read_text("utf-8"))}
    assert used - shapes <= defined


def test_every_own_term_has_a_label_in_both_languages(defined: set[str], ontology: list[Quad]) -> None:
    schemes = {quad.subject.value for quad in ontology if quad.object == NamedNode(expand("skos:ConceptScheme"))}
    for iri in sorted(iri for iri in defined - schemes if not iri.startswith(NAMESPACE.removesuffix("#") + "/")):
        if iri == NAMESPACE.removesuffix("#"):
            continue
        assert label(iri, "zh"), iri
        assert label(iri, "en"), iri


def test_everything_said_of_an_own_term_is_said_of_one_that_is_declared(
    defined: set[str], ontology: list[Quad]
) -> None:
    own = {end.value for quad in ontology for end in (quad.subject, quad.object) if isinstance(end, NamedNode)}
    assert {iri for iri in own if iri.startswith(NAMESPACE)} <= defined


def test_classes_code_lists_and_predicates_are_those_of_the_models(defined: set[str]) -> None:
    names = [model.__name__ for model in models()] + [kind.value for kind in (*EntityType, *Predicate)]
    names += [f"{kind.__name__}-{term.value}" for kind in closed_lists() for term in kind]
    assert {NAMESPACE + name for name in names} <= defined


@pytest.mark.parametrize(
    ("own", "tie", "known"),
    [
        ("plankg:Task", "rdfs:subClassOf", "p-plan:Step"),
        ("plankg:Plan", "rdfs:subClassOf", "prov:Plan"),
        ("plankg:Assignment", "rdfs:seeAlso", "org:Membership"),
        ("plankg:leads", "rdfs:subPropertyOf", "plankg:carries"),
        ("plankg:benefits", "rdfs:subPropertyOf", "plankg:concerns"),
        ("plankg:partOf", "owl:inverseOf", "plankg:hasPart"),
        ("plankg:Mention", "rdfs:subClassOf", "oa:Annotation"),
        ("plankg:appliesTo", "dcterms:isReplacedBy", "plankg:concerns"),
        ("plankg:Statement", "rdfs:subClassOf", "oa:Annotation"),
        ("plankg:School", "rdfs:subClassOf", "schema:School"),
        ("plankg:School", "rdfs:subClassOf", "plankg:Unit"),
        ("plankg:Target", "rdfs:subClassOf", "schema:QuantitativeValue"),
        ("plankg:partOf", "rdfs:subPropertyOf", "dcterms:isPartOf"),
    ],
)
def test_own_terms_are_tied_to_vocabularies_that_exist(own: str, tie: str, known: str, ontology: list[Quad]) -> None:
    ties = {(quad.subject.value, quad.predicate.value, quad.object.value) for quad in ontology}
    assert (expand(own), expand(tie), expand(known)) in ties


def test_every_shape_says_what_is_wrong_in_both_languages() -> None:
    for name in ("shapes.ttl", "constraints.ttl"):
        languages: dict[str, set[str | None]] = {}
        for quad in quads_of(name):
            if quad.predicate.value == expand("sh:message"):
                assert isinstance(quad.object, Literal)
                languages.setdefault(str(quad.subject), set()).add(quad.object.language)
        assert languages
        assert all(found == {"zh", "en"} for found in languages.values())


def test_the_json_schema_takes_the_bundled_plan_and_refuses_a_role_that_is_none(plan: Plan) -> None:
    validator = Draft202012Validator(json_schema())
    written = plan.model_dump(mode="json")
    assert validator.is_valid(written)
    written["assignments"][0]["role"] = "boss"
    assert not validator.is_valid(written)
