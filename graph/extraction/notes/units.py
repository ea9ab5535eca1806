"""Units as responsibility notes list them: each with its name, its role and the words that say the role."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from plankg.graph.extraction.chunks.sentence_ends import split
from plankg.graph.extraction.draft.spans import NotedUnit, Span
from plankg.graph.extraction.structure.fields import Field, fields
from plankg.graph.extraction.words.lexicon import any_of, from_lexicon, lexicon, pattern, rules
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import EntityType, Role

# 省财政厅等省级相关部门 are two: the one named, and the others.
OTHERS = named_pattern("units.others", "等(?=[省市区县各有相][级关]?)", matches=["等省级部门"], rejects=["等级"])
# 各科室各病区 are two.
EACH = named_pattern(
    "units.each", "(?<=[\u4e00-\u9fff）]{2})各(?![自类种])", matches=["县财政局各乡镇"], rejects=["各类"]
)
BY = named_pattern("units.by", "(?<![自理事])由(?!此)", matches=["由县医院"], rejects=["理由"])
OPEN = named_pattern(
    "units.open",
    "等(?:相关|有关|多个)?(?:部门|单位|科室|处室|机构|地方|企业)?$",
    matches=["财政等多个部门"],
    rejects=["部门等级"],
)
JOINT = named_pattern("units.joint", "会同|联合(?!会)|[和及与]", matches=["会同"], rejects=["联合会"])
TRAILING = named_pattern(
    "units.trailing", r"(?:等(?:部门|单位|相关部门|有关部门)?|\s)+$", matches=["财政局等部门"], rejects=["财政部门"]
)
LEADING = named_pattern(
    "units.leading",
    r"^(?:[（(]\d+[）)]|[①-⑳]|由|以及|以|及|和|与|会同|，|、|\s)+",
    matches=["以及财政局"],
    rejects=["财政局"],
)
# Verbs of this kind stand behind other things than units too (自2024年1月1日起实施).
WEAK = named_pattern(
    "units.weak",
    "(?:落实|实施|参加|主办|承办|协办|会办|主责|指导|协助|协同)$",
    matches=["组织实施"],
    rejects=["实施步骤"],
)
# Under such words persons stand beside the units: 责任单位/责任人.
PERSONS = named_pattern("units.persons", "责任人|负责人|领导|联系人|人员", matches=["责任人"], rejects=["责任单位"])


@from_lexicon
def _person() -> re.Pattern[str]:
    """The pattern of a person's name behind a unit: 民政办（王芳）, 基教科王芳."""
    surname = f"[{lexicon('annotations')['surnames']}]"
    return named_pattern(
        "units.person",
        rf"（{surname}[\u4e00-\u9fff]{{1,2}}(?:[\u4e00-\u9fff]{{0,2}}长|同志|主任|书记)?）$"
        rf"|(?<=[局委厅办科处室股所站]){surname}[\u4e00-\u9fff]{{1,2}}(?<![局委厅办科处室股所站会院校组])$",
        matches=["民政办（王芳）"],
        rejects=["民政办（牵头）"],
    )


@from_lexicon
def _name() -> re.Pattern[str]:
    """The pattern of a person's name that stands by itself: 县工信局 赵军."""
    surname = f"[{lexicon('annotations')['surnames']}]"
    return named_pattern(
        "units.name",
        rf"{surname}[\u4e00-\u9fff]{{1,2}}(?<![局委厅办科处室股所站会院校组部区县镇乡])",
        matches=["赵军"],
        rejects=["各科"],
    )


def note_units(text: str, inner: Span) -> Iterator[NotedUnit]:
    """The units of a note: after labels (牵头单位：…), or before verbs (…牵头，…负责), with the level given once.

    A label whose words stand for no known role names none: whatever part these units have, the text doesn't say. A rule for
    other directives at the end (以下均需…) is no part of the note.
    """
    ruled = pattern("annotations", "for_all").search(text, *inner)
    inner = Span(inner.start, ruled.start()) if ruled else inner
    labelled = fields(text, inner)
    units = list(_before_verbs(text, Span(inner.start, labelled[0].begin) if labelled else inner))
    for field in labelled:
        if field.kind == "units":
            units += _behind_label(text, field)
    return with_levels(text, units)


