"""What a question says that is true of the plans as a whole and so narrows nothing: their own time, their own place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from plankg.graph.questions.choices import Facts, words

YEAR = re.compile(r"\d{4}")
HALVES = {"上": (1, 6), "下": (7, 12)}
"""The first and last month of half a year, by what tells which half."""


def own_places(places: Iterable[str], facts: Sequence[Facts]) -> set[str]:
    """The places in whose name the plans are issued: the district of 宝山区教育局."""
    return {place for place in places if facts and all(fact.issuer and place in fact.issuer for fact in facts)}


def own_times(text: str, facts: Sequence[Facts]) -> list[tuple[int, int]]:
    """Where a text names a time that each plan lies within: 今年, its year, its half of the year."""
    matches = re.finditer(str(words()["period"]), text)
    return [each.span() for each in matches if facts and all(_within(each[0], fact) for fact in facts)]


def _within(named: str, fact: Facts) -> bool:
    if fact.year is None:
        return False
    begin, end = fact.begin or date(fact.year, 1, 1), fact.end or date(fact.year, 12, 31)
    year = YEAR.search(named)
    months = next((months for half, months in HALVES.items() if f"{half}半年" in named), (1, 12))
    said = [(int(year[0]) if year else end.year, month) for month in months]
    return said[0] <= (begin.year, begin.month) and (end.year, end.month) <= said[1]
