"""Parts: what belongs to what, by the way names are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import ClauseNames, Name, Span
from plankg.graph.extraction.frames.links import Link
from plankg.graph.extraction.frames.mention_features import pair_features
from plankg.graph.extraction.labelling.models import NONE, model
from plankg.graph.extraction.names.listed import COUNTED
from plankg.graph.extraction.names.mentions import names_within
from plankg.graph.extraction.words.lexicon import from_lexicon, lexicon
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import EntityType, Predicate, Standing

RULE = "labelled-part"
LEAST, MARKED = 0.7, 0.99
"""How sure the model must be that two names are no part and whole; surer where rules say that they are."""
BETWEEN = named_pattern("parts.between", r"^[”“、和]*$", matches=["”、“"], rejects=["”的“"])
# One quote before a name is no list of its parts.
SEVERAL = 2
COUNT = named_pattern(
    "parts.count", r"(?:[一二三四五六七八九十]|\d{1,2})[大类个项]$", matches=["四大"], rejects=["大四喜"]
)
LONGEST_COUNT = 3
REST_OF_LIST = named_pattern(
    "parts.rest-of-list", r"^”?(?:、[^，；。、]{1,14})*等$", matches=["、县医院等"], rejects=["等级"]
)
JOINED = named_pattern(
    "parts.joined",
    r"等?(?:共同|联合)?(?:参与|组成|组建|共建)的[^，；。的]{0,6}$",
    matches=["共同参与的共同体"],
    rejects=["共同体"],
)
SET_UP = named_pattern("parts.set-up", r"^(?:设立|成立|建立|组建)?$", matches=["设立"], rejects=["设立党支部"])
CLOSES = {EntityType.EVENT, EntityType.BRAND, EntityType.PROJECT, EntityType.PROGRAMME, EntityType.PLATFORM}
# What stands right before its members: 公办幼儿园在园幼儿, 五大学区优质园.
OWNERS = {
    EntityType.SCHOOL_CATEGORY: {EntityType.SCHOOL_DISTRICT, EntityType.EDUCATION_GROUP},
    EntityType.TARGET_GROUP: {EntityType.SCHOOL_CATEGORY},
}
WHOLES = {EntityType.BRAND, EntityType.PROJECT, EntityType.PROGRAMME, EntityType.FACILITY}


def part_edges(draft: Draft) -> Iterator[tuple[str, Link]]:
    """The parts of wholes, each with the section of its clause: what the model takes two names of a clause for.

    The town that a school's name begins with, and what else is no part of a whole, come from rules.
    """
    for frame in draft.frames:
        clause = frame.contents
        if len(clause.names) < SEVERAL:
            continue
        marked = {(link.subject, link.object): link for link in rule_parts(draft.text, clause)}
        for mark in marked.values():
            if mark.predicate not in PART_LABELS.values():
                yield clause.clause.section, mark
        for first, second in pairs(clause.names):
            link = marked.get((first, second)) or marked.get((second, first))
            if link and link.predicate not in PART_LABELS.values():
                continue
            features = [*pair_features(frame, first, second), f"mark={part_label(link, first) if link else ''}"]
            decision = model("parts").decide(features, least=MARKED if link else LEAST, of=(clause, first, second))
            if decision.label != NONE:
                yield (
                    clause.clause.section,
                    _link(decision.label, first, second, link)._replace(certainty=decision.certainty),
                )


FORWARD, BACK = ">", "<"
PART_LABELS = {"part": Predicate.PART_OF, "member": Predicate.MEMBER_OF, "whole": Predicate.HAS_PART}
"""What a pair of names may be: with > the first is the subject, with < the second."""
NEAREST = 12


def pairs(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """The names of a clause two by two, each with the next few behind it: so a list of n names costs n."""
    for place, first in enumerate(names):
        for second in names[place + 1 : place + 1 + NEAREST]:
            if first.span != second.span:
                yield first, second


def part_label(link: Link, first: Name) -> str:
    """The label of an edge between two names, of which `first` begins first; no label where it is no part of a whole."""
    kind = next((key for key, predicate in PART_LABELS.items() if predicate is link.predicate), None)
    return kind + (FORWARD if link.subject == first else BACK) if kind else NONE


def _link(label: str, first: Name, second: Name, marked: Link | None) -> Link:
    subject, thing = (first, second) if label.endswith(FORWARD) else (second, first)
    predicate = PART_LABELS[label[:-1]]
    if marked and (marked.subject, marked.predicate, marked.object) == (subject, predicate, thing):
        return marked
    span = Span(min(first.span.start, second.span.start), max(first.span.end, second.span.end))
    return Link(subject, predicate, thing, span, RULE)


def rule_parts(text: str, clause: ClauseNames) -> Iterator[Link]:
    """The parts that rules find in a clause, as marks for the model."""
    for find in FINDERS:
        yield from find(text, clause)


def _listed_parts(text: str, clause: ClauseNames) -> Iterator[Link]:
    """“甲”“乙”“丙”五大品牌: the quotes side by side before a name are its parts."""
    quoted = [
        name
        for name in clause.names
        if text[name.span.start - 1] == "“" and text[name.span.end : name.span.end + 1] == "”"
    ]
    if len(quoted) < SEVERAL:
        return
    items = {name.span for name in quoted}
    for whole in clause.names:
        count = COUNT.search(text, max(clause.clause.span.start, whole.span.start - LONGEST_COUNT), whole.span.start)
        if (whole.type not in WHOLES and not count) or whole.span in items:
            continue
        parts: list[Name] = []
        edge = count.start() if count else whole.span.start
        for name in reversed(quoted):
            if name.span.end < edge and BETWEEN.match(text[name.span.end + 1 : edge]):
                parts.insert(0, name)
                edge = name.span.start - 1
        if len(parts) >= SEVERAL:
            span = Span(parts[0].span.start - 1, whole.span.end)
            for part in parts:
                yield Link(whole, Predicate.HAS_PART, part, span, "listed-before-whole")


def _counted_parts(_: str, clause: ClauseNames) -> Iterator[Link]:
    """“甲、乙、丙和丁”四大场景 and 甲、乙和丙三大中心: the items of the list are parts of what is counted behind it."""
    for whole in clause.names:
        if whole.rule != "counted-whole":
            continue
        items = [name for name in clause.names if name.rule in COUNTED and name.span.end <= whole.span.start]
        for item in items:
            span = Span(items[0].span.start - (item.rule == "listed-in-quote"), whole.span.end)
            yield Link(whole, Predicate.HAS_PART, item, span, "listed-before-whole")


def _closed_list(text: str, clause: ClauseNames) -> Iterator[Link]:
    """甲、乙、丙等推广活动: the items are parts of what closes the list, where that has a name."""
    for whole in clause.names:
        if text[whole.span.start - 1] != "等" or (whole.type not in CLOSES and whole.rule != "closed-list"):
            continue
        for item in clause.names:
            alike = item.rule == "listed-before-head" or whole.rule == "closed-list" or item.type is whole.type
            if alike and REST_OF_LIST.match(text[item.span.end : whole.span.start]):
                yield Link(whole, Predicate.HAS_PART, item, Span(item.span.start, whole.span.end), "listed-before-head")


def _joined_in(text: str, clause: ClauseNames) -> Iterator[Link]:
    """甲、乙等共同参与的共同体: those who take part are members."""
    for whole in clause.names:
        if whole.type is not EntityType.ALLIANCE:
            continue
        cue = JOINED.search(text, clause.clause.part(whole.span).start, whole.span.start)
        if not cue:
            continue
        edge = cue.start()
        for name in reversed(clause.names):
            if name.type.unit and name.span.end <= edge and BETWEEN.match(text[name.span.end : edge]):
                edge = name.span.start
                yield Link(name, Predicate.MEMBER_OF, whole, Span(edge, whole.span.end), "joined-in")


def _party(text: str, clause: ClauseNames) -> Iterator[Link]:
    """中小学校党组织 and 集团设立党总支: the organisation of the party is part of the unit that it stands in."""
    for name in clause.names:
        if name.rule != "party":
            continue
        for owner in clause.names:
            if not owner.type.unit or owner.type is EntityType.GOVERNMENT_BODY:
                continue
            if owner.span.end <= name.span.start and SET_UP.match(text[owner.span.end : name.span.start]):
                yield Link(name, Predicate.PART_OF, owner, Span(owner.span.start, name.span.end), "party-of-unit")


@from_lexicon
def _fronts() -> dict[str, list[dict[str, str]]]:
    """The pairs of types that the lexicon lists, by the type of the longer name."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in lexicon("relations")["starts_with"]:
        rows.setdefault(row["subject"], []).append(row)
    return rows


