"""What is doubtful in a plan as read, in the order in which a person should decide it: the least sure first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from plankg.graph.checks.sureness import DOUBTED, what, why_unsure, wrong_of_ten
from plankg.graph.checks.validation import coverage, statements
from plankg.graph.extraction.words.lexicon import lexicon
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.issue import Issue
from plankg.schema.places import Places
from plankg.schema.plan import Assignment, Citation, Entity, Plan, Relation, Section, Target, Task
from plankg.schema.terms import Action, Comparator, EntityType, Role, Severity, TargetKind
from plankg.schema.wording import Language, languages, words

# A name of so few characters tells nothing of its own (学校, 平台).
BARE = 2
WIDEST = 16
# Types whose names are common words: a shorter one inside a longer means nothing.
# The first row of a table: short cells without a mark or a number that opens the row.
HEADINGS = re.compile(r"(?!\d)[^\t。；，]{1,16}(?:\t[^\t。；，]{0,16})+")
COMMON = {
    EntityType.CONCEPT,
    EntityType.TARGET_GROUP,
    EntityType.PLACE,
    EntityType.FACILITY,
    EntityType.PARTNER_INSTITUTION,
}
# A school and the project that builds it bear one name, and are two things.
TWINS = {EntityType.SCHOOL, EntityType.PROJECT}
UNSURE = "statement-unsure"
CONTRADICTING, EITHER = {"conflict", "name-twofold"}, 0.5
# So many characters of the sentence are shown on either side of a statement's.
AROUND = 24
AIMED_AT = {TargetKind.SHARE, TargetKind.TARGET, TargetKind.LIMIT}


class Doubt(NamedTuple):
    """A doubt as an issue, with the statement of a decision that would settle it (its keys as in review.yaml), if one can."""

    issue: Issue
    decision: dict[str, object] | None


class _Raised(NamedTuple):
    statement: str
    evidence: Evidence
    values: dict[str, object]
    decision: dict[str, object] | None = None


def doubts(plan: Plan, document: Document, *, lang: Language | None = None) -> tuple[Doubt, ...]:
    """The doubts, those about the least sure statements first; of two that contradict each other one at least is wrong.

    They are worded in that language (default: the one in force).
    """
    return tuple(doubt for (doubt,) in doubts_in(plan, document, (lang,)))


def doubts_in(plan: Plan, document: Document, langs: Sequence[Language | None]) -> Iterator[tuple[Doubt, ...]]:
    """Each doubt of `doubts`, found once and worded in several languages, in their order."""
    numbers = _Numbers(plan)
    sure = {name: statement.certainty for name, statement in statements(plan)}
    pairs = [(kind, one) for kind, find in KINDS.items() for one in find(plan)]
    doubted = {one.statement for kind, one in pairs if kind != UNSURE}
    rows = [
        (_certainty(kind, sure.get(one.statement)), place, one, kind)
        for place, (kind, one) in enumerate(pairs)
        if kind != UNSURE or one.statement not in doubted
    ]
    order = list(KINDS)
    for certainty, _, raised, kind in sorted(
        rows, key=lambda row: (row[0], order.index(row[3]), row[2].evidence.start, row[2].statement)
    ):
        decision = _keyed(raised, numbers.section(raised.evidence), document)
        yield tuple(Doubt(_issue(kind, raised, certainty, lang), decision) for lang in langs)


def _certainty(kind: str, certainty: float | None) -> float:
    """How sure the statement of a doubt is: a silent sentence last, one of two that contradict each other half at most."""
    certainty = 1.0 if certainty is None or kind == "sentence-silent" else certainty
    return min(certainty, EITHER) if kind in CONTRADICTING else certainty


def _issue(kind: str, raised: _Raised, certainty: float, lang: Language | None) -> Issue:
    return Issue(
        check=kind,
        severity=Severity.NOTE if kind == "sentence-silent" else Severity.WARNING,
        message=words(f"doubt.{kind}", lang, quote=raised.evidence.quote, **raised.values),
        statement=raised.statement,
        evidence=raised.evidence,
        certainty=certainty,
    )


class _Numbers:
    """The directive that stands at a place."""

    def __init__(self, plan: Plan) -> None:
        self._spans = [
            (section.evidence.start, section.body.end if section.body else section.evidence.end, section)
            for section in plan.directives
        ]

    def section(self, evidence: Evidence) -> Section | None:
        return next((section for start, end, section in self._spans if start <= evidence.start < end), None)

    def at(self, evidence: Evidence) -> int | None:
        section = self.section(evidence)
        return section.no if section else None


def _keyed(raised: _Raised, section: Section | None, document: Document) -> dict[str, object] | None:
    """The decision with its directive and a quote that leads to this place.

    A review looks for a quote in the body first and takes the first that it finds: one that stands earlier, too, is widened until
    it doesn't, and `of` then tells the name inside it.
    """
    if raised.decision is None or section is None:
        return None
    at = document.normal_at
    start, end = at[raised.evidence.start], at[raised.evidence.end - 1] + 1
    parts = [(at[part.start], at[part.end - 1] + 1) for part in (section.body, section.evidence) if part]
    low, high = next((part for part in parts if part[0] <= start and end <= part[1]), (start, end))
    for more in range(WIDEST):
        left, right = max(low, start - more), min(high, end + more)
        places = (document.normal.find(document.normal[left:right], *part) for part in parts)
        if next((place for place in places if place >= 0), None) == left:
            if more and raised.decision["action"] == Action.ACCEPT and "name" not in raised.values:
                return None
            named = {"of": {"name": raised.values["name"]}} if more and "name" in raised.values else {}
            quote = document.normal[left:right]
            return {**raised.decision, **named, "directive": section.no, "quote": quote}
    return None


def _conflicts(plan: Plan) -> Iterator[_Raised]:
    """Two values for one aim, and two units that lead one task."""
    aims = defaultdict(list)
    for target in plan.targets:
        if target.kind in AIMED_AT and target.value is not None and target.entity:
            aims[target.entity, target.indicator, target.unit, target.deadline].append(target)
    for (_, indicator, _, _), targets in aims.items():
        first, *others = targets
        for other in others:
            if other.value != first.value and Comparator.ORDINAL not in {first.comparator, other.comparator}:
                yield _Raised(other.id, other.evidence, {"what": indicator, "other": first.evidence.quote})
    leads = defaultdict(list)
    for row in plan.assignments:
        if row.role is Role.LEAD and row.basis == "text":
            leads[row.task].append(row)
    said = {task.id: task.text for task in plan.tasks}
    for task, rows in leads.items():
        for row in rows[1:]:
            decision: dict[str, object] = {"action": "change", "statement": "assignment", "of": {"name": row.name}}
            yield _Raised(row.id, row.unit_evidence, {"what": said[task], "other": rows[0].name}, decision)


def _named_alike(plan: Plan) -> Iterator[_Raised]:
    """The names that stand for two things."""
    named = defaultdict(list)
    for entity in plan.entities:
        named[entity.name].append(entity)
    for name, entities in named.items():
        first, *others = entities
        for other in others:
            if {first.type, other.type} != TWINS:
                types = {"first_zh": first.type.zh, "first_en": first.type.en, "zh": other.type.zh, "en": other.type.en}
                values: dict[str, object] = {"name": name, "earlier": first.evidence.quote, **types}
                yield _Raised(other.id, other.evidence, values)


def _without_verb(plan: Plan) -> Iterator[_Raised]:
    """The tasks in which no known main verb was found: their action is only how they begin."""
    known = tuple(verb_kinds())
    for task in plan.tasks:
        parts = task.action.split("、")
        if not any(part.startswith(known) for part in parts) and task.decision is None:
            yield _Raised(task.id, task.evidence, {}, {"action": "change", "statement": "task", "set": {"action": "…"}})


def _unnamed_members(plan: Plan) -> Iterator[_Raised]:
    for entity in plan.entities:
        unnamed = [member.position for member in entity.members if member.name is None]
        if unnamed:
            decision: dict[str, object] = {
                "action": "change", "statement": "member", "set": {"position": unnamed[0], "name": "…"}, "source": "…"
            }  # fmt: skip
            yield _Raised(entity.id, entity.evidence, {"name": entity.name, "count": len(unnamed)}, decision)


def _uncertain_types(plan: Plan) -> Iterator[_Raised]:
    """The names in quotes whose type only the words behind them tell, or nothing at all."""
    for entity in plan.entities:
        if entity.rule == "quoted-by-default" and entity.decision is None:
            values: dict[str, object] = {"name": entity.name, "zh": entity.type.zh, "en": entity.type.en}
            yield _Raised(entity.id, entity.evidence, values, {"action": "accept", "statement": "entity"})


def _to_merge(plan: Plan) -> Iterator[_Raised]:
    """The names that end a longer one of their type in the same or the next directive (学校联盟), each with the nearest."""
    numbers = _Numbers(plan)
    bare = frozenset(lexicon("names")["school_heads"])
    ending = defaultdict(list)
    for other in plan.entities:
        for start in range(1, len(other.name) - BARE):
            ending[other.type, other.name[start:]].append(other)
    for entity in plan.entities:
        if entity.type in COMMON or len(entity.name) <= BARE or entity.name in bare or entity.decision:
            continue
        longer = [other for other in ending[entity.type, entity.name] if _near(numbers, entity, other)]
        if longer:
            nearest = min(longer, key=lambda other: (abs(other.evidence.start - entity.evidence.start), other.id))
            decision: dict[str, object] = {
                "action": "merge", "statement": "entity", "of": {"name": entity.name}, "set": {"into": nearest.id}
            }  # fmt: skip
            yield _Raised(entity.id, entity.evidence, {"name": entity.name, "other": nearest.name}, decision)


def _near(numbers: _Numbers, one: Entity, other: Entity) -> bool:
    here, there = numbers.at(one.evidence), numbers.at(other.evidence)
    return here is not None and there is not None and abs(here - there) <= 1


def _merged(plan: Plan) -> Iterator[_Raised]:
    """The names under which the text's different ways of writing were taken for one thing (中小学, 中小学校)."""
    for entity in plan.entities:
        written = dict.fromkeys(mention.evidence.quote for mention in entity.mentions)
        others = [form for form in written if form not in entity.name and entity.name not in form]
        if others and entity.type not in COMMON:
            other = next(mention.evidence for mention in entity.mentions if mention.evidence.quote == others[0])
            yield _Raised(entity.id, other, {"name": entity.name, "other": "、".join(others)})


