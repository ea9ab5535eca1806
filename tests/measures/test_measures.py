from __future__ import annotations

import json
from collections import Counter

import networkx as nx
import numpy as np
import pytest
from any_plans import plans
from hypothesis import given, settings
from hypothesis import strategies as st
from measured_plans import carried, read_plan, shape
from plankg.graph.counting import counts
from plankg.graph.measures import COMPARISONS, MEASURES, comparisons, measures
from plankg.graph.measures.carrying import carryings
from plankg.graph.measures.concentration import gini, herfindahl
from plankg.graph.measures.cooperation import together
from plankg.graph.measures.groups import communities
from plankg.graph.measures.likeness import containment, jaccard, shingles
from plankg.graph.measures.spread import evenness
from plankg.graph.network import network, working_together
from plankg.schema import Document, Plan, UsageError
from plankg.schema.wording import catalogue, languages
from shapes_of_plans import HEAD, SHAPES

pytestmark = pytest.mark.slow

NUMBERS = st.lists(st.integers(1, 50), min_size=1, max_size=30)
PART_OF_ONE = ("share", "index")


def value(plan: Plan, name: str) -> float | None:
    return measures(plan, [name])[name].value


def table(plan: Plan, name: str) -> list[tuple[object, ...]]:
    return [part.values for part in measures(plan, [name])[name].parts]


@given(NUMBERS)
def test_gini_is_the_mean_difference_of_all_pairs_over_twice_the_mean(numbers: list[int]) -> None:
    pairs = np.abs(np.subtract.outer(numbers, numbers))
    assert gini(numbers) == pytest.approx(pairs.mean() / (2 * np.mean(numbers)), abs=1e-12)
    assert 0 <= gini(numbers) < 1


@given(st.integers(1, 50), st.integers(1, 30))
def test_equal_loads_are_neither_unequal_nor_concentrated(number: int, count: int) -> None:
    assert gini([number] * count) == pytest.approx(0, abs=1e-12)
    assert herfindahl([number] * count) == pytest.approx(1 / count)


@given(NUMBERS)
def test_the_index_of_concentration_lies_between_equals_and_one(numbers: list[int]) -> None:
    shares = np.array(numbers) / sum(numbers)
    assert herfindahl(numbers) == pytest.approx(float(shares @ shares))
    assert 1 / len(numbers) - 1e-12 <= herfindahl(numbers) <= 1


@given(st.lists(st.integers(0, 50), max_size=12))
def test_evenness_is_the_entropy_over_that_of_equals(numbers: list[int]) -> None:
    filled = np.array([number for number in numbers if number])
    if len(filled) < 2:
        assert evenness(numbers) is None
    else:
        shares = filled / filled.sum()
        assert evenness(numbers) == pytest.approx(-(shares * np.log(shares)).sum() / np.log(len(filled)))


@given(st.text("甲乙丙丁。", max_size=20), st.text("甲乙丙丁。", max_size=20))
def test_likeness_is_symmetric_and_containment_is_of_one_side(first: str, second: str) -> None:
    one, other = shingles(first), shingles(second)
    assert jaccard(one, other) == jaccard(other, one)
    assert 0 <= jaccard(one, other) <= min(containment(one, other), containment(other, one)) or not (one and other)
    assert jaccard(one, one) == (1 if one else 0)


def test_a_load_counts_tasks_and_not_statements() -> None:
    plan = carried("A1", "A1", "A2", "B2", certainty=0.5)
    assert [row[0:6:2] for row in table(plan, "load")] == [("A", 2, 0), ("B", 1, 0)]
    measure = measures(plan, ["load"])["load"]
    assert (measure.value, measure.estimate) == (2.0, (1.0, 0, 2))


def test_a_star_runs_through_its_centre_and_breaks_without_it() -> None:
    plan = carried("A1", "B1", "A2", "C2", "A3", "D3")
    assert value(plan, "brokers") == 1.0
    assert table(plan, "brokers")[0][0] == "A"
    assert table(plan, "critical") == [("A", plan.entities[0].type, 0, 3, 3)]


def test_nobody_stands_between_those_who_all_share_a_task() -> None:
    plan = carried("A1", "B1", "C1")
    assert value(plan, "brokers") == 0.0
    assert table(plan, "brokers") == []


