from __future__ import annotations

from datetime import date

import pytest
from plankg.graph.extraction import extract
from plankg.graph.extraction.chunks.times import recurrence
from plankg.graph.extraction.words.lexicon import rules
from plankg.graph.rdf import Iris, dataset, expand
from plankg.graph.rdf.times import duration, period
from plankg.graph.reading.text import document_from_text
from plankg.graph.store import Store
from plankg.schema import Document, Plan
from pyoxigraph import Literal, NamedNode, Quad

HEAD = "白鹭区绿化局2024年工作计划\n\n一、水源保护\n\n1.巡查。"
IRIS = Iris("green")


def read(sentence: str) -> tuple[Plan, Document]:
    document = document_from_text(f"{HEAD}{sentence}\n", name="green.txt")
    return extract(document, plan_id="green"), document


def said(quads: list[Quad], subject: str, predicate: str) -> list[NamedNode | Literal]:
    return [q.object for q in quads if q.subject.value == subject and q.predicate.value == expand(predicate)]  # type: ignore[misc]  # no blank nodes here


def days(quads: list[Quad], subject: str) -> dict[str, str]:
    """Give the first and the last day of a thing's only interval, as they stand in the graph."""
    (interval,) = said(quads, subject, "time:hasTime")
    assert said(quads, interval.value, "rdf:type") == [NamedNode(expand("time:ProperInterval"))]
    found = {}
    for end in ("Beginning", "End"):
        for instant in said(quads, interval.value, f"time:has{end}"):
            assert said(quads, instant.value, "rdf:type") == [NamedNode(expand("time:Instant"))]
            (on,) = said(quads, instant.value, "time:inXSDDate")
            assert on == Literal(on.value, datatype=NamedNode(expand("xsd:date")))
            found[end] = on.value
    return found


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2023年下半年", date(2023, 7, 1), date(2023, 12, 31)),
        ("2024年上半年", date(2024, 1, 1), date(2024, 6, 30)),
        ("2023年第三季度", date(2023, 7, 1), date(2023, 9, 30)),
        ("2024年一季度", date(2024, 1, 1), date(2024, 3, 31)),
        ("2023学年", date(2023, 9, 1), date(2024, 8, 31)),
        ("2023学年度", date(2023, 9, 1), date(2024, 8, 31)),
        ("2023-2024学年", date(2023, 9, 1), date(2024, 8, 31)),
        ("2023年", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年度", date(2023, 1, 1), date(2023, 12, 31)),
        ("2021-2025年", date(2021, 1, 1), date(2025, 12, 31)),
        ("2021年至2025年", date(2021, 1, 1), date(2025, 12, 31)),
        ("2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        ("2022年年内", date(2022, 1, 1), date(2022, 12, 31)),
        ("年内", date(2020, 1, 1), date(2020, 12, 31)),
        ("本年度内", date(2020, 1, 1), date(2020, 12, 31)),
    ],
)
def test_a_period_runs_from_its_first_to_its_last_day(words: str, first: date, last: date) -> None:
    assert period(words, 2020) == (first, last)


@pytest.mark.parametrize(
    "words", ["", "年底前", "2023年底前", "2023年9月30日前", "三年内", "秋季", "2024年13月", "2025-2021年", "0000年"]
)
def test_words_that_name_no_whole_period_give_none(words: str) -> None:
    assert period(words, 2020) is None


def test_a_period_without_a_year_of_its_own_or_the_plans_is_none() -> None:
    assert period("年内") is None


def test_the_bundled_plan_lasts_half_a_year(plan: Plan, document: Document) -> None:
    quads = dataset(plan, document)
    assert days(quads, Iris(plan.id).plan) == {"Beginning": "2023-07-01", "End": "2023-12-31"}


def test_a_plan_for_a_school_year_lasts_from_september_to_august() -> None:
    title = "白鹭区绿化局2024学年工作要点"
    document = document_from_text(f"{title}\n\n一、护林\n\n1.巡查。开展护林巡查。\n", name="green.txt")
    quads = dataset(extract(document, plan_id="green"), document)
    assert days(quads, IRIS.plan) == {"Beginning": "2024-09-01", "End": "2025-08-31"}


def test_a_plan_without_a_period_has_no_time() -> None:
    document = document_from_text("白鹭区绿化局工作要点\n\n一、护林\n\n1.巡查。开展护林巡查。\n", name="green.txt")
    quads = dataset(extract(document, plan_id="green"), document)
    assert said(quads, IRIS.plan, "time:hasTime") == []


