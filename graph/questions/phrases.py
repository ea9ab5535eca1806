"""A question's words: the text without marks, and its tokens by meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from plankg.graph.extraction.words.tagged import dictionary
from plankg.graph.questions.choices import words

KEPT = ".:/%+-#_"
"""Signs that names, numbers and IRIs are made of."""
BRACKETS = {"(": ")", "（": "）"}
SLOT = re.compile(r"\{(\w+)\}")
SLOT_WEIGHT = 1.5
COUNTED = frozenset("〇零一二三四五六七八九十百千")
"""The Chinese numerals that count chapters and articles."""
ADJECTIVES = frozenset({"a", "ad", "an"})
"""The tags of words that are not cut: 最重要 is no 最重."""
UNKNOWN_CHARACTER, UNKNOWN_WORD, UNKNOWN_AT_MOST = 0.8, 1.0, 3.0
"""What words weigh that no wording uses: they speak against every question."""


@dataclass(frozen=True)
class Phrase:
    """A text in plain characters, each with its place in the text as typed."""

    text: str
    typed: str
    places: tuple[int, ...]

    def as_typed(self, start: int, end: int) -> str:
        """A run of the plain text as it was typed, with the bracket that opens it."""
        begin, finish = self.places[start], self.places[end - 1] + 1
        opened = begin > 0 and BRACKETS.get(self.typed[begin - 1], " ") in self.typed[begin:finish]
        return self.typed[begin - opened : finish].strip()


@dataclass(frozen=True)
class Token:
    """A word of a question with what it can mean; one without a meaning is unknown, one without weight says nothing."""

    start: int
    end: int
    meanings: frozenset[str]
    weight: float

    def meaning(self, more: frozenset[str]) -> Token:
        """The token with more meanings."""
        return Token(self.start, self.end, self.meanings | more, self.weight)


def plain(text: str) -> Phrase:
    """A text in small letters and half-width signs, without quotes, punctuation, and blanks beside Chinese characters.

    >>> plain("“白鹭小学” 承担哪些任务？").text
    '白鹭小学承担哪些任务'
    """
    chars: list[tuple[str, int]] = []
    for place, typed in enumerate(text):
        for char in unicodedata.normalize("NFKC", typed).casefold():
            if char.isalnum() or char in KEPT:
                chars.append((char, place))
            elif char.isspace() and chars and chars[-1][0] != " ":
                chars.append((" ", place))
    while chars and chars[-1][0] in " .:/":
        chars.pop()
    tight = [
        (char, place)
        for number, (char, place) in enumerate(chars)
        if char != " " or (number and chars[number - 1][0].isascii() and chars[number + 1][0].isascii())
    ]
    return Phrase("".join(char for char, _ in tight), text, tuple(place for _, place in tight))


def tokens(text: str, marked: Mapping[tuple[int, int], str | frozenset[str]] | None = None) -> tuple[Token, ...]:
    """The tokens that count of a plain text, or of a wording with `{slots}`.

    What is marked in a text is cut off from what stands around it: it stands for the slot of that name, says nothing where the
    name is empty, or is its own words with more meanings.
    """
    if marked is None:
        return _of_wording(text)
    row, at = [], 0
    for (start, end), name in sorted(marked.items()):
        row += moved(words_of(text[at:start]), at)
        if isinstance(name, frozenset):
            row += (token.meaning(name) for token in moved(words_of(text[start:end]), start))
        elif name:
            row.append(Token(start, end, frozenset({f"{{{name}}}"}), SLOT_WEIGHT))
        at = end
    return tuple(token for token in (*row, *moved(words_of(text[at:]), at)) if token.weight)


def unknown(token: Token) -> bool:
    """Whether it is a word that no question uses: a name, or what it is about."""
    return bool(token.weight) and not token.meanings


def moved(row: Iterable[Token], by: int) -> list[Token]:
    """The tokens at places that lie further on."""
    return [Token(token.start + by, token.end + by, token.meanings, token.weight) for token in row]


@cache
def _of_wording(wording: str) -> tuple[Token, ...]:
    row: list[Token] = []
    for number, part in enumerate(SLOT.split(wording)):
        if number % 2:
            row.append(Token(0, 0, frozenset({f"{{{part}}}"}), SLOT_WEIGHT))
        else:
            row += [token for token in words_of(plain(part).text) if token.weight]
    return tuple(row)


@cache
def words_of(text: str) -> tuple[Token, ...]:
    """All tokens of plain text, what says nothing included: known words, the longest first, and what lies between."""
    row, at = [], 0
    for match in _known(text):
        row += _unknown(text, at, match.start())
        meanings, weight = _meanings()[match[0]]
        row.append(Token(match.start(), match.end(), meanings, weight))
        at = match.end()
    return tuple(row + _unknown(text, at, len(text)))


def _known(text: str) -> list[re.Match[str]]:
    """The known words of a text; one that is a part of another word (能 in 人工智能, 最重 in 最重要) is none."""
    matches = list(_pattern().finditer(text))
    if all(match[0].isascii() for match in matches):
        return matches
    covered = {place for match in matches for place in range(*match.span())}
    inside, cut, at = set(), set(), 0
    for word, tag in dictionary().tag(text):
        # What the dictionary only guesses may have a function word glued to either end: 率要, 由区.
        edge = 0 if dictionary().has_word(word) else 1
        places = range(at + edge, at + len(word) - edge)
        inside |= set() if covered.issuperset(places) else set(places)
        cut |= {(at, at + len(word))} if tag in ADJECTIVES else set()
        at += len(word)
    return [
        match
        for match in matches
        if match[0].isascii()
        or (match.start() not in inside if len(match[0]) == 1 else not any(_straddles(match, *word) for word in cut))
    ]


def _straddles(match: re.Match[str], start: int, end: int) -> bool:
    return match.start() < start < match.end() < end


def parts_a_number(text: str, start: int, end: int, *, counted: bool = False) -> bool:
    """Whether a place of a text cuts a number or a word in Latin letters: 6条 in 第26条; `counted`, Chinese numerals too.

    >>> parts_a_number("第26条", 2, 4), parts_a_number("二十条", 1, 3), parts_a_number("二十条", 1, 3, counted=True)
    (True, False, True)
    """
    return any(0 < at < len(text) and _of_one(text[at - 1], text[at], counted) for at in (start, end))


def _of_one(one: str, after: str, counted: bool) -> bool:
    pair = one + after
    letters = pair.isascii() and (pair.isdecimal() or pair.isalpha())
    return letters or (counted and COUNTED.issuperset(pair))


def bounded(word: str) -> str:
    """The pattern of a word of plain text; one in Latin letters is only found whole."""
    return rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if word.isascii() else re.escape(word)


def _unknown(text: str, start: int, end: int) -> list[Token]:
    run = text[start:end]
    if not run.strip():
        return []
    weight = UNKNOWN_WORD * len(run.split()) if run.isascii() else UNKNOWN_CHARACTER * len(run)
    return [Token(start, end, frozenset(), min(weight, UNKNOWN_AT_MOST))]


@cache
def _meanings() -> dict[str, tuple[frozenset[str], float]]:
    """Each known word with what it can mean and its weight, the largest of its meanings'."""
    by_word: dict[str, tuple[frozenset[str], float]] = {
        plain(word).text: (frozenset(), 0.0) for word in words()["noise"]
    }
    for meaning, row in words()["meanings"].items():
        for word in (plain(word).text for word in row["words"]):
            meanings, weight = by_word.get(word, (frozenset(), 0.0))
            by_word[word] = meanings | {meaning}, max(weight, row["weight"])
    return by_word


@cache
def _pattern() -> re.Pattern[str]:
    """The pattern of all known words, the longest first; words in Latin letters only whole."""
    longest = sorted(_meanings(), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(bounded, longest)))
