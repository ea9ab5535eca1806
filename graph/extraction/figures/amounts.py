"""Amounts: numerals with their unit as a clause writes them, in digits (1.5万亩) or in words (两成, 百分之五, 一千二百人次)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import merge
from typing import NamedTuple

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.lexicon import expand, from_lexicon, lexicon
from plankg.graph.extraction.words.numerals import number
from plankg.graph.patterns import named_pattern

PERCENT, PERMILLE, PER_MYRIAD = "%", "‰", "‱"
PER_LAKH = "/10万"
POINTS = "个百分点"
SHARES = {PERCENT, PERMILLE, PER_MYRIAD, PER_LAKH, POINTS}
# What 百分之, 千分之, 万分之 and 十万分之 count in.
PARTS = {"百": PERCENT, "千": PERMILLE, "万": PER_MYRIAD, "十万": PER_LAKH}
HALF, TENTH, WHOLE = 50.0, 10.0, 100.0
NUMERALS = named_pattern("amounts.numerals", "[0-9一二两三四五六七八九十百千半]", matches=["两成"], rejects=["多数"])
# How units are named that are written in several ways.
NAMED = {"％": PERCENT, "成": PERCENT, "周岁": "岁", "m2": "m²", "m3": "m³"}


class Amount(NamedTuple):
    """A numeral with its unit: where it stands with and without what says how it compares, and its value.

    `aim` holds the words right before and behind that compare (达, 不超过, 以上); `span` holds them too, `value` begins at `start`
    and the unit ends at `unit_end`.
    """

    span: Span
    start: int
    unit_end: int
    value: float
    top: float | None
    unit: str
    aim: str
    spelled: bool

    @property
    def share(self) -> bool:
        """Whether the unit is one of shares: %, ‰, ‱, 个百分点, /10万."""
        return self.unit in SHARES


@from_lexicon
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of amounts in digits and in words."""
    book = lexicon("numbers")
    digits, words = (re.compile(expand(book[key], book), re.VERBOSE) for key in ("amount", "amount_in_words"))
    return digits, words


def amounts(text: str, span: Span) -> list[Amount]:
    """The amounts of a stretch of the text in order; none overlaps the one before it.

    What stands before the stretch is not looked at: in 2.30个小区 a title begins with 30.

    >>> [(amount.value, amount.unit) for amount in amounts("下降两成，培训一千二百人次", Span(0, 13))]
    [(20.0, '%'), (1200.0, '人次')]
    """
    said, place = span.of(text), span.start
    if not NUMERALS.search(said):
        return []
    digits, words = _written()
    in_order: list[Amount] = []
    candidates = (_in_digits(digits, said, place), _in_words(words, said, place))
    for amount in merge(*candidates, key=lambda amount: amount.start):
        if not in_order or in_order[-1].span.end <= amount.start:
            in_order.append(amount)
    return in_order


def _in_digits(pattern: re.Pattern[str], said: str, place: int) -> Iterator[Amount]:
    for match in pattern.finditer(said):
        unit = match["unit"]
        tenths = TENTH if unit == "成" else 1.0
        top = match["top"]
        yield Amount(
            Span(place + match.start(), place + match.end()),
            place + match.start("value"),
            place + match.end("unit"),
            number(match["value"]) * tenths,
            number(top) * tenths if top else None,
            POINTS if match["point"] else _named(unit),
            match["before"] + (match["over"] or "") + (match["after"] or ""),
            spelled=False,
        )


def _named(unit: str) -> str:
    """The unit under its one name: 周岁 is 岁, 成 and ％ are %."""
    return NAMED.get(unit, unit)


def _in_words(pattern: re.Pattern[str], said: str, place: int) -> Iterator[Amount]:
    for match in pattern.finditer(said):
        value, unit = _spelled(match)
        yield Amount(
            Span(place + match.start(), place + match.end()),
            place + match.start("value"),
            place + match.end("value"),
            value,
            number(match["top"]) if match["top"] else None,
            unit,
            match["before"] + ("超过" if match["most"] else match["over"] or "") + (match["after"] or ""),
            spelled=True,
        )


def _spelled(match: re.Match[str]) -> tuple[float, str]:
    """The value and unit of an amount in words."""
    if match["part"]:
        part = number(match["part"])
        if unit := PARTS.get(match["of"]):
            return part, unit
        return round(part * WHOLE / number(match["of"]), 2), PERCENT
    if match["tenths"]:
        digit = match["digit"]
        return number(match["tenths"]) * TENTH + (TENTH / 2 if digit == "半" else number(digit or "〇")), PERCENT
    if match["half"]:
        return HALF, PERCENT
    return number(match["count"]), _named(match["unit"])
