"""What somebody means by a name, an id or a number: the task, the directive or the things of a plan that are called so."""

from __future__ import annotations

from difflib import get_close_matches

from plankg.graph.patterns import named_pattern
from plankg.schema.errors import UsageError
from plankg.schema.plan import Entity, Plan, Section, Task

DIRECTIVE = named_pattern("subjects.directive", r"(?:第\s*)?(\d+)\s*条?", matches=["第3条"], rejects=["第几条"])


def subjects(plan: Plan, subject: str | int) -> tuple[Task | Section | Entity, ...]:
    """The task of that id, the directive of that number, or the things of that name, alias or id, units first.

    Only a name may be that of several. Raises UsageError with the nearest names where the plan has no such thing.
    """
    wanted = str(subject).strip()
    for task in plan.tasks:
        if task.id == wanted:
            return (task,)
    if number := DIRECTIVE.fullmatch(wanted):
        for section in plan.directives:
            if section.no == int(number[1]):
                return (section,)
    if entities := _called(plan, wanted):
        return tuple(entities)
    raise UsageError("subject_unknown", name=wanted, nearest="、".join(_nearest(plan, wanted)) or "—")


def _called(plan: Plan, wanted: str) -> list[Entity]:
    """The entities of that id or name, else those it is another name of; a school and its building project share one."""
    named = [entity for entity in plan.entities if wanted in {entity.id, entity.name}]
    other = [entity for entity in plan.entities if wanted in {entity.expanded_name, *entity.aliases}]
    return sorted(named or other[:1], key=lambda entity: not entity.type.unit)


def _nearest(plan: Plan, wanted: str) -> list[str]:
    """Up to five names like the one wanted: those that hold it first, then those that look like it."""
    known = [name for entity in plan.entities for name in (entity.name, *entity.aliases)]
    known += [task.id for task in plan.tasks]
    holding = sorted((name for name in known if wanted in name), key=len)
    return list(dict.fromkeys([*holding, *get_close_matches(wanted, known, n=5, cutoff=0.4)]))[:5]
