"""Borders: what a name may not run over, whatever a model says: modals and prepositions, and quotes or brackets torn apart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from plankg.graph.extraction.words.lexicon import word_set
from plankg.graph.extraction.words.tagged import Word
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import TaskKind

# No name begins or ends with a word of these classes: conjunctions, particles, prepositions, adverbs.
OUTSIDE = frozenset(["c", "u", "uj", "ul", "uz", "ud", "p", "d", "y"])
# Nor does it end with one of these, but it may end in 所, which the dictionary takes for a particle.
BINDING_CLASSES = frozenset(["c", "uj", "p"])
BINDING = "的"
PAIR = 2
MAKING = {TaskKind.BUILD, TaskKind.IMPROVE, TaskKind.COMPLETE, TaskKind.LAUNCH}
PAIRS = {"“": "”", "《": "》", "（": "）", "(": ")"}
CLOSERS = {closing: opening for opening, closing in PAIRS.items()}
# A bracket at the end that points elsewhere or explains is not of the name: （见附件3）, （以下简称…）.
POINTING = named_pattern("borders.pointing", "^(?:详?见|附|以下|简称|含)", matches=["见附件2"], rejects=["安全指南"])


def bounded(words: Sequence[Word]) -> Sequence[Word]:
    """The part of the words that can be one name; empty where none can.

    >>> from plankg.graph.extraction.words.tagged import tagged
    >>> "".join(word.text for word in bounded(tagged("各校正风肃纪小组要深入学校")))
    '学校'
    >>> "".join(word.text for word in bounded(tagged("5个督查组（见附件3）")))
    '5个督查组'
    """
    words = _within_marks(_without_pointer(words))
    # Behind these a new part of the sentence begins, unless a 的 binds what they open to the name (面向社会的…).
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word.text == BINDING:
            break
        if word.text in word_set("words", "parting") and not enclosed(words, place):
            return _trimmed(_without_verb(_trimmed(words[place + 1 :])))
    return _trimmed(words)


def without_verbs(words: Sequence[Word], before: Word | None) -> Sequence[Word]:
    """The words without the verbs with which they open, where these go on a run of verbs or open a clause.

    >>> from plankg.graph.extraction.words.tagged import tagged
    >>> "".join(word.text for word in without_verbs(tagged("建设居民健身小区"), tagged("推进")[0]))
    '居民健身小区'
    """
    known = verb_kinds()
    opens = before is None or before.tag in {"x", "d", "v", "ad", "c"} or before.text in known
    while opens and len(words) > 1 and _is_verb(words[0], len(words)):
        words = words[1:]
    return words


def _is_verb(word: Word, count: int) -> bool:
    """Whether a word is the verb of what stands behind it; one that is a noun as well only before a name of several words."""
    kind = verb_kinds().get(word.text)
    if kind is None:
        return False
    return word.tag == "v" or (word.tag == "vn" and count > PAIR and kind[0] in MAKING)


def _without_verb(words: Sequence[Word]) -> Sequence[Word]:
    """What is left behind the verb with which words open: 要|深入|学校."""
    return words[1:] if len(words) > 1 and words[0].tag == "v" else words


def _trimmed(words: Sequence[Word]) -> Sequence[Word]:
    begin, end = 0, len(words)
    while begin < end and (
        words[begin].tag in OUTSIDE or words[begin].text in "、，：" or words[begin].text in CLOSERS
    ):
        begin += 1
    while end > begin and (
        words[end - 1].tag in BINDING_CLASSES or words[end - 1].text in "、，：" or words[end - 1].text in PAIRS
    ):
        end -= 1
    return words[begin:end]


def _without_pointer(words: Sequence[Word]) -> Sequence[Word]:
    if words and words[-1].text in "）)":
        for place in range(len(words) - 1, -1, -1):
            if words[place].text in "（(":
                inside = "".join(word.text for word in words[place + 1 : -1])
                return words[:place] if POINTING.match(inside) else words
    return words


def _within_marks(words: Sequence[Word]) -> Sequence[Word]:
    """The longest run of words that no unpaired mark parts, of equals the last."""
    lone: list[int] = []
    open_marks: list[int] = []
    for place, word in enumerate(words):
        if word.text in PAIRS:
            open_marks.append(place)
        elif word.text in CLOSERS:
            if open_marks and words[open_marks[-1]].text == CLOSERS[word.text]:
                open_marks.pop()
            else:
                # What a stray mark crosses is torn apart as well: “（”）.
                lone += [*open_marks, place]
                open_marks.clear()
    edges = [-1, *sorted([*lone, *open_marks]), len(words)]
    begin, end = max(pairwise(edges), key=lambda run: (run[1] - run[0], run[0]))
    return words[begin + 1 : end]


def enclosed(words: Sequence[Word], place: int) -> bool:
    """Whether a place stands between quotes or brackets that the words before it open."""
    depth = 0
    for word in words[:place]:
        depth += (word.text in PAIRS) - (word.text in CLOSERS)
    return depth > 0
