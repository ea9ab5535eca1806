"""Dates that cannot be: days that no calendar has, deadlines before the document's own date."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from plankg.graph.checks.linting.source import Found, Source
from plankg.graph.patterns import named_pattern

DATE = named_pattern(
    "dates.date",
    r"(?<!\d)(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?",
    matches=["2024年3月4日"],
    rejects=["三年内"],
)
DECEMBER = 12
LEAP_YEAR = 2000


def impossible_dates(source: Source) -> Iterator[Found]:
    """The dates that no calendar has (2月30日, 13月); 2月29日 without a year may be one."""
    for match in DATE.finditer(source.text):
        month = int(match["month"])
        year = int(match["year"]) if match["year"] else LEAP_YEAR
        known = 1 <= month <= DECEMBER and year >= 1
        if not known or (match["day"] and not 1 <= int(match["day"]) <= monthrange(year, month)[1]):
            yield source.found(*match.span())


def deadlines_before_issue(source: Source) -> Iterator[Found]:
    """The tasks that are due before the date of the document."""
    fact = source.plan.document.issued_date
    if fact is None:
        return
    issued = date.fromisoformat(fact.value) if "-" in fact.value else date(int(fact.value), 1, 1)
    for task in source.plan.tasks:
        if task.due and task.due < issued:
            yield Found(task.evidence, {"time": task.time, "issued": fact.value})
