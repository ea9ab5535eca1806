"""Figures as found in a clause, and the patterns that find them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from plankg.graph.extraction.clauses.fragments import split
from plankg.graph.extraction.draft import Clause, Span
from plankg.graph.extraction.words.lexicon import alternation, expand, lexicon
from plankg.schema.terms import Comparator, TargetKind

# How far before a figure 分别 may stand.
REACH = 12
NUMERAL = r"\d+(?:,\d{3})*(?:\.\d+)?"


@dataclass(frozen=True)
class Figure:
    """A figure as found: the span that states it, its value, and what it measures."""

    span: Span
    value: float | str | None
    value_max: float | None
    unit: str | None
    comparator: Comparator
    kind: TargetKind
    indicator: str
    rule: str


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Give the patterns of the lexicon that find figures and the words round them, by name."""
    book = lexicon("numbers")
    measure = alternation(book["measures"])
    more, less = alternation(book["at_least"]), alternation(book["at_most"])
    return {
        "share": re.compile(
            f"(?P<indicator>(?:[^，；。、“”（）]|“[^”]{{1,12}}”|（[^（）]{{1,12}}）){{0,28}}?)(?P<before>(?:{more}|{less}|为|到|约|近)*)"
            f"(?P<value>{NUMERAL}|[一二三四五六七八九](?=成))"
            f"(?:%?[-—~～至](?P<top>{NUMERAL}))?(?P<unit>%|‰|/10万|个百分点|个(?=[和与]\\d[\\d.]*个百分点)|成(?![立员就果为长本]))(?P<after>{more}|{less})?(?P<behind>[^，；。、的“”（）\\d%]{{0,8}})"
        ),
        "count": re.compile(
            f"(?P<before>(?:{more}|{less}|新增|约|近)*)(?<![\\d.+第])(?P<value>{NUMERAL})(?:[-—~～至](?P<top>{NUMERAL}))?(?P<over>余|多)?"
            f"(?P<unit>[百千万亿]?{measure})(?P<after>{more}|{less})?(?P<behind>“[^”]{{1,12}}”[^，；。、的和与及\\d“”（）]{{0,12}}|(?!（)(?:[^，；。、的和与及\\d“”（）]|（[^（）]{{1,24}}）){{0,16}}|)"
        ),
        "percent": re.compile(r"\d(?:%|‰|/10万|个百分点)|[一二三四五六七八九]成(?![立员就果为长本])"),
        "past": re.compile(book["past"]),
        "from": re.compile(book["from"]),
        "hint": re.compile(r"[\d首第新双一二两三四五六七八九十]|全覆盖|率"),
        "digit": re.compile(r"\d"),
        "ordinal": re.compile(book["ordinal"]),
        "big": re.compile(book["big"] + "(?P<behind>[^，；。、的建“”]{2,10})"),
        "code": re.compile(book["code"]),
        "spelled": re.compile(expand(book["spelled"], book)),
        "ratio": re.compile(book["ratio"]),
        "latin": re.compile(rf"{NUMERAL}(?:\+{NUMERAL})*"),
        "more": re.compile(more),
        "less": re.compile(less),
        "aiming": re.compile(alternation(book["aiming"])),
        "softened": re.compile(book["softened"]),
    }


def respectively(text: str, told: list[Figure], figures: list[Figure]) -> list[Figure]:
    """Give the figures of a clause, those that 分别 says of the measures told before them in the sentence with these.

    办结率达99%，满意率达96%，同比分别提高1个和2个百分点: the points are those of the two rates.
    """
    made: list[Figure] = []
    for place, figure in enumerate(figures):
        before = made[-1].span.end if made else max(0, figure.span.start - REACH)
        if figure.indicator == figure.unit and "分别" in text[before : figure.span.end]:
            run = [other for other in figures[place:] if other.indicator == other.unit]
            measures = list(dict.fromkeys(other.indicator for other in (*told, *made) if other.indicator != other.unit))
            if len(measures) >= len(run) > 1:
                named = zip(run, measures[-len(run) :], strict=True)
                return [
                    *made,
                    *(replace(other, indicator=measure) for other, measure in named),
                    *figures[place + len(run) :],
                ]
        made.append(figure)
    return made


def part_to(text: str, clause: Clause, end: int, marks: str) -> Span:
    """Give the part of a clause between the marks that reaches to the place."""
    return next((part for part in split(text, clause.span, marks) if part.end >= end), clause.span)
