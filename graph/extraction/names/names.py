"""Names: where the plan names a school, a project, a programme … by the word the name ends in and what precedes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.extraction.names.listed import counted_names, listed_names, partner_names
from plankg.graph.extraction.names.naming import named
from plankg.graph.extraction.names.passages import NAME_CHAR, QUOTED, START, Passages, find_passages
from plankg.graph.extraction.names.quoted import quoted_names
from plankg.graph.extraction.names.regions import region_names
from plankg.graph.extraction.names.schools import category_names, group_names
from plankg.graph.extraction.notes.units import likely_type
from plankg.graph.extraction.words.lexicon import alternation, from_lexicon, lexicon, rule_named
from plankg.graph.extraction.words.windows import REACH, Finder
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import EntityType

CUT_TYPES = {
    EntityType.SCHOOL_CATEGORY,
    EntityType.SCHOOL,
    EntityType.PARTNER_INSTITUTION,
    EntityType.CENTRE,
    EntityType.POLICY_DOCUMENT,
    EntityType.PROGRAMME,
    EntityType.PROJECT,
    EntityType.ALLIANCE,
    EntityType.EDUCATION_GROUP,
    EntityType.PLATFORM,
    EntityType.GOVERNMENT_BODY,
}
# Names of these rules are taken as they stand.
WHOLE = {"title-marks", "listed-partner", "listed-before-head", "people-head", "departments-listed", "leading-group"}
SHORTEST = 3
# 白石3个乡镇卫生院, 检验三大共享中心: what is counted begins with its number.
BEFORE_COUNT = named_pattern(
    "names.before-count",
    "^[^“”\\d]{1,8}?(?=\\d+[个所家支座处]|[两二三四五六七八九十]大(?!学))",
    matches=["白石3个乡镇卫生院"],
    rejects=["3个乡镇卫生院"],
)
GENERIC = named_pattern("names.generic", "^(?:企业|机构|部门|医院)$", matches=["企业"], rejects=["企业家"])
# A shorter name inside a longer one of these types is only a part of it, and no mention of its own.
OPAQUE = {
    EntityType.SCHOOL_CATEGORY: {
        EntityType.SCHOOL,
        EntityType.ALLIANCE,
        EntityType.CENTRE,
        EntityType.PARTNER_INSTITUTION,
    },
    EntityType.SCHOOL: {EntityType.SCHOOL_CATEGORY, EntityType.PARTNER_INSTITUTION},
    EntityType.CENTRE: {EntityType.SCHOOL, EntityType.SCHOOL_CATEGORY},
    EntityType.PROJECT: {EntityType.PROGRAMME},
    EntityType.FACILITY: {EntityType.TARGET_GROUP},
    EntityType.TARGET_GROUP: {EntityType.SCHOOL_CATEGORY, EntityType.CENTRE},
}


def rule_names(draft: Draft) -> tuple[Name, ...]:
    """The names that rules find, as marks for the model; a longer name wins over a shorter one of its type."""
    passages = find_passages(draft)
    marks = [
        *counted_names(passages),
        *_written(draft.text, family_names(passages, "names", "families")),
        *quoted_names(draft.text, passages),
        *category_names(passages),
        *group_names(passages),
        *partner_names(draft.text, passages),
        *family_names(passages, "concepts", "patterns"),
        *concept_names(draft.text),
        *region_names(draft, passages),
    ]
    listed = listed_names(passages, marks)
    known = {name.span for name in listed}
    marks = [name for name in marks if not (name.rule == "quoted-by-default" and name.span in known)] + listed
    marks = _as_quoted([_cut(name) for name in _beside_people(marks)])
    inside: dict[int, list[Name]] = {}
    for name in marks:
        place = passages.at(name.span.start)
        if place >= 0 and passages.spans[place].covers(name.span):
            inside.setdefault(place, []).append(name)
    outermost = (
        name._replace(section=passages.sections[place]) for place, names in inside.items() for name in longest(names)
    )
    return tuple(outermost)


def _as_quoted(names: list[Name]) -> list[Name]:
    """The names, each that some quote's use tells the type of with that type: “清廉医院”创建 and 清廉医院 are one thing."""
    types: dict[str, EntityType] = {}
    for rule in ("quoted-by-use", "quoted-by-default"):
        for name in names:
            if name.rule == rule and len(name.name) > SHORTEST:
                types.setdefault(name.name, name.type)
    if not types:
        return names
    own = {"quoted-by-use", "quoted-by-last-word", "counted-whole", "concept-list"}
    return [
        name._replace(type=types[name.name]) if name.name in types and name.rule not in own else name for name in names
    ]


def _beside_people(names: list[Name]) -> list[Name]:
    """The names without the places that run into people: 上海市民 are 市民, and no 上海市 is named."""
    people = {name.span.start: name.span.end for name in names if name.rule == "people-head"}

    def runs_on(place: Name) -> bool:
        return any(people.get(start, 0) > place.span.end for start in range(place.span.start + 1, place.span.end))

    return [name for name in names if not (name.rule == "own-region" and runs_on(name))]


def _cut(name: Name) -> Name:
    """The name from its number on, where what stands before counts it (白石|3个乡镇卫生院), where enough of it is left."""
    is_whole = name.rule in WHOLE or name.rule.startswith("quoted")
    lead = BEFORE_COUNT.match(name.name) if name.type in CUT_TYPES and not is_whole else None
    if lead is None or name.span.width != len(name.name):
        return name
    words = name.name[lead.end() :]
    aliases = tuple(alias for alias in name.aliases if alias in words)
    if name.type in {EntityType.SCHOOL, EntityType.SCHOOL_CATEGORY} and words in lexicon("names")["school_heads"]:
        name = name._replace(type=EntityType.SCHOOL_CATEGORY)
    elif len(words) < SHORTEST and not GENERIC.match(words):
        return name
    return name._replace(span=Span(name.span.start + lead.end(), name.span.end), name=words, aliases=aliases)


