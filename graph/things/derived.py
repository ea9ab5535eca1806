"""Relations that only repeat other statements: who does a task, whom it concerns, what a figure measures, what is drafted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plankg.graph.patterns import named_pattern
from plankg.schema.plan import Assignment, Citation, Plan, Relation, Statement, Target
from plankg.schema.terms import DocumentRelation, Predicate, Role

PAPER_EDGES = {
    DocumentRelation.DRAFTS: Predicate.DRAFTS_DOCUMENT,
    DocumentRelation.ISSUES: Predicate.DRAFTS_DOCUMENT,
    DocumentRelation.IMPLEMENTS: Predicate.IMPLEMENTS_DOCUMENT,
}
# 优化 a plan leaves it as it is written; 修订、完善、健全 a rule book writes it anew.
KEEPS = named_pattern("derived.keeps", "^(?:优化|调整|更新)", matches=["优化布局"], rejects=["抓优化"])


class Edge(NamedTuple):
    """An edge that a statement stands for; its ends are ids of entities, tasks or targets."""

    subject: str
    predicate: Predicate
    object: str
    directive: str | None
    statement: Assignment | Target | Citation


def derived_edges(plan: Plan) -> tuple[Edge, ...]:
    """The edges that assignments, figures and documents stand for, in the order of the text, each once."""
    edges = [*_role_edges(plan), *_paper_edges(plan), *_figure_edges(plan)]
    triples = {(row.subject, row.predicate, row.object) for row in plan.relations}
    rows = []
    for edge in sorted(edges, key=lambda edge: (edge.statement.evidence.start, *edge[:3])):
        if edge[:3] not in triples:
            triples.add(edge[:3])
            rows.append(edge)
    return tuple(rows)


def derived_relations(plan: Plan) -> tuple[Relation, ...]:
    """The same edges as relations (`d1`, `d2`, …), each with the evidence and standing of what it repeats."""
    return tuple(
        Relation(
            id=f"d{place}",
            subject=edge.subject,
            predicate=edge.predicate,
            object=edge.object,
            directive=edge.directive,
            **{name: getattr(edge.statement, name) for name in Statement.model_fields},
        )
        for place, edge in enumerate(derived_edges(plan), start=1)
    )


def _role_edges(plan: Plan) -> Iterator[Edge]:
    """For each assignment, the edge between unit and task that its role stands for."""
    tasks = {task.id: task.directive for task in plan.tasks}
    for row in plan.assignments:
        directive = tasks.get(row.task)
        subject, other = (row.unit, row.task) if row.role.does else (row.task, row.unit)
        yield Edge(subject, row.role.edge, other, directive, row)
        if row.role is Role.PARTNER:
            yield Edge(row.task, Predicate.REQUIRES_COORDINATION_WITH, row.unit, directive, row)


def _paper_edges(plan: Plan) -> Iterator[Edge]:
    """For each document, the edge from the task that drafts or implements it; one that revises it drafts it anew."""
    tasks = {task.id: task for task in plan.tasks}
    for row in plan.citations:
        task = tasks.get(row.task or "")
        if not task or not row.entity:
            continue
        predicate = PAPER_EDGES.get(row.relation)
        if row.relation is DocumentRelation.REVISES and not KEEPS.match(task.action):
            predicate = Predicate.DRAFTS_DOCUMENT
        if predicate:
            yield Edge(task.id, predicate, row.entity, task.directive, row)


def _figure_edges(plan: Plan) -> Iterator[Edge]:
    """For each figure, the edges from its task and from the entity it measures."""
    for row in plan.targets:
        for subject in filter(None, (row.task, row.entity)):
            yield Edge(subject, Predicate.QUANTIFIED_BY, row.id, row.directive, row)
