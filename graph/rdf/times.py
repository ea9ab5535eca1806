"""Times as OWL-Time and schema.org have them: the days that a period covers, and how often something is done again.

A period is a proper interval between two instants (https://www.w3.org/TR/owl-time/#time:ProperInterval), each a day
(https://www.w3.org/TR/owl-time/#time:inXSDDate). OWL-Time knows no repetition: a duration there
(https://www.w3.org/TR/owl-time/#time:hasXSDDuration) is how long a time lasts, and what comes each quarter does not
last one. So what is done again has a schedule, https://schema.org/Schedule, whose https://schema.org/repeatFrequency
is the time from one occurrence to the next.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from plankg.graph.extraction.chunks.times import every
from plankg.graph.extraction.words.lexicon import Rule, lexicon, rules


def period(words: str, year: int | None = None) -> tuple[date, date] | None:
    """The first and the last day of the months, quarter, half-year, school year or years that words name.

    `year` is that of words without one (年内). None where the words name more or less than such a period (2023年底前).

    >>> [str(day) for day in period("2023年下半年")]
    ['2023-07-01', '2023-12-31']
    """
    for rule in rules("times", "interval"):
        if match := rule.pattern.fullmatch(words):
            return _days(match, rule, year)
    return None


def _days(match: re.Match[str], rule: Rule, year: int | None) -> tuple[date, date] | None:
    groups = match.groupdict()
    start = int(groups["year"]) if groups["year"] else year
    if start is None:
        return None
    first, last = [int(groups["month"])] * 2 if "month" in groups else rule["months"][groups.get("part", "")]
    stop = int(groups.get("until") or start + (last < first))
    try:
        days = date(start, first, 1), date(stop, last, monthrange(stop, last)[1])
    except ValueError:
        return None
    return days if days[0] < days[1] else None


def duration(recurrence: str) -> str | None:
    """How long it is from one time to the next, as an ISO 8601 duration; None where the words don't tell (常年).

    >>> duration("每季度"), duration("每月5日前")
    ('P3M', 'P1M')
    """
    match = every().match(recurrence)
    return lexicon("times")["every"].get(match["every"]) if match else None
