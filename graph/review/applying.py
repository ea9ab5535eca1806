"""Decisions applied: the plan as the reviewer leaves it, each changed statement marked as decided."""

from __future__ import annotations

import re
from typing import Any

from plankg.graph.review.locating import Place, Workspace, wrong
from plankg.graph.review.settling import settle
from plankg.schema.decision import Decision, Review
from plankg.schema.document import Document
from plankg.schema.errors import ReviewError
from plankg.schema.faults import first_fault, listed, missing_field, unknown_field
from plankg.schema.issue import Issue
from plankg.schema.plan import Assignment, Citation, Entity, Member, Mention, Plan, Relation, Statement, Target, Task
from plankg.schema.terms import Action, Severity, Standing
from plankg.schema.wording import words
from pydantic import ValidationError

MODELS: dict[str, type[Statement]] = {
    "task": Task,
    "entity": Entity,
    "member": Entity,
    "assignment": Assignment,
    "target": Target,
    "citation": Citation,
    "relation": Relation,
    "identity": Entity,
    "match": Task,
}
# What a decision may not set: what places a statement in the text, and what is worked out from the others.
FIXED = {*Statement.model_fields, "id", "directive", "default_actor", "mentions", "members", "unit_evidence", "cue"}
NEEDED = {
    (Action.CHANGE, "member"): ("position", "name"),
    (Action.MERGE, "entity"): ("into",),
    (Action.ADD, "entity"): ("type",),
    (Action.ADD, "assignment"): ("unit", "role"),
    (Action.ADD, "relation"): ("subject", "predicate", "object"),
    (Action.ADD, "identity"): ("same_as",),
    (Action.ADD, "match"): ("plan", "quote"),
}
# The kinds of statements that not every action is for.
ACROSS = {"identity": {"same_as"}, "match": {"plan", "directive", "quote"}}
"""What decisions on two plans set: here they have only their own end; the other is looked for where both are loaded."""
KINDS = {
    "entity": set(Action),
    "member": {Action.CHANGE},
    **{kind: {Action.ACCEPT, Action.REJECT, Action.ADD} for kind in ACROSS},
}
SURE: dict[str, Any] = {"certainty": None}
"""What a decision leaves of a certainty: a person's word needs none."""
SAME_AS = re.compile(r"[^/]+/[^/]+/.+")


def apply_review(plan: Plan, document: Document, review: Review) -> tuple[Plan, tuple[Issue, ...]]:
    """The plan with the decisions carried out in order, and an issue for each that changes nothing any more.

    Raises ReviewError where a decision's quote is no longer in its directive, or where what it sets is no statement.
    """
    if not review.decisions:
        return plan, ()
    work = Workspace(plan, document)
    issues = tuple(issue for decision in review.decisions if (issue := _carry_out(work, decision)))
    return settle(work.plan()), issues


def _carry_out(work: Workspace, decision: Decision) -> Issue | None:
    _check(decision)
    place = work.locate(decision)
    if place is None:
        raise ReviewError(
            "decision_lost", id=decision.id, quote=decision.quote, directive=decision.directive, path="review.yaml"
        )
    try:
        done = _act(work, decision, place)
    except ValidationError as error:
        raise wrong(decision, first_fault(error, MODELS[decision.statement], within="set")) from None
    except KeyError as error:
        raise ReviewError("decision_entity", id=decision.id, name=error.args[0], path="review.yaml") from None
    return None if done else idle(decision, place)


def _act(work: Workspace, decision: Decision, place: Place) -> bool:
    """Carry one decision out; what is the same across plans needs the other plan, so here only its own end is looked for."""
    if decision.statement in ACROSS:
        return bool(work.matching(decision, place))
    return ACTIONS[decision.action](work, decision, place)


def idle(decision: Decision, place: Place) -> Issue:
    """The issue of a decision that changes nothing any more."""
    message = words("check.decision-idle", id=decision.id, quote=decision.quote)
    return Issue(
        check="decision-idle",
        severity=Severity.WARNING,
        message=message,
        statement=decision.id,
        evidence=place.evidence,
    )


def _check(decision: Decision) -> None:
    """Raise ReviewError where a decision asks for what no statement of its kind has, or leaves out what it needs."""
    action, kind = decision.action, decision.statement
    if action not in (actions := KINDS.get(kind, set(Action) - {Action.MERGE})):
        choices = listed(each for each in Action if each in actions)
        raise wrong(decision, words("fault.action", statement=kind, action=action, choices=choices))
    model = MODELS[kind]
    if unknown := sorted(set(decision.of) - set(model.model_fields)):
        raise wrong(decision, unknown_field(unknown[0], model.model_fields, within="of"))
    may = ACROSS.get(kind) or set(model.model_fields) - FIXED
    must = set(NEEDED.get((action, kind), ()))
    if action is Action.CHANGE and kind != "member" and not decision.set:
        raise wrong(decision, words("fault.nothing_set"))
    if action in {Action.CHANGE, Action.ADD} and kind != "member" and (unknown := sorted(set(decision.set) - may)):
        raise wrong(decision, unknown_field(unknown[0], may, within="set"))
    if missing := sorted(must - set(decision.set)):
        raise wrong(decision, missing_field(missing[0], model, within="set"))
    if kind == "identity" and not SAME_AS.fullmatch(str(decision.set.get("same_as", "plan/Type/name"))):
        raise wrong(decision, words("fault.same_as", given=decision.set["same_as"]))


