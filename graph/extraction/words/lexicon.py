"""The words and patterns of the genre, read once from `data/lexicon/`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

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
        """Give what the rule stands for under that key, or None."""
        return self.gives.get(key)


# So many first characters of words are asked for one by one.
FEW = 8

PARSED: dict[str, Any] = {}
"""Lexicon files parsed beforehand, by their text."""


@cache
def lexicon(name: str) -> Any:
    """Give one lexicon file as written: mappings, lists and strings."""
    text = (files("plankg.data") / "lexicon" / f"{name}.yaml").read_text("utf-8")
    return PARSED[text] if text in PARSED else yaml.load(text, Loader=LOADER)  # noqa: S506 (safe loader)


@cache
def rules(file: str, part: str) -> tuple[Rule, ...]:
    """Give the rules of one part of a lexicon file, in the order of the file.

    `{word}` in a pattern stands for the alternation of the list `word` of the same file.
    """
    book = lexicon(file)
    return tuple(_rule(f"{part}-{number}", row, book) for number, row in enumerate(book[part], start=1))


@cache
def rule_named(file: str, part: str, name: str) -> Rule:
    """Give the rule of that name of one part of a lexicon file, which the file must have."""
    return next(rule for rule in rules(file, part) if rule.name == name)


def _rule(default: str, row: dict[str, Any], book: dict[str, Any]) -> Rule:
    rest = {key: value for key, value in row.items() if key not in {"name", "pattern", "matches", "rejects"}}
    return Rule(
        row.get("name", default),
        re.compile(expand(row["pattern"], book)),
        tuple(row.get("matches", ())),
        tuple(row.get("rejects", ())),
        rest,
    )


def expand(pattern: str, book: dict[str, Any]) -> str:
    """Put in the place of each `{name}` of a pattern what the file has under it: a pattern, or a word list's alternation."""

    def part(found: re.Match[str]) -> str:
        value = book[found[1]]
        return expand(value, book) if isinstance(value, str) else alternation(value)

    return re.sub(r"\{([a-z_]+)\}", part, pattern)


def alternation(words: Iterable[str]) -> str:
    """Give the words as one regular expression that tries the longest first.

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


@cache
def any_of(file: str, part: str) -> re.Pattern[str]:
    """Give one pattern for what any rule of a part matches: most texts match none, and one try tells."""
    return re.compile("|".join(f"(?:{rule.pattern.pattern})" for rule in rules(file, part)))


@cache
def pattern(file: str, key: str) -> re.Pattern[str]:
    """Give the pattern that stands under that key of a lexicon file."""
    return re.compile(lexicon(file)[key])


@cache
def word_pattern(file: str, *path: str) -> re.Pattern[str]:
    """Give the compiled alternation of a word list of a lexicon file; `path` leads to the list."""
    words = lexicon(file)
    for key in path:
        words = words[key]
    if isinstance(words, dict):
        words = [word for group in words.values() for word in group]
    return re.compile(alternation(words))
