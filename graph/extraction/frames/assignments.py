"""Assignments: which unit has which part in a task, and the words that say so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from plankg.graph.extraction.chunks.openings import with_openers
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import ClauseNames, Name, Span
from plankg.graph.extraction.figures.sets import of_share
from plankg.graph.extraction.frames.links import REACH
from plankg.graph.extraction.frames.mention_features import name_features
from plankg.graph.extraction.frames.onlookers import ruled_out, written_role
from plankg.graph.extraction.labelling.models import NONE, model
from plankg.graph.extraction.names.mentions import in_quotes
from plankg.graph.extraction.words.lexicon import from_lexicon, lexicon, pattern
from plankg.graph.patterns import named_pattern
from plankg.schema.plan import Assignment
from plankg.schema.terms import EntityType, Role, TaskKind

LEAST, MARKED = 0.7, 0.8
"""How sure the model must be that a name has no part here; surer where rules say that it has one."""
RULE = "labelled-role"
ACTORS = frozenset(kind for kind in EntityType if kind.unit) | {EntityType.TARGET_GROUP, EntityType.FACILITY}
"""The types of names that may do a task: units, and groups and places that can act."""
COUNTED_BEFORE = named_pattern("assignments.counted-before", r"\d+[个所]“?$", matches=["新建13个“"], rejects=["两个“"])
TEAM = named_pattern("assignments.team", "(?:团队|队伍)$", matches=["骨干团队"], rejects=["队伍建设"])
CANDIDATES = ACTORS | {EntityType.PLACE}
"""The types of names that may have a part in a task."""
GROUPS = {EntityType.TARGET_GROUP, EntityType.FACILITY, EntityType.PLACE}


@dataclass(frozen=True)
class RoleRule:
    """A rule of `roles.yaml`: the role, the types it holds for, what stands before and after the unit, and what may not."""

    name: str
    role: Role
    types: frozenset[EntityType]
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    counted: bool
    itself: bool


@from_lexicon
def role_rules() -> tuple[RoleRule, ...]:
    """The rules in order: first what says that a unit does it, then whom or where it concerns."""
    return tuple(
        RoleRule(
            row["name"],
            Role.of(row["role"]),
            frozenset(map(EntityType.of, row["types"])) if "types" in row else ACTORS,
            re.compile(row["before"]) if "before" in row else None,
            re.compile(with_openers(row["after"])) if "after" in row else None,
            re.compile(row["unless"]) if "unless" in row else None,
            bool(row.get("counted")),
            bool(row.get("itself")),
        )
        for part in ("does", "concerns")
        for row in lexicon("roles")[part]
    )


@from_lexicon
def _rules_for(kind: EntityType) -> tuple[RoleRule, ...]:
    """The rules for names of a type, in order."""
    return tuple(rule for rule in role_rules() if kind in rule.types)


def make_assignments(draft: Draft) -> tuple[Assignment, ...]:
    """The assignments that the sentences state, one a unit and task: what the model takes a name's part in its clause for.

    Rules mark what they find; where the model agrees, the rule is named and so are its words for the role. Some words rule
    out that a unit does the task, whatever it takes them for.
    A set of which a share is counted (七成以上卫生院配备医师) does nothing as one: the task concerns it.
    """
    assignments: list[Assignment] = []
    for frame in draft.frames:
        clause = frame.contents
        seen: set[str] = set()
        for name in clause.names:
            unit = draft.identities[name]
            if unit in seen or name.type not in CANDIDATES:
                continue
            marked = rule_assignment(draft, clause, name)
            features = name_features(frame, name, marked.role if marked else "")
            decision = model("roles").decide(features, least=MARKED if marked else LEAST, of=(clause, name, marked))
            role = None if decision.label == NONE else Role.of(decision.label)
            if role is None or (role.does and (name.type not in ACTORS or ruled_out(draft.text, clause, name, role))):
                continue
            role = written_role(draft.text, clause, name, role)
            if role.does and of_share(draft.text, name):
                role = Role.TARGET_GROUP if name.type is EntityType.TARGET_GROUP else Role.SITE
            seen.add(unit)
            decided = Decided(role, decision.certainty, marked)
            assignments.append(_assignment(draft, clause, name, decided, f"a{len(assignments) + 1}"))
    return tuple(assignments)


def _assignment(draft: Draft, clause: ClauseNames, name: Name, decided: Decided, number: str) -> Assignment:
    fragment = clause.clause.part(name.span)
    role, marked = decided.role, decided.marked
    mark = marked if marked and marked.role is role else None
    return Assignment(
        id=number,
        task=clause.task,
        unit=draft.identities[name],
        name=name.name,
        role=role,
        evidence=draft.document.evidence(fragment.start, fragment.end),
        unit_evidence=draft.document.evidence(name.span.start, name.span.end),
        cue=draft.document.evidence(mark.cue.start, mark.cue.end) if mark and mark.cue else None,
        rule=mark.rule if mark else RULE,
        certainty=decided.certainty,
    )


def _may_carry(text: str, clause: ClauseNames, name: Name) -> bool:
    """Whether a name can carry or receive the task at all."""
    if not (name.type.unit or name.type in GROUPS) or name.rule in {"own-region", "listed-before-count"}:
        return False
    if in_quotes(text, clause.clause.span, name.span) and not name.rule.startswith("quoted"):
        return False
    if pattern("roles", "indicator").match(text[name.span.end : clause.clause.span.end]):
        return False
    if _owned(clause, name):
        return False
    holders = clause.inside(name)
    if any(other.type is EntityType.EVENT for other in holders):
        return True
    return not any(_hides(other, name, clause) for other in holders) and not _founded(text, clause, name)


def _hides(holder: Name, name: Name, clause: ClauseNames) -> bool:
    """Whether a longer name is what the clause speaks of, so that the unit inside it has no part of its own."""
    if holder.type.unit or holder.type in {EntityType.TARGET_GROUP, EntityType.PLATFORM, EntityType.BRAND}:
        return True
    if holder.type is EntityType.PROJECT and name.type is EntityType.GOVERNMENT_BODY:
        return True
    return _is_paper(holder) and not any(pattern("roles", "drafted").match(verb.word) for verb in clause.clause.verbs)


def _owned(clause: ClauseNames, name: Name) -> bool:
    """Whether a kind of schools stands right behind the unit it belongs to: 五大学区优质园 are a matter of the 学区."""
    if name.type is not EntityType.SCHOOL_CATEGORY:
        return False
    return any(other.span.end == name.span.start and other.type.unit for other in clause.names)


def _is_paper(name: Name) -> bool:
    """Whether a name is a document, or a programme written down as a plan."""
    return name.type is EntityType.POLICY_DOCUMENT or (name.type is EntityType.PROGRAMME and name.name.endswith("计划"))


def _founded(text: str, clause: ClauseNames, name: Name) -> bool:
    """Whether the clause sets the body up: it is then what is made, not who makes it."""
    team = name.type is EntityType.TARGET_GROUP and TEAM.search(name.name) is not None
    if not team and name.type not in {EntityType.ALLIANCE, EntityType.CENTRE, EntityType.EDUCATION_GROUP}:
        return False
    fragment = clause.clause.part(name.span)
    ends = name.span.end == fragment.end
    return ends and bool(pattern("roles", "founded").search(text[fragment.start : name.span.start]))


class Marked(NamedTuple):
    """What rules say of a name's part in its clause."""

    role: Role
    rule: str
    cue: Span | None


