"""Spans: stretches of the normalised text with what was read out of them, as the steps of extraction hand them on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from plankg.graph.extraction.labelling.models import Labelled
from plankg.graph.extraction.words.tagged import Word
from plankg.schema.terms import EntityType, Role, TaskKind


class Span(NamedTuple):
    """A run of the normalised text: half-open, in code points."""

    start: int
    end: int

    @property
    def width(self) -> int:
        """The number of characters."""
        return self.end - self.start

    def covers(self, other: Span) -> bool:
        """Whether the other span lies inside this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The characters of this span."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Heading:
    """A section as drafted: its numbering, title and body in the normalised text.

    `lead` is what of its title commits to something and is read as its first tasks: all of it, what its label leads, or both.
    """

    id: str
    label: str
    level: int
    title: Span
    line: Span
    parent: str | None
    body: tuple[Span, ...] = ()
    lead: tuple[Span, ...] = ()
    no: int | None = None
    kind: str = "section"
    rule: str = "numbered-heading"

    @property
    def stretches(self) -> tuple[Span, ...]:
        """The title, apart from what its label leads, and the body."""
        begin = self.lead[-1].start if self.lead else self.title.start
        label = Span(self.title.start, begin)
        return (*((label,) if label.width else ()), Span(begin, self.title.end), *self.body)


class Time(NamedTuple):
    """Words that tell a time, where they stand, the rule, and the due date where the words fix one."""

    span: Span
    words: str
    due: date | None
    rule: str


class NotedUnit(NamedTuple):
    """A unit as a responsibility note names it; `full` has the level put before it where the list gives it once."""

    span: Span
    name: str
    full: str | None
    role: Role
    cue: Span


class Note(NamedTuple):
    """A responsibility note or deadline line: where it stands, and the stretch of text that it closes."""

    span: Span
    section: str
    units: tuple[NotedUnit, ...]
    time: Span | None
    covers: Span


class Verb(NamedTuple):
    """A main verb of a clause and how it was listed in the lexicon."""

    span: Span
    word: str
    kind: TaskKind
    light: bool = False


class Clause(NamedTuple):
    """A task as drafted: its span, the verbs that open its parts, the object behind each verb, and its parts between commas.

    `certainty` is how likely both of its borders are.
    """

    span: Span
    section: str
    verbs: tuple[Verb, ...]
    objects: tuple[Span, ...]
    adverbs: tuple[str, ...]
    rule: str
    parts: tuple[Span, ...]
    certainty: float = 1.0

    def part(self, span: Span) -> Span:
        """The part that holds the span; the whole clause where none does."""
        for part in self.parts:
            if part.covers(span):
                return part
        return self.span


class Name(NamedTuple):
    """A mention of a named thing: where it stands, what it is, and the other ways to write it.

    `certainty` is how likely the model finds its borders and its type; nothing where only a rule found it.
    """

    span: Span
    type: EntityType
    name: str
    aliases: tuple[str, ...]
    rule: str
    section: str | None = None
    certainty: float | None = None


class LabelledWords(NamedTuple):
    """The words of a sentence, the section it stands in, and what the model of names says of each word."""

    section: str | None
    words: tuple[Word, ...]
    labels: tuple[Labelled, ...]


@dataclass(frozen=True)
class ClauseNames:
    """A clause with its task's id, and the names it holds in the order of the text."""

    clause: Clause
    task: str
    names: tuple[Name, ...]

    def inside(self, name: Name) -> list[Name]:
        """The longer names that hold this one, in the order of the text."""
        return self._holders.get(name.span, [])

    @cached_property
    def _holders(self) -> dict[Span, list[Name]]:
        holders_of: dict[Span, list[Name]] = {}
        reaching: list[Name] = []
        for name in sorted(self.names, key=lambda name: (name.span.start, -name.span.end)):
            reaching = [other for other in reaching if other.span.end > name.span.start]
            holders = [other for other in reaching if other.span != name.span and other.span.covers(name.span)]
            holders_of[name.span] = sorted(holders, key=lambda other: other.span)
            reaching.append(name)
        return holders_of
