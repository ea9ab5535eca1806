"""What changed within a task that both plans have: its words, its numbers, its deadline, who does it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import chain

from plankg.graph.comparison.changes import Difference
from plankg.graph.comparison.content import Content
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import ChangeKind
from plankg.schema.wording import Language

COMMA = "、"
BEGIN = named_pattern("comparison.begin", r"(.*\d.*?)[至到]", matches=["2024年3月至6月"], rejects=["6月底前"])
"""When a time begins that has two ends."""


def differences(
    before: Sequence[Content], after: Sequence[Content], *, years: int = 0, units: bool = True, lang: Language
) -> tuple[Difference, ...]:
    """What differs, in the order of the kinds; `years` is by how many the second plan is later, `units` whether they count.

    A deadline that is as far into its plan's year as before is the same, and so is one that stays on its day. Re-worded is
    what differs beside units, numbers and times.
    """
    rows: list[Difference] = []
    if (numbers := _lost_and_gained(before, after)) != ("", ""):
        rows.append(Difference(ChangeKind.NUMBER, *numbers))
    if not _same_time(before, after, years):
        rows.append(Difference(ChangeKind.DEADLINE, deadline(before), deadline(after)))
    if units and _units_moved(before, after):
        rows.append(Difference(ChangeKind.UNIT, *(COMMA.join(doers(side, lang)) for side in (before, after))))
    if not _same_words(before, after, years, told=bool(rows)):
        rows.insert(0, Difference(ChangeKind.REWORDED, "", ""))
    return tuple(rows)


def _same_words(before: Sequence[Content], after: Sequence[Content], years: int, *, told: bool) -> bool:
    """Whether both say the same beside units, numbers and times; `told` says whether one of these differs.

    Tasks of the same sentence are the same, wherever they were parted. What differs in any way differs in words where it does in
    nothing else.
    """
    whole = [_joined(side, "words") for side in (before, after)]
    if whole[0] == whole[1]:
        return True
    within = [_joined(side[:1], "around") for side in (before, after)]
    if whole[0] in within[1] and whole[1] in within[0]:
        return True
    return (
        (told or years != 0) and _joined(before, "rest") == _joined(after, "rest") and _same_years(before, after, years)
    )


def _joined(side: Sequence[Content], field: str) -> str:
    return "".join(getattr(each, field) for each in side)


def deadline(side: Sequence[Content]) -> str:
    """The times of tasks as written, with the last day where the words alone don't say it."""
    times = (each.task.time or (each.due.isoformat() if each.due else None) for each in side)
    recurring = (each.task.recurrence for each in side)
    return COMMA.join(dict.fromkeys(filter(None, chain(times, recurring))))


def doers(side: Sequence[Content], lang: Language) -> tuple[str, ...]:
    """Who does it, each behind its role, the strongest first."""
    rows = dict.fromkeys(chain.from_iterable(each.doers for each in side))
    return tuple(f"{doer.role.said(lang)} {doer.written}" for doer in rows)


def _units_moved(before: Sequence[Content], after: Sequence[Content]) -> bool:
    """Whether somebody else does it, or does it in another role; whom the other side's words name, too, is not somebody else."""
    sides = [{doer for each in side for doer in each.doers} for side in (before, after)]
    roles = [{(doer.name, doer.role) for doer in side} for side in sides]
    known = [{doer.name for doer in side} for side in sides]
    written = [{doer.written for doer in side} for side in sides]
    texts = ["".join(each.task.text for each in side) for side in (after, before)]
    alone = [
        doer
        for side, names, others, text in zip(sides, reversed(known), reversed(written), texts, strict=True)
        for doer in side
        if doer.name not in names and doer.written not in others and doer.written not in text
    ]
    return bool(alone) or any(name in known[0] and name in known[1] for name, _ in roles[0] ^ roles[1])


def _lost_and_gained(before: Sequence[Content], after: Sequence[Content]) -> tuple[str, str]:
    """The numbers that only one side has."""
    first, second = (Counter(chain.from_iterable(each.figures for each in side)) for side in (before, after))
    return COMMA.join(sorted((first - second).elements())), COMMA.join(sorted((second - first).elements()))


def _same_years(before: Sequence[Content], after: Sequence[Content], later: int) -> bool:
    """Whether the years that are named beside deadlines are the same, or each is as much later as the plan."""
    first, second = ([*chain.from_iterable(each.years for each in side)] for side in (before, after))
    return len(first) == len(second) and all(two - one in {0, later} for one, two in zip(first, second, strict=True))


def _same_time(before: Sequence[Content], after: Sequence[Content], later: int) -> bool:
    first, second = ({_moved(each.due, 0) for each in side if each.due} for side in (before, after))
    recurring = [{each.recurrence for each in side if each.recurrence} for side in (before, after)]
    if recurring[0] != recurring[1]:
        return False
    times = [{each.time for each in side if each.time} for side in (before, after)]
    if first or second:
        begins = [{begin for time in side if (begin := BEGIN.match(time))} for side in times]
        begun = [
            {_without_year(begin[1], years) for begin in side} for side, years in zip(begins, (later, 0), strict=True)
        ]
        same = not all(begins) or begun[0] == begun[1] or {begin[1] for begin in begins[0]} == begun[1]
        return same and second in (first, {_moved(day, later) for day in first})
    return times[0] == times[1] or {_without_year(time, later) for time in times[0]} == times[1]


def _moved(day: date | tuple[int, int, int], years: int) -> tuple[int, int, int]:
    year, month, number = (day.year, day.month, day.day) if isinstance(day, date) else day
    return year + years, month, number


def _without_year(time: str, later: int) -> str:
    """A time as a plan so many years later says it."""
    head = time[:4]
    return f"{int(head) + later}{time[4:]}" if head.isdecimal() and len(head) == len("2025") else time
