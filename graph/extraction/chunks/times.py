"""Times: by when a task is to be done, verbatim and, where the words fix it, as the last day that is in time."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Span, Time
from plankg.graph.extraction.words.lexicon import from_lexicon, lexicon, rule_named, rules
from plankg.graph.patterns import named_pattern

SEPTEMBER, DECEMBER = 9, 12
# 2024年5月起持续推进 tells when something starts.
# A character that every time has, to pass over clauses without any.
HINT = named_pattern(
    "times.hint",
    "[年月季周假期末]|[日天]之?[内前当]|节(?:假?日)?前|开学|持续|入[学校]前|[离汛秋耕]",
    matches=["10月底"],
    rejects=["各学校"],
)
STARTING = named_pattern(
    "times.starting", "[年月日旬底末初度学]起(?![-—–~～至到])", matches=["10月起"], rejects=["11月"]
)
# A day as workbooks count it where a cell shows the bare number: 45657 (ECMA-376 Part 1, 18.17.4.1, the 1900 date base).
SERIAL = re.compile(r"4[2-9]\d{3}|5[0-4]\d{3}")
SERIAL_BASE = date(1899, 12, 30)
THIRDS = {"上旬": 10, "中旬": 20, "下旬": 31}
HALVES = {"上": 6, "下": 12}
QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12}


# Rules for times that fix no day: they run from something, or tell a length.
WITHOUT_DATE = {"within-years", "within-after", "within-span", "some-time-after", "term-whole"}
SCHOOL_YEAR, AUGUST = "school-year-whole", 8
PARTS = ("deadline", "period", "whole")
"""The parts of the lexicon that tell a time, the surest first: the plan's own year or term (本年度) only where no other is told."""


class PlanYear(NamedTuple):
    """The year that a plan is for, in which a month without a year lies; a school year begins in September."""

    year: int
    school: bool = False

    def of(self, month: int) -> int:
        """The year in which the plan's month lies.

        >>> PlanYear(2024, school=True).of(3), PlanYear(2024).of(3)
        (2025, 2024)
        """
        return self.year + (self.school and month < SEPTEMBER)


def plan_year(draft: Draft) -> PlanYear | None:
    """The year that the plan is for, from its period, or the year of its date."""
    for fact in (draft.data.effective_period, draft.data.issued_date):
        if fact and (match := re.search(r"20\d{2}", fact.value)):
            return PlanYear(int(match[0]), school="学年" in fact.value)
    return None


def find_time(text: str, span: Span, year: PlanYear | None, *, act: Span | None = None) -> Time | None:
    """The deadline in a span, else the first period that is no deadline, else the plan's own year or term (本年度).

    `year` is the plan's own. Of several deadlines the one in the part `act` wins, where the main verb stands; then the first.
    A month without a year lies in the plan's year. A bare year ends on 31 December, a five-year plan with its last year.
    Names in quotes or 《》 tell no time, nor do words such as 每月5日前, which come round. What only tells which things are meant
    (2022年底前建成的小区) is no time of the act, and when something starts (5月起) no deadline.
    """
    if not HINT.search(text, span.start, span.end):
        return None
    names = _inside_names(text, span)
    times = next((of_part for part in PARTS if (of_part := list(_times_of(text, span, year, part, names)))), [])
    return min(
        times,
        key=lambda time: (act is not None and not act.covers(time.span), time.span.start, -time.span.end),
        default=None,
    )


def _times_of(text: str, span: Span, year: PlanYear | None, part: str, names: list[Span]) -> Iterator[Time]:
    """The times that the rules of one part of the lexicon find, outside names and attributes."""
    attributive, starting = (rule_named("times", "behind", name).pattern for name in ("attributive", "starting"))
    for rule in rules("times", part):
        for match in rule.pattern.finditer(text, span.start, span.end):
            group = "told" if "told" in rule.pattern.groupindex else 0
            place = Span(*match.span(group))
            if _inside(place, names) or (part == "deadline" and starting.match(text, place.end, span.end)):
                continue
            if not attributive.match(text, place.end, span.end):
                yield Time(place, match[group], None if part == "period" else _due(match, rule.name, year), rule.name)


def _inside(place: Span, names: list[Span]) -> bool:
    """Whether a place shares characters with one of some names in order, unless it holds the whole name."""
    first = bisect_right(names, place.start, key=lambda name: name.end)
    for number in range(first, len(names)):
        name = names[number]
        if name.start >= place.end:
            return False
        if not place.covers(name):
            return True
    return False


def _inside_names(text: str, span: Span) -> list[Span]:
    return [Span(match.start(), match.end()) for match in _names().finditer(text, span.start, span.end)]


@from_lexicon
def _names() -> re.Pattern[str]:
    return re.compile(f"《[^》]*》|“[^”]*”|{every().pattern}")


def due_of(words: str, year: PlanYear | None) -> date | None:
    """The due date that the words of a deadline line tell (2019年12月底前), None where they tell none (持续推进)."""
    if STARTING.search(words):
        return None
    if SERIAL.fullmatch(words):
        return SERIAL_BASE + timedelta(days=int(words))
    for part in ("deadline", "plain"):
        for rule in rules("times", part):
            if match := rule.pattern.search(words):
                return _due(match, rule.name, year)
    for rule in rules("times", "whole"):
        if match := rule.pattern.fullmatch(words):
            return _due(match, rule.name, year)
    return None


@from_lexicon
def every() -> re.Pattern[str]:
    """The pattern of words that say how often something is done, `which` for the day within that (每月|5日前)."""
    return rule_named("times", "recurrence", "every").pattern


def recurrence(words: str) -> str | None:
    """The words that say how often something is done (每季度), if any; no deadline."""
    match = next((match for rule in rules("times", "recurrence") if (match := rule.pattern.search(words))), None)
    return match[0] if match else None


def _due(match: re.Match[str], rule: str, plan_year: PlanYear | None) -> date | None:
    """The last day that the words allow, or None where they fix none (用5年时间, a day that does not exist)."""
    if rule == SCHOOL_YEAR:
        return date(plan_year.of(AUGUST), AUGUST, 31) if plan_year and plan_year.school else None
    groups = match.groupdict()
    if rule in WITHOUT_DATE:
        return None
    if rule == "five-year-plan":
        return date(lexicon("times")["five_year_plans"][groups["plan"]], DECEMBER, 31)
    if not (groups.get("year") or groups.get("from")) and plan_year is None:
        return None
    if begins := groups.get("begins"):
        eve = lexicon("times")["begins"].get(begins)
        return date(_year(groups, plan_year, eve[0]), *eve) if eve else None
    month = DECEMBER
    if groups.get("half") or groups.get("quarter"):
        month = HALVES[groups["half"]] if groups.get("half") else QUARTERS[groups["quarter"]]
    elif groups.get("month"):
        month = int(groups["month"])
    if not 1 <= month <= DECEMBER:
        return None
    year = _year(groups, plan_year, month)
    last = monthrange(year, month)[1]
    day = int(groups["day"]) if groups.get("day") else min(last, THIRDS.get(groups.get("third") or "", last))
    return date(year, month, day) if 1 <= day <= last else None


def _year(groups: dict[str, str], plan_year: PlanYear | None, month: int) -> int:
    """The year that the words tell, else that in which the plan's month lies."""
    if stated := groups.get("year") or groups.get("from"):
        return int(stated)
    year = plan_year.of(month) if plan_year else 0
    return year + 1 if groups.get("next") else year
