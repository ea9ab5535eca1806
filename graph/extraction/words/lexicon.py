"""The words and patterns of the genre, read once from `data/lexicon/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from inspect import signature
from typing import Any, ParamSpec, TypeVar

import yaml
from plankg.graph.patterns import compiled

LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Rule:
    """A named pattern of the lexicon, with what it stands for and the examples that test it."""

    name: str
    pattern: re.Pattern[str]
    matches: tuple[str, ...]
    rejects: tuple[str, ...]
    gives: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        """What the rule stands for under that key, or None."""
        return self.gives.get(key)


# So many first characters of words are asked for one by one.
FEW = 8

PARSED: dict[str, Any] = {}
"""Lexicon files parsed beforehand, by their text."""


P = ParamSpec("P")
R = TypeVar("R")
_cached: list[Any] = []
_own: list[Mapping[str, Any]] = [{}]


def from_lexicon(function: Callable[P, R]) -> Callable[P, R]:
    """Keep what a function makes of the lexicon, until other words or models are to be read."""
    cached: Any = cache(function)
    _cached.append(cached)
    return cached  # type: ignore[no-any-return]


def forget() -> None:
    """Drop all that was made of the lexicon and the models."""
    for function in _cached:
        function.cache_clear()


def make_all() -> None:
    """Make all patterns and lists that are made of the lexicon alone, as the first text that is read makes them."""
    for function in _cached:
        if not signature(function).parameters:
            function()


@contextmanager
def with_words(own: Mapping[str, Any]) -> Iterator[None]:
    """Read a plan's own words and rules beside those of the lexicon within the block: by file, as these have them."""
    if not own:
        yield
        return
    _own.append(own)
    forget()
    try:
        yield
    finally:
        _own.pop()
        forget()


@from_lexicon
def lexicon(name: str) -> Any:
    """One lexicon file as written, mappings, lists and strings, with a plan's own words before its own."""
    book = _book(name)
    return _joined(_own[-1][name], book) if name in _own[-1] else book


def _joined(own: Any, book: Any) -> Any:
    if isinstance(own, dict) and isinstance(book, dict):
        return book | {key: _joined(value, book[key]) if key in book else value for key, value in own.items()}
    if isinstance(own, list) and isinstance(book, list):
        return [*own, *(row for row in book if row not in own)]
    return own


@cache
def _book(name: str) -> Any:
    text = (files("plankg.data") / "lexicon" / f"{name}.yaml").read_text("utf-8")
    return PARSED[text] if text in PARSED else yaml.load(text, Loader=LOADER)  # noqa: S506 (safe loader)


@from_lexicon
def rules(file: str, part: str) -> tuple[Rule, ...]:
    """The rules of one part of a lexicon file, in the order of the file.

    `{word}` in a pattern stands for the alternation of the list `word` of the same file.
    """
    book = lexicon(file)
    return tuple(
        _rule(f"{file}.{part}", f"{part}-{number}", row, book) for number, row in enumerate(book[part], start=1)
    )


@from_lexicon
def rule_named(file: str, part: str, name: str) -> Rule:
    """The rule of that name of one part of a lexicon file, which the file must have."""
    return next(rule for rule in rules(file, part) if rule.name == name)


def _rule(place: str, default: str, row: dict[str, Any], book: dict[str, Any]) -> Rule:
    rest = {key: value for key, value in row.items() if key not in {"name", "pattern", "matches", "rejects"}}
    name = row.get("name", default)
    return Rule(
        name,
        compiled(f"{place}.{name}", expand(row["pattern"], book)),
        tuple(row.get("matches", ())),
        tuple(row.get("rejects", ())),
        rest,
    )


def expand(pattern: str, book: dict[str, Any]) -> str:
    """Put in the place of each `{name}` of a pattern what the file has under it: a pattern, or a word list's alternation."""

    def part(match: re.Match[str]) -> str:
        value = book[match[1]]
        return expand(value, book) if isinstance(value, str) else alternation(value)

    return re.sub(r"\{([a-z_]+)\}", part, pattern)


def alternation(words: Iterable[str]) -> str:
    """The words as one regular expression that tries the longest first.

    Words that begin alike stand together, and most places in a text, where none of many words begins, fail at once.

    >>> alternation(["建设", "建设好", "开展"])
    '(?:建(?:设好|设)|开展)'
    """
    return _alternation(frozenset(words))


@cache
def _alternation(words: frozenset[str]) -> str:
    rests: dict[str, list[str]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        rests.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
    tree = "|".join(first + (f"(?:{'|'.join(rest)})" if len(rest) > 1 else rest[0]) for first, rest in rests.items())
    return f"(?:(?=[{''.join(rests)}])(?:{tree}))" if len(rests) > FEW else f"(?:{tree})"


@from_lexicon
def any_of(file: str, part: str) -> re.Pattern[str]:
    """One pattern for what any rule of a part matches: most texts match none, and one try tells."""
    parts = [rule.pattern for rule in rules(file, part)]
    return compiled(f"{file}.{part}", "|".join(f"(?:{part.pattern})" for part in parts), parts=parts)


@from_lexicon
def pattern(file: str, key: str) -> re.Pattern[str]:
    """The pattern that stands under that key of a lexicon file."""
    return compiled(f"{file}.{key}", lexicon(file)[key])


@from_lexicon
def word_set(file: str, key: str) -> frozenset[str]:
    """The words of a list of a lexicon file."""
    return frozenset(lexicon(file)[key])


@from_lexicon
def word_pattern(file: str, *path: str) -> re.Pattern[str]:
    """The compiled alternation of a word list of a lexicon file; `path` leads to the list."""
    words = lexicon(file)
    for key in path:
        words = words[key]
    if isinstance(words, dict):
        words = [word for group in words.values() for word in group]
    return re.compile(alternation(words))
