"""How two plans stand to each other, as their heads tell it."""

from __future__ import annotations

from plankg.graph.comparison.changes import Lineage
from plankg.graph.comparison.content import plan_year
from plankg.graph.things.full_names import issuer_of, regions
from plankg.schema.plan import Plan


def relation_of(before: Plan, after: Plan) -> Lineage:
    """Two levels where one issuer governs a part of what the other does, two years where the years differ, else two drafts."""
    places = [next((region.path for region in regions(issuer_of(plan))), "") for plan in (before, after)]
    if all(places) and places[0] != places[1] and (places[0].startswith(places[1]) or places[1].startswith(places[0])):
        return "levels"
    return "years" if years_between(before, after) else "draft"


def years_between(before: Plan, after: Plan) -> int:
    """By how many years the second plan is later; 0 where a plan names no year."""
    first, second = plan_year(before), plan_year(after)
    return second - first if first and second else 0
