"""Asking a graph in people's own words, or a question of the library by its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from plankg.graph.asking.slots import Filling, Slots
from plankg.graph.asking.understanding import Reading, Readings, slot_kinds, understand
from plankg.graph.questions.answers import Answer
from plankg.graph.questions.choices import Choice, choices
from plankg.graph.questions.library import Question, Wording, question, questions
from plankg.graph.questions.parameters import bind
from plankg.graph.questions.passages import matters, passages
from plankg.graph.questions.phrases import Phrase, plain, words_of
from plankg.graph.store.any_store import PlanStore
from plankg.schema.errors import UsageError
from plankg.schema.wording import Language, language, words

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
OFFERED = 8
"""How many questions are offered where a name means several things."""
NEAREST = 3
"""How many questions are offered where none is meant."""
SENTENCES = "words-sentences"
"""The question that looks words up in the text."""
OF_UNIT, PART = "unit-tasks", frozenset({"role", "doing"})
"""The question for the tasks of a unit, and what says which part it has in them."""


def is_name(text: str) -> bool:
    """Whether a text looks like the name of a question; people's own words look otherwise.

    >>> is_name("unit-tasks"), is_name("上海大学做什么")
    (True, False)
    """
    return NAME.fullmatch(text) is not None


@dataclass(frozen=True)
class Asked:
    """A question as it was asked of the graph: what it was told, the query that ran, and its answer.

    `wording` is the one that the text was nearest to; None where the question was asked by name, or where only the sentences
    that hold its words are shown: `left` are then the words that were not understood. `elsewhere` are words of an empty answer
    that the text has all the same, `concerned` the tasks of a unit that has another part in them than was asked for.
    """

    question: Question
    told: dict[str, str]
    sparql: str
    answer: Answer
    wording: Wording | None = None
    left: tuple[str, ...] = ()
    elsewhere: str | None = None
    concerned: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The query without the comments that describe the question."""
        return "\n".join(line for line in self.sparql.splitlines() if line and not line.startswith("#"))

    def note(self, lang: Language | None = None) -> str | None:
        """Say what the answer is not: one to all that was asked, or a proof that the text says nothing of the kind."""
        if self.left:
            return words("ask.sentences", lang, left="、".join(self.left), words=self.told["topic"])
        if self.answer.rows:
            return None
        if self.question.name == SENTENCES:
            return words("ask.absent", lang, words=self.told["topic"])
        if self.concerned:
            tasks = "、".join(self.concerned[:OFFERED]) + "…" * (len(self.concerned) > OFFERED)
            return words("ask.concerned", lang, unit=self.told["unit"], count=len(self.concerned), tasks=tasks)
        return words("ask.elsewhere", lang, words=self.elsewhere) if self.elsewhere else words("ask.unread", lang)

    def as_json(self, lang: Language | None = None) -> dict[str, Any]:
        """The answer for programs; rows are by column."""
        return {
            "question": self.question.name,
            "title": self.question.title(lang),
            "wording": self.wording.text if self.wording else None,
            "parameters": self.told,
            "note": self.note(lang),
            "sparql": self.sparql,
            "columns": list(self.answer.columns),
            "headings": [column.heading(lang or language()) for column in self.answer.fields],
            "rows": self.answer.records(),
        }


