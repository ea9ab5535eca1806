"""Likeness: when what was read and what is annotated say the same, though not in the same characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from plankg.graph.training.references import folded

DAY = re.compile(r"\d+")
DAY_PARTS = 3


def bare(words: str | None) -> str:
    """Words without blanks, quotes and the marks at their ends.

    >>> bare("“双减” 政策；")
    '双减政策'
    """
    return folded(words or "").strip("，。；、:：")


def overlap(one: str, other: str) -> float:
    """The share of characters that two texts have in common, of the longer one."""
    one, other = bare(one), bare(other)
    if one == other:
        return 1.0
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(one), len(other), 1)


def touch(one: str, other: str) -> float:
    """The share of characters that two texts have in common in runs, of the shorter one."""
    one, other = bare(one), bare(other)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / max(min(len(one), len(other)), 1)


def names(row: Mapping[str, Any]) -> set[str]:
    """All names of an annotated or read thing, bare."""
    return {bare(name) for name in (row["name"], *row.get("aliases", ()), row.get("expanded_name"))} - {""}


def same_number(one: object, other: object) -> bool:
    """Whether two values are one number, or one ratio.

    >>> same_number(3, "3.0"), same_number("4:3", "4:3")
    (True, True)
    """
    try:
        return float(str(one)) == float(str(other))
    except ValueError:
        return str(one) == str(other)


def same_fact(one: str, other: str) -> bool:
    """Whether two data of a head say the same: a day in any writing, a name with or without what stands round it.

    >>> same_fact("2026年3月2日", "2026-03-02"), same_fact("清河区教育局工作要点", "教育局工作要点")
    (True, True)
    """
    days = [tuple(map(int, DAY.findall(value))) for value in (one, other)]
    if all(len(day) == DAY_PARTS for day in days):
        return days[0] == days[1]
    short, long = sorted((bare(value).replace("、", "") for value in (one, other)), key=len)
    return short in long
