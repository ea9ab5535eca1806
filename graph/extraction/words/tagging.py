"""Word classes, for the rare clause whose first word no list of verbs knows."""

from __future__ import annotations

from functools import cache

from plankg.graph.extraction.words.tagged import dictionary

LONGEST_VERB = 4
# Words that the dictionary takes for verbs and plans for nouns or attributes.
NOUNS = frozenset(
    {
        *(
            "相关",
            "有关",
            "服务",
            "签约",
            "担保",
            "包括",
            "属于",
            "作为",
            "患有",
            "涉农",
            "涉及",
            "任职",
            "获得",
            "登记",
        ),
        *("符合", "需要", "具有", "没有", "审批", "存在", "脱贫", "规上", "限上", "受益"),
    }
)


@cache
def opening_verb(words: str) -> str | None:
    """Give the verb with which the words open, by the word classes of a general dictionary; None where they open otherwise."""
    tagged = dictionary().tag(words)
    word, tag = tagged[0] if tagged else ("", "")
    if tag == "v" and word not in NOUNS and 1 < len(word) <= LONGEST_VERB and len(words) >= len(word) + 2:
        return str(word)
    return None
