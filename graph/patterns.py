"""Patterns by name: those in code have a name and examples, as the rows of the lexicon have, and `plankg rules` shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, cast


class CodePattern(NamedTuple):
    """A regular expression of the code: its name, and what it must find and must leave."""

    name: str
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]


CODE_PATTERNS: dict[str, CodePattern] = {}
"""The patterns of all modules loaded so far, by name."""
_watching: list[set[str]] = []


def named_pattern(
    name: str, pattern: str, *, matches: Sequence[str], rejects: Sequence[str], flags: int = 0
) -> re.Pattern[str]:
    """Compile a pattern under a name that no other pattern of the code has (`module.what-it-finds`).

    A test holds it to its examples, searched anywhere in them.

    >>> named_pattern("patterns.example", "设立|组建", matches=["组建联盟"], rejects=["联盟"]).search("设立站点")[0]
    '设立'
    """
    CODE_PATTERNS[name] = CodePattern(name, re.compile(pattern, flags), tuple(matches), tuple(rejects))
    return compiled(name, pattern, flags)


def compiled(name: str, pattern: str, flags: int = 0, *, parts: Sequence[re.Pattern[str]] = ()) -> re.Pattern[str]:
    """Compile a pattern; where patterns are watched, its hits are noted under the name, and those of the patterns it is made of."""
    regex = re.compile(pattern, flags)
    return cast("re.Pattern[str]", Watched(name, regex, _watching[-1], parts)) if _watching else regex


def watch() -> set[str]:
    """Note from now on which patterns find something: gives the set of their names, to be read and cleared.

    Only patterns compiled afterwards are watched, so this comes before the modules that have them.
    """
    _watching.append(set())
    return _watching[-1]


def unwatch() -> None:
    """End the last watch for patterns compiled from now on."""
    _watching.pop()


class Watched:
    """A pattern that notes its name whenever it finds something."""

    def __init__(self, name: str, pattern: re.Pattern[str], hits: set[str], parts: Sequence[re.Pattern[str]]) -> None:
        """Watch a compiled pattern."""
        self._name, self._pattern, self._hits, self._parts = name, pattern, hits, parts

    def __getattr__(self, key: str) -> Any:
        """What the pattern has, its methods noting what they find."""
        value = getattr(self._pattern, key)
        return self._noting(key, value) if callable(value) else value

    def _noting(self, key: str, method: Any) -> Any:
        def finding(*args: Any, **settings: Any) -> Any:
            result = method(*args, **settings)
            if key == "finditer":
                for part in self._parts:
                    part.search(*args, **settings)
                return self._each(result)
            if key in {"sub", "split", "findall"}:
                return self._told(result, hit=self._pattern.search(args[-1]) is not None)
            for part in self._parts if result else ():
                getattr(part, key)(*args, **settings)
            return self._told(result, hit=result is not None)

        return finding

    def _told(self, result: Any, *, hit: bool) -> Any:
        if hit:
            self._hits.add(self._name)
        return result

    def _each(self, matches: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
        return (self._told(match, hit=True) for match in matches)
