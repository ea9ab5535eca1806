"""Units that stand under two names, whose part in a task is missing, or is other than the words beside them say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from plankg.graph.checks.accounting.reading import Reading, form
from plankg.graph.checks.table_findings import Finding
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.lexicon import lexicon
from plankg.schema.plan import Assignment, Entity
from plankg.schema.terms import EntityType, Predicate, Role

SHORTEST_NAME = 3
# Units whose names are proper: one name inside another means one thing.
PROPER = {
    EntityType.SCHOOL,
    EntityType.EDUCATION_GROUP,
    EntityType.ALLIANCE,
    EntityType.CENTRE,
    EntityType.GOVERNMENT_BODY,
}


def odd_units(reading: Reading) -> Iterator[Finding]:
    """Units with two names, roles that the words beside the unit contradict, parts that are missing, and works mistaken."""
    yield from _twofold(reading)
    for row in reading.plan.assignments:
        if row.decision is None and _contradicted(reading, row):
            roles = {"role_zh": row.role.zh, "role_en": row.role.en}
            yield reading.finding("unit-role-odd", reading.span(row.unit_evidence), row.id, name=row.name, **roles)
    yield from _assessed(reading)
    yield from _subjects(reading)
    yield from _works(reading)


def _twofold(reading: Reading) -> Iterator[Finding]:
    """The names that end a longer one of their type in the same directive."""
    longer: dict[tuple[EntityType, str], list[Entity]] = defaultdict(list)
    proper = [entity for entity in reading.plan.entities if entity.type in PROPER]
    for entity in proper:
        for start in range(1, len(entity.name) - SHORTEST_NAME + 1):
            longer[entity.type, entity.name[start:]].append(entity)
    for entity in proper:
        sections = {mention.section for mention in entity.mentions}
        for other in longer.get((entity.type, entity.name), ()):
            if entity.decision is None and sections & {mention.section for mention in other.mentions}:
                span = reading.span(entity.evidence)
                yield reading.finding("unit-twofold", span, entity.id, name=entity.name, other=other.name)
                break


def _contradicted(reading: Reading, row: Assignment) -> bool:
    """Whether the words beside a unit say another role than the one read.

    发挥X作用: X acts; 组织X在…开展: X acts; X评选: X is chosen; X等地: a region; 学校 in a school's own plan: its issuer.
    """
    unit = reading.span(row.unit_evidence)
    clause = reading.clause(unit)
    before, after = reading.text[clause.start : unit.start], reading.text[unit.end : clause.end]
    if row.role.does:
        chosen = row.basis == "text" and form("chosen-behind").match(after)
        joined = row.role is not Role.PARTNER and row.basis == "text" and form("joined-before").search(before)
        return bool(chosen or joined or (row.role is Role.PARTNER and form("region-list").match(after)))
    acts = form("acts-before").search(before) and form("acts-behind").match(after)
    goes = row.role is Role.TARGET_GROUP and form("organised").search(before) and form("then-acts").match(after)
    issuer = reading.plan.document.issuer
    itself = row.name in lexicon("accounting")["ourselves"] and issuer and form("school").search(issuer.value)
    return bool(acts or goes or itself)


def _assessed(reading: Reading) -> Iterator[Finding]:
    """The units that a task assesses, and the places that it arranges, that have no part in it."""
    with_part = {row.unit for row in reading.plan.assignments}
    for span, entity in reading.entities:
        placed = entity.type.unit or entity.type is EntityType.FACILITY
        if placed and entity.decision is None and entity.id not in with_part:
            clause = reading.clause(span)
            if form("assessed").match(reading.text, span.end, clause.end) and reading.marked(("task",), span):
                yield reading.finding("unit-without-role", span, entity.id, name=entity.name)


def _subjects(reading: Reading) -> Iterator[Finding]:
    """The subjects that open a task to which no unit is assigned (每名村医建立台账)."""
    does = {row.task for row in reading.plan.assignments if row.role.does}
    for span, task in reading.tasks:
        subject = form("subject").match(reading.text, span.start, span.end)
        if subject and task.id not in does and task.decision is None:
            yield reading.finding("subject-unread", Span(*subject.span()), task.id)


def _works(reading: Reading) -> Iterator[Finding]:
    """The units read as built or renovated where the word for the work stands behind another noun (医院电梯改造)."""
    entities = {entity.id: entity for entity in reading.plan.entities}
    yield from _unbuilt(reading, entities)
    for relation in reading.plan.relations:
        entity = entities.get(relation.object)
        if entity is None or relation.decision or not entity.type.unit or relation.predicate not in WORKS:
            continue
        clause = reading.span(relation.evidence)
        place = reading.text.find(entity.name, clause.start, clause.end)
        behind = Span(place + len(entity.name), clause.end)
        words = reading.words_in(behind) if place >= 0 else []
        part = len(words) > 1 and words[0].tag == "n" and words[1].tag in {"v", "vn"}
        if part and reading.text[words[0].start : words[0].end] not in lexicon("accounting")["wide"]:
            yield reading.finding("work-apart", Span(place, words[1].end), relation.id, name=entity.name)


def _unbuilt(reading: Reading, entities: dict[str, Entity]) -> Iterator[Finding]:
    """The things read as built by a task that says no word for building: 推进学苑师资配备."""
    tasks = {task.id: span for span, task in reading.tasks}
    for relation in reading.plan.relations:
        span, entity = tasks.get(relation.subject), entities.get(relation.object)
        if span is None or entity is None or relation.decision or relation.predicate is not Predicate.BUILDS:
            continue
        if entity.type not in BUILT:
            continue
        if not form("building").search(reading.quote(span)):
            yield reading.finding("work-apart", span, relation.id, name=entity.name)


BUILT = {EntityType.PROJECT, EntityType.FACILITY, EntityType.SCHOOL, EntityType.CENTRE}
WORKS = {Predicate.RENOVATES, Predicate.REINFORCES, Predicate.RELOCATES}