def test_a_deadline_is_the_end_of_a_time_whose_beginning_is_not_said() -> None:
    plan, document = read("2024年9月30日前完成河道清淤。")
    quads = dataset(plan, document)
    (task,) = plan.tasks
    assert days(quads, IRIS.task(task.id)) == {"End": "2024-09-30"}
    assert [due.value for due in said(quads, IRIS.task(task.id), "schema:endDate")] == ["2024-09-30"]


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("2024年第三季度完成苗木补种。", "2024-07-01", "2024-09-30"),
        ("年内建成口袋公园。", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_quarter_or_year_that_the_words_name_has_a_beginning_too(sentence: str, first: str, last: str) -> None:
    plan, document = read(sentence)
    (task,) = plan.tasks
    assert days(dataset(plan, document), IRIS.task(task.id)) == {"Beginning": first, "End": last}


def test_a_due_date_that_was_moved_ends_a_time_without_the_beginning_of_the_period() -> None:
    plan, document = read("2024年第三季度完成苗木补种。")
    moved = plan.tasks[0].model_copy(update={"due": date(2024, 10, 31)})
    quads = dataset(plan.model_copy(update={"tasks": (moved,)}), document)
    assert days(quads, IRIS.task(moved.id)) == {"End": "2024-10-31"}


def test_tasks_due_on_one_day_share_the_instant_and_not_the_time() -> None:
    plan, document = read("2024年9月30日前完成河道清淤。2024年9月30日前完成护坡加固。")
    quads = dataset(plan, document)
    assert len(set(quads)) == len(quads)
    intervals = {said(quads, IRIS.task(task.id), "time:hasTime")[0].value for task in plan.tasks}
    assert len(intervals) == len(plan.tasks) == 2
    ends = {said(quads, interval, "time:hasEnd")[0].value for interval in intervals}
    assert ends == {IRIS.instant(date(2024, 9, 30))}


def test_a_task_done_each_quarter_has_a_schedule_in_its_words_that_says_how_often() -> None:
    plan, document = read("每季度开展水质检测。")
    quads = dataset(plan, document)
    (task,) = plan.tasks
    (schedule,) = said(quads, IRIS.task(task.id), "schema:eventSchedule")
    assert said(quads, schedule.value, "rdf:type") == [NamedNode(expand("schema:Schedule"))]
    assert said(quads, schedule.value, "rdfs:label") == [Literal("每季度")]
    every = Literal("P3M", datatype=NamedNode(expand("xsd:duration")))
    assert said(quads, schedule.value, "schema:repeatFrequency") == [every]
    assert said(quads, IRIS.task(task.id), "plankg:recurrence") == [Literal("每季度")]


def test_words_that_do_not_say_how_often_are_a_schedule_without_a_frequency() -> None:
    plan, document = read("常年开展护林巡查。")
    quads = dataset(plan, document)
    (schedule,) = said(quads, IRIS.task(plan.tasks[0].id), "schema:eventSchedule")
    assert said(quads, schedule.value, "rdfs:label") == [Literal("常年")]
    assert said(quads, schedule.value, "schema:repeatFrequency") == []


@pytest.mark.parametrize(
    ("words", "every"),
    [
        ("每季度", "P3M"),
        ("每月", "P1M"),
        ("每年", "P1Y"),
        ("每月5日前", "P1M"),
        ("每学期末", "P6M"),
        ("每学年", "P1Y"),
        ("每两年", "P2Y"),
        ("每周", "P7D"),
    ],
)
def test_what_recurs_has_the_duration_from_one_time_to_the_next(words: str, every: str) -> None:
    assert recurrence(f"{words}开展抽检") == words
    assert duration(words) == every


def test_a_task_without_time_has_none() -> None:
    plan, document = read("加强古树保护。")
    quads = dataset(plan, document)
    predicates = {quad.predicate.value for quad in quads if quad.subject.value == IRIS.task(plan.tasks[0].id)}
    assert predicates.isdisjoint({expand("time:hasTime"), expand("schema:eventSchedule")})


def test_times_conform_to_their_shapes_and_answer_what_ends_before_a_day() -> None:
    plan, document = read("2024年第三季度完成苗木补种。2024年11月底前完成河道清淤。每季度开展水质检测。")
    store = Store()
    store.load(plan, document)
    assert store.validate() == ()
    asked = """SELECT ?id WHERE { ?task dcterms:identifier ?id ; time:hasTime/time:hasEnd/time:inXSDDate ?end .
      FILTER (?end < "2024-10-01"^^xsd:date) ?task a plankg:Task }"""
    answer = store.query(asked)
    assert [row[0] for row in answer.rows] == [plan.tasks[0].id]  # type: ignore[union-attr]  # a SELECT


def test_every_pattern_of_an_interval_finds_whole_periods() -> None:
    examples = [example for rule in rules("times", "interval") for example in rule.matches]
    assert examples
    assert all(period(example, 2024) for example in examples)
