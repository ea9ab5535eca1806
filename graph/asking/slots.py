"""What stands for a parameter in a question: names that the graph knows, dates, numbers, ids, or plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plankg.graph.asking.known_names import KnownNames
from plankg.graph.asking.own_scope import own_places, own_times
from plankg.graph.extraction.chunks.times import PlanYear, due_of
from plankg.graph.extraction.words.tagged import dictionary
from plankg.graph.questions.choices import Facts, Query, closed_list, facts, names, words
from plankg.graph.questions.parameters import similar_names
from plankg.graph.questions.passages import passages
from plankg.graph.questions.phrases import Phrase, bounded, parts_a_number, plain, unknown, words_of

ALIAS, GENERAL, OWN, WORDS, PART, MISSING = 0.01, 0.01, 0.05, 0.06, 0.1, 0.18
"""What it costs to read an alias, any thing where another question wants its very kind, the plan's own place, free words, a
part of a name, or a name that is not known as what a slot wants."""
SWALLOWED, AROUND = 0.1, 0.15
"""What it costs that words of questions stand inside a name, by their weight, and that an unknown name holds a known one."""

SHORTEST = 2
"""How many characters a name or a word has at least: 校 or 家 alone names nothing."""
KNOWN, FREE, UNKNOWN = 0.6, 1.0, 0.9
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
    whole: bool = False
    """Whether a text has to have free words in one run."""
    vague: bool = False
    """Whether it is a general word that one name ends in (大学): it may be meant, or not."""

    @property
    def span(self) -> tuple[int, int]:
        """Where it stands."""
        return self.start, self.end

    def apart(self, other: Filling) -> bool:
        """Whether two places don't overlap."""
        return self.end <= other.start or other.end <= self.start

    def is_within(self, other: Filling) -> bool:
        """Whether another place holds this one and means no more."""
        longer = other.end - other.start > self.end - self.start
        return longer and other.start <= self.start and self.end <= other.end and {*other.values} <= {*self.values}

    @property
    def telling(self) -> bool:
        """Whether it is a term of a closed list, which says something by itself."""
        return closed_list(self.kind) is not None


