"""One behaviour, wherever the graphs lie: in memory, in a folder, in the Oxigraph server, in Virtuoso."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from plankg.graph.questions import Answer, questions
from plankg.graph.questions.library import Parameter, Question
from plankg.graph.rdf.vocabulary_graph import GRAPH as VOCABULARY
from plankg.graph.store import PlanStore, Store, open_store
from plankg.graph.things.identity import identities
from plankg.schema import GraphError, Plan, UsageError
from plankg.schema.loaded import Loaded
from pyoxigraph import QueryResultsFormat, QuerySolutions

pytestmark = pytest.mark.slow

PLAN_ID = "baoshan-2023h2"
TOLD = {
    "date": "2023-12-31", "number": "50", "Comparator": "ge", "words": "白鹭", "statement": "8.1", "section": "一", "task": "20.2",
    "Project": "罗店镇幼儿园迁建项目", "Programme": "远航计划", "Role": "lead", "TaskKind": "build", "EntityType": "School",
    "Standing": "inferred", "document": "上海市教育督导条例", "indicator": "近视率",
}  # fmt: skip
"""What questions are told, by the kind of their parameter; a school where none stands here."""
STATE = """
    SELECT (COUNT(DISTINCT ?task) AS ?tasks) (COUNT(DISTINCT ?decision) AS ?decisions) WHERE {
      { ?task a plankg:Task } UNION { ?decision a plankg:Decision }
    }
