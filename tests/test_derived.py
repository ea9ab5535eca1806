"""Edges that only repeat statements: none is written twice, each keeps the words and the standing of its statement."""

from __future__ import annotations

from plankg.graph.formats.interchange import interchange
from plankg.graph.things.derived import derived_edges, derived_relations
from plankg.schema import Document, Plan, Relation
from plankg.schema.terms import Predicate, Role, Standing


def test_each_assignment_stands_for_an_edge_between_its_unit_and_its_task(plan: Plan) -> None:
    said = {(edge.subject, edge.object) for edge in derived_edges(plan)}
    for row in plan.assignments:
        assert ((row.unit, row.task) if row.role.does else (row.task, row.unit)) in said
    partners = {(row.task, row.unit) for row in plan.assignments if row.role is Role.PARTNER}
    needs = {(e.subject, e.object) for e in derived_edges(plan) if e.predicate is Predicate.REQUIRES_COORDINATION_WITH}
    assert needs == partners


def test_each_figure_is_tied_to_its_task_and_to_what_it_measures(plan: Plan) -> None:
    wanted = {(end, row.id) for row in plan.targets for end in (row.task, row.entity) if end}
    assert {(e.subject, e.object) for e in derived_edges(plan) if e.predicate is Predicate.QUANTIFIED_BY} == wanted


def test_an_edge_rests_on_the_words_of_the_statement_it_repeats(plan: Plan) -> None:
    for edge, relation in zip(derived_edges(plan), derived_relations(plan), strict=True):
        for field in ("evidence", "standing", "rule", "decision", "source"):
            assert getattr(relation, field) == getattr(edge.statement, field)


def test_an_edge_that_the_plan_states_itself_is_not_derived_again(plan: Plan) -> None:
    edge = derived_edges(plan)[0]
    own = Relation(
        id="r-own",
        subject=edge.subject,
        predicate=edge.predicate,
        object=edge.object,
        evidence=edge.statement.evidence,
        rule="review",
        standing=Standing.DECIDED,
    )
    others = derived_edges(plan.model_copy(update={"relations": (*plan.relations, own)}))
    assert others == derived_edges(plan)[1:]


def test_no_two_relations_of_the_plan_say_the_same(plan: Plan) -> None:
    rows = [(row.subject, row.predicate, row.object) for row in (*plan.relations, *derived_relations(plan))]
    assert len(set(rows)) == len(rows)
    assert len({row.id for row in (*plan.relations, *derived_relations(plan))}) == len(rows)


def test_the_interchange_form_lists_both_in_the_order_of_the_text(plan: Plan, document: Document) -> None:
    rows = interchange(plan, document)["relations"]
    said = {(row["subject_id"], row["predicate"], row["object_id"]) for row in rows}
    assert said == {(row.subject, row.predicate, row.object) for row in (*plan.relations, *derived_relations(plan))}
    starts = [row["pieces"][0][0] for row in rows]
    assert starts == sorted(starts)
