"""Decisions on what is the same across plans: applied where several plans are loaded together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plankg.graph.review.applying import idle, mark
from plankg.graph.review.locating import Place, Workspace
from plankg.graph.things.identity import Identity, identities, identity
from plankg.schema.decision import Decision
from plankg.schema.errors import ReviewError
from plankg.schema.issue import Issue
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Entity, Plan
from plankg.schema.terms import Action

Ends = tuple[tuple[str, str], tuple[str, str]]


def same_things(works: Sequence[Loaded], *, chained: bool = False) -> tuple[tuple[Identity, ...], tuple[Issue, ...]]:
    """What is the same in different plans after review, by ids, and an issue for each decision that changes nothing.

    Decisions that name a plan that is not among these wait for it. Raises ReviewError where a quote is no longer in its
    directive or where a decision names what the other plan doesn't have. `chained` as in `identities`, for many plans.
    """
    plans = {work.plan.id: work.plan for work in works}
    by_ends = {one.ends: one for one in identities(list(plans.values()), chained=chained)}
    issues: list[Issue] = []
    for work in sorted(works, key=lambda work: work.plan.id):
        space = Workspace(work.plan, work.document)
        for decision in work.review.decisions:
            if decision.statement != "identity" or _other_plan(decision) not in {None, *plans}:
                continue
            place = space.locate(decision)
            if place is None:
                raise ReviewError(
                    "decision_lost",
                    id=decision.id,
                    quote=decision.quote,
                    directive=decision.directive,
                    path="review.yaml",
                )
            here = [row for row in space.matching(decision, place) if isinstance(row, Entity)]
            if not _decide(by_ends, decision, work.plan, here, plans):
                issues += _waited_for(decision, place)
    return tuple(by_ends[ends] for ends in sorted(by_ends)), tuple(issues)


def naming_only(work: Loaded) -> Loaded:
    """A plan with no more than tells what is the same in it and in others, a tenth of it.

    It stays whole where its review decides of that.
    """
    if any(decision.statement == "identity" for decision in work.review.decisions):
        return work
    plan = Plan(id=work.plan.id, document=work.plan.document, entities=work.plan.entities)
    text = work.document.model_copy(update={"text": "", "normal": "", "offsets": (0,), "blocks": ()})
    return Loaded(plan, text)


def _other_plan(decision: Decision) -> str | None:
    """Name the plan that a decision speaks of, None where it means whichever the rules found."""
    target = decision.set.get("same_as")
    return target.partition("/")[0] if isinstance(target, str) else None


def _waited_for(decision: Decision, place: Place) -> list[Issue]:
    """The issue of a decision that changed nothing, none where it may yet: it names no plan, so any may come."""
    return [idle(decision, place)] if "same_as" in decision.set else []


def _decide(
    by_ends: dict[Ends, Identity], decision: Decision, plan: Plan, here: Sequence[Entity], plans: Mapping[str, Plan]
) -> bool:
    """Carry a decision out on the identities found so far; tell whether it changed any."""
    other = _other_end(decision, plans)
    if decision.action is Action.ADD and other:
        additions = [identity((plan, entity), other, rule="review") for entity in here]
        chosen = [by_ends.get(one.ends, one) for one in additions]
    else:
        mine = {(plan.id, entity.id) for entity in here}
        wanted = other and (other[0].id, other[1].id)
        chosen = [one for one in by_ends.values() if mine & {*one.ends} and (wanted is None or wanted in one.ends)]
    for one in chosen:
        if decision.action is Action.REJECT:
            del by_ends[one.ends]
        else:
            decided = {**mark(decision), "decision": (plan.id, decision.id)}
            by_ends[one.ends] = one.model_copy(update=decided)
    return bool(chosen)


def _other_end(decision: Decision, plans: Mapping[str, Plan]) -> tuple[Plan, Entity] | None:
    """The entity of the other plan that a decision names by `same_as: plan-id/Type/name`."""
    name = _other_plan(decision)
    if name is None:
        return None
    wanted = str(decision.set["same_as"]).partition("/")[2]
    for entity in plans[name].entities:
        if entity.id == wanted:
            return plans[name], entity
    raise ReviewError("decision_entity", id=decision.id, name=decision.set["same_as"], path="review.yaml")