class Decided(NamedTuple):
    """A name's part in its clause as the model takes it, how sure it is, and what rules say."""

    role: Role
    certainty: float
    marked: Marked | None


def rule_assignment(draft: Draft, clause: ClauseNames, name: Name) -> Marked | None:
    """What rules say of a name's part in its clause, as a mark for the model."""
    if not _may_carry(draft.text, clause, name):
        return None
    fragment = clause.clause.part(name.span)
    begin = max(fragment.start, name.span.start - REACH)
    before = draft.text[begin : name.span.start]
    after = draft.text[name.span.end : min(fragment.end, name.span.end + REACH)]
    for rule in _rules_for(name.type):
        ahead = rule.before.search(before) if rule.before else None
        if rule.before and not ahead:
            continue
        behind = rule.after.search(after) if rule.after else None
        if (rule.after and not behind) or (rule.unless and rule.unless.search(before)):
            continue
        if rule.itself and not _is_subject(clause, name, behind):
            continue
        if name.type in {EntityType.FACILITY, EntityType.PLACE} and not (ahead or behind or _is_counted(rule, before)):
            continue
        role = Role.BENEFICIARY if _receives_paper(clause, name, rule) else rule.role
        return Marked(role, rule.name, _cue(begin, name, ahead, behind))
    return None


def _is_subject(clause: ClauseNames, name: Name, behind: re.Match[str] | None) -> bool:
    """Whether the clause's own first verb is what stands behind the unit: the unit does it itself (各街镇落实…)."""
    verbs = clause.clause.verbs
    if verbs and verbs[0].kind is TaskKind.COMPLETE:
        return False
    return bool(verbs and behind and verbs[0].span.end == name.span.end + behind.end())


def _is_counted(rule: RoleRule, before: str) -> bool:
    return rule.counted and bool(COUNTED_BEFORE.search(before))


def _receives_paper(clause: ClauseNames, name: Name, rule: RoleRule) -> bool:
    """Whether the unit is the one a plan is drafted for (二级园带教发展计划): then it benefits."""
    return rule.role is Role.SITE and any(_is_paper(other) for other in clause.inside(name))


def _cue(begin: int, name: Name, ahead: re.Match[str] | None, behind: re.Match[str] | None) -> Span | None:
    """Where the words stand that say the role."""
    for match, base in ((ahead, begin), (behind, name.span.end)):
        if match and match.re.groupindex.get("cue") and match["cue"]:
            return Span(base + match.start("cue"), base + match.end("cue"))
    return None
