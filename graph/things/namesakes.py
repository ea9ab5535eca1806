"""Things of one plan that bear one name: a school and the project that builds it."""

from __future__ import annotations

from plankg.schema.plan import Entity, Plan
from plankg.schema.terms import EntityType

ORDER = {kind: place for place, kind in enumerate(EntityType)}


def namesakes(plan: Plan) -> dict[str, int]:
    """The ids of the entities that come behind another one of their name, each with its place among them, from 2.

    They come in the order of the text, where two are named by the same characters in that of the types.
    """
    by_name: dict[str, list[Entity]] = {}
    for entity in plan.entities:
        by_name.setdefault(_name(entity), []).append(entity)
    return {
        entity.id: place
        for group in by_name.values()
        if len(group) > 1
        for place, entity in enumerate(sorted(group, key=_order), start=1)
        if place > 1
    }


def place_among_namesakes(entity: Entity, plan: Plan) -> int:
    """An entity's place among those of its name, 1 for the first and for the only one."""
    group = [each for each in plan.entities if _name(each) == _name(entity)]
    return sorted(group, key=_order).index(entity) + 1


def _name(entity: Entity) -> str:
    """The name as the entity's id (`Type/name`) has it."""
    return entity.id.partition("/")[2]


def _order(entity: Entity) -> tuple[int, int]:
    return entity.evidence.start, ORDER[entity.type]
