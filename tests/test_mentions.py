"""Every thing is tied to the tasks and headings whose words name it, and to the tasks whose verb acts on it."""

from __future__ import annotations

import pytest
from any_plans import document, plans
from hypothesis import HealthCheck, given, settings
from plankg.graph.network import network
from plankg.graph.rdf import Iris, dataset, expand
from plankg.graph.things.mentions import thing_ties
from plankg.schema import Document, Evidence, Plan
from plankg.schema.terms import Predicate, Standing

pytestmark = pytest.mark.slow

LETTER_HEAD = {"GovernmentBody/上海市宝山区教育局", "PolicyDocument/上海市宝山区教育局2023年下半年工作补充意见"}
SOME = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def overlap(first: Evidence, second: Evidence) -> bool:
    return any(a.start < b.end and b.start < a.end for a in first.pieces for b in second.pieces)


def acted_on(plan: Plan, task: str) -> set[str]:
    return {tie.entity for tie in thing_ties(plan) if tie.task == task and tie.predicate is Predicate.ACTS_ON}


def test_no_thing_of_the_plan_is_left_alone_and_what_the_letter_head_names_hangs_on_the_plan(plan: Plan) -> None:
    ties = thing_ties(plan)
    assert {tie.entity for tie in ties} == {entity.id for entity in plan.entities}
    assert {tie.entity for tie in ties if not tie.task and not tie.section} == LETTER_HEAD


def test_no_node_of_the_network_is_without_an_edge(plan: Plan, document: Document) -> None:
    graph = network(plan, document)
    assert [node for node in graph if graph.degree(node) == 0] == []


def test_the_verbs_object_is_what_a_task_acts_on(plan: Plan) -> None:
    assert acted_on(plan, "11.5") == {"Programme/远航计划"}
    assert acted_on(plan, "2.3") == {"SchoolCategory/陶行知教育创新发展学校"}
    assert acted_on(plan, "1.10") == {"Programme/清廉校园", "Programme/清廉机关"}
    assert acted_on(plan, "4.7") == set()


def test_who_does_a_task_is_not_what_it_acts_on(plan: Plan) -> None:
    does = {(row.task, row.unit) for row in plan.assignments if row.role.does}
    ties = {(tie.task, tie.entity) for tie in thing_ties(plan) if tie.predicate is Predicate.ACTS_ON}
    assert not does & ties


def test_a_task_is_tied_to_a_thing_that_its_words_name_where_only_other_tasks_mark_it(plan: Plan) -> None:
    group = next(entity for entity in plan.entities if len(entity.mentions) > 1 and not entity.type.unit)
    marked = [mention for mention in group.mentions if mention.evidence.quote == group.name]
    forgotten = plan.model_copy(
        update={
            "entities": tuple(
                row.model_copy(update={"mentions": row.mentions[:1]}) if row.id == group.id else row
                for row in plan.entities
            )
        }
    )
    ties = {(tie.task, tie.entity) for tie in thing_ties(plan) if tie.entity == group.id}
    assert marked[1:]
    assert {(tie.task, tie.entity) for tie in thing_ties(forgotten) if tie.entity == group.id} == ties


@SOME
@given(plan=plans())
def test_each_thing_of_any_plan_is_tied_by_words_that_name_it(plan: Plan) -> None:
    ties = thing_ties(plan)
    tasks = {task.id: task for task in plan.tasks}
    sections = {section.id for section in plan.sections}
    places = {e.id: [m.evidence for m in e.mentions] or [e.evidence] for e in plan.entities}
    names = {e.id: e.name for e in plan.entities}
    named = {tie.entity for tie in ties if tie.predicate is Predicate.MENTIONS}
    assert named == places.keys()
    for tie in ties:
        assert tie.section is None or tie.section in sections
        if tie.predicate is Predicate.MENTIONS:
            assert tie.evidence in places[tie.entity] or tie.evidence.quote == names[tie.entity]
            if tie.task:
                task = tasks[tie.task]
                assert any(overlap(tie.evidence, words) for words in (task.evidence, *task.restated))
    keys = [(tie.task, tie.section, tie.predicate, tie.entity) for tie in ties]
    assert len(set(keys)) == len(keys)


@SOME
@given(plan=plans())
def test_every_place_inside_a_task_of_any_plan_is_that_tasks(plan: Plan) -> None:
    ties = {(tie.task, tie.entity) for tie in thing_ties(plan) if tie.predicate is Predicate.MENTIONS}
    for entity in plan.entities:
        for mention in entity.mentions:
            for task in plan.tasks:
                if overlap(mention.evidence, task.evidence):
                    assert (task.id, entity.id) in ties


@SOME
@given(plan=plans())
def test_the_graph_of_any_plan_says_the_same_ties(plan: Plan) -> None:
    iris = Iris.of(plan)
    quads = dataset(plan, document())
    for predicate in (Predicate.MENTIONS, Predicate.ACTS_ON):
        said = {
            (quad.subject.value, quad.object.value)
            for quad in quads
            if quad.predicate.value == expand(f"plankg:{predicate.value}")
        }
        told = {
            (
                iris.task(tie.task) if tie.task else iris.section(tie.section) if tie.section else iris.plan,
                iris.entity(tie.entity),
            )
            for tie in thing_ties(plan)
            if tie.predicate is predicate
        }
        assert told <= said


def test_a_tie_stands_as_the_less_plain_of_its_ends(plan: Plan) -> None:
    decided = {entity.id for entity in plan.entities if entity.standing is Standing.DECIDED}
    ties = [tie for tie in thing_ties(plan) if tie.entity in decided]
    assert ties
    assert {tie.standing for tie in ties} == {Standing.DECIDED}
