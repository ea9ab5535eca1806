"""How lines are numbered: the style of a number, its value, and where it ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from plankg.graph.extraction.words.lexicon import any_of, pattern, rule_named, rules
from plankg.graph.extraction.words.numerals import number

# So many lines numbered 1.1 show that a number without a mark (1总则) is one of their chapters.
DECIMAL_LINES = 2
BULLETS = re.compile("[●•■◆▪★▲◎○※·]+ *")
NUMERAL = re.compile(r"\d+|[一二三四五六七八九十百]+")
SIGNS = (("①", "⑳"), ("⑴", "⒇"), ("⒈", "⒛"), ("㈠", "㈩"), ("❶", "❿"))


class Number(NamedTuple):
    """The number that a line begins with: its style (see `numbering` of structure.yaml), and its width in characters.

    A `top` style stands above those that are not, wherever it first appears.
    """

    style: str
    width: int
    top: bool = False

    def label(self, line: str) -> str:
        """Give the number as printed, without the marks behind it and a bullet before it."""
        bullets = BULLETS.match(line)
        return line[bullets.end() if bullets else 0 : self.width].rstrip("、.．。：: ")


def numbering(line: str, *, decimal: bool = False) -> Number | None:
    """Give the number of a line, or None; `decimal` tells that the document's numbers are 1, 1.1, 1.1.1."""
    bullets = BULLETS.match(line)
    if bullets and (behind := numbering(line[bullets.end() :])):
        return behind._replace(width=bullets.end() + behind.width)
    for rule in rules("structure", "numbering") if any_of("structure", "numbering").match(line) else ():
        if found := rule.pattern.match(line):
            return Number(rule.name, found.end(), bool(rule["top"]))
    if decimal and (found := pattern("structure", "decimal_chapter").match(line)):
        return Number("decimal-chapter", found.end())
    return None


def is_decimal(lines: list[str]) -> bool:
    """Tell whether the numbers of a document are 1, 1.1, 1.1.1."""
    deep = rule_named("structure", "numbering", "decimal").pattern
    return sum(bool(deep.match(line)) for line in lines) >= DECIMAL_LINES


def value(label: str) -> int | None:
    """Give the number that a label ends with; None for one without a numeral.

    >>> value("（十二）"), value("第三条"), value("1.2"), value("③")
    (12, 3, 2, 3)
    """
    for first, last in SIGNS:
        if first <= label[:1] <= last:
            return ord(label[0]) - ord(first) + 1
    found = NUMERAL.findall(label)
    return int(number(found[-1])) if found else None
