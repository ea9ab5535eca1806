"""Where words stand in the texts of a store, however they are typed: in one run, or apart and in another order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plankg.graph.extraction.words.tagged import dictionary
from plankg.graph.questions.choices import Query, listing, words
from plankg.graph.questions.phrases import Phrase, plain, unknown, words_of
from pyoxigraph import Literal

RUN = re.compile(r"[^\W_]+")


def passages(typed: str, query: Query) -> tuple[str, ...]:
    """The pieces of sentences, tasks and headings that hold words, as the text writes them; none where it has nothing.

    Where no text has the words in one run, it is the pieces from the first to the last of them.
    """
    whole, parts = plain(typed).text, _parts(typed)
    if not parts:
        return ()
    holding = " && ".join(f"CONTAINS(LCASE(?value), {Literal(part)})" for part in parts)
    sparql = listing("passage").replace("WHERE {\n", f"WHERE {{\n  FILTER ({holding})\n", 1)
    texts = [plain(str(value)) for (value,) in query(sparql).rows]
    runs = {text.as_typed(at, at + len(whole)) for text in texts if (at := text.text.find(whole)) >= 0}
    return tuple(sorted(runs or {_stretch(text, parts) for text in texts}))


def _stretch(text: Phrase, parts: tuple[str, ...]) -> str:
    """The piece of a text from the first to the last of the words, the shortest that begins with a first one."""
    places = [(at, at + len(part)) for part in parts if (at := text.text.find(part)) >= 0]
    return text.as_typed(min(start for start, _ in places), max(end for _, end in places))


def matters(typed: str) -> tuple[str, ...]:
    """The words of a text that could be what it is about: those that no question uses, else those that do not ask.

    There are none in a time.
    """
    whole = re.fullmatch(words()["period"], typed) is not None
    parts = [part for part in (() if whole else _parts(typed)) if len(part) > 1]
    own = [part for part in parts if any(map(unknown, words_of(part)))]
    common = {*words()["sought"], *words()["anywhere"]}
    return tuple(own or (part for part in parts if all(token.meanings.isdisjoint(common) for token in words_of(part))))


def _parts(typed: str) -> tuple[str, ...]:
    """The words that a text has to hold; single characters stay with what stands before them, function words are none."""
    return tuple(dict.fromkeys(part for run in RUN.findall(typed) for part in _cut(plain(run).text)))


def _cut(run: str) -> Iterator[str]:
    piece = ""
    for word in dictionary().cut(run):
        if not word.isalnum() or word in words()["noise"]:
            yield from [piece] * bool(piece)
            piece = ""
        elif len(word) == 1 or len(piece) == 1:
            piece += word
        else:
            yield from [piece] * bool(piece)
            piece = word
    yield from [piece] * bool(piece)
