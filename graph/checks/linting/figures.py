"""Figures that cannot be checked: shares of nothing named, changes against nothing, shares above the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plankg.graph.checks.linting.source import Found, Source
from plankg.graph.extraction.words.lexicon import pattern
from plankg.graph.patterns import named_pattern

WHOLE = 100
PERCENT = re.compile(r"(?P<value>\d+(?:\.\d+)?)%")
SHARE = named_pattern(
    "linting-figures.share",
    r"(?:占比|比重|比例)(?:率)?(?:要|应|均)?(?:达到|达|为|超过|不低于|不少于|提高到|提升到|保持在)?\d+(?:\.\d+)?%",
    matches=["优良天数比例达到86%"],
    rejects=["比例提高"],
)
NAMED_WHOLE = named_pattern(
    "figures.named-whole",
    "占[^，；。]+?(?:的|比重|比例)|与[^，；。]+?(?:之比|比例)",
    matches=["占火灾总数的"],
    rejects=["占比"],
)


def shares_without_whole(source: Source) -> Iterator[Found]:
    """The shares of which the fragment doesn't say the whole (占比达75%: of what?)."""
    for match in SHARE.finditer(source.text):
        start, _ = source.fragment(match.start())
        if not NAMED_WHOLE.search(source.text, start, match.end()):
            yield source.found(max(start, source.text.rfind("、", start, match.start()) + 1), match.end())


def changes_without_base(source: Source) -> Iterator[Found]:
    """The changes in per cent of which the sentence doesn't say against when (提高20%)."""
    change, base = pattern("linting", "change"), pattern("linting", "base")
    for match in change.finditer(source.text):
        start, end = source.fragment(match.start())
        sentence = max(source.text.rfind(mark, 0, match.start()) for mark in "。；\n") + 1
        if not base.search(source.text, sentence, end):
            yield source.found(start, match.end())


def shares_above_whole(source: Source) -> Iterator[Found]:
    """The shares above 100 % that are no growth."""
    growth = pattern("linting", "growth")
    for match in PERCENT.finditer(source.text):
        start, end = source.fragment(match.start())
        if float(match["value"]) > WHOLE and not growth.search(source.text, start, end):
            yield source.found(start, match.end(), value=match[0])
