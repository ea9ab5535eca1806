"""A reviewed plan made whole: nothing points at what a decision took out, and open tasks go to the issuer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from plankg.graph.extraction.frames.issuer import RULE as UNSAID_LEAD
from plankg.schema.plan import Assignment, Plan, Relation
from plankg.schema.terms import Predicate


def settle(plan: Plan) -> Plan:
    """The plan without loose ends, each edge once, and with its default actors."""
    plan = _without_loose_ends(plan)
    return plan.model_copy(update={"relations": tuple(_relations(plan)), "tasks": tuple(_with_default_actors(plan))})


def _without_loose_ends(plan: Plan) -> Plan:
    """The plan without assignments of what is gone; figures and documents only lose the pointer, the text has them."""
    tasks = {row.id for row in plan.tasks}
    entities = {row.id for row in plan.entities}
    known: dict[str, set[str | None]] = {"task": {None, *tasks}, "entity": {None, *entities}}
    return plan.model_copy(
        update={
            "assignments": tuple(_assignments(plan, tasks, entities)),
            "targets": tuple(_unhooked(row, known) for row in plan.targets),
            "citations": tuple(_unhooked(row, known) for row in plan.citations),
        }
    )


def _assignments(plan: Plan, tasks: set[str], entities: set[str]) -> Iterator[Assignment]:
    """Those of tasks and units that are left; the issuer leads unnamed only where nobody else is found who does it."""
    done = {row.task for row in plan.assignments if row.role.does and row.rule != UNSAID_LEAD and row.unit in entities}
    for row in plan.assignments:
        if row.task in tasks and row.unit in entities and not (row.rule == UNSAID_LEAD and row.task in done):
            yield row


def _unhooked(row: Any, known: dict[str, set[str | None]]) -> Any:
    lost = {field: None for field, ids in known.items() if getattr(row, field) not in ids}
    return row.model_copy(update=lost) if lost else row


def _relations(plan: Plan) -> Iterator[Relation]:
    """The edges that still hold, each once."""
    ends = {row.id for rows in (plan.tasks, plan.entities, plan.targets) for row in rows}
    triples: set[tuple[str, Predicate, str]] = set()
    for row in plan.relations:
        triple = (row.subject, row.predicate, row.object)
        if row.subject != row.object and {row.subject, row.object} <= ends and triple not in triples:
            triples.add(triple)
            yield row


def _with_default_actors(plan: Plan) -> Iterator[Any]:
    """The tasks, each marked with the issuer where no assignment says who does it."""
    does = {row.task for row in plan.assignments if row.role.does}
    issuer = plan.document.issuer
    actor = next((row.id for row in plan.entities if issuer and issuer.value in (row.name, *row.aliases)), None)
    for task in plan.tasks:
        wanted = None if task.id in does else actor
        yield task if task.default_actor == wanted else task.model_copy(update={"default_actor": wanted})
