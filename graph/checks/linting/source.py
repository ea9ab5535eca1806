"""What a check of the source text reads, and what it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from plankg.schema.document import Document
from plankg.schema.evidence import Evidence, Piece
from plankg.schema.plan import Plan

IDEOGRAPH = "[\u4e00-\u9fff]"
FRAGMENT = re.compile("[^，；。！？\n]+")
PARAGRAPH = re.compile("[^\n]+")


class Found(NamedTuple):
    """A defect: its characters, and what its sentence in the word files tells besides the quote."""

    evidence: Evidence
    values: dict[str, object]


@dataclass(frozen=True)
class Source:
    """A document with the plan read from it."""

    document: Document
    plan: Plan

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.document.normal

    def found(self, start: int, end: int, /, **values: object) -> Found:
        """The defect at `normal[start:end]`."""
        return Found(self.document.evidence(start, end), values)

    def as_printed(self, start: int, end: int, /, **values: object) -> Found:
        """The defect at `text[start:end]`: for what the normalised text no longer has."""
        quote = self.document.text[start:end]
        return Found(Evidence(quote=quote, pieces=(Piece(start=start, end=end),)), values)

    def paragraphs(self) -> Iterator[tuple[int, int]]:
        """The span of each paragraph of the normalised text."""
        yield from (match.span() for match in PARAGRAPH.finditer(self.text))

    def fragment(self, place: int) -> tuple[int, int]:
        """The span of what stands between the marks round a place of the normalised text."""
        start = max((self.text.rfind(mark, 0, place) for mark in "，；。！？\n"), default=-1) + 1
        match = FRAGMENT.match(self.text, start)
        return (start, match.end()) if match else (start, start)
