"""Relations: the typed edges that a sentence states between tasks, entities and figures, or that a named rule infers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plankg.graph.extraction.draft import Draft, Span
from plankg.graph.extraction.parts import part_edges
from plankg.graph.extraction.works import work_edges
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Relation
from plankg.schema.terms import DocumentRelation, Predicate, Role, Standing

ROLE_EDGES = {
    Role.LEAD: Predicate.LEADS,
    Role.RESPONSIBLE: Predicate.CARRIES,
    Role.PARTICIPANT: Predicate.CARRIES,
    Role.PARTNER: Predicate.PARTNERS_IN,
}
PAPER_EDGES = {
    DocumentRelation.DRAFTS: Predicate.DRAFTS_DOCUMENT,
    DocumentRelation.ISSUES: Predicate.DRAFTS_DOCUMENT,
    DocumentRelation.IMPLEMENTS: Predicate.IMPLEMENTS_DOCUMENT,
}
RENEWS = re.compile("^健全")


@dataclass(frozen=True)
class Edge:
    """An edge before it is numbered."""

    subject: str
    predicate: Predicate
    object: str
    directive: str
    evidence: Evidence
    rule: str
    standing: Standing = Standing.STATED


def make_relations(draft: Draft) -> tuple[Relation, ...]:
    """Give the edges in the order of the text, each once."""
    edges = [*_role_edges(draft), *_paper_edges(draft), *_figure_edges(draft), *_name_edges(draft)]
    seen: dict[tuple[str, Predicate, str], Edge] = {}
    for edge in sorted(edges, key=lambda edge: (edge.evidence.start, edge.predicate, edge.subject, edge.object)):
        seen.setdefault((edge.subject, edge.predicate, edge.object), edge)
    return tuple(
        Relation(
            id=f"r{place}",
            subject=edge.subject,
            predicate=edge.predicate,
            object=edge.object,
            directive=edge.directive,
            evidence=edge.evidence,
            rule=edge.rule,
            standing=edge.standing,
        )
        for place, edge in enumerate(seen.values(), start=1)
    )


def _role_edges(draft: Draft) -> Iterator[Edge]:
    """Give, for each assignment, the edge between unit and task that its role stands for."""
    tasks = {task.id: task.directive for task in draft.tasks}
    for row in draft.assignments:
        directive = tasks[row.task]
        if predicate := ROLE_EDGES.get(row.role):
            yield Edge(row.unit, predicate, row.task, directive, row.evidence, row.rule)
        else:
            yield Edge(row.task, Predicate.APPLIES_TO, row.unit, directive, row.evidence, row.rule)
        if row.role is Role.PARTNER:
            yield Edge(row.task, Predicate.REQUIRES_COORDINATION_WITH, row.unit, directive, row.evidence, row.rule)


def _paper_edges(draft: Draft) -> Iterator[Edge]:
    """Give, for each document, the edge from the task that drafts or implements it; 健全 a rule book drafts it anew."""
    actions = {task.id: task.action for task in draft.tasks}
    for row in draft.citations:
        if not row.task or not row.entity or not row.directive:
            continue
        predicate = PAPER_EDGES.get(row.relation)
        if row.relation is DocumentRelation.REVISES and RENEWS.match(actions[row.task]):
            predicate = Predicate.DRAFTS_DOCUMENT
        if predicate:
            yield Edge(row.task, predicate, row.entity, row.directive, row.evidence, row.rule)


def _figure_edges(draft: Draft) -> Iterator[Edge]:
    """Give, for each figure, the edges from its task and from the entity it measures."""
    for row in draft.targets:
        for subject in filter(None, (row.task, row.entity)):
            yield Edge(subject, Predicate.QUANTIFIED_BY, row.id, row.directive, row.evidence, row.rule)


def _name_edges(draft: Draft) -> Iterator[Edge]:
    """Give the edges that the names of a clause make with the clause and with each other."""
    for clause in draft.contents:
        found = (*work_edges(draft.text, clause), *part_edges(draft.text, clause))
        for link in found:
            span: Span = link.span
            yield Edge(
                link.subject if isinstance(link.subject, str) else draft.identities[link.subject],
                link.predicate,
                draft.identities[link.object],
                clause.clause.section,
                draft.document.evidence(span.start, span.end),
                link.rule,
                link.standing,
            )