def _by_front(_: str, clause: ClauseNames) -> Iterator[Link]:
    """The edges between a name and a shorter one inside it, for the pairs of types that the lexicon lists."""
    for name in clause.names:
        for row in _fronts().get(name.type, ()):
            if "ends" in row and not name.name.endswith(row["ends"]):
                continue
            for inner in names_within(clause.names, name.span):
                inside = inner.type == row["object"] and inner.span != name.span
                if inside and re.search(row.get("only", ""), inner.name):
                    yield Link(name, Predicate.of(row["predicate"]), inner, name.span, row["name"])


def _neighbours(_: str, clause: ClauseNames) -> Iterator[Link]:
    """People and schools that stand right behind what they belong to: 公办幼儿园在园幼儿, 五大学区优质园."""
    for name in clause.names:
        owners = OWNERS.get(name.type)
        if not owners or name.name == "学生":
            continue
        for owner in clause.names:
            if owner.span.end == name.span.start and owner.type in owners:
                yield Link(
                    name, Predicate.MEMBER_OF, owner, Span(owner.span.start, name.span.end), "right-behind-owner"
                )


def _regional(_: str, clause: ClauseNames) -> Iterator[Link]:
    """The municipal programme that a project in quotes belongs to, and the town that a school's name begins with."""
    regional = [name for name in clause.names if name.rule in {"regional-programme", "place-pattern"}]
    for name in clause.names if regional else ():
        for inner in names_within(regional, name.span):
            if name is inner:
                continue
            if inner.rule == "regional-programme" and name.type is EntityType.PROJECT:
                yield Link(name, Predicate.PART_OF, inner, name.span, "project-of-programme")
            if inner.rule == "place-pattern" and inner.name[-1] in "镇乡" and name.type is EntityType.SCHOOL:
                yield Link(name, Predicate.LOCATED_IN, inner, name.span, "town-in-name", Standing.INFERRED)


FINDERS = (
    _listed_parts,
    _counted_parts,
    _closed_list,
    _joined_in,
    _party,
    _by_front,
    _neighbours,
    _regional,
)
