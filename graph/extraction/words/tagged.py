"""Words: the text cut into words with their classes, by a general dictionary with the genre's own words laid over it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise
from types import ModuleType
from typing import NamedTuple

from plankg.graph.extraction.words.lexicon import from_lexicon, lexicon, word_set
from plankg.graph.extraction.words.verbs import verb_kinds


class Word(NamedTuple):
    """A word: where it stands (half-open, in code points), its characters, and its class as ICTCLAS names it (n, v, p …)."""

    start: int
    end: int
    text: str
    tag: str


def tagged(text: str) -> tuple[Word, ...]:
    """The words of a text in order; together they are the text.

    An adverb that the dictionary glues to the verb behind it (充分利用) is parted from it, and so is a preposition, a level or
    等 that it glues to characters it does not know (由市｜教育局).

    >>> [(word.text, word.tag) for word in tagged("充分利用在岗职工")]
    [('充分', 'd'), ('利用', 'v'), ('在岗', 'b'), ('职工', 'n')]
    >>> [word.text for word in tagged("可由区疾控中心报市住建局等")]
    ['可', '由', '区', '疾控中心', '报', '市', '住建局', '等']
    """
    words, place = [], 0
    for form, tag in dictionary().tag(text):
        for piece, kind in _pieces(form, tag):
            words.append(Word(place, place + len(piece), piece, kind))
            place += len(piece)
    return tuple(words)


# How long the words are that the dictionary guesses of characters which it does not know together.
GUESSED = range(2, 5)
VERBAL = ("v", "vn", "vd")
LONGEST_VERB = 4


@from_lexicon
def _pieces(form: str, tag: str) -> tuple[tuple[str, str], ...]:
    """A word of the dictionary, or the words that it glued together, each with its class."""
    book = _book()
    if form in book.added:
        return ((form, book.added[form]),)
    if len(form) not in GUESSED:
        return ((form, tag),)
    known = dictionary()
    if not known.has_word(form):
        return _parted(form, tag)
    adverb = next((word for word in book.adverbs if form.startswith(word)), "")
    verb = form[len(adverb) :]
    if adverb and (verb in book.verbs or (known.has_word(verb) and known.tag(verb)[0][1] in VERBAL)):
        return (adverb, "d"), (verb, "v")
    return ((form, tag),)


def _parted(form: str, tag: str) -> tuple[tuple[str, str], ...]:
    """A guessed word with the characters at its ends parted from it that are words of their own."""
    opening, closing = _book().opening, _book().closing
    begin, end = 0, len(form)
    while begin < end and form[begin] in opening:
        begin += 1
    while end > begin and form[end - 1] in closing:
        end -= 1
    core = form[begin:end]
    inner = [] if not core else [(core, tag)] if core == form else dictionary().tag(core)
    return (*((char, opening[char]) for char in form[:begin]), *inner, *((char, closing[char]) for char in form[end:]))


@from_lexicon
def dictionary() -> ModuleType:
    """The general dictionary with the words of the lexicon added: the one that the package loads as it is imported."""
    import rjieba  # noqa: PLC0415 - its dictionary costs a tenth of a second, and some commands read no text

    for word, tag in _book().added.items():
        rjieba.add_word(word, None, tag)
    return rjieba


@from_lexicon
def opening_verb(words: str) -> str | None:
    """The verb with which the words open, by their classes, where no list has it; None where they open otherwise."""
    classes = dictionary().tag(words)
    word, tag = classes[0] if classes else ("", "")
    if (
        tag == "v"
        and word not in word_set("words", "no_verbs")
        and 1 < len(word) <= LONGEST_VERB
        and len(words) >= len(word) + 2
    ):
        return str(word)
    return None


def split_at(words: Sequence[Word], borders: Collection[int]) -> tuple[Word, ...]:
    """The words, those that a border falls into cut there: 推|进行|知 with a name from 行 on is 推|进|行|知.

    >>> [word.text for word in split_at(tagged("规划纲要"), {1})]
    ['规', '划', '纲要']
    """
    inner: dict[int, list[int]] = {}
    for border in sorted(borders):
        number = bisect_left(words, (border,)) - 1
        if number >= 0 and border < words[number].end:
            inner.setdefault(number, []).append(border)
    pieces, done = [], 0
    for number, places in inner.items():
        begin, finish, text, tag = words[number]
        edges = pairwise([begin, *places, finish])
        pieces += [*words[done:number], *(Word(a, b, text[a - begin : b - begin], tag) for a, b in edges)]
        done = number + 1
    return (*pieces, *words[done:])


def between(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """The words that begin within a stretch of the text."""
    return words[bisect_left(words, (start,)) : bisect_left(words, (end,))]


class _Book(NamedTuple):
    """What the lexicon says of words: those added and their classes, adverbs and verbs, and the characters parted from guesses."""

    added: dict[str, str]
    adverbs: tuple[str, ...]
    verbs: frozenset[str]
    opening: dict[str, str]
    closing: dict[str, str]


@from_lexicon
def _book() -> _Book:
    book = lexicon("words")
    added, opening, closing = (
        {word: tag for tag, words in part.items() for word in words}
        for part in (book["added"], book["parted"]["opening"], book["parted"]["closing"])
    )
    return _Book(added, tuple(book["adverbs"]), frozenset(verb_kinds()), opening, closing)
