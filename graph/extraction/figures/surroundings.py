"""Surroundings: what stands round the amounts of a clause, looked up once for all of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property

from plankg.graph.extraction.chunks.sentence_ends import split
from plankg.graph.extraction.draft.spans import Clause, Name, Span, Verb
from plankg.graph.extraction.figures.amounts import Amount, amounts
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import TaskKind

ENCLOSED = re.compile("“[^”]*”|《[^》]*》")
BRACKET = re.compile("（[^（）]*）")
# What makes a noun or attribute of the verb before it: 保障性, 标准化.
SUFFIXES = "性化型式"
# Verbs of growth that name the amount they stand before: 高于去年2个百分点.
ABOVE = named_pattern("surroundings.above", "[新净]|[高低快优]于", matches=["新增"], rejects=["不少于"])


class Surroundings:
    """The parts, quotes, brackets, verbs and amounts of a clause, each found once; a look-up halves their number."""

    def __init__(self, text: str, clause: Clause, names: tuple[Name, ...], year: int | None = None) -> None:
        """Look at a clause of a text, with the names that it holds; `year` is the plan's, where it has one."""
        self.text = text
        self.year = year
        self.clause = clause
        self.names = names

    @cached_property
    def amounts(self) -> list[Amount]:
        """The amounts of the clause in order."""
        return amounts(self.text, self.clause.span)

    @cached_property
    def parts(self) -> list[Span]:
        """The stretches between commas and semicolons outside quotes and brackets."""
        return split(self.text, self.clause.span, "，；")

    @cached_property
    def items(self) -> list[Span]:
        """The stretches between commas, semicolons and 、 outside quotes and brackets."""
        return split(self.text, self.clause.span, "，；、")

    @cached_property
    def quotes(self) -> list[Span]:
        """The names in quotes or 《》, with these."""
        return [Span(*match.span()) for match in ENCLOSED.finditer(self.text, *self.clause.span)]

    @cached_property
    def brackets(self) -> list[Span]:
        """What stands in brackets, with these."""
        return [Span(*match.span()) for match in BRACKET.finditer(self.text, *self.clause.span)]

    @cached_property
    def _verb_ends(self) -> list[int]:
        return sorted(verb.span.end for verb in self.clause.verbs)

    def part(self, place: int) -> Span:
        """The part of the clause between commas that reaches to the place."""
        return _reaching(self.parts, place) or self.clause.span

    def item(self, place: int) -> Span:
        """The part of the clause between commas and 、 that reaches to the place."""
        return _reaching(self.items, place) or self.clause.span

    def quote(self, place: int) -> Span | None:
        """The quote or title that holds the place."""
        return _holding(self.quotes, place)

    def bracket(self, place: int) -> Span | None:
        """The bracket that holds the place."""
        return _holding(self.brackets, place)

    def behind_verbs(self, begin: int, end: int) -> int:
        """Where a noun between two places begins: behind the clause's verbs and adverbs, not inside 完成率."""
        for verb in reversed(self._verbs[: bisect_left(self._verbs, end, key=lambda verb: verb.span.start)]):
            if verb.span.start < begin:
                break
            named = verb.kind is TaskKind.COMPLETE and ABOVE.match(verb.word)
            inside = verb.span.end < end or (verb.span.end == end and verb.kind is not TaskKind.COMPLETE)
            if inside and not named and self.text[verb.span.end] != "的":
                return self._noun_start(verb)
        return begin

    @cached_property
    def _name_starts(self) -> list[Name]:
        return sorted(self.names, key=lambda name: name.span.start)

    @cached_property
    def _widest(self) -> int:
        return max((name.span.width for name in self.names), default=0)

    def names_from(self, first: int, last: int) -> list[Name]:
        """The names that begin between two places, both included."""
        begin = bisect_left(self._name_starts, first, key=lambda name: name.span.start)
        end = bisect_right(self._name_starts, last, key=lambda name: name.span.start)
        return self._name_starts[begin:end]

    def names_at(self, span: Span) -> list[Name]:
        """The names that share a character with a span."""
        near = self.names_from(span.start - self._widest, span.end - 1)
        return [name for name in near if name.span.overlaps(span)]

    def _noun_start(self, verb: Verb) -> int:
        """Where the noun behind a verb begins; a second verb whose suffix follows is of the noun (新增|保障性住房)."""
        if self.text[verb.span.end] not in SUFFIXES:
            return verb.span.end
        known = (width for width in range(len(verb.word) - 1, 1, -1) if verb.word[:width] in verb_kinds())
        return verb.span.start + next(known, 0)

    def verbs_between(self, begin: int, end: int) -> list[Verb]:
        """The verbs of the clause that begin between two places, in order."""
        first = bisect_left(self._verbs, begin, key=lambda verb: verb.span.start)
        last = bisect_left(self._verbs, end, key=lambda verb: verb.span.start)
        return self._verbs[first:last]

    @cached_property
    def _verbs(self) -> list[Verb]:
        return sorted(self.clause.verbs, key=lambda verb: verb.span)

    def amount_end_before(self, amount: Amount, begin: int) -> int:
        """Where the amount before this one ends, `begin` where none stands behind that place."""
        place = bisect_left(self.amounts, amount.start, key=lambda other: other.start)
        return max(begin, self.amounts[place - 1].span.end) if place else begin

    def acts_before(self, begin: int, end: int) -> bool:
        """Whether a verb of the clause ends between two places."""
        return bisect_right(self._verb_ends, begin) < bisect_right(self._verb_ends, end)


def _reaching(spans: Sequence[Span], place: int) -> Span | None:
    """The first of some spans in order that ends at the place or behind it."""
    number = bisect_left(spans, place, key=lambda span: span.end)
    return spans[number] if number < len(spans) else None


def _holding(spans: Sequence[Span], place: int) -> Span | None:
    number = bisect_right(spans, place, key=lambda span: span.start) - 1
    return spans[number] if number >= 0 and place < spans[number].end else None