def _without_indicator(plan: Plan) -> Iterator[_Raised]:
    for target in plan.targets:
        if target.kind in AIMED_AT and (
            len(target.indicator) < BARE or target.indicator in {target.unit, f"{target.unit}数"}
        ):
            decision: dict[str, object] = {"action": "change", "statement": "target", "set": {"indicator": "…"}}
            yield _Raised(target.id, target.evidence, {}, decision)


def _unsure(plan: Plan) -> Iterator[_Raised]:
    """The statements that are rather wrong than right, each with its sentence, how many such are wrong, and why."""
    places = Places(plan)
    for name, statement in statements(plan):
        if not isinstance(statement, Task | Entity | Assignment | Target | Citation | Relation):
            continue
        if statement.certainty is None or statement.certainty >= DOUBTED:
            continue
        sentence = places.sentence_words(statement.evidence)
        values: dict[str, object] = {"sentence": _around(statement.evidence, sentence)}
        for lang in languages():
            values[f"what_{lang}"] = what(statement, lang)
            values[f"share_{lang}"] = wrong_of_ten(statement.certainty, lang)
            values[f"why_{lang}"] = why_unsure(statement, lang)
        decision: dict[str, object] = {"action": "accept", "statement": type(statement).__name__.lower()}
        if isinstance(statement, Assignment | Entity | Citation):
            values["name"] = statement.name
        if isinstance(statement, Assignment):
            decision["of"] = {"name": statement.name}
        yield _Raised(name, statement.evidence, values, decision)


