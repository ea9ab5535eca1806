"""Coordinations: lists whose members share a head or a level, which together are one name (宣传、文化等部门, 各市、县人民政府)."""

from __future__ import annotations

from collections.abc import Sequence

from plankg.graph.extraction.names.borders import OUTSIDE
from plankg.graph.extraction.names.word_features import Sentence
from plankg.graph.extraction.words.lexicon import word_set
from plankg.graph.extraction.words.tagged import Word
from plankg.graph.patterns import named_pattern

JOINTS = frozenset("、和与及")
# What several fields of work share: 宣传、文化等部门, 教育、市场监管部门.
SHARED_HEAD = named_pattern(
    "coordinations.shared-head",
    r"(?:等(?:多个|各|[一二三四五六七八九十\d]+[个家])?(?:有关|相关|职能|主管|行政)*)?(?:部门|条线)$",
    matches=["等有关部门"],
    rejects=["部门规章"],
)
# A member that ends in one of these is a body by itself: 区妇联、财政所.
BODY = named_pattern(
    "coordinations.body", "(?:[局委办厅处所科室站府院司]|中心|部门|单位)$", matches=["区财政所"], rejects=["财政"]
)
LEVELS = "省州市县区乡镇"
"""The levels of government, from the highest."""
LEVEL = named_pattern("coordinations.level", f"各?([{LEVELS}])", matches=["各市"], rejects=["各街道"])
JOINT = named_pattern("coordinations.joint", "[、和与及]", matches=["市、县"], rejects=["市县"])
LONGEST = 9


def begin_shared(sentence: Sentence, first: int, last: int) -> int:
    """The word with which a name from the first to the last word begins, if members before it share its head or level.

    >>> from plankg.graph.extraction.words.tagged import tagged
    >>> words = tagged("会同宣传、网信、公安等部门")
    >>> "".join(word.text for word in words[begin_shared(words, len(words) - 3, len(words) - 1) :])
    '宣传、网信、公安等部门'
    >>> words = tagged("各市、县人民政府")
    >>> begin_shared(words, len(words) - 2, len(words) - 1)
    0
    """
    text = "".join(word.text for word in sentence[first : last + 1])
    if head := SHARED_HEAD.search(text):
        return _fields(sentence, first, text[: head.start()])
    return _levels(sentence, first)


def _fields(sentence: Sentence, first: int, last: str) -> int:
    """Where the fields of work begin that stand before the last in its list; where one is a body by itself, none joins."""
    members = [last]
    begin = first
    while begin > 1 and sentence[begin - 1].text in JOINTS:
        member = _member(sentence, begin - 1)
        if not member:
            break
        begin -= 1 + len(member)
        members.append("".join(word.text for word in member))
    alone = any(BODY.search(part) for member in members for part in JOINT.split(member))
    return first if alone else begin


def _member(sentence: Sentence, end: int) -> Sequence[Word]:
    """The words of the member that ends before a place; none where they are too many to be the name of a field."""
    begin = end
    while begin > 0 and not _parts(sentence[begin - 1]):
        begin -= 1
    while end - begin > 1 and sentence[begin].tag == "v":
        begin += 1
    member = sentence[begin:end]
    return member if 0 < sum(len(word.text) for word in member) <= LONGEST else ()


def _parts(word: Word) -> bool:
    return (
        word.tag in OUTSIDE
        or word.tag in {"x", "r", "m"}
        or word.text in word_set("words", "parting")
        or word.text in JOINTS
    )


def _levels(sentence: Sentence, first: int) -> int:
    """Where the higher levels begin before a name that itself begins with one: 各市、县人民政府, but 各区 and 市教育局."""
    begin, lower = first, sentence[first].text[0]
    while begin > 1 and sentence[begin - 1].text in JOINTS and (level := LEVEL.fullmatch(sentence[begin - 2].text)):
        if lower not in LEVELS or LEVELS.index(level[1]) > LEVELS.index(lower):
            break
        begin, lower = begin - 2, level[1]
    return begin
