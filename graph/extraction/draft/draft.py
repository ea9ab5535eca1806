"""The draft of a plan: what the steps of extraction add to it, one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from plankg.graph.extraction.draft.frame import Frame
from plankg.graph.extraction.draft.spans import Clause, ClauseNames, Heading, LabelledWords, Name, Note, Span, Time
from plankg.graph.extraction.draft.table_records import Entry, Share, Table
from plankg.graph.extraction.words.tagged import Word, split_at, tagged
from plankg.schema.document import Document
from plankg.schema.plan import Assignment, Citation, DocumentData, Entity, Relation, Sentence, Target, Task


@dataclass
class Draft:
    """The state of an extraction: each step adds what it gives."""

    document: Document
    plan_id: str
    data: DocumentData = field(default_factory=DocumentData)
    tables: tuple[Table, ...] = ()
    headings: tuple[Heading, ...] = ()
    entries: tuple[Entry, ...] = ()
    notes: tuple[Note, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    clauses: tuple[Clause, ...] = ()
    shares: tuple[Share, ...] = ()
    marks: tuple[Name, ...] = ()
    labels: tuple[LabelledWords, ...] = ()
    names: tuple[Name, ...] = ()
    groups: tuple[tuple[Name, ...], ...] = ()
    identities: dict[Name, str] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    times: dict[Span, Time] = field(default_factory=dict)
    tasks: tuple[Task, ...] = ()
    contents: tuple[ClauseNames, ...] = ()
    frames: tuple[Frame, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()
    relations: tuple[Relation, ...] = ()

    @cached_property
    def text(self) -> str:
        """The text that rules read."""
        return self.document.normal

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of that text with their classes, cut also where a title begins: 1.100名 is a number and an amount."""
        return split_at(tagged(self.text), {heading.title.start for heading in self.headings})

    @cached_property
    def name_words(self) -> tuple[Word, ...]:
        """The words, cut also where a name that rules mark begins or ends."""
        return split_at(self.words, {border for mark in self.marks for border in mark.span})

    def place(self, source: int) -> int:
        """Where a character of the source stands in the text that rules read, which must have kept it."""
        return self.document.place(source)
