"""Works: what a task builds, completes, starts, pilots or holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.frame import Frame
from plankg.graph.extraction.draft.spans import ClauseNames, Name
from plankg.graph.extraction.frames.links import REACH, Link
from plankg.graph.extraction.frames.mention_features import name_features
from plankg.graph.extraction.labelling.models import NONE, model
from plankg.graph.extraction.names.listed import COUNTED
from plankg.graph.extraction.names.mentions import names_from
from plankg.graph.extraction.words.lexicon import alternation, from_lexicon, lexicon
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import EntityType, Predicate, Standing

LEAST, MARKED = 0.85, 0.95
"""How sure the model must be that a name has no part here; surer where rules say that it has one."""
RULE = "labelled-work"
ENDS = named_pattern(
    "works.ends",
    r"^”?(?:等(?:[^，；。、]{2,12}活动)?|活动)?(?:$|[、，；。暨和与及])",
    matches=["等学习活动"],
    rejects=["的活动方案"],
)
WORKS_IN_NAME = named_pattern(
    "works.in-name",
    f"(?P<act>{alternation(lexicon('relations')['construction'])})(?:项目|工程)?$",
    matches=["白鹭小学新建工程"],
    rejects=["新建白鹭小学"],
)
SCHOOLS = {EntityType.SCHOOL, EntityType.SCHOOL_CATEGORY}


@dataclass(frozen=True)
class WorkRule:
    """A rule of `relations.yaml`: the predicate, the types it holds for, and what stands before and after the name."""

    name: str
    predicate: Predicate
    types: frozenset[EntityType]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    not_verbs: re.Pattern[str] | None


@from_lexicon
def work_rules() -> tuple[WorkRule, ...]:
    """The rules in the order of the lexicon."""
    in_order = []
    for row in lexicon("relations")["works"]:
        types = frozenset(map(EntityType.of, row.get("types", [kind.value for kind in EntityType]))) - frozenset(
            map(EntityType.of, row.get("not_types", []))
        )
        patterns = [re.compile(row[key]) if key in row else None for key in ("before", "after", "not_verbs")]
        in_order.append(WorkRule(row["name"], Predicate.of(row["predicate"]), types, *patterns))
    return tuple(in_order)


class Kept(NamedTuple):
    """The rules for one type of names, and what must stand after or before a name for any of them: most have neither."""

    rules: tuple[WorkRule, ...]
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None


@from_lexicon
def _rules_for(kind: EntityType) -> Kept:
    """The rules for names of a type; what stands before is asked only of those that say nothing of what stands after."""
    rules = tuple(rule for rule in work_rules() if kind in rule.types)
    return Kept(
        rules,
        _any([rule.after for rule in rules if rule.after]),
        _any([rule.before for rule in rules if rule.before and not rule.after]),
    )


def _any(patterns: list[re.Pattern[str]]) -> re.Pattern[str] | None:
    """One pattern for what any of these matches, None for none."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns)) if patterns else None


def work_edges(draft: Draft) -> Iterator[tuple[str, Link]]:
    """What clauses say of works, each edge with the section of its clause."""
    for frame in draft.frames:
        for link in _works(draft.text, frame):
            yield frame.clause.section, link


def _works(text: str, frame: Frame) -> Iterator[Link]:
    """What the clause says of works: built, completed, started, piloted, held; and the works that a name itself says."""
    clause = frame.contents
    for name in clause.names:
        if name.type in SCHOOLS:
            yield from _construction(clause, name)
        marked = rule_work(text, clause, name)
        features = name_features(frame, name, marked.predicate if marked else "")
        decision = model("works").decide(features, least=MARKED if marked else LEAST, of=(clause, name, marked))
        if decision.label != NONE:
            predicate = Predicate.of(decision.label)
            rule = marked.name if marked and marked.predicate is predicate else RULE
            span = clause.clause.part(name.span)
            yield Link(clause.task, predicate, name, span, rule, certainty=decision.certainty)


class Marked(NamedTuple):
    """What rules say that a clause does with a thing."""

    predicate: Predicate
    name: str


def rule_work(text: str, clause: ClauseNames, name: Name) -> Marked | None:
    """What rules say that the clause does with what it names, as a mark for the model."""
    fragment = clause.clause.part(name.span)
    start = _list_start(clause, name)
    before = text[max(fragment.start, start - REACH) : start]
    after = text[name.span.end : min(fragment.end, name.span.end + REACH)]
    of_type = _rules_for(name.type)
    if (of_type.after and of_type.after.search(after)) or (of_type.before and of_type.before.search(before)):
        for rule in of_type.rules:
            if _applies(rule, clause, before, after) and not _part_only(clause, name, rule):
                return Marked(rule.predicate, rule.name)
    if name.type is EntityType.EVENT and ENDS.match(after):
        return Marked(Predicate.HOLDS_EVENT, "event-named")
    return None


def _applies(rule: WorkRule, clause: ClauseNames, before: str, after: str) -> bool:
    if rule.before and not rule.before.search(before):
        return False
    if rule.after and not rule.after.search(after):
        return False
    return not (rule.not_verbs and any(rule.not_verbs.search(verb.word) for verb in clause.clause.verbs))


def _part_only(clause: ClauseNames, name: Name, rule: WorkRule) -> bool:
    """Whether the name is only an item of what is built, or the front of a longer one (培智学校 in 培智学校智慧校园)."""
    if name.rule in COUNTED or name.rule == "closed-list":
        return True
    beside = names_from(clause.names, name.span.start)
    if any(other.span == name.span and other.type is EntityType.PROJECT is not name.type for other in beside):
        return True  # 白鹭小学等项目: the project is what begins.
    return bool(clause.inside(name)) and name.type is not EntityType.FACILITY and rule.name != "founding-event"


def _list_start(clause: ClauseNames, name: Name) -> int:
    """Where a name begins, or the list that it counts (组建影像、心电和检验三大中心)."""
    if name.rule != "counted-whole":
        return name.span.start
    return min([name.span.start, *(item.span.start for item in clause.names if item.rule in COUNTED)])


def _construction(clause: ClauseNames, name: Name) -> Iterator[Link]:
    """What a works project does to the school in its name: 华二高中新建 builds 华二高中."""
    works = lexicon("relations")["construction"]
    for project in names_from(clause.names, name.span.start):
        if project.type is not EntityType.PROJECT:
            continue
        if project.span == name.span and name.type is EntityType.SCHOOL:
            yield Link(project, Predicate.BUILDS, name, project.span, "project-named-by-building", Standing.INFERRED)
        if match := WORKS_IN_NAME.search(project.name):
            predicate = Predicate.of(works[match["act"]])
            yield Link(project, predicate, name, project.span, "works-in-name")
