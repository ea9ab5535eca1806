"""Identity across plans: which entities of different plans are the same thing, by named rules that a review may overrule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from plankg.graph.things.full_names import full_name, issuer_of, regions
from plankg.graph.things.namesakes import namesakes, place_among_namesakes
from plankg.schema.evidence import Evidence
from plankg.schema.model import Model
from plankg.schema.plan import Entity, Plan
from plankg.schema.terms import EntityType, Standing

SAME_NAME = "same-name-same-issuer-region"
ISSUER = "issuer-short-form"
CONCEPT = "listed-concept"


class PlanEntity(Model):
    """An entity of one of several plans: the ids of both, its first mention, and its place among the plan's things of its name."""

    plan: str
    entity: str
    evidence: Evidence
    place: int = 1


class Identity(Model):
    """Two entities of different plans that are the same thing, the one of the first plan by id first.

    `rule` found it and `standing` says whether it is only inferred; `decision` is the id of the plan whose review
    decided it and the decision's own, `source` the outside source of a cited one.
    """

    first: PlanEntity
    second: PlanEntity
    rule: str
    standing: Standing = Standing.INFERRED
    decision: tuple[str, str] | None = None
    source: str | None = None

    @property
    def ends(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """The ids of plan and entity at both ends: what tells one identity from another."""
        return (self.first.plan, self.first.entity), (self.second.plan, self.second.entity)


class _Named(NamedTuple):
    """An entity with its plan and what the rules look at."""

    plan: Plan
    entity: Entity
    is_issuer: bool
    territory: str


def identity(
    one: tuple[Plan, Entity],
    other: tuple[Plan, Entity],
    *,
    rule: str,
    standing: Standing = Standing.INFERRED,
    places: Mapping[str, Mapping[str, int]] | None = None,
) -> Identity:
    """The identity of two entities of different plans, whichever comes first.

    `places` are those of the plans' namesakes, by the plans' ids, where somebody has them already.
    """
    (first_plan, first), (second_plan, second) = sorted((one, other), key=lambda end: (end[0].id, end[1].id))
    return Identity(
        first=_end(first_plan, first, (places or {}).get(first_plan.id)),
        second=_end(second_plan, second, (places or {}).get(second_plan.id)),
        rule=rule,
        standing=standing,
    )


def _end(plan: Plan, entity: Entity, places: Mapping[str, int] | None) -> PlanEntity:
    place = place_among_namesakes(entity, plan) if places is None else places.get(entity.id, 1)
    return PlanEntity(plan=plan.id, entity=entity.id, evidence=entity.evidence, place=place)


def identities(plans: Sequence[Plan], *, chained: bool = False) -> tuple[Identity, ...]:
    """The entities of different plans that rules take for the same thing, all inferred, sorted by their ids.

    Both have one type and one full name. `same-name-same-issuer-region`: both plans are of one region, or of one issuer
    where that names none. `issuer-short-form`: one of them is the issuer of its plan, and the other plan names it from
    where it stands (区教育局). `listed-concept`: a policy term of the lexicon, wherever it is used. What they leave open:
    two counties of one name whose issuers write no city are taken for one.

    `chained` ties a policy term of a plan to the same one of the next plan alone: whoever goes from one to the next comes
    to all, and of a hundred plans there are 99 such ties, not 4,950.
    """
    by_name: dict[tuple[EntityType, str], list[_Named]] = {}
    places = {plan.id: namesakes(plan) for plan in plans}
    for plan in plans:
        for name, named in _named(plan):
            by_name.setdefault((named.entity.type, name), []).append(named)
    pairs = [
        identity((one.plan, one.entity), (other.plan, other.entity), rule=rule, places=places)
        for group in by_name.values()
        for one, other in _pairs(group, chained=chained)
        if one.plan.id != other.plan.id and (rule := _rule(one, other))
    ]
    return tuple(sorted(pairs, key=lambda one: one.ends))


def _pairs(group: Sequence[_Named], *, chained: bool) -> Iterable[tuple[_Named, _Named]]:
    if chained and group[0].entity.type is EntityType.CONCEPT:
        return pairwise(group)
    return combinations(group, 2)


def _named(plan: Plan) -> Iterator[tuple[str, _Named]]:
    issuer = issuer_of(plan)
    territory = next((region.path for region in regions(issuer)), issuer)
    for entity in plan.entities:
        name = full_name(entity, plan)
        if name is not None:
            yield name, _Named(plan, entity, issuer in (entity.name, *entity.aliases), territory)


def _rule(one: _Named, other: _Named) -> str | None:
    """Name the rule by which two namesakes of one type are the same, None where none holds."""
    if one.entity.type is EntityType.CONCEPT:
        return CONCEPT
    if one.is_issuer != other.is_issuer:
        return ISSUER
    return SAME_NAME if one.territory and one.territory == other.territory else None
