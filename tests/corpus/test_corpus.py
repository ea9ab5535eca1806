"""`plankg.Corpus`: plans one by one, as tables, as a graph, asked together; wherever they lie."""

from __future__ import annotations

import pickle
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from made_plans import write
from plankg.schema.errors import UsageError

import plankg
from plankg.corpus import Corpus

pytestmark = pytest.mark.slow

IDS = ("第三份", "plan-0", "plan-1")


def tasks_of(corpus: Corpus) -> int:
    return sum(len(plan.tasks) for plan in corpus.plans())


def test_a_folder_gives_its_plans_one_by_one_and_those_in_folders_of_their_own(folder: Path) -> None:
    corpus = plankg.Corpus(folder)
    assert sorted(corpus.ids) == sorted(IDS)
    assert [work.plan.id for work in corpus] == list(corpus.ids)
    assert len(corpus) == 3
    assert "plan-1" in corpus


def test_a_build_gives_the_plans_back_as_they_were_read(folder: Path, built: Corpus) -> None:
    for work in Corpus(folder):
        again = built[work.plan.id]
        assert again.plan == work.plan
        assert again.document == work.document
        assert again.verify() == work.verify()


@pytest.mark.parametrize("kind", ["files", "built", "held"])
def test_the_same_is_asked_of_plans_wherever_they_lie(kind: str, folder: Path, built: Corpus) -> None:
    works = list(Corpus(folder))
    corpus = {"files": Corpus(folder), "built": built, "held": Corpus(works)}[kind]
    assert corpus.sql("SELECT count(*) FROM tasks").rows == ((sum(len(work.plan.tasks) for work in works),),)
    answer = corpus.ask("tasks")
    assert answer.columns[0] == "plan"
    assert Counter(row[0] for row in answer.rows) == {work.plan.id: len(work.plan.tasks) for work in works}


def test_every_table_of_a_corpus_says_the_plan_of_each_row(built: Corpus) -> None:
    tables = built.tables()
    assert {"tasks", "entities", "assignments", "targets", "sentences", "mentions"} <= set(tables)
    for name, place in tables.items():
        table = pq.read_table(place)
        if name == "terms":
            assert "plan" not in table.column_names
        else:
            assert table.column_names[0] == "plan"
            assert set(table["plan"].to_pylist()) <= set(IDS)


def test_words_are_looked_up_by_sql_with_values_of_their_own(built: Corpus) -> None:
    answer = built.sql(
        "SELECT plan, quote FROM sentences WHERE contains(quote, $words) ORDER BY plan", words="安全检查"
    )
    assert [row[0] for row in answer.rows] == sorted(IDS)
    with pytest.raises(UsageError, match="tusks"):
        built.sql("SELECT * FROM tusks")


def test_tables_of_plans_that_are_not_built_are_written_where_one_says(folder: Path, tmp_path: Path) -> None:
    corpus = Corpus(folder)
    with pytest.raises(UsageError) as caught:
        corpus.tables()
    assert caught.value.key == "corpus_not_built"
    tables = corpus.tables(tmp_path)
    assert pq.read_table(tables["tasks"]).num_rows == tasks_of(corpus)


def test_a_store_answers_for_its_plans_and_says_that_it_has_no_texts(built: Corpus, tmp_path: Path) -> None:
    del built.store(tmp_path / "库").oxigraph  # type: ignore[attr-defined] # one process has it open
    corpus = Corpus(tmp_path / "库")
    assert sorted(corpus.ids) == sorted(IDS)
    assert corpus.ask("busiest-units").columns == ("plan", "unit", "type", "carries", "concerns")
    assert tasks_of(corpus) == tasks_of(built)
    with pytest.raises(UsageError) as caught:
        next(iter(corpus))
    assert caught.value.key == "corpus_without_texts"


def test_one_question_over_all_plans_is_one_sparql_query(built: Corpus) -> None:
    answer = built.query("SELECT (COUNT(?task) AS ?n) WHERE { ?task a plankg:Task }")
    assert answer.rows == ((tasks_of(built),),)  # type: ignore[union-attr] # a SELECT


def test_no_node_of_one_plan_is_another_plans_and_what_is_the_same_is_tied(built: Corpus) -> None:
    graph = built.graph()
    networks = [work.network() for work in built]
    assert len(graph) == sum(map(len, networks))
    assert {data["plan"] for _, data in graph.nodes(data=True)} == set(IDS)
    ties = [(one, other, data) for one, other, data in graph.edges(data=True) if data["layer"] == "identity"]
    assert len(graph.edges) == sum(len(network.edges) for network in networks) + len(ties)
    assert {one.split("/", 1)[1] for one, _, _ in ties} >= {"Project/临江小学项目"}
    assert all({"rule", "standing", "zh", "en"} <= data.keys() and "plan" not in data for _, _, data in ties)


def test_a_corpus_goes_into_other_processes_after_it_was_asked(built: Corpus) -> None:
    built.sql("SELECT 1")
    built.ask("tasks")
    again = pickle.loads(pickle.dumps(built))  # noqa: S301 - our own
    assert again.ids == built.ids
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        assert sum(pool.map(_tasks, [built] * 3, built.ids)) == tasks_of(built)


def _tasks(corpus: Corpus, plan: str) -> int:
    return len(corpus[plan].plan.tasks)


def test_what_cannot_be_read_is_passed_over_and_named(tmp_path: Path) -> None:
    write(tmp_path, 2)
    (tmp_path / "坏.docx").write_bytes(b"no document")
    corpus = Corpus(tmp_path)
    assert [work.plan.id for work in corpus] == ["plan-0", "plan-1"]
    ((name, message),) = corpus.faults
    assert name == "坏.docx"
    assert len(message.splitlines()) == 1


def test_two_plans_of_one_id_are_refused_by_their_names(built: Corpus) -> None:
    work = built["plan-0"]
    with pytest.raises(UsageError) as caught:
        Corpus(work, work)
    assert caught.value.key == "plans_same_id"


@pytest.mark.parametrize("what", [(), ("baoshan-2023h2", None)])
def test_a_corpus_of_nothing_or_of_both_is_refused(what: tuple[str | None, ...], built: Corpus) -> None:
    with pytest.raises(UsageError) as caught:
        Corpus(*(each or built["plan-0"] for each in what))
    assert caught.value.key == "corpus_of_what"


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        len(Corpus(tmp_path))
    assert caught.value.key == "no_plans"


def test_a_plan_that_is_not_there_is_named(built: Corpus) -> None:
    with pytest.raises(UsageError) as caught:
        built["plan-9"]
    assert caught.value.key == "plan_not_in_corpus"