def _behind_label(text: str, field: Field) -> Iterator[NotedUnit]:
    """The units behind a label: with the roles that stand behind them (部门分工：…牵头，…配合), else with the label's."""
    own = (
        ()
        if pattern("annotations", "role_behind").search(text, *field.content)
        else tuple(_before_verbs(text, field.content))
    )
    role = role_of(field.label.of(text))
    yield from own or (listed_units(text, field.content, role, field.label) if role else ())


def _before_verbs(text: str, inner: Span) -> Iterator[NotedUnit]:
    """The units before each verb, up to the end of the sentence."""
    begin = inner.start
    stop = text.find("。", inner.start, inner.end)
    limit = inner.end if stop < 0 else stop
    for verb in pattern("annotations", "verb").finditer(text, inner.start, limit):
        if verb.start() <= begin:
            continue
        role = role_of(verb["verb"]) or Role.RESPONSIBLE
        # 轮训由人事科负责: what is done stands before 由.
        begin = max((match.end() for match in BY.finditer(text, begin, verb.start())), default=begin)
        units = list(listed_units(text, Span(begin, verb.start()), role, Span(*verb.span("verb"))))
        if not WEAK.search(verb["verb"]) or all(is_unit(unit.name) for unit in units):
            yield from units
        begin = verb.end()


def role_of(words: str) -> Role | None:
    """The role of a label or verb; nothing for words that stand for none that is known."""
    return next(roles_of(words), None)


def roles_of(words: str) -> Iterator[Role]:
    """The roles that words name, the surest first."""
    return (Role.of(rule["role"]) for rule in rules("annotations", "labels") if rule.pattern.search(words))


def unit_type(name: str) -> EntityType | None:
    """What a unit is by the words of its name, None where no word tells.

    >>> unit_type("县水务局"), unit_type("云溪茶厂"), unit_type("青禾")
    (<EntityType.GOVERNMENT_BODY: 'GovernmentBody'>, <EntityType.PARTNER_INSTITUTION: 'PartnerInstitution'>, None)
    """
    bare = re.sub(r"（[^）]*）$", "", name)
    kind = next((rule["type"] for rule in rules("annotations", "types") if rule.pattern.search(bare)), None)
    return EntityType.of(kind) if kind else None


def likely_type(name: str) -> EntityType:
    """What a unit is; one whose name doesn't tell is no office, since those are named by what they are."""
    return unit_type(name) or EntityType.PARTNER_INSTITUTION


def is_unit(name: str) -> bool:
    """Whether a name ends, or begins, as those of units do."""
    return bool(pattern("annotations", "unit_end").search(name) or name.startswith("各"))


def listed_units(text: str, span: Span, role: Role, cue: Span) -> Iterator[NotedUnit]:
    """The units of a list, as written; persons that stand beside units are left out where the role's words name them."""
    persons = bool(PERSONS.search(text, *cue))
    for listed in _parts(text, span):
        part = _without_rule(text, listed)
        if not persons or _tells_unit(part.of(text)):
            yield with_role(text, NotedUnit(part, part.of(text), None, role, cue))


def _tells_unit(words: str) -> bool:
    return bool(unit_type(words) or pattern("annotations", "bare_unit").search(words))


def with_levels(text: str, units: Iterable[NotedUnit]) -> Iterator[NotedUnit]:
    """Units in the order of the text; a level given once (市人社局、文广新局) is put before the offices behind as `full`.

    Only an office that every level has is one of that level: neither a hospital nor what has a proper name.
    """
    level = ""
    for unit in units:
        match = pattern("annotations", "level").match(unit.name)
        level = match[0] if match else level
        bare = not match and level and any_of("annotations", "levelled").search(unit.name)
        apart = bare and f"{unit.name[:2]}{level}" in text
        yield unit._replace(full=level + unit.name) if bare and not apart else unit


