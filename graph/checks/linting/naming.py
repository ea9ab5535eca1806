"""Names: written in more than one way, or a document's without its title marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from plankg.graph.checks.linting.source import Found, Source
from plankg.graph.extraction.words.lexicon import lexicon
from plankg.graph.patterns import named_pattern
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Entity
from plankg.schema.terms import EntityType

# Names differ by so many characters at most, and share so many at the beginning and at the end.
DIFFERENCE = 2
SHARED = 2
ENOUGH = 5
SPECIFIC = named_pattern(
    "linting-naming.specific",
    r"^(?:“[^”]+”.|国家|全国|[省市区县](?!级)|\d{4}|关于).*(?:规划|方案|意见|办法|细则|条例|通知|纲要|章程|规定)$",
    matches=["2024年招生工作办法"],
    rejects=["招生工作办法"],
)
COLLECTIVE = named_pattern("linting-naming.collective", "各|有关|相关", matches=["有关部门"], rejects=["财政部门"])
COUNT = named_pattern(
    "linting-naming.count",
    r"^(?:\d+|[一二三四五六七八九十两]+)[个所家支批类项名大]|^第.{1,3}[届批轮期次]|^(?:首[届批]|新一轮|各|一批)|^\d{4}年(?=第|度)",
    matches=["首批学校"],
    rejects=["学校首批"],
)


def unstable_names(source: Source) -> Iterator[Found]:
    """The names that differ by one or two characters inside from another of the same type (紧密型集团 / 紧密型教育集团).

    Which of the two is meant, or whether they are two things, only a person knows. The later first mention is shown.
    """
    proper = frozenset(map(EntityType.of, lexicon("linting")["proper"]))
    written = sorted(
        {
            (entity.type, name): evidence
            for entity in source.plan.entities
            if entity.type in proper
            for name, evidence in _written(entity)
        }.items(),
        key=lambda row: (row[1].start, row[0]),
    )
    own = frozenset(map(EntityType.of, lexicon("linting")["own_names"]))
    for first, second in sorted(set(_near_pairs([row for row, _ in written], own))):
        (_, name), ((_, other), evidence) = written[first][0], written[second]
        short = min(name, other, key=len)
        if len(short) >= ENOUGH and not COLLECTIVE.search(short):
            yield Found(evidence, {"name": other, "other": name})


def _near_pairs(names: Sequence[tuple[EntityType, str]], own: frozenset[EntityType]) -> Iterator[tuple[int, int]]:
    """The places of two names of which one is the other with one or two characters more inside.

    Names of a type whose members have their `own` may instead differ by one character. No name is compared with all
    others: each is looked up by what is left of it without the characters.
    """
    places = {row: place for place, row in enumerate(names)}
    masked = defaultdict(list)
    for place, (kind, name) in enumerate(names):
        for at in range(SHARED, len(name) - SHARED):
            for more in range(1, min(DIFFERENCE, len(name) - SHARED - at) + 1):
                shorter = places.get((kind, name[:at] + name[at + more :]))
                if shorter is not None:
                    yield min(place, shorter), max(place, shorter)
            if kind in own:
                masked[kind, name[:at], name[at + 1 :]].append(place)
    for alike in masked.values():
        yield from combinations(alike, 2)


def _written(entity: Entity) -> Iterator[tuple[str, Evidence]]:
    """The ways in which the text writes a name, without the count before it, each with its first mention."""
    seen = set()
    for mention in entity.mentions:
        name = COUNT.sub("", mention.evidence.quote)
        if name not in seen:
            seen.add(name)
            yield name, mention.evidence


def documents_unmarked(source: Source) -> Iterator[Found]:
    """The documents that are cited under a name of their own without 《》."""
    seen = set()
    for row in source.plan.citations:
        bare = "《" not in row.name and row.evidence.quote[:1] != "《"
        start = source.document.normal_at[row.evidence.start]
        if bare and source.text[start - 1 : start] != "《" and SPECIFIC.search(row.name) and row.name not in seen:
            seen.add(row.name)
            yield Found(row.evidence, {"name": row.name})
