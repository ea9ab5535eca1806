"""Borders: what a name may not run over, whatever a model says: modals and prepositions, and quotes or brackets torn apart."""

from __future__ import annotations

from collections.abc import Sequence

from plankg.graph.extraction.words.tagged import Word

# Behind these a new part of the sentence begins, unless a 的 binds what they open to the name (面向社会的…).
PARTING = frozenset(
    ["要", "应", "应当", "须", "必须", "不得", "由", "将", "把", "被", "进行", "开展", "负责", "按照", "根据", "通过"]
)
# No name begins or ends with a word of these classes: conjunctions, particles, prepositions, adverbs.
OUTSIDE = frozenset(["c", "u", "uj", "ul", "uz", "ud", "p", "d", "y"])
BINDING = "的"
PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")"}
CLOSERS = {closing: opening for opening, closing in PAIRS.items()}
# A bracket at the end that points elsewhere or explains is not of the name: （见附件3）, （以下简称…）.
POINTING = ("见", "附件", "附", "以下", "简称", "含", "详见")


def bounded(words: Sequence[Word]) -> Sequence[Word]:
    """Give the part of the words that can be one name; empty where none can.

    >>> from plankg.graph.extraction.words.tagged import tagged
    >>> "".join(word.text for word in bounded(tagged("各校正风肃纪小组要深入学校")))
    '学校'
    >>> "".join(word.text for word in bounded(tagged("5个督查组（见附件3）")))
    '5个督查组'
    """
    words = _within_marks(_without_pointer(words))
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word.text == BINDING:
            break
        if word.text in PARTING and not _enclosed(words, place):
            return _trimmed(_without_verb(_trimmed(words[place + 1 :])))
    return _trimmed(words)


def _without_verb(words: Sequence[Word]) -> Sequence[Word]:
    """Give what is left behind the verb with which words open: 要|深入|学校."""
    return words[1:] if len(words) > 1 and words[0].tag == "v" else words


def _trimmed(words: Sequence[Word]) -> Sequence[Word]:
    begin, end = 0, len(words)
    while begin < end and (
        words[begin].tag in OUTSIDE or words[begin].text in "、，：" or words[begin].text in CLOSERS
    ):
        begin += 1
    while end > begin and (
        words[end - 1].tag in OUTSIDE or words[end - 1].text in "、，：" or words[end - 1].text in PAIRS
    ):
        end -= 1
    return words[begin:end]


def _without_pointer(words: Sequence[Word]) -> Sequence[Word]:
    if words and words[-1].text in "）)":
        for place in range(len(words) - 1, -1, -1):
            if words[place].text in "（(":
                inside = "".join(word.text for word in words[place + 1 : -1])
                return words[:place] if inside.startswith(POINTING) else words
    return words


def _within_marks(words: Sequence[Word]) -> Sequence[Word]:
    """Give what no unpaired mark parts: of what stands before and behind one, the longer part."""
    open_marks: list[int] = []
    for place, word in enumerate(words):
        if word.text in PAIRS:
            open_marks.append(place)
        elif word.text in CLOSERS:
            if not open_marks or words[open_marks[-1]].text != CLOSERS[word.text]:
                return _longer(words[:place], words[place + 1 :])
            open_marks.pop()
    if open_marks:
        return _longer(words[: open_marks[-1]], words[open_marks[-1] + 1 :])
    return words


def _longer(before: Sequence[Word], behind: Sequence[Word]) -> Sequence[Word]:
    return _within_marks(behind if len(behind) >= len(before) else before)


def _enclosed(words: Sequence[Word], place: int) -> bool:
    depth = 0
    for word in words[:place]:
        depth += (word.text in PAIRS) - (word.text in CLOSERS)
    return depth > 0
