"""Likeness of two stretches of text, by the pairs of neighbouring characters that they share."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

Grams = Counter[str]


def plain(words: str) -> str:
    """The words without blanks and punctuation.

    >>> plain("完善“互联网+签约”服务。")
    '完善互联网签约服务'
    """
    return re.sub(r"[\W_]", "", words)


def grams(words: str) -> Grams:
    """The pairs of neighbouring characters of the words, without blanks and punctuation, with how often each stands."""
    bare = plain(words)
    return Counter(map("".join, pairwise(bare)))


def share_of(part: Grams, whole: Grams) -> float:
    """How much of one stretch of text stands in another, from 0 to 1; 0 for an empty one.

    >>> share_of(grams("建设学校"), grams("加快建设学校和医院"))
    1.0
    """
    size = sum(part.values())
    return sum((part & whole).values()) / size if size else 0.0
