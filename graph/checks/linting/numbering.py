"""Numbering: numbers of paragraphs that are left out or stand twice."""

from __future__ import annotations

from collections.abc import Iterator

from plankg.graph.checks.linting.source import Found, Source
from plankg.graph.extraction.words.numerals import number
from plankg.graph.patterns import named_pattern

NUMERAL = named_pattern(
    "linting-numbering.numeral", r"\d+|[一二三四五六七八九十百]+|[①-⑳]", matches=["十二"], rejects=["第"]
)
CIRCLED_BASE = 0x245F


def numbering_breaks(source: Source) -> Iterator[Found]:
    """The sections whose number is not the next one: within their parent, or running on through the plan.

    A style may begin with 1 under each parent; chapters may begin anew where one document holds several plans.
    """
    inside: dict[tuple[str | None, str], int] = {}
    through: dict[str, int] = {}
    for section in source.plan.sections:
        read = _read(section.label)
        if read is None:
            continue
        style, value = read
        last = inside.get((section.parent, style))
        running = through.get(style, 0)
        expected = running + 1 if last is None else last + 1
        begins = value == 1 and (last is None or section.parent is None)
        if value not in {expected, running + 1} and not begins:
            yield Found(section.evidence, {"label": section.label, "expected": expected})
        inside[section.parent, style] = through[style] = value


def _read(label: str) -> tuple[str, int] | None:
    """The style of a label (its signs with # for the number) and its number."""
    match = NUMERAL.search(label)
    if match is None:
        return None
    words = match[0]
    style = label.replace(words, "①" if "①" <= words <= "⑳" else "1" if words.isdigit() else "一", 1)
    return style, ord(words) - CIRCLED_BASE if "①" <= words <= "⑳" else int(number(words))