class Slots:
    """Reads parameters out of questions, by the names of one graph."""

    def __init__(self, query: Query, kinds: set[str]) -> None:
        """Take the names of those kinds from a graph."""
        self._query = query
        self._names = KnownNames(names(query, kinds))

    def fillings(self, kind: str, phrase: Phrase) -> list[Filling]:
        """All places of a text that can stand for a parameter of that kind."""
        if kind in words()["patterns"]:
            return list(self._patterned(kind, phrase))
        if kind == "words":
            return [each for each in self._free(phrase) if not asked_for(phrase.text, each.start)]
        whole = list(self._whole(kind, phrase))
        if closed_list(kind):
            return whole
        return [each for each in (*whole, *self._parts(kind, phrase, whole)) if not asked_for(phrase.text, each.start)]

    def narrowings(self, kind: str, phrase: Phrase) -> list[Filling]:
        """The places that say to which part of an answer it is narrowed: chapters and articles, and terms of closed lists."""
        if kind == "section":
            fillings = [each for each in self._whole(kind, phrase) if not each.typed[0].isdecimal()]
        else:
            fillings = list(self._narrowing_terms(kind, phrase))
        places = longest(each.span for each in fillings)
        return sorted((each for each in fillings if each.span in places), key=lambda each: each.start)

    def own(self, phrase: Phrase) -> list[tuple[int, int]]:
        """The places that name the plans' own time or place, which narrow nothing.

        A place before a name makes another of it: 北京市教委 is no 教委 of a district.
        """
        own = own_places(self._names.texts("Place", ranked=True), self._facts)
        places = self._names.places("Place", phrase.text)
        here = [(start, end) for start, end, sayings in places if any(said.value in own for said in sayings)]
        here = [span for span in here if not self._is_qualified(phrase.text, span[1])]
        return sorted(longest([*own_times(phrase.text, self._facts), *here]))

    def _is_qualified(self, text: str, end: int) -> bool:
        """Whether a place that ends there is a part of the name of a unit, or of one that is not known."""
        after = next((token for token in self._names.row(text) if token.start == end), None)
        if after is None or not unknown(after):
            return False
        return self._names.begins("unit", text, end) or not self._names.begins("thing", text, end)

    def stand(self, fillings: Iterable[Filling]) -> bool:
        """Whether the free words among some fillings stand in a text."""
        return all(map(self._stands, fillings))

    def _stands(self, filling: Filling) -> bool:
        if filling.kind != "words":
            return True
        if filling.typed not in self._standing:
            self._standing[filling.typed] = passages(filling.typed, self._query)
        pieces = self._standing[filling.typed]
        return bool(pieces) and not (filling.whole and plain(filling.typed).text != plain(pieces[0]).text)

    def near(self, filling: Filling) -> tuple[str, ...]:
        """The names that a place may mean: those it is called, or those that look like what was typed."""
        if filling.kind == "section":
            return tuple(map(self._names.numbered, filling.values)) or similar_names(
                filling.typed, self._names.texts(filling.kind)
            )
        if filling.values:
            return filling.values
        return similar_names(filling.typed, self._names.texts(filling.kind))

    def content(self, phrase: Phrase) -> tuple[str, ...]:
        """The times, the names and the words of a text that no question uses: what it is about."""
        times = [match.span() for match in re.finditer(str(words()["period"]), phrase.text)]
        rest = [
            (token.start, token.end)
            for token in self._names.row(phrase.text)
            if unknown(token)
            and token.end - token.start >= SHORTEST
            and not any(start <= token.start < end for start, end in times)
        ]
        return tuple(phrase.as_typed(*span) for span in sorted([*times, *rest]))

    def _whole(self, kind: str, phrase: Phrase) -> Iterator[Filling]:
        """The places that are a name: what is called so itself goes before what has it as an alias."""
        own = self.own(phrase)
        rows = []
        for start, end, sayings in self._names.places(kind, phrase.text):
            if end - start < SHORTEST or parts_a_number(phrase.text, start, end, counted=kind == "section"):
                continue
            if self._names.part_start(kind, phrase.text, start, end) is not None:
                continue
            rank = min(said.rank for said in sayings)
            values = tuple(sorted({said.value for said in sayings if said.rank == rank}))
            cost = ALIAS * min(rank, 1) + GENERAL * (kind == "thing") + OWN * ((start, end) in own)
            rows.append(Filling(start, end, phrase.as_typed(start, end), values, kind, cost))
        yield from nested(phrase, rows) if kind == "section" else rows

    def _parts(self, kind: str, phrase: Phrase, whole: list[Filling]) -> Iterator[Filling]:
        """The places that are a part of names, or that could be a name which the graph doesn't have."""
        known = {filling.span for filling in whole}
        if kind == "section":
            for numbered in re.finditer(str(words()["numbered"]), phrase.text):
                if not any(start <= numbered.start() and numbered.end() <= end for start, end in known):
                    yield Filling(*numbered.span(), numbered[0], (), kind, 0.0)
        parts = []
        runs = self._names.runs(phrase.text, wide=True)
        for start, end, _ in self._names.places(kind, phrase.text):
            if (begin := self._names.part_start(kind, phrase.text, start, end)) is not None:
                runs[begin, end] = 0.0
        for (start, end), said in runs.items():
            if (start, end) in known or end - start < SHORTEST or parts_a_number(phrase.text, start, end):
                continue
            if self._qualifies(phrase.text, end):
                continue
            if values := self._names.holding(kind, phrase.text[start:end]):
                vague = len(values) == 1 and dictionary().has_word(phrase.text[start:end])
                cost = PART + SWALLOWED * said
                parts.append(Filling(start, end, phrase.as_typed(start, end), values, kind, cost, vague=vague))
        yield from (each for each in parts if not any(map(each.is_within, parts)))
        held = {filling.span for filling in parts}
        yield from self._missing(kind, phrase, known, held)

    def _qualifies(self, text: str, end: int) -> bool:
        """Whether what ends there says which school, unit or name follows: 民办 in 民办学校 is no name by itself."""
        after = next(iter(words_of(text[end:])), None)
        follows = bool(after and after.meanings & {"schools", "unit"})
        return follows or self._names.begins("thing", text, end)

    def _missing(
        self, kind: str, phrase: Phrase, known: set[tuple[int, int]], held: set[tuple[int, int]]
    ) -> Iterator[Filling]:
        """The places that could be a name which the graph doesn't have: no time or number of a section is in one."""
        other = [match.span() for name in ("numbered", "period") for match in re.finditer(words()[name], phrase.text)]
        other += [match.span() for match in re.finditer(words()["patterns"]["date"], phrase.text)]
        for (start, end), said in self._names.runs(phrase.text, joined=False).items():
            if end - start < SHORTEST or parts_a_number(phrase.text, start, end) or (start, end) in known | held:
                continue
            if all(end <= first or last <= start for first, last in other):
                around = any(start <= first and last <= end for first, last in known)
                cost = SWALLOWED * said + MISSING + AROUND * around
                yield Filling(start, end, phrase.as_typed(start, end), (), kind, cost, UNKNOWN)

    def _free(self, phrase: Phrase) -> Iterator[Filling]:
        narrow = self._names.runs(phrase.text)
        for (start, end), said in self._names.runs(phrase.text, wide=True).items():
            typed, cost = phrase.as_typed(start, end), WORDS + SWALLOWED * said
            if re.fullmatch(f"{words()['patterns']['date']}|{words()['period']}", phrase.text[start:end]):
                continue
            if ends_in_part(phrase.text[start:end]):
                continue
            if end - start >= SHORTEST and not parts_a_number(phrase.text, start, end):
                yield Filling(start, end, typed, (typed,), "words", cost, FREE, whole=(start, end) not in narrow)

    def _patterned(self, kind: str, phrase: Phrase) -> Iterator[Filling]:
        for match in re.finditer(str(words()["patterns"][kind]), phrase.text):
            value = self._day(match[0]) if kind == "date" else match[0]
            if value and not parts_a_number(phrase.text, *match.span()):
                yield Filling(match.start(), match.end(), match[0], (value,), kind, 0.0)

    def _narrowing_terms(self, kind: str, phrase: Phrase) -> Iterator[Filling]:
        tokens = {(token.start, token.end) for token in words_of(phrase.text)}
        for values, forms in words()["narrowings"].get(kind, {}).items():
            for form in forms:
                for match in re.finditer(bounded(plain(form).text), phrase.text):
                    if len(form) == 1 and match.span() not in tokens:
                        continue
                    yield Filling(match.start(), match.end(), match[0], tuple(values.split()), kind, 0.0)

    def _day(self, text: str) -> str | None:
        """The last day of what a text names, in the plans' own year where it leaves the year out."""
        # the plans' own year, as 年内 has it
        if text.removeprefix("今").removeprefix("本").removesuffix("度") == "年":
            text = "年底"
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            due = due_of(f"{text}前", self._year) or due_of(text, self._year)
            return due.isoformat() if due else None

    @cached_property
    def _facts(self) -> tuple[Facts, ...]:
        return facts(self._query)

    @cached_property
    def _standing(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _year(self) -> PlanYear | None:
        latest = max((fact.year for fact in self._facts if fact.year), default=None)
        return None if latest is None else PlanYear(latest)


def longest(spans: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """The places that don't overlap, the longest first."""
    places: set[tuple[int, int]] = set()
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(end <= first or last <= start for first, last in places):
            places.add((start, end))
    return places


def nested(phrase: Phrase, rows: Iterable[Filling]) -> list[Filling]:
    """Sections with those that are told by several numbers, one inside the other (第三章第六条), in place of each."""
    rows = sorted(rows, key=lambda each: each.span)
    pair = next(((outer, inner) for outer in rows for inner in rows if outer.end == inner.start), None)
    if pair is None:
        return rows
    outer, inner = pair
    values = tuple(value for value in inner.values if any(value.startswith(f"{each}/") for each in outer.values))
    typed = phrase.as_typed(outer.start, inner.end)
    both = Filling(outer.start, inner.end, typed, values, inner.kind, max(outer.cost, inner.cost))
    return nested(phrase, [*(each for each in rows if each not in pair), both])


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number with its unit of measure."""
    return re.fullmatch(words()["patterns"]["number"], text) is not None


def ends_in_part(text: str) -> bool:
    """Whether free words would end in what asks who does something: 校长负责 is no matter, 校长负责制 is.

    >>> ends_in_part("校长负责"), ends_in_part("校长负责制"), ends_in_part("牵头")
    (True, False, False)
    """
    kinds = (words()["narrowings"][kind].values() for kind in ("Role", "Doing"))
    forms = {form for lists in kinds for forms in lists for form in forms if len(form) >= SHORTEST}
    return text not in forms and text.endswith(tuple(forms)) and not text.isascii()


def asked_for(text: str, start: int) -> bool:
    """Whether what begins there is what a question asks for, so that it cannot be what it is told.

    >>> asked_for("第七章有哪些学校", 6), asked_for("白鹭小学做什么", 0)
    (True, False)
    """
    asking = (word for word in words()["meanings"]["which"]["words"] if len(word) > 1 and not word.isascii())
    return text[:start].endswith((*asking, "谁"))