class OrderRule(NamedTuple):
    """The rule that the unit listed first leads: the role of the others, where it tells one, and the words without it."""

    rest: Role | None
    bare: str


def order_rule(words: str) -> OrderRule | None:
    """The rule that words hold on which of several units leads, None where they hold none.

    >>> order_rule("责任单位（第一个为牵头单位，其余为配合单位）")
    OrderRule(rest=<Role.PARTNER: 'partner'>, bare='责任单位')
    """
    match = pattern("annotations", "first_leads").search(words)
    if match is None:
        return None
    return OrderRule(role_of(match["rest"]) if match["rest"] else None, words[: match.start()].rstrip("（(，；注：:"))


def _without_rule(text: str, part: Span) -> Span:
    """The last unit of a list without the rule in brackets behind it: 区公安分局（排名第一的为牵头单位，下同）."""
    place = text.find("（", part.start, part.end)
    ruled = place >= 0 and pattern("annotations", "first_leads").search(text, place, part.end)
    return Span(part.start, place) if ruled else part


def with_role(text: str, unit: NotedUnit) -> NotedUnit:
    """The unit without the role in brackets behind it, if there is one: 市教育局（牵头）."""
    match = pattern("annotations", "role_behind").search(unit.name)
    if not match or match.end() < len(unit.name):
        return unit
    start = unit.span.start
    span = Span(start, start + match.start())
    cue = Span(start + match.start("cue"), start + match.end("cue"))
    return unit._replace(span=span, name=span.of(text), full=None, role=role_of(match["cue"]) or unit.role, cue=cue)


def _parts(text: str, span: Span) -> Iterator[Span]:
    """Each unit of a list: cut at 、，； and blanks outside brackets, but 各市、州、县人民政府 is one."""
    begin = span.start
    for whole in any_of("annotations", "whole").finditer(text, span.start, span.end):
        yield from _cut(text, Span(begin, whole.start()))
        yield Span(*whole.span())
        begin = whole.end()
    yield from _cut(text, Span(begin, span.end))


def _cut(text: str, span: Span) -> Iterator[Span]:
    for part in split(text, span, "、，；。 \n/"):
        if text[part.start - 1] == " " and _name().fullmatch(text, *part):
            continue
        begin = part.start
        if others := OTHERS.search(text, part.start, part.end):
            yield from _trimmed(text, Span(begin, others.start()))
            begin = others.end()
        listed = True
        for joint in JOINT.finditer(text, begin, part.end):
            if pattern("annotations", "unit_end").search(text, begin, joint.start()):
                listed = OPEN.search(text, begin, joint.start()) is None
                yield from _trimmed(text, Span(begin, joint.start()))
                begin = joint.end()
        # 等部门和商户, 等单位及协会 leave the list open; 等部门和各镇街 names one more.
        if listed or _is_office(text[begin : part.end]):
            yield from _trimmed(text, Span(begin, part.end))


def _is_office(words: str) -> bool:
    """Whether words name an office, or all of a kind (各镇街)."""
    return words.startswith("各") or (is_unit(words) and unit_type(words) is EntityType.GOVERNMENT_BODY)


def _trimmed(text: str, part: Span) -> Iterator[Span]:
    """A unit without 由, 等部门, a person's name and blanks at its ends; nothing for a time or where nothing is left."""
    words = part.of(text)
    start = part.start + (lead.end() if (lead := LEADING.match(words)) else 0)
    end = part.end - (len(trail[0]) if (trail := TRAILING.search(words)) else 0)
    if pattern("annotations", "time_piece").fullmatch(text, start, end):
        return
    if person := _person().search(text, start, end):
        end = person.start()
    each = EACH if text.startswith("各", start, end) else pattern("annotations", "offices")
    edges = [start, *(joint.start() for joint in each.finditer(text, start, end)), end]
    yield from (Span(begin, stop) for begin, stop in pairwise(edges) if stop - begin > 1)