def mark(decision: Decision) -> dict[str, Any]:
    """What a decided statement carries: its standing, the decision, and the source where one is cited."""
    standing = Standing.CITED if decision.source else Standing.DECIDED
    return {"standing": standing, "decision": decision.id, "source": decision.source}


def _accept(work: Workspace, decision: Decision, place: Place) -> bool:
    statements = work.matching(decision, place)
    for statement in statements:
        work.replace(statement, mark(decision) | SURE)
    return bool(statements)


def _reject(work: Workspace, decision: Decision, place: Place) -> bool:
    statements = work.matching(decision, place)
    for statement in statements:
        work.remove(statement, place)
    return bool(statements)


def _change(work: Workspace, decision: Decision, place: Place) -> bool:
    if decision.statement == "member":
        return _name_member(work, decision, place)
    changed = False
    for statement in work.matching(decision, place):
        values = work.resolved(decision, place)
        if work.copy(statement, values) != statement:
            work.replace(statement, {**values, **mark(decision), **SURE})
            changed = True
    return changed


def _name_member(work: Workspace, decision: Decision, place: Place) -> bool:
    """Name a member of a counted set, from a cited source: nobody's memory is a source."""
    if not decision.source:
        raise wrong(decision, words("fault.source"))
    position = decision.set["position"]
    if not isinstance(position, int):
        raise wrong(decision, words("fault.int", field="set: position", given=position))
    for entity in work.matching(decision, place):
        if not isinstance(entity, Entity):
            continue
        members = tuple(
            Member(position=position, name=decision.set["name"], **mark(decision))
            if member.position == position
            else member
            for member in entity.members
        )
        if members != entity.members:
            work.replace(entity, {"members": members})
            return True
    return False


def _merge(work: Workspace, decision: Decision, place: Place) -> bool:
    """Make the entity that the quote names the same as the one named by `set: {into: Type/name}`."""
    into = work.entity(decision.set["into"])
    entities = [
        entity for entity in work.matching(decision, place) if isinstance(entity, Entity) and entity.id != into.id
    ]
    for entity in entities:
        work.merge(entity, into, mark(decision) | SURE)
    return bool(entities)


def _add(work: Workspace, decision: Decision, place: Place) -> bool:
    shared = {**mark(decision), "evidence": place.evidence, "rule": "review"}
    values = {**decision.set, **shared}
    return work.add(_MAKERS[decision.statement](work, decision, place, values), place)


def _entity(_: Workspace, __: Decision, place: Place, values: dict[str, Any]) -> Statement:
    mention = Mention(evidence=place.evidence, section=place.section)
    values.setdefault("name", place.evidence.quote)
    return Entity(id=f"{values['type']}/{values['name']}", mentions=(mention,), **values)


def _assignment(work: Workspace, decision: Decision, place: Place, values: dict[str, Any]) -> Statement:
    unit = work.entity(values.pop("unit"))
    values.setdefault("name", place.evidence.quote)
    task = work.task_at(decision, place)
    return Assignment(id=f"a-{decision.id}", task=task.id, unit=unit.id, unit_evidence=place.evidence, **values)


def _target(work: Workspace, decision: Decision, place: Place, values: dict[str, Any]) -> Statement:
    task = work.task_at(decision, place)
    return Target(id=f"q-{decision.id}", directive=place.section, task=task.id, **values)


def _citation(work: Workspace, decision: Decision, place: Place, values: dict[str, Any]) -> Statement:
    values.setdefault("name", place.evidence.quote)
    return Citation(directive=place.section, task=work.task_at(decision, place).id, **values)


def _relation(work: Workspace, decision: Decision, place: Place, values: dict[str, Any]) -> Statement:
    values.update(work.resolved(decision, place))
    return Relation(id=f"r-{decision.id}", directive=place.section, **values)


def _task(work: Workspace, decision: Decision, place: Place, values: dict[str, Any]) -> Statement:
    return Task(id=work.next_task(decision), directive=place.section, **values)


ACTIONS = {
    Action.ACCEPT: _accept,
    Action.REJECT: _reject,
    Action.CHANGE: _change,
    Action.MERGE: _merge,
    Action.ADD: _add,
}
_MAKERS = {
    "entity": _entity,
    "assignment": _assignment,
    "target": _target,
    "citation": _citation,
    "relation": _relation,
    "task": _task,
}
