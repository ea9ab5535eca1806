from __future__ import annotations

import pytest
from plankg.graph.questions import questions
from plankg.graph.rdf import PREFIXES
from plankg.graph.store import Store
from plankg.graph.store.substitution import substituted, with_prefixes
from pyoxigraph import Literal, NamedNode, QuerySolutions, Variable

SCHOOL = Literal("白鹭小学")
ASSIGNED_WITHIN = {"statement-sentence", "task-units"}
"""Questions whose query may give its parameter a value itself, where none can stand: they are asked with VALUES, as all are."""


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ?a (COUNT(?n) AS ?c) { ?a ?b ?n }", 'SELECT ?a (COUNT("x") AS ?c) { ?a ?b "x" }'),
        ("SELECT ?n WHERE { { SELECT ?n { ?a ?b ?n } } }", 'SELECT ("x" AS ?n) WHERE { { SELECT ("x" AS ?n) { ?a ?b "x" } } }'),
        ("SELECT (1 AS ?a) { } GROUP BY ?n ORDER BY DESC(?n) ?n", 'SELECT (1 AS ?a) { } GROUP BY ("x") ORDER BY DESC("x") ("x")'),
        ("ASK { ?a ?b '?n' # ?n\n FILTER($n = ?nn) }", "ASK { ?a ?b '?n' # ?n\n FILTER(\"x\" = ?nn) }"),
        ("ASK { ?a <http://e/?n> ?n }", 'ASK { ?a <http://e/?n> "x" }'),
    ],
)  # fmt: skip
def test_a_value_stands_where_its_variable_stood(query: str, expected: str) -> None:
    assert substituted(query, {Variable("n"): Literal("x")}) == expected


def test_a_value_cannot_become_a_part_of_the_query() -> None:
    query = substituted("ASK { ?s ?p ?n }", {Variable("n"): Literal('" } ; DROP ALL #\n')})
    assert Store().query(query) is False


@pytest.mark.parametrize(
    "question",
    [each for each in questions() if each.parameters and each.name not in ASSIGNED_WITHIN],
    ids=lambda each: each.name,
)
def test_pyoxigraph_gives_the_same_with_substitutions_beside_the_query(question: object, store: Store) -> None:
    sparql = question.sparql  # type: ignore[attr-defined]
    values = {Variable(parameter.name): SCHOOL for parameter in question.parameters}  # type: ignore[attr-defined]
    ours, theirs = store.results(substituted(sparql, values)), store.results(sparql, bindings=values)
    assert isinstance(ours, QuerySolutions)
    assert isinstance(theirs, QuerySolutions)
    assert [variable.value for variable in ours.variables] == [variable.value for variable in theirs.variables]
    assert sorted(map(str, ours)) == sorted(map(str, theirs))


def test_prefixes_that_a_query_declares_stay_as_they_are() -> None:
    query = "PREFIX oa: <http://e/> ASK { ?s oa:a plankg:B ; <dcterms:x> 'skos:y' }"
    assert with_prefixes(query) == f"PREFIX plankg: <{PREFIXES['plankg']}> {query}"


def test_an_iri_is_written_as_one() -> None:
    values = {Variable("n"): NamedNode("http://e/学校")}
    assert substituted("ASK { ?n ?p ?o }", values) == "ASK { <http://e/学校> ?p ?o }"