"""


def told(question: Question) -> dict[str, str]:
    return {parameter.name: _told(parameter) for parameter in question.parameters}


def _told(parameter: Parameter) -> str:
    return TOLD.get(parameter.kind, "白鹭小学")


def rows(found: object) -> tuple[tuple[object, ...], ...]:
    assert isinstance(found, Answer)
    return found.rows


def named(loaded: Loaded, plan_id: str, tasks: int | None = None) -> Loaded:
    """Give the plan under another id, cut to its first tasks and to the decisions on them that are as many."""
    update = {"id": plan_id} if tasks is None else {"id": plan_id, "tasks": loaded.plan.tasks[:tasks]}
    review = loaded.review.model_copy(update={"decisions": loaded.review.decisions[: tasks or None]})
    return replace(loaded, plan=loaded.plan.model_copy(update=update), review=review)


def put(store: PlanStore, loaded: Loaded) -> None:
    store.load(loaded.plan, loaded.document, review=loaded.review)


@contextmanager
def watched(store: PlanStore) -> Iterator[list[tuple[object, ...]]]:
    """Ask for the state over and over while the block runs; give the states that were seen, each once in a row."""
    seen: list[tuple[object, ...]] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            state = rows(store.query(STATE))[0]
            if seen[-1:] != [state]:
                seen.append(state)
            done.wait(0.01)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield seen
    finally:
        done.set()
        thread.join()


@pytest.fixture(scope="module")
def filled(any_store: PlanStore, loaded: Loaded) -> PlanStore:
    put(any_store, loaded)
    return any_store


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_each_question_has_the_same_answer_everywhere(filled: PlanStore, store: Store, question: Question) -> None:
    assert filled.ask(question.name, **told(question)) == store.ask(question.name, **told(question))


@pytest.mark.parametrize("name", ["unit-tasks", "busiest-units", "section-tasks", "targets"])
def test_one_plan_of_several_answers_the_same_everywhere(filled: PlanStore, store: Store, name: str) -> None:
    question = next(each for each in questions() if each.name == name)
    assert filled.ask(name, plan=PLAN_ID, **told(question)) == store.ask(name, **told(question))
    assert filled.ask(name, plan="none-of-it", **told(question)).rows == ()


def test_an_unknown_unit_is_told_with_the_nearest_names(filled: PlanStore) -> None:
    with pytest.raises(UsageError, match="白鹭小学"):
        filled.ask("unit-tasks", unit="白鹭小")


def test_ask_construct_and_the_usual_prefixes_work_everywhere(filled: PlanStore, plan: Plan) -> None:
    assert filled.query('ASK { ?school a plankg:School ; skos:prefLabel "白鹭小学" }') is True
    assert filled.query('ASK { ?school a plankg:School ; skos:prefLabel "无此校" }') is False
    triples = filled.query("CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s a plankg:Alliance ; skos:prefLabel ?l }")
    assert isinstance(triples, tuple)
    assert {str(triple.object.value) for triple in triples} == {
        entity.name for entity in plan.entities if entity.type.value == "Alliance"
    }


def test_results_can_be_written_in_the_formats_of_the_protocol_everywhere(filled: PlanStore) -> None:
    found = filled.results("SELECT ?l WHERE { ?s a plankg:Alliance ; skos:prefLabel ?l }")
    assert isinstance(found, QuerySolutions)
    assert "学校联盟" in (found.serialize(format=QueryResultsFormat.CSV) or b"").decode()


@pytest.mark.parametrize(
    ("sparql", "place"), [("SELECT * WHERE {\n 中 ?a }", "第 2 行第 8 列"), ("", "第 1 行第 1 列")]
)
def test_a_syntax_error_says_the_same_everywhere(filled: PlanStore, sparql: str, place: str) -> None:
    with pytest.raises(GraphError, match=place):
        filled.query(sparql)


def test_service_is_refused_everywhere(filled: PlanStore) -> None:
    with pytest.raises(GraphError, match="SERVICE"):
        filled.query("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")


def test_the_graphs_come_back_as_they_were_written(filled: PlanStore, store: Store) -> None:
    assert set(filled.copy(PLAN_ID)) == {quad for quad in store.oxigraph if quad.graph_name != VOCABULARY}


def test_a_plan_in_any_store_conforms_to_the_shapes(filled: PlanStore) -> None:
    assert filled.validate(plan=PLAN_ID) == ()


def test_whoever_asks_meanwhile_finds_the_old_plan_or_the_new_one(filled: PlanStore, loaded: Loaded) -> None:
    short = named(loaded, PLAN_ID, tasks=10)
    whole, part = (len(loaded.plan.tasks), len(loaded.review.decisions)), (10, 10)
    with watched(filled) as seen:
        for each in (short, loaded):
            put(filled, each)
    assert set(seen) == {whole, part}


def test_a_plan_is_added_and_removed_in_one_step(filled: PlanStore, loaded: Loaded) -> None:
    one = (len(loaded.plan.tasks), len(loaded.review.decisions))
    with watched(filled) as seen:
        put(filled, named(loaded, "another"))
        assert filled.plans() == ("another", PLAN_ID)
        filled.remove("another")
    assert filled.plans() == (PLAN_ID,)
    assert set(seen) <= {one, (2 * one[0], 2 * one[1])}
    assert filled.query('ASK { GRAPH ?g { ?s ?p ?o } FILTER (CONTAINS(STR(?g), "/another")) }') is False


def test_removing_a_plan_that_is_not_there_names_those_that_are(filled: PlanStore) -> None:
    with pytest.raises(UsageError, match=PLAN_ID):
        filled.remove("another")


def test_what_is_the_same_goes_with_its_plan_and_is_said_anew_among_those_named(
    filled: PlanStore, loaded: Loaded
) -> None:
    works = [loaded, named(loaded, "one", tasks=1), named(loaded, "two", tasks=1)]
    count = "SELECT (COUNT(?identity) AS ?n) WHERE { ?identity a plankg:Identity }"
    filled.load_all(works[1:])
    filled.identify(identities([work.plan for work in works]))
    ((three,),) = rows(filled.query(count))
    assert isinstance(three, int)
    assert three > 0
    filled.identify((), among=(PLAN_ID, "one"))
    assert rows(filled.query(count)) == ((three * 2 // 3,),)
    filled.remove("two")
    assert rows(filled.query(count)) == ((0,),)
    filled.identify(identities([work.plan for work in works[:2]]), among=(PLAN_ID, "one"))
    assert rows(filled.query(count)) == ((three // 3,),)
    filled.remove("one")
    assert rows(filled.query(count)) == ((0,),)
    assert filled.query("ASK { ?a plankg:inferredSameAs ?b }") is False


@pytest.mark.parametrize("odd", ["a\\u0041b \\", "'\"\t\u0001\u007f", "𠮷\u2028“引”", "{ } ; . DROP ALL", "x" * 3000])
def test_odd_characters_are_kept(filled: PlanStore, loaded: Loaded, odd: str) -> None:
    update = {"id": "odd", "tasks": (loaded.plan.tasks[0].model_copy(update={"action": odd}),)}
    nothing = dict.fromkeys(("entities", "assignments", "targets", "citations", "relations"), ())
    put(filled, Loaded(loaded.plan.model_copy(update=nothing | update), loaded.document))
    found = rows(filled.query("SELECT ?action WHERE { ?task a plankg:Task ; plankg:action ?action }", plan="odd"))
    filled.remove("odd")
    assert found == ((odd,),)


def test_a_store_opened_again_by_its_address_has_the_plans(
    oxigraph_address: str, virtuoso_address: str, loaded: Loaded
) -> None:
    for address in (oxigraph_address, virtuoso_address):
        put(open_store(address), named(loaded, "kept", tasks=1))
        again = open_store(address)
        assert "kept" in again.plans()
        again.remove("kept")
