"""Where a statement stands in the text.

The pair of a quote and its positions follows the Web Annotation Data Model, https://www.w3.org/TR/annotation-model/
(TextQuoteSelector, section 4.2.4; TextPositionSelector, section 4.2.5).
"""

from __future__ import annotations

from plankg.schema.model import Model, labelled


class Piece(Model):
    """A run of characters of the source text: half-open, in code points."""

    start: int = labelled("起", "start", "oa:start", ge=0)
    end: int = labelled("止", "end", "oa:end", ge=0)


class Evidence(Model):
    """The characters that say something; several pieces where a page end breaks them.

    >>> Evidence(quote="指导学校联盟", pieces=(Piece(start=0, end=3), Piece(start=5, end=8))).end
    8
    """

    quote: str = labelled("原文", "quote", "oa:exact", min_length=1)
    pieces: tuple[Piece, ...] = labelled("位置", "pieces", "oa:hasSelector", min_length=1)

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return self.pieces[-1].end

    def stands_in(self, text: str) -> bool:
        """Whether the pieces of the source text, joined, are the quote."""
        return "".join([text[piece.start : piece.end] for piece in self.pieces]) == self.quote
