"""References: plans annotated by careful readers, in the interchange form, laid over the text as extraction reads it."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path
from string import ascii_letters, digits
from typing import Any, NamedTuple

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Heading, Span
from plankg.graph.extraction.pipeline import STEPS
from plankg.graph.reading.text import document_from_text
from plankg.graph.training.handwritten import read_handwritten
from plankg.schema.terms import EntityType

SIGNS = re.compile(r"[\s“”\"'《》〈〉‘’]")
NARROW = {ord(sign) + 0xFEE0: sign for sign in f"{ascii_letters}{digits}+%&/-"}
"""Letters, digits and signs as wide as a Chinese character, with what reading writes for them."""
ALIKE = 0.8
SHORTEST = 2

Row = Mapping[str, Any]


class Annotated(NamedTuple):
    """A mention as annotated: where it stands, its type, and all the names of its entity, folded."""

    span: Span
    type: EntityType
    names: frozenset[str]


def folded(words: str) -> str:
    """The words without blanks, quotes and wide signs, by which annotations and text are held against each other.

    >>> folded("“双减” 政策１＋Ｎ")
    '双减政策1+N'
    """
    return SIGNS.sub("", words).translate(NARROW)


class Folded:
    """A text without blanks and quotes, in which words are found whatever of these stands between their characters."""

    def __init__(self, text: str) -> None:
        """Keep where each character that is left stands in the text."""
        self._offsets = [place for place, char in enumerate(text) if not SIGNS.match(char)]
        self._text = folded(text)

    def places(self, words: str, within: Span) -> Iterator[Span]:
        """Where words stand in a stretch of the text.

        >>> list(Folded("推进“双减” 工作").places("双减工作", Span(0, 9)))
        [Span(start=3, end=9)]
        """
        sought = folded(words)
        begin, end = (bisect_left(self._offsets, place) for place in within)
        while sought and (begin := self._text.find(sought, begin, end)) >= 0:
            yield Span(self._offsets[begin], self._offsets[begin + len(sought) - 1] + 1)
            begin += len(sought)

    def in_order(self, texts: Iterable[str], within: Span) -> Iterator[Span | None]:
        """Where each text stands in a stretch: behind those before it, else anywhere, None where it does not."""
        begin = within.start
        for words in texts:
            rests = (Span(begin, within.end), within)
            place = next((span for rest in rests for span in self.places(words, rest)), None)
            begin = max(begin, place.end) if place else begin
            yield place


@dataclass(frozen=True)
class Reference:
    """An annotated plan: its name, its text, and the rows of its annotation by list."""

    name: str
    text: str
    rows: Mapping[str, Any]

    @classmethod
    def read(cls, annotation: Path, text: Path) -> Reference:
        """Read an annotation and the text it belongs to."""
        return cls(annotation.stem, text.read_text("utf-8"), json.loads(annotation.read_text("utf-8")))

    @property
    def specifies(self) -> bool:
        """Whether this is a section of the specification, of which some lists are told whole and others not at all."""
        return "annotated" in self.rows

    @cached_property
    def names_by_name(self) -> dict[str, frozenset[str]]:
        """All folded names of the entity that bears a folded name."""
        rows = [
            frozenset(folded(name) for name in (row["name"], *row.get("aliases", ())) if name)
            for row in self.rows["entities"]
        ]
        return {name: names for names in rows for name in names}


class Laid:
    """A reference over the draft of its text: each annotated directive with its heading."""

    def __init__(self, reference: Reference, *, until: str) -> None:
        """Read the text up to the step that gives `until`, and find the annotated directives by their titles."""
        self.reference = reference
        self.draft = draft = Draft(document_from_text(reference.text, name=f"{reference.name}.txt"), "plan")
        for step in STEPS:
            setattr(draft, step.gives, step.function(draft))
            if step.gives == until:
                break
        self._folded = Folded(draft.text)
        self.headings = dict(self._aligned())

    def _aligned(self) -> Iterator[tuple[Any, Heading]]:
        left = [heading for heading in self.draft.headings if heading.no is not None]
        open_rows = []
        for row in self.reference.rows["directives"]:
            title = folded(row["title"])
            best = max(left, key=lambda heading: self._likeness(title, heading), default=None)
            if best is None or self._likeness(title, best) < ALIKE:
                open_rows.append(row)
            else:
                left.remove(best)
                yield row["no"], best
        for row in open_rows:
            if (same := next((heading for heading in left if heading.no == row["no"]), None)) is not None:
                yield row["no"], same

    def _likeness(self, title: str, heading: Heading) -> float:
        other = folded(heading.title.of(self.draft.text))
        return 1.0 if title == other else SequenceMatcher(None, title, other, autojunk=False).ratio()

    def extent(self, heading: Heading) -> Span:
        """A directive from its heading to the next one."""
        headings = self.draft.headings
        place = headings.index(heading)
        behind = headings[place + 1].line.start if place + 1 < len(headings) else None
        return Span(heading.line.start, behind or max(heading.line.end, *(span.end for span in heading.body), 0))

    def tasks(self, directive: Any) -> Iterator[tuple[Span, Row]]:
        """The annotated tasks of a directive that stand in its text, in the order of the annotation."""
        extent = self.extent(self.headings[directive])
        rows = [row for row in self.reference.rows["tasks"] if row["directive"] == directive]
        spans = self._folded.in_order((row["text"] for row in rows), extent)
        yield from ((span, row) for span, row in zip(spans, rows, strict=True) if span)

    def mentions(self, directive: Any) -> tuple[list[Annotated], list[Annotated]]:
        """The mentions of a directive's entities: the longest ones, and those inside longer ones."""
        extent = self.extent(self.headings[directive])
        rows = [
            Annotated(
                quoted(name, span, self.draft.text),
                EntityType.of(row["type"]),
                self.reference.names_by_name[folded(name)],
            )
            for row in self.reference.rows["entities"]
            if directive in row["directives"]
            for name in sorted({row["name"], *row.get("aliases", ())})
            if len(folded(name)) >= SHORTEST
            for span in self._folded.places(name, extent)
        ]
        outer: list[Annotated] = []
        inner: list[Annotated] = []
        for row in sorted(rows, key=lambda row: (-row.span.width, row.span)):
            (inner if any(other.span.overlaps(row.span) for other in outer) else outer).append(row)
        return sorted(outer, key=lambda row: row.span), inner


def quoted(name: str, span: Span, text: str) -> Span:
    """The span with the quotes that the name itself holds at its ends.

    >>> quoted("“3+N”品牌", Span(3, 8), "打造“3+N”品牌")
    Span(start=2, end=8)
    """
    start, end = span
    if name[0] == "“" and text[start - 1] == "“":
        start -= 1
    if name[-1] == "”" and text[end : end + 1] == "”":
        end += 1
    return Span(start, end)


def read_references(folder: Path) -> list[Reference]:
    """The references of a folder, by name: handwritten ones (`*.yaml`), and annotations in the interchange form (`*.json`).

    An annotation's text stands beside it (`*.txt`) or in `../../plans/`. Raises FileNotFoundError where there is none.
    """
    references = [Reference(path.stem, *read_handwritten(path)) for path in sorted(folder.glob("*.yaml"))]
    for annotation in sorted(folder.glob("*.json")):
        beside = annotation.with_suffix(".txt")
        apart = folder.parent.parent / "plans" / beside.name
        references.append(Reference.read(annotation, beside if beside.exists() else apart))
    return references
