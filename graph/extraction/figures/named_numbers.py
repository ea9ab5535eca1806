"""Numbers that stand in a name or number a thing: the size of a set (五大学区), ordinals (第五批), codes (“528工程”)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plankg.graph.extraction.draft import Clause, Name, Span
from plankg.graph.extraction.figures.figures import Figure, part_to, patterns
from plankg.graph.extraction.words.numerals import number
from plankg.schema.terms import Comparator, EntityType, TargetKind

YEAR = re.compile(r"(?:19|20)\d\d")
TURNS_ON = re.compile("(?:紧紧|紧密)?(?:围绕|聚焦|紧扣|瞄准|着眼)")


def big_sets(text: str, clause: Clause, names: tuple[Name, ...]) -> Iterator[Figure]:
    """Give the size of sets such as 五大学区, 三类团队; the set's name tells what is counted, where there is one."""
    for found in patterns()["big"].finditer(text, clause.span.start, clause.span.end):
        if (found["unit"] == "类" and text[found.start() - 1] == "“") or _adverbial(text, clause, found.end()):
            continue
        starts = {found.start(), found.start("behind")}
        named = [
            Span(found.start(), name.span.end)
            for name in names
            if name.span.start in starts and name.span.end > found.start("behind")
        ]
        span = min(named, default=Span(*found.span()))
        counted = text[found.start("behind") : span.end]
        unit = "类" if found["unit"] == "类" else "个"
        yield Figure(
            span, number(found["number"]), None, unit, Comparator.EQ, TargetKind.COUNT, f"{counted}数", "big-set"
        )


def _adverbial(text: str, clause: Clause, place: int) -> bool:
    """Tell whether a place lies in a phrase that only says what a task turns on (围绕打造十大产业链，开展…)."""
    part = part_to(text, clause, place, "，；")
    return bool(TURNS_ON.match(text, part.start)) and not any(part.covers(verb.span) for verb in clause.verbs)


def ordinals(text: str, clause: Clause, _: tuple[Name, ...]) -> Iterator[Figure]:
    """Give the numbers in a row: 第五批, 首届, 新一轮 (no value)."""
    for found in patterns()["ordinal"].finditer(text, clause.span.start, clause.span.end):
        value = 1.0 if found["first"] else number(found["number"]) if found["number"] else None
        unit = found["unit"] or found["unit2"] or found["unit3"]
        yield Figure(
            Span(*found.span()),
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


def codes(text: str, _: Clause, names: tuple[Name, ...]) -> Iterator[Figure]:
    """Give the numbers that are part of a name: in quotes, in title marks, or before words such as 年行动计划 and 级.

    A year in a name (2024年度学习计划) only says when.
    """
    for span in sorted({name.span for name in names if name.type in NUMBERED_NAMES}):
        for found in patterns()["code"].finditer(text, span.start, span.end):
            yield _code(text, span, found, number(found["number"]), found["unit"])
        for found in patterns()["latin"].finditer(text, span.start, span.end):
            if YEAR.fullmatch(found[0]):
                continue
            yield _code(text, span, found, None if "+" in found[0] else number(found[0]), None)


def _code(text: str, name: Span, found: re.Match[str], value: float | None, unit: str | None) -> Figure:
    span = Span(*found.span())
    return Figure(span, value, None, unit, Comparator.EQ, TargetKind.CODE, name.of(text), "number-in-name")
