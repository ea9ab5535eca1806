"""What a measure of a plan is: a number, how far it can be trusted, what it means and does not, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from plankg.graph.measures.card import card
from plankg.graph.measures.chance import Estimate
from plankg.graph.measures.numbers import NUMBERS, SHARES, TEXTS, Kind, Value, Word, shown
from plankg.schema.evidence import Evidence
from plankg.schema.table import Column, Table
from plankg.schema.terms import Term
from plankg.schema.wording import Language, language, words


class Part(NamedTuple):
    """A row of a measure's table, and the words that it rests on, in the order of the text; of two plans, of each.

    `evidence` stands in the plan or the earlier of two, `later` in the later one.
    """

    values: tuple[Value, ...]
    evidence: tuple[Evidence, ...] = ()
    later: tuple[Evidence, ...] = ()


@dataclass(frozen=True, repr=False)
class Measure:
    """One measure of a plan, or of two.

    `value` is what was read, as all faces count it, and None where the plan has nothing to count. `estimate` is what to expect
    of it if each statement is right as often as its certainty says, None where nothing was read to be wrong. `figures` are
    further numbers and names that its sentence tells.
    """

    name: str
    kind: Kind
    plans: tuple[str, ...]
    columns: tuple[str, ...]
    value: float | None = None
    estimate: Estimate | None = None
    parts: tuple[Part, ...] = ()
    figures: Mapping[str, Value] = field(default_factory=dict)

    @property
    def interval(self) -> tuple[float, float] | None:
        """The bounds between which nine in ten true values lie, as far as certainties can tell."""
        return None if self.estimate is None else (self.estimate.low, self.estimate.high)

    def title(self, lang: Language | None = None) -> str:
        """What it is called."""
        return words(f"measure.{self.name}", lang)

    def meaning(self, lang: Language | None = None) -> str:
        """What it means."""
        return words(f"measure.{self.name}.meaning", lang)

    def caveats(self, lang: Language | None = None) -> str:
        """What it does not mean."""
        return words(f"measure.{self.name}.caveats", lang)

    def sentence(self, lang: Language | None = None) -> str:
        """The number in a sentence, with its interval; where there is nothing to count, that."""
        if self.value is None:
            return words(f"measure.{self.name}.nothing", lang)
        figures = {name: shown(value, "index", lang) for name, value in self.figures.items()}
        values = {**figures, "value": shown(self.value, self.kind, lang), "range": self.range(lang)}
        return words(f"measure.{self.name}.sentence", lang, **values)

    def range(self, lang: Language | None = None) -> str:
        """Its interval in words: empty where there is none, or where certainties leave nothing open."""
        if self.estimate is None or self.value is None:
            return ""
        low, high = (shown(bound, self.kind, lang) for bound in (self.estimate.low, self.estimate.high))
        if low == high == shown(self.value, self.kind, lang):
            return ""
        return words("measure.range" if low != high else "measure.range_one", lang, low=low, high=high)

    def headings(self, lang: Language | None = None) -> tuple[str, ...]:
        """What its columns are called."""
        return tuple(words(f"measure.column.{column}", lang) for column in self.columns)

    def rows(self, lang: Language | None = None) -> tuple[tuple[str | int | float | None, ...], ...]:
        """Its table with terms in the language's words, shares as parts of one."""
        return tuple(tuple(_plain(value, lang) for value in part.values) for part in self.parts)

    def cells(self, lang: Language | None = None) -> tuple[tuple[str, ...], ...]:
        """Its table as one reads it: shares in percent."""
        kinds: list[Kind] = ["share" if column in SHARES else "index" for column in self.columns]
        return tuple(
            tuple(shown(value, kind, lang) for value, kind in zip(part.values, kinds, strict=True))
            for part in self.parts
        )

    def as_json(self, lang: Language | None = None) -> dict[str, object]:
        """All of it as JSON takes it: numbers, words in the language, the table's rows by column, their evidence."""
        return {
            "name": self.name,
            "title": self.title(lang),
            "plans": list(self.plans),
            "kind": self.kind,
            "value": self.value,
            "expected": self.estimate.expected if self.estimate else None,
            "interval": list(self.interval) if self.interval else None,
            "sentence": self.sentence(lang),
            "meaning": self.meaning(lang),
            "caveats": self.caveats(lang),
            "headings": dict(zip(self.columns, self.headings(lang), strict=True)),
            "parts": [
                {**dict(zip(self.columns, row, strict=True)), "evidence": self._places(part)}
                for row, part in zip(self.rows(lang), self.parts, strict=True)
            ],
        }

    def _places(self, part: Part) -> list[dict[str, str | int]]:
        """The words of a part, each with its plan and place."""
        rows = ((plan, one) for plan, own in zip(self.plans, (part.evidence, part.later), strict=False) for one in own)
        return [{"plan": plan, "quote": one.quote, "start": one.start, "end": one.end} for plan, one in rows]

    def table(self, lang: Language | None = None) -> Table:
        """Its table, for pandas, polars, DuckDB and Arrow: fixed columns, terms in the language's words."""
        return Table(tuple(map(_column, self.columns)), self.rows(lang), self.name)

    def evidence(self, lang: Language | None = None, *, first: int | None = None) -> Table:
        """The words that its rows rest on, or the first so many rows: what a row is of, plan, quote, place."""
        rows = (
            (str(row[0]), place["plan"], place["quote"], place["start"])
            for row, part in zip(self.rows(lang)[:first], self.parts[:first], strict=True)
            for place in self._places(part)
        )
        return Table(tuple(map(_column, ("part", "plan", "quote", "start"))), tuple(rows), self.name)

    def __repr__(self) -> str:
        """Its name and number."""
        return f"{self.title()}: {self.sentence()}"

    def __str__(self) -> str:
        """Its name, number, meaning and caveats, a line each, in the language in force."""
        return f"{self.title()}\n{self.sentence()}\n{self.meaning()}\n{self.caveats()}"

    def _repr_html_(self) -> str:
        """The same with the head of its table: what a notebook shows."""
        return card(self, language())


def _plain(value: Value, lang: Language | None) -> str | int | float | None:
    return value.said(lang) if isinstance(value, (Term, Word)) else value


def _column(name: str) -> Column:
    """A column of a measure's table: its kind, and what it is called in both languages."""
    key = f"measure.column.{name}"
    kind: Literal["text", "number", "integer"]
    kind = "text" if name in TEXTS else "number" if name in NUMBERS else "integer"
    return Column(name, kind, words(key, "zh"), words(key, "en"))