class Asking:
    """Asks one plan of a store, or all of them; the names are looked up once."""

    def __init__(self, store: PlanStore, *, plan: str | None = None) -> None:
        """Take the store, and the id of the plan where only that is asked."""
        self._store = store
        self._plan = plan

    def ask(self, text: str, told: Mapping[str, str] | None = None, *, lang: Language | None = None) -> Asked:
        """Answer a question in people's own words, or by its name with what it is told.

        Where no question accounts for every word, the sentences that hold them are the answer, with `left` to say so. Raises
        UsageError where the text has none, where a name is not known or means several things (`choices` of its values are
        then questions to ask instead), and where a question by name is told too little, too much or what is not known.
        """
        if told is not None or is_name(text):
            return self.answer(question(text), told or {}, lang=lang)
        readings = understand(text, questions(), self._slots)
        if readings.unclear and (name := readings.unclear.unclear):
            self._ask_back(readings.phrase, name)
        meant = _distinct(readings.meant)
        # Another reading may be looked at only if it narrows the answer no less: 配合 is no matter of partners.
        kept = [each for each in meant if {*each.told} >= {*meant[0].narrowings}]
        answers = (self.answer(each.question, each.told, wording=each.wording, lang=lang) for each in kept)
        if (first := next(answers, None)) is None:
            return self._sentences(readings, lang=lang)
        return first if first.answer.rows else next((each for each in answers if each.answer.rows), first)

    def answer(
        self,
        asked: Question,
        told: Mapping[str, str],
        *,
        wording: Wording | None = None,
        left: tuple[str, ...] = (),
        lang: Language | None = None,
    ) -> Asked:
        """Answer a question of the library; what it was told is left out of the answer's columns."""
        bindings = bind(asked, told, self._store)
        sparql = asked.bound({variable.value: terms for variable, terms in bindings.items()})
        rows = self._store.answer(asked, sparql, plan=self._plan).without(asked.hidden).in_words(lang)
        if rows.rows:
            return Asked(asked, dict(told), sparql, rows, wording, left)
        elsewhere, concerned = self._elsewhere(asked, told), self._concerned(asked, told)
        return Asked(asked, dict(told), sparql, rows, wording, left, elsewhere, concerned)

    def choices(self, kind: str, lang: Language | None = None) -> tuple[Choice, ...]:
        """What a parameter of that kind can be told."""
        return choices(kind, self._query, lang)

    def _sentences(self, readings: Readings, *, lang: Language | None) -> Asked:
        """Show the sentences that hold what a text is about; where it is nothing but a matter, they are what was asked.

        Raises UsageError where there are none, with the words left over.
        """
        if _is_matter(readings.phrase, self._passages(readings.phrase.typed)):
            return self.answer(question(SENTENCES), {"topic": readings.phrase.typed.strip()}, lang=lang)
        if readings.absent and readings.absent.question.name == SENTENCES:
            return self.answer(
                readings.absent.question, readings.absent.told, wording=readings.absent.wording, lang=lang
            )
        left = readings.nearest[0].left if readings.nearest else ()
        left = tuple(each.typed for each in readings.absent.fillings.values()) if readings.absent else left
        left = left or (readings.phrase.typed,)
        for topic in self._standing((*self._slots.content(readings.phrase), *left)):
            asked = self.answer(question(SENTENCES), {"topic": topic}, left=left, lang=lang)
            if asked.answer.rows:
                return asked
        offered = list(dict.fromkeys(_offers(readings.nearest)))[:NEAREST]
        raise UsageError("wording_unknown", text="、".join(left), nearest="；".join(offered), choices=offered)

    def _standing(self, pieces: Iterable[str]) -> Iterator[str]:
        """The words of some pieces that stand in a text: all of them together first, then one by one, the longest first."""
        standing: list[str] = []
        for piece in dict.fromkeys(pieces):
            parts = [part for part in (piece, *matters(piece)) if len(part) > 1 and self._passages(part)]
            for part in parts:
                standing += [part] * (not any(part.casefold() in other.casefold() for other in standing))
        if standing:
            yield " ".join(standing)
        yield from sorted(standing, key=lambda part: -len(part))

    def _ask_back(self, phrase: Phrase, name: Filling) -> None:
        """Raise the error that a name means nothing known or several things; it offers the question with each that it may be.

        Nothing is raised where no such question is understood, and none says that the plan has no word that its text has.
        """
        wanted = plain(name.typed).text
        if not name.values and any(plain(each).text == wanted for each in self._passages(name.typed)):
            return
        start, end = phrase.places[name.start], phrase.places[name.end - 1] + 1
        offered = [f"{phrase.typed[:start]}{each}{phrase.typed[end:]}" for each in self._slots.near(name)]
        offered = [each for each in offered[:OFFERED] if self._is_understood(each)]
        if offered:
            key = "wording_ambiguous" if name.values else "wording_name_unknown"
            raise UsageError(key, name=name.typed, count=len(offered), nearest="；".join(offered), choices=offered)

    def _is_understood(self, text: str) -> bool:
        return bool(understand(text, questions(), self._slots).meant)

    def _concerned(self, asked: Question, told: Mapping[str, str]) -> tuple[str, ...]:
        """The tasks of a unit in which it has no such part as was asked for: those that only concern it."""
        parts = PART.intersection(told)
        if asked.name != OF_UNIT or not parts:
            return ()
        wider = self.answer(asked, {name: value for name, value in told.items() if name not in parts})
        return tuple(dict.fromkeys(str(row["task"]) for row in wider.answer.records()))

    def _elsewhere(self, question: Question, settings: Mapping[str, str]) -> str | None:
        """The name or the words of a question without an answer, where the text has them."""
        kinds = {parameter.name: parameter.kind for parameter in question.parameters}
        values = [
            settings[name]
            for name, kind in kinds.items()
            if kind in {"words", "unit", "thing", "document", "indicator", "number"}
        ]
        days = [date.fromisoformat(settings[name]) for name, kind in kinds.items() if kind == "date"]
        values += [f"{day.month}月{day.day}日" for day in days]
        return next((value for value in values if question.name != SENTENCES and self._passages(value)), None)

    @cached_property
    def _slots(self) -> Slots:
        return Slots(self._query, slot_kinds(questions()) | {"Place"})

    def _passages(self, text: str) -> tuple[str, ...]:
        """The pieces of the texts that are asked of that hold some words: where one plan is meant, of its own."""
        return passages(text, self._query)

    def _query(self, sparql: str) -> Answer:
        return self._store.select(sparql, plan=self._plan)


def _distinct(readings: Iterable[Reading]) -> list[Reading]:
    """The first reading of each question that is told the same."""
    firsts: dict[tuple[object, ...], Reading] = {}
    for each in readings:
        firsts.setdefault((each.question.name, *each.told.items()), each)
    return list(firsts.values())


def _is_matter(phrase: Phrase, passages: Iterable[str]) -> bool:
    """Whether a text only names a matter: a text has it in one run, or its words apart and none of them is a function word."""
    texts = [plain(passage).text for passage in passages]
    return phrase.text in texts or (bool(texts) and all(token.weight for token in words_of(phrase.text)))


def _offers(readings: Iterable[Reading]) -> Iterable[str]:
    """Questions that can be asked as they stand, the nearest first: wordings with what the text says in their slots."""
    for reading in readings:
        if all(filling.kind != "words" for filling in reading.fillings.values()):
            yield reading.wording.text.format(**{name: filling.typed for name, filling in reading.fillings.items()})
    for each in questions():
        yield from (wording.text for wording in each.wordings[:1] if not each.parameters)
