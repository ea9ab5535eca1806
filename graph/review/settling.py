"""A reviewed plan made whole: nothing points at what a decision took out, and edges follow the statements they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plankg.graph.extraction.relations import PAPER_EDGES, ROLE_EDGES
from plankg.schema.plan import Assignment, Citation, Plan, Relation
from plankg.schema.terms import DocumentRelation, Predicate, Role

Triple = tuple[str, Predicate, str]
ROLE_PREDICATES = {*ROLE_EDGES.values(), Predicate.APPLIES_TO, Predicate.REQUIRES_COORDINATION_WITH}
PAPER_PREDICATES = set(PAPER_EDGES.values())


def settle(plan: Plan) -> Plan:
    """Give the plan without loose ends, with the edges of its assignments and citations, and its default actors."""
    plan = _without_loose_ends(plan)
    return plan.model_copy(update={"relations": tuple(_relations(plan)), "tasks": tuple(_with_default_actors(plan))})


def _without_loose_ends(plan: Plan) -> Plan:
    """Give the plan without assignments of what is gone; figures and documents only lose the pointer, the text has them."""
    tasks = {row.id for row in plan.tasks}
    entities = {row.id for row in plan.entities}
    known = {"task": tasks, "entity": entities}
    return plan.model_copy(
        update={
            "assignments": tuple(row for row in plan.assignments if row.task in tasks and row.unit in entities),
            "targets": tuple(_unhooked(row, known) for row in plan.targets),
            "citations": tuple(_unhooked(row, known) for row in plan.citations),
        }
    )


def _unhooked(row: Any, known: dict[str, set[str]]) -> Any:
    lost = {field: None for field, ids in known.items() if getattr(row, field) not in {None, *ids}}
    return row.model_copy(update=lost) if lost else row


def _relations(plan: Plan) -> Iterator[Relation]:
    """Give the edges that still hold, each once, and behind them those that a decision's statements stand for."""
    ends = {row.id for rows in (plan.tasks, plan.entities, plan.targets) for row in rows}
    tasks = {row.id: row.directive for row in plan.tasks}
    meant = dict(_meant(plan))
    given: set[Triple] = set()
    for row in plan.relations:
        triple = (row.subject, row.predicate, row.object)
        if row.subject == row.object or not {row.subject, row.object} <= ends or triple in given:
            continue
        if row.decision or triple in meant or not _stands_for_statement(row, tasks):
            given.add(triple)
            yield row
    for (subject, predicate, end), (identity, source) in meant.items():
        if source.decision and (subject, predicate, end) not in given:
            directive = tasks[subject if subject in tasks else end]
            shared = source.model_dump(include={"evidence", "standing", "rule", "decision", "source"})
            yield Relation(id=identity, subject=subject, predicate=predicate, object=end, directive=directive, **shared)


def _stands_for_statement(row: Relation, tasks: dict[str, str]) -> bool:
    """Tell whether an edge between a task and an entity only repeats an assignment or a citation."""
    return row.predicate in ROLE_PREDICATES | PAPER_PREDICATES and (row.subject in tasks or row.object in tasks)


def _meant(plan: Plan) -> Iterator[tuple[Triple, tuple[str, Assignment | Citation]]]:
    """Give the edges that assignments and citations stand for, with an id and their statement."""
    for row in plan.assignments:
        if predicate := ROLE_EDGES.get(row.role):
            yield (row.unit, predicate, row.task), (f"r-{row.id}", row)
        else:
            yield (row.task, Predicate.APPLIES_TO, row.unit), (f"r-{row.id}", row)
        if row.role is Role.PARTNER:
            yield (row.task, Predicate.REQUIRES_COORDINATION_WITH, row.unit), (f"r-{row.id}-needs", row)
    for number, paper in enumerate(plan.citations, start=1):
        if not paper.task or not paper.entity:
            continue
        if predicate := PAPER_EDGES.get(paper.relation):
            yield (paper.task, predicate, paper.entity), (f"r-c{number}", paper)
        elif paper.relation is DocumentRelation.REVISES and not paper.decision:
            yield (paper.task, Predicate.DRAFTS_DOCUMENT, paper.entity), (f"r-c{number}", paper)


def _with_default_actors(plan: Plan) -> Iterator[Any]:
    """Give the tasks, each marked with the issuer where no assignment says who does it."""
    does = {row.task for row in plan.assignments if row.role.does}
    issuer = plan.document.issuer
    actor = next((row.id for row in plan.entities if issuer and issuer.value in (row.name, *row.aliases)), None)
    for task in plan.tasks:
        yield task.model_copy(update={"default_actor": None if task.id in does else actor})
