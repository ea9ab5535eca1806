"""Figures as found in a clause, and the patterns that find them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.lexicon import alternation, from_lexicon, lexicon
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import Comparator, TargetKind, TaskKind

# How far before a figure 分别 may stand.
REACH = 12
# Measures told earlier in the sentence that later figures may go on about.
REMEMBERED = 12
# What every figure has, to pass over clauses without any.
HINT = named_pattern(
    "figures.hint", r"[\d首第新双一二两三四五六七八九十百千半]|全覆盖|率", matches=["四类人群"], rejects=["保安全"]
)


@dataclass(frozen=True)
class Figure:
    """A figure as found: the span that states it, its value, and what it measures; `change` says that it tells by how much."""

    span: Span
    value: float | str | None
    value_max: float | None
    unit: str | None
    comparator: Comparator
    kind: TargetKind
    indicator: str
    rule: str
    change: str = ""

    @property
    def goes_on(self) -> bool:
        """Whether the words give it no indicator of its own: it is about what the figure before it measures."""
        return self.indicator == self.unit


AIMING = {TaskKind.BUILD, TaskKind.LAUNCH, TaskKind.COMPLETE}


@from_lexicon
def aiming_verbs() -> frozenset[str]:
    """The verbs whose number is one to be reached: those that make or reach something, and those listed."""
    making = (word for word, (kind, light) in verb_kinds().items() if kind in AIMING and not light)
    return frozenset([*making, *lexicon("numbers")["aiming"]])


@from_lexicon
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of the lexicon that find figures and the words round them, by name."""
    book = lexicon("numbers")
    return {
        "past": re.compile(book["past"]),
        "from": re.compile(book["from"]),
        "hint": HINT,
        "ordinal": re.compile(book["ordinal"]),
        "big": re.compile(book["big"]),
        "code": re.compile(book["code"]),
        "ratio": re.compile(book["ratio"]),
        "latin": re.compile(r"(?<![A-Za-z\d.])\d+(?:,\d{3})*(?:\.\d+)?(?:[+·]\d+(?:\.\d+)?)*"),
        "more": re.compile(alternation(book["at_least"])),
        "less": re.compile(alternation(book["at_most"])),
        "aiming": re.compile(alternation(aiming_verbs())),
        "softened": re.compile(book["softened"]),
    }


def going_on(figures: list[Figure], text: str, before: Figure | None = None) -> list[Figure]:
    """The figures of a clause, each that goes on about the one before it (同比增长5%) with the indicator of that.

    `before` is the last figure of the clause before: 支付率9月底达到80%，12月底达到100%.

    What 分别 says of several measures goes on about none of them alone.
    """
    rows: list[Figure] = []
    for figure in figures:
        last = rows[-1] if rows else before if before and (figure.change or before.unit == figure.unit) else None
        follows = last and figure.goes_on and "分别" not in text[last.span.end : figure.span.end]
        rows.append(replace(figure, indicator=last.indicator) if last and follows else figure)
    return rows


def respectively(text: str, earlier: list[Figure], figures: list[Figure]) -> list[Figure]:
    """The figures of a clause, those that 分别 says of the measures told before them in the sentence with these.

    办结率达99%，满意率达96%，同比分别提高1个和2个百分点: the points are those of the two rates.
    """
    rows: list[Figure] = []
    for place, figure in enumerate(figures):
        before = rows[-1].span.end if rows else max(0, figure.span.start - REACH)
        if figure.goes_on and "分别" in text[before : figure.span.end]:
            run = [other for other in figures[place : place + REMEMBERED] if other.goes_on]
            known = (*earlier[-REMEMBERED:], *rows[-REMEMBERED:])
            measures = list(dict.fromkeys(other.indicator for other in known if not other.goes_on))
            if len(measures) >= len(run) > 1:
                named = zip(run, measures[-len(run) :], strict=True)
                rows += (
                    replace(other, indicator=measure, change=other.change or figure.change) for other, measure in named
                )
                return [*rows, *figures[place + len(run) :]]
        rows.append(figure)
    return rows


def changed(figure: Figure) -> Figure:
    """A figure that tells by how much something changes, with an indicator that says so: 产值 becomes 产值增幅."""
    if not figure.change or figure.goes_on:
        return figure
    return replace(figure, indicator=figure.indicator + figure.change)
