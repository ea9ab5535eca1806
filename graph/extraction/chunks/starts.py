"""Starts: the fragments of a sentence with which rules begin a clause."""

from __future__ import annotations

from collections.abc import Sequence

from plankg.graph.extraction.chunks.fragments import Fragment
from plankg.graph.extraction.chunks.sentence_ends import SEMICOLONS
from plankg.graph.extraction.words.lexicon import from_lexicon, lexicon
from plankg.graph.patterns import named_pattern

# What stands before a ；is a clause of its own even without a verb that the lexicon knows, unless it is a mere adverbial.
CLAUSE_WIDTH = 12
# 鼓励企业通过兼并重组等方式，开展…: what one is encouraged to do comes behind the way to do it.
PIVOT = named_pattern(
    "starts.pivot",
    r"[^，；。]{0,6}?(?:鼓励|支持|引导|指导|督促|组织|推动|要求|允许)[^，；。]{2,30}?(?:通过|采取|采用|利用|依托|以|按照|在|结合|根据)"
    r"[^，；。]{2,}?(?:方式|形式|手段|途径|渠道|措施|办法|模式|机制|原则|要求|基础上|前提下|实际|需求|平台|载体|为重点|为主)$",
    matches=["鼓励企业通过兼并重组等方式"],
    rejects=["鼓励企业"],
)
MEASURABLE = named_pattern(
    "starts.measurable",
    r"\d|全覆盖|率$|零增长|[达占]到?[一二三四五六七八九十百]",
    matches=["服务全覆盖"],
    rejects=["服务居民"],
)


def rule_starts(text: str, fragments: list[Fragment]) -> list[int]:
    """The fragments of a sentence with which rules begin a clause, as a mark for the model."""
    starts: list[int] = []
    current: list[Fragment] = []
    for place, fragment in enumerate(fragments):
        first = place == 0 or text[fragment.span.start - 1] in SEMICOLONS
        if not current or _begins(text, fragment, current, first=first):
            starts.append(place)
            current = []
        current.append(fragment)
    return starts


def _begins(text: str, fragment: Fragment, current: Sequence[Fragment], *, first: bool) -> bool:
    """Whether a clause begins with this fragment."""
    if not current:
        return False
    has_main = any(part.place == "main" for part in current)
    is_wide = current[-1].span.end - current[0].span.start >= CLAUSE_WIDTH
    if first:
        return has_main or is_wide
    if not has_main and fragment.rule == "told-result":
        # 与电商平台合作，零售额增长20%: a result has another subject than what stands before it.
        return current[-1].place == "unread" and is_wide
    if not has_main or fragment.place == "trailing":
        return False
    if PIVOT.match(current[-1].span.of(text)):
        return False
    return fragment.place == "leading" or not _purpose(text, fragment)


def _purpose(text: str, fragment: Fragment) -> bool:
    """Whether a fragment only says what the task before it is for."""
    if not fragment.verbs:
        return False
    word = fragment.verbs[0].word
    begins = text.startswith(word, fragment.span.start) or any(fragment.adverbs)
    return begins and word in purposes() and not MEASURABLE.search(fragment.span.of(text))


@from_lexicon
def purposes() -> frozenset[str]:
    """The verbs that, inside a sentence, tell what the task before them is for."""
    return frozenset(lexicon("verbs")["purpose"])
