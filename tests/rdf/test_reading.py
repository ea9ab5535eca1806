from __future__ import annotations

import pytest
from any_plans import document as any_document
from any_plans import plans
from hypothesis import HealthCheck, given, settings
from plankg.graph.rdf import dataset, serialize
from plankg.graph.rdf.reading import in_text_order, plan_from
from plankg.schema import Document, GraphError, Plan
from plankg.schema.decision import Review
from pyoxigraph import Quad, RdfFormat, parse

pytestmark = pytest.mark.slow

FORMATS = {"trig": RdfFormat.TRIG, "nquads": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plan=plans())
def test_a_plan_comes_back_from_its_graph_with_nothing_lost(plan: Plan) -> None:
    assert plan_from(dataset(plan, any_document())) == plan


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plan=plans())
def test_a_plan_comes_back_from_its_json_with_nothing_lost(plan: Plan) -> None:
    assert Plan.model_validate_json(plan.model_dump_json()) == plan


@pytest.mark.parametrize("syntax", FORMATS)
def test_the_bundled_plan_comes_back_from_every_file_with_its_graphs(
    syntax: str, plan: Plan, document: Document, review: Review
) -> None:
    written = serialize(dataset(plan, document, review=review), syntax)
    assert plan_from(parse(written, format=FORMATS[syntax])) == in_text_order(plan)


def test_the_order_of_the_text_changes_nothing_but_the_order(plan: Plan) -> None:
    ordered = in_text_order(plan)
    assert {task.id for task in ordered.tasks} == {task.id for task in plan.tasks}
    assert [task.evidence.start for task in ordered.tasks] == sorted(task.evidence.start for task in plan.tasks)
    assert in_text_order(ordered) == ordered


def test_a_graph_without_a_plan_and_one_with_two_are_refused(plan: Plan, document: Document) -> None:
    with pytest.raises(GraphError, match="0"):
        plan_from([])
    other = plan.model_copy(update={"id": "another"})
    with pytest.raises(GraphError, match="2"):
        plan_from([*dataset(plan, document), *dataset(other, document)])


def test_a_task_without_its_action_is_refused_with_what_is_missing(plan: Plan, document: Document) -> None:
    def is_action(quad: Quad) -> bool:
        return quad.predicate.value.endswith("#action")

    with pytest.raises(GraphError, match="action"):
        plan_from(quad for quad in dataset(plan, document) if not is_action(quad))