def noted_names(draft: Draft) -> list[Name]:
    """The units of the responsibility notes, typed by the words of their names."""
    units: dict[Span, Name] = {}
    for note in draft.notes:
        for unit in note.units:
            aliases = (unit.name,) if unit.full else ()
            name = Name(unit.span, likely_type(unit.name), unit.full or unit.name, aliases, "noted-unit", note.section)
            units.setdefault(unit.span, name)
    return list(units.values())


def family_names(passages: Passages, file: str, part: str) -> list[Name]:
    """The names that a pattern of the lexicon describes; inside quotes only those marked `inner` are read.

    A pattern is tried only round its own head words, which one pass over the text finds for all patterns.
    """
    families, finder = _families(file, part)
    names = []
    for number, windows in finder.windows(passages.masked).items():
        family = families[number]
        text = passages.masked if family.inner else passages.outside
        hits = (match for begin, end in windows for match in family.pattern.finditer(text, begin, end))
        names += [
            named(match.start(), match[0], family.type, family.name, bare=family.bare)
            for match in hits
            if family.inner or not passages.quoted(match.start())
        ]
    return names


def _written(text: str, names: list[Name]) -> list[Name]:
    """The names without the standards and rules that no verb of drafting stands before: those are no documents."""
    drafting = rule_named("documents", "relations", "drafts").pattern
    return [
        name
        for name in names
        if name.rule != "drafted" or drafting.search(text, max(0, name.span.start - REACH), name.span.start)
    ]


class Family(NamedTuple):
    """A family of names of `names.yaml`: its pattern, its type, the ending that may be left out, and whether quotes hold it."""

    name: str
    pattern: re.Pattern[str]
    type: EntityType
    bare: re.Pattern[str] | None
    inner: bool


@from_lexicon
def _families(file: str, part: str) -> tuple[tuple[Family, ...], Finder]:
    """The families, and what finds their head words."""
    rows = lexicon(file)[part]
    heads: dict[str, list[int]] = {}
    families = []
    for number, row in enumerate(rows):
        pattern = family_pattern(row["pattern"], row["heads"])
        kind = EntityType.of(row.get("type", "Concept"))
        bare = re.compile(row["bare"]) if "bare" in row else None
        families.append(Family(row["name"], pattern, kind, bare, bool(row.get("inner"))))
        for head in row["heads"]:
            heads.setdefault(head, []).append(number)
    return tuple(families), Finder(heads)


def family_pattern(pattern: str, heads: list[str]) -> re.Pattern[str]:
    """Compile a pattern of a family: ~ is a character of a name, Q a quote, < the edge where a name may begin."""
    pattern = pattern.replace("(?<", "\0").replace("<", START).replace("\0", "(?<")
    pattern = pattern.replace("~", NAME_CHAR).replace("Q", f"(?:{QUOTED})")
    return re.compile(pattern.replace("{heads}", alternation(heads)))


def concept_names(text: str) -> list[Name]:
    """The policy terms of the lexicon, each under its listed name."""
    concepts = lexicon("concepts")["concepts"]
    pattern, canonical = _concepts()
    names = []
    for match in pattern.finditer(text):
        term = canonical[match[0]]
        aliases = tuple(sorted({*concepts[term], match[0]} - {term}))
        names.append(Name(Span(*match.span()), EntityType.CONCEPT, term, aliases, "concept-list"))
    return names


@from_lexicon
def _concepts() -> tuple[re.Pattern[str], dict[str, str]]:
    concepts = lexicon("concepts")["concepts"]
    canonical = {alias: term for term, aliases in concepts.items() for alias in aliases}
    canonical.update({term: term for term in concepts})
    return re.compile(alternation(list(canonical))), canonical


def longest(names: list[Name]) -> list[Name]:
    """The names without those that are only a part of a longer one of their own type or of an opaque one."""
    return [name for group in _touching(names) for name in _longest(group)]


def _touching(names: Iterable[Name]) -> Iterator[list[Name]]:
    """The names in groups: those of different groups share no character."""
    group: list[Name] = []
    end = 0
    for name in sorted(names, key=lambda name: name.span):
        if group and name.span.start >= end:
            yield group
            group = []
        group.append(name)
        end = max(end, name.span.end)
    if group:
        yield group


def _longest(names: Iterable[Name]) -> list[Name]:
    longest_names: list[Name] = []
    for name in sorted(names, key=lambda name: (-name.span.width, name.span)):
        if not any(other.span.overlaps(name.span) and _swallows(other, name) for other in longest_names):
            longest_names.append(name)
    return longest_names


def _swallows(long: Name, short: Name) -> bool:
    """Whether a name is only a part of a longer one that shares characters with it."""
    if short.rule in {"quoted-by-use", "quoted-by-default"} and long.span.covers(short.span) and "“" in long.name:
        return True
    if short.type is EntityType.TARGET_GROUP and long.rule.startswith("quoted") and long.span.end == short.span.end:
        return True  # “学科指导团队” is one name, and no 指导团队 of its own.
    return long.type is short.type or (long.span.covers(short.span) and long.type in OPAQUE.get(short.type, set()))