def test_betweenness_is_that_of_all_shortest_paths() -> None:
    plan = carried("A1", "B1", "B2", "C2", "C3", "D3", "B4", "D4", "D5", "E5")
    graph = together(carryings(plan))
    expected = dict.fromkeys(graph, 0.0)
    for first in graph:
        for second in graph:
            if first < second:
                paths = list(nx.all_shortest_paths(graph, first, second))
                for path in paths:
                    for middle in path[1:-1]:
                        expected[middle] += 1 / len(paths)
    pairs = (len(graph) - 1) * (len(graph) - 2) / 2
    assert {f"Centre/{row[0]}": row[2] for row in table(plan, "brokers")} == pytest.approx(
        {unit: round(number / pairs, 4) for unit, number in expected.items() if number}
    )


def test_two_cliques_joined_by_one_task_are_two_groups() -> None:
    plan = carried("A1", "B1", "C1", "D2", "E2", "F2", "C3", "D3")
    assert [row[2] for row in table(plan, "groups")] == ["A、B、C", "D、E、F"]
    assert value(plan, "groups") == 2


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=15)
def test_groups_part_all_who_work_together(seed: int) -> None:
    graph = nx.relabel_nodes(nx.gnm_random_graph(14, 20, seed=seed), str)
    groups = communities(graph)
    assert sorted(unit for group in groups for unit in group) == sorted(graph)
    assert nx.community.modularity(graph, [set(group) for group in groups], weight="weight") >= 0


def test_those_whose_absence_leaves_tasks_to_nobody_are_critical() -> None:
    plan = carried("A1", "A2", "B3", "C3")
    assert table(plan, "critical") == [("A", plan.entities[0].type, 2, 2, 0)]
    assert value(plan, "coordination") == pytest.approx(1 / 3)


def test_tasks_that_name_nobody_are_those_that_are_counted() -> None:
    plan = carried("A1", "B3", tasks=4, A1=0.9, B3=0.5)
    measure = measures(plan, ["unnamed"])["unnamed"]
    assert measure.value == counts(plan)["unnamed"] / 4 == 0.5
    assert measure.interval == (0.5, 0.75)


def test_what_was_decided_has_no_interval_to_tell() -> None:
    assert measures(carried("A1", "B2", tasks=4), ["unnamed"])["unnamed"].range("zh") == ""
    assert "～" in measures(carried("A1", "B2", tasks=4, certainty=0.5), ["unnamed"])["unnamed"].range("zh")


def test_cooperation_is_the_projection_of_the_plan_s_network(plan: Plan, document: Document) -> None:
    joint = working_together(network(plan, document))
    graph = together(carryings(plan))
    edges = {frozenset(f"{plan.id}/{unit}" for unit in edge) for edge in graph.edges}
    assert edges == {frozenset(edge) for edge in joint.edges}


def test_the_measures_of_the_bundled_plan_count_as_every_face_does(plan: Plan) -> None:
    held, by_name = counts(plan), measures(plan)
    assert by_name["unnamed"].value == held["unnamed"] / held["tasks"]
    rows = {part.values[0].said("en"): part.values[1] for part in by_name["measurable"].parts}  # type: ignore[union-attr]
    assert (rows["with a last day"], rows["with any time"]) == (held["deadlines"], held["timed"])
    assert rows["with somebody who does it"] == held["tasks"] - held["unnamed"]
    assert sum(part.values[2] for part in by_name["chapters"].parts) == held["tasks"]  # type: ignore[misc]
    assert sum(part.values[1] for part in by_name["chapters"].parts) == held["directives"]  # type: ignore[misc]
    does = Counter(row.unit for row in carryings(plan))
    assert by_name["load"].value == max(does.values())


def test_each_row_rests_on_words_of_the_plan(plan: Plan, document: Document) -> None:
    for measure in measures(plan).values():
        for part in measure.parts:
            assert all(evidence.stands_in(document.text) for evidence in part.evidence)
    assert all(part.evidence for part in measures(plan, ["load", "critical", "themes"])["themes"].parts)


