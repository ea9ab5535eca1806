"""Numbers that stand in a name or number a thing: the size of a set (五大学区), ordinals (第五批), codes (“528工程”)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.figures.figures import Figure, patterns
from plankg.graph.extraction.figures.surroundings import Surroundings
from plankg.graph.extraction.words.numerals import number
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import Comparator, EntityType, TargetKind

YEAR = re.compile(r"(?:19|20)\d\d")
# 15个网格: the number counts the set, it names nothing.
COUNTING = named_pattern("named_numbers.counting", "[个名所家项条支户座处类种]", matches=["个"], rejects=["级"])
# 印发后10日内: a time is no number of a name.
RELATIVE = named_pattern(
    "named_numbers.relative", "个?(?:工作日|[月日天年周])(?:之?内|之?后|前)", matches=["日内"], rejects=["日报"]
)
TURNS_ON = named_pattern(
    "named_numbers.turns-on",
    "(?:紧紧|紧密)?(?:围绕|聚焦|紧扣|瞄准|着眼)",
    matches=["围绕重点产业"],
    rejects=["产业周围"],
)


def big_sets(around: Surroundings) -> Iterator[Figure]:
    """The size of sets such as 五大学区, 三类团队; the set's name tells what is counted, where there is one."""
    text = around.text
    for match in patterns()["big"].finditer(text, *around.clause.span):
        if (match["unit"] == "类" and text[match.start() - 1] == "“") or _adverbial(around, match.end()):
            continue
        starts = {match.start(), match.start("behind")}
        named = [
            Span(match.start(), name.span.end)
            for name in around.names_from(match.start(), match.start("behind"))
            if name.span.start in starts and name.span.end > match.start("behind")
        ]
        span = min(named, default=Span(*match.span()))
        counted = text[match.start("behind") : span.end]
        # 三类团队 counts kinds; 五大学区 is what the five go by together.
        unit, kind = ("类", TargetKind.COUNT) if match["unit"] == "类" else ("个", TargetKind.SET)
        yield Figure(span, number(match["number"]), None, unit, Comparator.EQ, kind, f"{counted}数", "big-set")


def _adverbial(around: Surroundings, place: int) -> bool:
    """Whether a place lies in a phrase that only says what a task turns on (围绕打造十大产业链，开展…)."""
    part = around.part(place)
    return bool(TURNS_ON.match(around.text, part.start)) and not around.acts_before(part.start, part.end)


def ordinals(around: Surroundings) -> Iterator[Figure]:
    """The numbers in a row: 第五批, 首届, 新一轮 (no value)."""
    for match in patterns()["ordinal"].finditer(around.text, *around.clause.span):
        value = 1.0 if match["first"] else number(match["number"]) if match["number"] else None
        unit = match["unit"] or match["unit2"] or match["unit3"]
        yield Figure(
            Span(*match.span()),
            value,
            None,
            unit,
            Comparator.ORDINAL,
            TargetKind.ORDINAL,
            "次序" if unit == "次" else f"{unit}次",
            "ordinal",
        )


NUMBERED_NAMES = {
    EntityType.PROGRAMME,
    EntityType.BRAND,
    EntityType.CONCEPT,
    EntityType.POLICY_DOCUMENT,
    EntityType.ALLIANCE,
    EntityType.SCHOOL_CATEGORY,
}


def codes(around: Surroundings) -> Iterator[Figure]:
    """The numbers that are part of a name: in quotes, in title marks, or before words such as 年行动计划 and 级.

    A year in a name (2024年度学习计划) only says when, as does a day (“11·9”消防日).
    """
    text = around.text
    for span in sorted({name.span for name in around.names if name.type in NUMBERED_NAMES}):
        for match in patterns()["code"].finditer(text, span.start, span.end):
            yield _code(text, span, match, number(match["number"]), match["unit"])
        for match in patterns()["latin"].finditer(text, span.start, span.end):
            counts = match.start() == span.start and bool(COUNTING.match(text, match.end()))
            counts = counts or RELATIVE.match(text, match.end()) is not None
            if counts or YEAR.fullmatch(match[0]) or "·" in match[0]:
                continue
            yield _code(text, span, match, None if "+" in match[0] else number(match[0]), None)


def _code(text: str, name: Span, match: re.Match[str], value: float | None, unit: str | None) -> Figure:
    span = Span(*match.span())
    return Figure(span, value, None, unit, Comparator.EQ, TargetKind.CODE, _unquoted(name.of(text)), "number-in-name")


def _unquoted(name: str) -> str:
    """A name without the quotes that stand round all of it."""
    return name[1:-1] if name.startswith("“") and name.find("”") == len(name) - 1 else name
