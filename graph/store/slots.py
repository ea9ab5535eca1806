"""What stands for a parameter in a question: names that the graph knows, dates, numbers, ids, or plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plankg.graph.extraction.figures.times import PlanYear, due_of
from plankg.graph.store.choices import THINGS, Query, closed_list, names, words, years
from plankg.graph.store.known import KnownNames
from plankg.graph.store.parameters import nearest_names
from plankg.graph.store.phrases import Phrase
from plankg.schema.errors import UsageError

LISTED = 8
"""How many candidates are named where a name means several things."""
ALIAS, GENERAL, WORDS, PART, MISSING = 0.01, 0.01, 0.06, 0.1, 0.18
"""What it costs to read an alias, any thing where another question wants its very kind, free words, a part of a name, or a
name that is not known as what a slot wants."""
SWALLOWED, AROUND = 0.1, 0.15
"""What it costs that words of questions stand inside a name, by their weight, and that an unknown name holds a known one."""

KNOWN, FREE, UNKNOWN = 0.6, 1.0, 1.4
"""How much a question has to say beside a known name, beside free words, beside a name that is not known."""


@dataclass(frozen=True)
class Filling:
    """A place of the plain text that can stand for a parameter, with what it may mean, and how far-fetched that is.

    `needs` is how much a question has to say beside it: more where it is not a name that the graph knows.
    """

    start: int
    end: int
    typed: str
    values: tuple[str, ...]
    kind: str
    cost: float
    needs: float = KNOWN

    @property
    def telling(self) -> bool:
        """Tell whether it is a term of a closed list, which says something by itself."""
        return closed_list(self.kind) is not None


class Slots:
    """Reads parameters out of questions, by the names of one graph."""

    def __init__(self, query: Query, kinds: set[str]) -> None:
        """Take the names of those kinds from a graph."""
        self._query = query
        self._names = KnownNames(names(query, kinds))

    def fillings(self, kind: str, phrase: Phrase) -> list[Filling]:
        """Give all places of a text that can stand for a parameter of that kind."""
        if kind in words()["patterns"]:
            return list(self._patterned(kind, phrase))
        if kind == "words":
            return list(self._free(phrase))
        whole = list(self._whole(kind, phrase))
        return whole if closed_list(kind) else [*whole, *self._parts(kind, phrase, whole)]

    def settle(self, filling: Filling) -> str:
        """Give the value that a place means. Raises UsageError where it means nothing known, or several things."""
        if len(filling.values) == 1:
            return filling.values[0]
        if not filling.values:
            nearest = "、".join(nearest_names(filling.typed, self._names.texts(filling.kind))) or "—"
            raise UsageError("wording_name_unknown", name=filling.typed, nearest=nearest)
        listed = "、".join(filling.values[:LISTED])
        raise UsageError("wording_ambiguous", name=filling.typed, count=len(filling.values), candidates=listed)

    def _whole(self, kind: str, phrase: Phrase) -> Iterator[Filling]:
        """Give the places that are a name: what is called so itself goes before what has it as an alias."""
        for start, end, found in self._names.places(kind, phrase.text):
            rank = min(said.rank for said in found)
            values = tuple(sorted({said.value for said in found if said.rank == rank}))
            cost = ALIAS * min(rank, 1) + GENERAL * (kind == "thing")
            yield Filling(start, end, phrase.as_typed(start, end), values, kind, cost)

    def _parts(self, kind: str, phrase: Phrase, whole: list[Filling]) -> Iterator[Filling]:
        """Give the places that are a part of names, or that could be a name which the graph doesn't have."""
        known = {(filling.start, filling.end) for filling in whole}
        for (start, end), said in self._names.runs(phrase.text).items():
            values = self._names.holding(kind, phrase.text[start:end])
            around = any(start <= first and last <= end for first, last in known)
            cost = SWALLOWED * said + (PART if values else MISSING + AROUND * around)
            if (start, end) not in known and (values or kind in THINGS):
                needs = KNOWN if values else UNKNOWN
                yield Filling(start, end, phrase.as_typed(start, end), values, kind, cost, needs)

    def _free(self, phrase: Phrase) -> Iterator[Filling]:
        for (start, end), said in self._names.runs(phrase.text).items():
            typed = phrase.as_typed(start, end)
            yield Filling(start, end, typed, (typed,), "words", WORDS + SWALLOWED * said, FREE)

    def _patterned(self, kind: str, phrase: Phrase) -> Iterator[Filling]:
        for found in re.finditer(str(words()["patterns"][kind]), phrase.text):
            value = self._day(found[0]) if kind == "date" else found[0]
            if value:
                yield Filling(found.start(), found.end(), found[0], (value,), kind, 0.0)

    def _day(self, text: str) -> str | None:
        """Give the last day of what a text names, in the plans' own year where it leaves the year out."""
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            due = due_of(f"{text}前", self._year) or due_of(text, self._year)
            return due.isoformat() if due else None

    @cached_property
    def _year(self) -> PlanYear | None:
        latest = max(years(self._query), default=None)
        return None if latest is None else PlanYear(latest)