@pytest.mark.parametrize("name", SHAPES)
def test_a_plan_of_any_shape_is_measured_or_says_that_there_is_nothing_to_count(name: str) -> None:
    plan = shape(name)
    for measure in measures(plan).values():
        assert measure.sentence("zh") != measure.sentence("en")
        assert (measure.value is None) == (measure.sentence("en") == catalogue("en")[f"measure.{measure.name}.nothing"])
    assert (value(plan, "load") is None) is (name in {"no-units", "indicators", "headings"})
    assert (value(plan, "measurable") is None) is (not plan.tasks)


@given(plans(), plans())
@settings(max_examples=12)
def test_whatever_a_plan_holds_its_measures_lie_in_their_bounds(first: Plan, second: Plan) -> None:
    for measure in (*measures(first).values(), *comparisons(first, second).values()):
        json.dumps(measure.as_json("zh"))
        assert measure._repr_html_()
        assert {len(part.values) for part in measure.parts} <= {len(measure.columns)}
        numbers = [one for one in (measure.value, *(measure.interval or ())) if one is not None]
        assert all(number >= -1e-9 for number in numbers)
        if measure.kind in PART_OF_ONE:
            assert all(number <= 1 + 1e-9 for number in numbers)


@given(plans())
@settings(max_examples=6)
def test_a_plan_is_like_itself(plan: Plan) -> None:
    for measure in comparisons(plan, plan).values():
        if measure.name != "resemblance":  # whose sentences may hold no word
            assert measure.value in (None, 1.0)


YEARS = (
    HEAD
    + "一、重点工作\n\n1.学校建设。扩建临江小学教学楼。推进行知中学改造工程。\n\n2.队伍建设。组织骨干教师培训200人次。\n",
    HEAD
    + "一、重点工作\n\n1.学校建设。扩建临江小学教学楼。\n\n2.队伍建设。组织骨干教师培训300人次。开展教研员轮岗试点。\n",
)


def test_what_a_later_plan_took_over_is_told_apart_from_what_is_new_and_what_was_dropped() -> None:
    earlier, later = (read_plan(text, f"y{number}")[0] for number, text in enumerate(YEARS))
    rows = comparisons(earlier, later)["inheritance"].rows("zh")
    assert [row[:3] for row in rows] == [
        ("照旧", "扩建临江小学教学楼", "扩建临江小学教学楼"),
        ("改写", "组织骨干教师培训200人次", "组织骨干教师培训300人次"),
        ("新增", "", "开展教研员轮岗试点"),
        ("不再有", "推进行知中学改造工程", ""),
    ]
    assert comparisons(earlier, later)["inheritance"].value == pytest.approx(2 / 3)


def test_each_task_is_held_against_the_most_alike_of_all() -> None:
    earlier, later = (read_plan(text, f"y{number}")[0] for number, text in enumerate(YEARS))
    parts = comparisons(earlier, later)["inheritance"].parts
    told = {part.values[2]: part.values[3] for part in parts if part.values[1] and part.values[2]}
    for task in later.tasks:
        best = max(jaccard(shingles(task.text), shingles(old.text)) for old in earlier.tasks)
        assert told.get(task.text, best if best < 0.5 else None) == pytest.approx(best)


def test_a_name_that_is_none_is_told_with_those_there_are(plan: Plan) -> None:
    with pytest.raises(UsageError, match="inequality"):
        measures(plan, ["gini"])


def test_every_measure_says_in_both_languages_what_it_means_and_what_not() -> None:
    keys = {"", ".sentence", ".nothing", ".meaning", ".caveats"}
    wanted = {f"measure.{name}{key}" for name in (*MEASURES, *COMPARISONS) for key in keys}
    for lang in languages():
        known = {key for key in catalogue(lang) if key.startswith("measure.")}
        others = {
            key for key in known if key.split(".")[1] in {"column", "quality", "state", "range", "range_one", "more"}
        }
        assert known - others == wanted


def test_every_column_that_is_called_something_is_some_measure_s(plan: Plan) -> None:
    every = (*measures(plan).values(), *comparisons(plan, plan).values())
    used = {f"measure.column.{column}" for measure in every for column in measure.columns}
    used |= {f"measure.column.{column}" for column in ("part", "plan", "quote", "start")}
    assert used == {key for key in catalogue("en") if key.startswith("measure.column.")}


def test_every_measure_cites_what_it_rests_on() -> None:
    for measure in (*MEASURES.values(), *COMPARISONS.values()):
        assert "Notes\n" in (measure.__doc__ or ""), measure.__name__
