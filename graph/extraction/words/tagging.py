"""Word classes, for the rare clause whose first word no list of verbs knows."""

from __future__ import annotations

from plankg.graph.extraction.words.lexicon import from_lexicon, word_set
from plankg.graph.extraction.words.tagged import dictionary

LONGEST_VERB = 4


@from_lexicon
def opening_verb(words: str) -> str | None:
    """Give the verb with which the words open, by the word classes of a general dictionary; None where they open otherwise."""
    tagged = dictionary().tag(words)
    word, tag = tagged[0] if tagged else ("", "")
    if (
        tag == "v"
        and word not in word_set("words", "no_verbs")
        and 1 < len(word) <= LONGEST_VERB
        and len(words) >= len(word) + 2
    ):
        return str(word)
    return None
