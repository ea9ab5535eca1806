"""Word classes, for the rare clause whose first word no list of verbs knows."""

from __future__ import annotations

from functools import cache

LONGEST_VERB = 4


@cache
def opening_verb(words: str) -> str | None:
    """Give the verb with which the words open, by the word classes of a general dictionary; None where they open otherwise.

    The dictionary is loaded only when a clause asks for it: it costs a tenth of a second.
    """
    import rjieba  # noqa: PLC0415 (see above)

    tagged = rjieba.tag(words)
    word, tag = tagged[0] if tagged else ("", "")
    if tag == "v" and 1 < len(word) <= LONGEST_VERB and len(words) >= len(word) + 2:
        return str(word)
    return None
