"""How lines are numbered: the style of a number, its value, and where it ends."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from plankg.graph.extraction.words.lexicon import any_of, pattern, rules
from plankg.graph.extraction.words.numerals import number
from plankg.graph.patterns import named_pattern

# So many lines numbered 1.1 show that a number without a mark (1总则) is one of their chapters.
DECIMAL_LINES = 2
BULLETS = re.compile("[●•■◆▪★▲◎○※·]+ *")
NUMERAL = named_pattern("numbering.numeral", r"\d+|[一二三四五六七八九十百]+", matches=["十二"], rejects=["第"])
SIGNS = (("①", "⑳"), ("⑴", "⒇"), ("⒈", "⒛"), ("㈠", "㈩"), ("❶", "❿"))


class Number(NamedTuple):
    """The number that a line begins with: its style (see `numbering` of structure.yaml), and its width in characters.

    A `top` style stands above those that are not, wherever it first appears.
    """

    style: str
    width: int
    top: bool = False

    def label(self, line: str) -> str:
        """The number as printed, without the marks behind it and a bullet before it."""
        bullets = BULLETS.match(line)
        return line[bullets.end() if bullets else 0 : self.width].rstrip("、.．。：: ")


def numbering(line: str, *, decimal: bool = False) -> Number | None:
    """The number of a line, or None; `decimal` tells that the document's numbers are 1, 1.1, 1.1.1."""
    bullets = BULLETS.match(line)
    if bullets and (behind := numbering(line[bullets.end() :])):
        return behind._replace(width=bullets.end() + behind.width)
    for rule in rules("structure", "numbering") if any_of("structure", "numbering").match(line) else ():
        if match := rule.pattern.match(line):
            return Number(rule.name, match.end(), bool(rule["top"]))
    if decimal and (match := pattern("structure", "decimal_chapter").match(line)):
        return Number("decimal-chapter", match.end())
    return None


def numberings(lines: list[str]) -> list[Number | None]:
    """The number of each line.

    In 1.3月底前… the 1. is a number and 3月 is what follows it, where the numbers of the lines around run 1, 2, 3; in a
    document whose numbers are 1.1, 1.2, 2.1 it is not.
    """
    numbers = _with_items(lines, [numbering(line) for line in lines])
    deep = sum(number is not None and number.style == "decimal" for number in numbers)
    if deep < DECIMAL_LINES:
        return numbers
    return [number or numbering(line, decimal=True) for number, line in zip(numbers, lines, strict=True)]


def _with_items(lines: list[str], numbers: list[Number | None]) -> list[Number | None]:
    """The numbers, with those told from a figure behind them by the run of the plain ones."""
    unsure = {place: match for place, line in enumerate(lines) if (match := pattern("structure", "unsure").match(line))}
    if not unsure:
        return numbers
    items, last, since = list(numbers), 0, 0
    repeated = Counter(match["first"] for match in unsure.values() if not match["measure"])
    for place in range(len(lines)):
        if match := unsure.get(place):
            this = int(match["first"])
            is_item = match["dated"] or _next(lines, numbers, unsure, place) == this + 1
            begins = this == 1 and not since and is_item
            deep = not match["measure"] and (int(match["second"]) == 1 or repeated[match["first"]] > 1)
            if (begins or this == last + 1) and not deep and not _beside(unsure, place):
                items[place] = Number("arabic", match.end("number"))
        if plain := items[place]:
            since = (value(plain.label(lines[place])) or 0) if plain.style == "arabic" else 0
            last = since or last
    return items


def _next(lines: list[str], numbers: list[Number | None], unsure: dict[int, re.Match[str]], place: int) -> int | None:
    """The next number of a line that is a plain one or may be."""
    for below in range(place + 1, len(lines)):
        number = numbers[below]
        if below in unsure:
            return int(unsure[below]["first"])
        if number and number.style == "arabic":
            return value(number.label(lines[below]))
    return None


def _beside(unsure: dict[int, re.Match[str]], place: int) -> bool:
    """Whether a line beside it has the same first number: 1.1 and 1.2."""
    first = unsure[place]["first"]
    return any(near in unsure and unsure[near]["first"] == first for near in (place - 1, place + 1))


def value(label: str) -> int | None:
    """The number that a label ends with; None for one without a numeral.

    >>> value("（十二）"), value("第三条"), value("1.2"), value("③")
    (12, 3, 2, 3)
    """
    for first, last in SIGNS:
        if first <= label[:1] <= last:
            return ord(label[0]) - ord(first) + 1
    numerals = NUMERAL.findall(label)
    return int(number(numerals[-1])) if numerals else None
