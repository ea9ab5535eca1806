"""The interchange form of a plan: plain JSON rows by section, task, entity, target, document and relation."""

from __future__ import annotations

from typing import Any

from plankg.graph.extraction.frames.issuer import RULE as UNSAID_LEAD
from plankg.graph.extraction.frames.onlookers import HELPS
from plankg.graph.things.derived import derived_relations
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Assignment, Entity, Plan, Statement
from plankg.schema.terms import Basis, Role, TargetKind


def interchange(plan: Plan, document: Document) -> dict[str, Any]:
    """The plan as JSON-ready rows, in the order of the text; each row keeps its standing, rule and positions."""
    # What stands before the first heading belongs to no directive: its section's number is 0.
    numbers = {section.id: section.no or None for section in plan.directives}
    entities = {entity.id: entity for entity in plan.entities}
    return {
        "plan": plan.id,
        "source": {"name": document.name, "media_type": document.media_type, "sha256": document.sha256},
        "document": {
            field: [fact.value for fact in said] if isinstance(said, tuple) else said.value if said else None
            for field, said in plan.document
        },
        "chapters": _chapters(plan),
        "directives": _directives(plan),
        "tasks": _tasks(plan, document, numbers, entities),
        "entities": [_entity(entity, numbers) for entity in plan.entities],
        "targets": _targets(plan, numbers),
        "documents_cited": [
            {"name": row.name, "directive": numbers.get(row.directive or ""), "relation": row.relation, **_trace(row)}
            for row in plan.citations
        ],
        "relations": _relations(plan, numbers, entities),
    }


def _trace(statement: Statement) -> dict[str, Any]:
    """Where a statement comes from: its quote's place, standing, rule, how sure it is or, where there is one, the decision."""
    trace: dict[str, Any] = {
        "pieces": _pieces(statement.evidence),
        "standing": statement.standing,
        "rule": statement.rule,
    }
    if statement.certainty is not None:
        trace["certainty"] = statement.certainty
    return {**trace, **({"decision": statement.decision} if statement.decision else {})}


def _pieces(evidence: Evidence) -> list[list[int]]:
    return [[piece.start, piece.end] for piece in evidence.pieces]


def _chapters(plan: Plan) -> list[dict[str, Any]]:
    inside: dict[str | None, list[int | None]] = {}
    for section in plan.directives:
        inside.setdefault(section.chapter, []).append(section.no)
    return [
        {"no": chapter.label, "title": chapter.title, "directives": inside.get(chapter.id, []), **_trace(chapter)}
        for chapter in plan.chapters
        if chapter.kind == "chapter"
    ]


def _directives(plan: Plan) -> list[dict[str, Any]]:
    labels = {section.id: section.label for section in plan.sections}
    return [
        {
            "no": row.no,
            "label": row.label,
            "title": row.title,
            "chapter": labels.get(row.chapter or ""),
            "path": "/".join(row.id.split("/")[:-1]),
            **_trace(row),
        }
        for row in plan.directives
        if row.no
    ]


def _tasks(
    plan: Plan, document: Document, numbers: dict[str, int | None], entities: dict[str, Entity]
) -> list[dict[str, Any]]:
    """The tasks; carriers are only those that the plan names, so what the issuer leads unnamed has it as default actor."""
    carriers: dict[str, list[dict[str, Any]]] = {}
    leads = {row.task: row.unit for row in plan.assignments if row.rule == UNSAID_LEAD}
    for row in plan.assignments:
        if row.rule == UNSAID_LEAD:
            continue
        carriers.setdefault(row.task, []).append(
            {
                "name": row.name,
                "entity": row.unit,
                "role": _role(row, document),
                "evidence": row.evidence.quote,
                "cue": row.cue.quote if row.cue else None,
                "basis": row.basis,
                **_trace(row),
            }
        )
    targets: dict[str | None, list[str]] = {}
    for target in plan.targets:
        targets.setdefault(target.task, []).append(target.id)
    return [
        {
            "id": task.id,
            "directive": numbers[task.directive],
            "text": task.text,
            "action": task.action,
            "objects": list(task.objects),
            "carriers": carriers.get(task.id, []),
            "targets": targets.get(task.id, []),
            "time": task.time,
            "recurrence": task.recurrence,
            "due": task.due.isoformat() if task.due else None,
            "kind": task.kind,
            "default_actor": entities[actor].name if actor else None,
            **({"restated": [_pieces(evidence) for evidence in task.restated]} if task.restated else {}),
            **_trace(task),
        }
        for task in plan.tasks
        for actor in [task.default_actor or leads.get(task.id)]
    ]


def _entity(entity: Entity, numbers: dict[str, int | None]) -> dict[str, Any]:
    directives = {numbers.get(mention.section or "") for mention in entity.mentions} - {None}
    row: dict[str, Any] = {
        "id": entity.id,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "type": entity.type,
        "directives": sorted(directives, key=lambda no: no or 0),
        "quote": entity.evidence.quote,
        **_trace(entity),
    }
    if entity.expanded_name:
        row["expanded_name"] = entity.expanded_name
    if entity.members:
        row["members"] = [member.model_dump(mode="json") for member in entity.members]
    return row


REACH = 160
"""So many characters behind a unit say that it helps."""
# The form knows no names of sets: their size is a count there.
INTERCHANGED = {TargetKind.SET: TargetKind.COUNT}


def _role(row: Assignment, document: Document) -> Role:
    """The role as the form has it: who 配合 takes part there, and only with whom one works together (与X合作) is a partner."""
    helps = row.basis is Basis.ANNOTATED or HELPS.match(document.text[row.unit_evidence.pieces[-1].end :][:REACH])
    return Role.PARTICIPANT if row.role is Role.PARTNER and helps else row.role


def _plain(value: float | str | None) -> float | str | None:
    """A whole number as one, without a point."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _targets(plan: Plan, numbers: dict[str, int | None]) -> list[dict[str, Any]]:
    return [
        {
            "id": row.id,
            "directive": numbers[row.directive],
            "task": row.task,
            "text": row.evidence.quote,
            "value": _plain(row.value),
            "value_max": _plain(row.value_max),
            "unit": row.unit,
            "comparator": row.comparator,
            "indicator": row.indicator,
            "deadline": row.deadline,
            "kind": INTERCHANGED.get(row.kind, row.kind),
            "entity": row.entity,
            **_trace(row),
        }
        for row in plan.targets
    ]


def _relations(plan: Plan, numbers: dict[str, int | None], entities: dict[str, Entity]) -> list[dict[str, Any]]:
    """The plan's own relations and those that repeat other statements, together in the order of the text."""
    rows = (*plan.relations, *derived_relations(plan))

    def end(identity: str) -> str:
        return entities[identity].name if identity in entities else identity

    return [
        {
            "subject": end(row.subject),
            "predicate": row.predicate,
            "object": end(row.object),
            "subject_id": row.subject,
            "object_id": row.object,
            "evidence": row.evidence.quote,
            "directive": numbers.get(row.directive or ""),
            "basis": row.standing,
            **_trace(row),
        }
        for row in sorted(rows, key=lambda row: (row.evidence.start, row.predicate, row.subject, row.object))
    ]
