"""Entities: mentions that name the same thing become one node."""

from __future__ import annotations

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Name
from plankg.graph.extraction.notes.units import unit_type
from plankg.graph.extraction.words.lexicon import lexicon
from plankg.graph.patterns import named_pattern
from plankg.schema.plan import Entity, Fact, Member, Mention
from plankg.schema.terms import EntityType, Standing

# 我区中小学校 are 中小学校 as seen from here; the node bears the name without the 我区.
DEICTIC = named_pattern("entities.deictic", "[我本全]", matches=["我区"], rejects=["区属"])
NUMERALS = dict(zip("一二三四五六七八九十", range(1, 11), strict=True))
# A shorter alias is a bare head word (学校) and joins nothing by itself.
DISTINCT = 3
SHORT_JOIN = {EntityType.CONCEPT, EntityType.SCHOOL_DISTRICT}
# 100所中小学 are some of the 中小学: a counted set is no other name of the kind.
SUBSET = named_pattern("entities.subset", r"\d+[所个家]", matches=["100所中小学"], rejects=["几所中小学"])
COUNTED_SET = named_pattern(
    "entities.counted-set", r"^([一二三四五六七八九十]|\d{1,2})大", matches=["五大中心"], rejects=["中心五大"]
)


def group_mentions(draft: Draft) -> tuple[tuple[Name, ...], ...]:
    """The mentions in groups that name the same thing: of one type, and the same by name or alias."""
    groups: list[list[Name]] = []
    known: dict[tuple[EntityType, str], list[Name]] = {}
    for name in draft.names:
        keys = [(name.type, word) for word in (name.name, *_joining(name))]
        group = next((known[key] for key in keys if key in known), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(name)
        for key in keys:
            known.setdefault(key, group)
    return tuple(map(tuple, groups))


def identify(draft: Draft) -> dict[Name, str]:
    """The id of the entity that each mention names."""
    return {name: identity for group in draft.groups for identity in (_identity(group),) for name in group}


def make_entities(draft: Draft) -> tuple[Entity, ...]:
    """The entities in the order of their first mention, under the fullest name printed.

    Each issuer is an entity too, since it is who does what no unit is named for.
    """
    return tuple(_with_issuers(draft, [_entity(draft, group) for group in draft.groups]))


def _best(group: tuple[Name, ...]) -> Name:
    if len(group) == 1:
        return group[0]
    return max(group, key=lambda name: (not DEICTIC.match(name.name), len(name.name), -name.span.start))


def _identity(group: tuple[Name, ...]) -> str:
    return _id(_best(group))


def _id(name: Name) -> str:
    return f"{name.type}/{name.name}"


def _joining(name: Name) -> tuple[str, ...]:
    """The aliases under which two mentions are the same thing: not a bare head such as 学校."""
    if not name.aliases or SUBSET.match(name.name):
        return ()
    # 农村学习点 and 社区学习点 are both also 学习点, and two things.
    # 符合条件的企业 are not all 企业.
    bare = [
        alias
        for alias in name.aliases
        if (name.type is EntityType.FACILITY and name.name.endswith(alias)) or name.name.endswith(f"的{alias}")
    ]
    return tuple(
        alias for alias in name.aliases if alias not in bare and (len(alias) >= DISTINCT or name.type in SHORT_JOIN)
    )


def _entity(draft: Draft, group: tuple[Name, ...]) -> Entity:
    best, first = _best(group), group[0]
    words: set[str] = set()
    mentions = []
    for name in group:
        words.update((name.name, *name.aliases))
        mentions.append(Mention(evidence=draft.document.evidence(*name.span), section=name.section))
    words.discard(best.name)
    full = next((alias for name in group if name.rule == "listed-before-head" for alias in name.aliases), None)
    return Entity(
        id=_id(best),
        type=best.type,
        name=best.name,
        aliases=tuple(sorted(words - {full})),
        expanded_name=full,
        mentions=tuple(mentions),
        members=_members(best),
        evidence=mentions[0].evidence,
        rule=first.rule,
    )


def _members(name: Name) -> tuple[Member, ...]:
    """The unnamed members of a counted set of units such as 五大学区, one a place, their names open."""
    if name.type is not EntityType.SCHOOL_DISTRICT or not (match := COUNTED_SET.match(name.name)):
        return ()
    size = NUMERALS.get(match[1]) or int(match[1])
    return tuple(Member(position=place, standing=Standing.INFERRED) for place in range(1, size + 1))


def _issuer_type(name: str) -> EntityType:
    """What an issuer is by its last word: a school, a company, hospital or university, else a government body."""
    if name.endswith(tuple(lexicon("names")["school_names"])):
        return EntityType.SCHOOL
    return unit_type(name) or EntityType.GOVERNMENT_BODY


def _with_issuers(draft: Draft, entities: list[Entity]) -> list[Entity]:
    named = {name for entity in entities for name in (entity.name, *entity.aliases)}
    return [*(_issuer(fact) for fact in draft.data.issuers if fact.value not in named), *entities]


def _issuer(fact: Fact) -> Entity:
    kind = _issuer_type(fact.value)
    return Entity(
        id=f"{kind}/{fact.value}",
        type=kind,
        name=fact.value,
        mentions=(Mention(evidence=fact.evidence),),
        evidence=fact.evidence,
        rule="issuer",
    )
