from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from plankg.graph.questions import Answer
from plankg.graph.rdf import Iris, expand, serialize
from plankg.graph.store import Store
from plankg.schema import Document, GraphError, Plan
from plankg.schema.terms import EntityType
from pyoxigraph import QueryResultsFormat, QuerySolutions
from rdflib import RDF, Literal, URIRef
from rdflib.namespace import SKOS

RDFLIB_WARNS = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")
"""rdflib's Dataset warns of its own properties when its own methods use them."""
COUNT_TASKS = "SELECT (COUNT(?task) AS ?n) WHERE { ?task a plankg:Task }"


def rows(found: object) -> tuple[tuple[object, ...], ...]:
    assert isinstance(found, Answer)
    return found.rows


def test_loading_a_plan_again_replaces_it(plan: Plan, document: Document) -> None:
    store = Store()
    store.load(plan, document)
    size = len(store)
    shorter = plan.model_copy(update={"tasks": plan.tasks[:10], "relations": (), "assignments": ()})
    store.load(shorter, document)
    assert rows(store.query(COUNT_TASKS)) == ((10,),)
    store.load(plan, document)
    assert len(store) == size


def test_two_plans_stand_side_by_side_and_can_be_asked_apart(plan: Plan, document: Document) -> None:
    store = Store()
    store.load(plan, document)
    store.load(plan.model_copy(update={"id": "other", "tasks": plan.tasks[:3], "relations": ()}), document)
    assert rows(store.query(COUNT_TASKS)) == ((len(plan.tasks) + 3,),)
    assert rows(store.query(COUNT_TASKS, plan="other")) == ((3,),)
    assert len(store.ask("section-tasks", plan="other", section="一").rows) == 3


def test_the_default_graph_is_the_union_of_all_graphs(store: Store, plan: Plan) -> None:
    named = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s plankg:standing ?any } } ORDER BY ?g"
    assert rows(store.query(named)) == ((Iris(plan.id).plan,), (Iris(plan.id).decisions,))
    assert rows(store.query(COUNT_TASKS)) == ((len(plan.tasks),),)


def test_values_come_as_python_knows_them(store: Store) -> None:
    query = """
        SELECT ?n ?d ?b ?x ?t ?u WHERE {
          VALUES (?n ?d ?b ?x ?t ?u) {
            (3 75.5 true "2023-08-18"^^xsd:date "中文" UNDEF) (75.0 1e3 false <https://e.example/学校> "x"@zh UNDEF)
          }
        }
    """
    assert rows(store.query(query)) == (
        (3, 75.5, True, date(2023, 8, 18), "中文", None),
        (75, 1000.0, False, "https://e.example/学校", "x", None),
    )


def test_ask_gives_a_truth_and_construct_gives_triples(store: Store, plan: Plan) -> None:
    assert store.query('ASK { ?school a plankg:School ; skos:prefLabel "白鹭小学" }') is True
    triples = store.query("CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a plankg:Alliance ; skos:prefLabel ?l }")
    assert isinstance(triples, tuple)
    assert {triple.object.value for triple in triples} == {
        alliance.name for alliance in plan.entities if alliance.type is EntityType.ALLIANCE
    }


def test_results_can_be_written_in_the_formats_of_the_protocol(store: Store) -> None:
    found = store.results("SELECT ?l WHERE { ?s a plankg:Alliance ; skos:prefLabel ?l }")
    assert isinstance(found, QuerySolutions)
    assert "学校联盟" in (found.serialize(format=QueryResultsFormat.JSON) or b"").decode()


@pytest.mark.parametrize(
    ("sparql", "place"),
    [
        ("SELECT * WHERE {\n 中 ?a }", "第 2 行第 8 列"),
        ("SELECT ?学校 WHERE { ?学校 foo:b ?c }", "第 1 行第 29 列"),
        ("DELETE WHERE { ?s ?p ?o }", "第 1 行"),
        ("", "第 1 行第 1 列"),
    ],
)
def test_a_syntax_error_says_line_and_column_in_one_line(sparql: str, place: str, store: Store) -> None:
    with pytest.raises(GraphError) as error:
        store.query(sparql)
    assert place in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 200


@pytest.mark.parametrize(
    ("sparql", "expected"),
    [
        ("SELECT ?学校 WHERE { ?学校 foo:b ?c }", "已声明的前缀"),
        ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", "在 GROUP BY 里或聚合函数里的变量"),
        ("ASK { ?s <http://a b> ?o }", "合法的 IRI（<…> 里没有空格和引号）"),
        ("SELEKT * { ?s ?p ?o }", "CONSTRUCT"),
        ("SELECT * { ?s ?p ?o", '",", ".", ";", "{", "{|", "}"…'),
        ("SELECT * { ?s skos:prefLabel ?o ；}", "别的内容"),
    ],
)
def test_a_syntax_error_says_in_words_what_could_stand_there(sparql: str, expected: str, store: Store) -> None:
    with pytest.raises(GraphError, match=re.escape(f"此处应为 {expected}。")):
        store.query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent ?x { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p '''it's''' . SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        "SELECT * WHERE { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { # <\n SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } # >\n }",
        "SELECT * WHERE { ?s ?p ?o FILTER (?o < 3) SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?s ?p '\\\\' . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_a_query_that_would_call_another_server_is_refused(sparql: str, store: Store) -> None:
    with pytest.raises(GraphError, match="SERVICE"):
        store.query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        'ASK { ?s ?p "SERVICE" }',
        "ASK { ?service a <http://e.example/SERVICE> } # SERVICE",
        "PREFIX e: <http://e.example/> ASK { ?s e:SERVICE 'it\\'s SERVICE' }",
        'ASK { ?s ?p """a "quoted" SERVICE""" }',
    ],
)
def test_the_word_may_stand_in_strings_names_and_comments(sparql: str, store: Store) -> None:
    assert store.query(sparql) is False


@RDFLIB_WARNS
def test_rdflib_sees_the_same_store_without_a_copy(plan: Plan, document: Document) -> None:
    store = Store()
    store.load(plan, document)
    view = store.dataset()
    school = URIRef(Iris(plan.id).entity("School/白鹭小学"))
    assert (school, RDF.type, URIRef(expand("plankg:School"))) in view
    view.graph(URIRef("https://e.example/notes")).add((school, SKOS.note, Literal("到场查看")))
    assert store.query('ASK { ?school skos:note "到场查看" }') is True


@RDFLIB_WARNS
def test_rdflib_answers_sparql_over_the_union(store: Store, plan: Plan) -> None:
    (row,) = store.dataset().query(COUNT_TASKS)
    assert int(row[0]) == len(plan.tasks)  # type: ignore[index]


def test_a_store_in_a_folder_is_there_again_when_opened_anew(plan: Plan, document: Document, tmp_path: Path) -> None:
    store = Store(tmp_path / "图谱库")
    store.load(plan, document)
    size = len(store)
    del store
    assert len(Store(tmp_path / "图谱库")) == size


def test_a_path_that_is_no_folder_is_refused_in_one_line(tmp_path: Path) -> None:
    file = tmp_path / "计划.txt"
    file.write_text("一、", "utf-8")
    with pytest.raises(GraphError, match=r"计划\.txt"):
        Store(file)


def test_what_is_loaded_can_be_written_again(store: Store) -> None:
    assert serialize(store.oxigraph, "trig").startswith(b"@prefix")