def _around(evidence: Evidence, sentence: Evidence) -> str:
    """The words of a sentence round those of a statement."""
    start, end = sentence.quote.find(evidence.quote), len(sentence.quote)
    if start < 0:
        return evidence.quote
    first, last = max(0, start - AROUND), min(end, start + len(evidence.quote) + AROUND)
    return f"{'…' if first else ''}{sentence.quote[first:last]}{'…' if last < end else ''}".replace("\n", " ")


def _silent(plan: Plan) -> Iterator[_Raised]:
    """The sentences inside directives that gave nothing, but for openings (主要任务是：) and a table's headings."""
    before = ""
    for account in coverage(plan):
        said, previous = account.sentence.evidence.quote.strip(), before
        before = said
        opens = said.endswith("：") or (HEADINGS.fullmatch(said) and "\t" not in previous)
        if not account.statements and account.sentence.section and not opens:
            yield _Raised(account.sentence.section, account.sentence.evidence, {})


KINDS: dict[str, Callable[[Plan], Iterator[_Raised]]] = {
    "conflict": _conflicts,
    "name-twofold": _named_alike,
    "task-without-verb": _without_verb,
    "members-unnamed": _unnamed_members,
    "type-uncertain": _uncertain_types,
    "merge-candidate": _to_merge,
    "merged-names": _merged,
    "figure-without-indicator": _without_indicator,
    UNSURE: _unsure,
    "sentence-silent": _silent,
}
"""The kinds of doubt; of equally sure statements what should be decided first comes before the rest."""
