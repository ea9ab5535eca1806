"""Windows: the stretches of a text round given words, so that a costly pattern is tried only there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import ahocorasick

# How far before its head word a name may begin, and what behind it a pattern looks at.
REACH = 64
BEHIND = 8


class Finder:
    """Words to be found in one pass, each standing for the keys of what looks for them.

    >>> Finder({"学校": [0], "学区": [1]}).windows("召开五大学区成立大会")
    {1: [(0, 14)]}
    """

    def __init__(self, words: Mapping[str, Iterable[int]], *, reach: int = REACH) -> None:
        """Build the automaton; a name begins so far before its word at the most."""
        self._reach = reach
        self._automaton = ahocorasick.Automaton()
        for word, keys in words.items():
            self._automaton.add_word(word, (tuple(keys), len(word)))
        self._automaton.make_automaton()

    def windows(self, text: str) -> dict[int, list[tuple[int, int]]]:
        """The stretches round the words of each key that occurs, in order; those that touch are one."""
        stretches: dict[int, list[tuple[int, int]]] = {}
        for last, (keys, width) in self._automaton.iter(text):
            begin, end = max(0, last + 1 - width - self._reach), last + 1 + BEHIND
            for key in keys:
                spans = stretches.setdefault(key, [])
                if spans and spans[-1][1] >= begin:
                    spans[-1] = (spans[-1][0], end)
                else:
                    spans.append((begin, end))
        return dict(sorted(stretches.items()))
