"""A file as text: what was decoded, and a normalised text that maps back to it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from plankg.schema.evidence import Evidence, Piece
from plankg.schema.model import Model, labelled


class Block(Model):
    """A paragraph or a table cell of the source text, with the page and the cell it stands in where the format knows."""

    start: int = labelled("起", "start", ge=0)
    end: int = labelled("止", "end", ge=0)
    page: int | None = labelled("页", "page (from 1)", default=None)
    table: int | None = labelled("表", "table (from 0)", default=None)
    row: int | None = labelled("行", "row (from 0)", default=None)
    column: int | None = labelled("列", "column (from 0)", default=None)


class Omission(Model):
    """Something of the file that is no part of its text as read, though a person would see it: a picture, a hidden row.

    `places` say where, as the format names places (D4), as many as are known and fit on a line.
    """

    kind: str = labelled("种类", "kind")
    count: int = labelled("个数", "count", ge=1)
    places: tuple[str, ...] = labelled("位置", "places", default=())


class Document(Model):
    """The text of one file.

    `text` is the source as decoded and never changed; `normal` is what rules read: paragraphs a line each, lines broken by
    page ends joined, stray spaces dropped, odd widths folded. `offsets[i]` is the position in `text` of `normal[i]`,
    with one more entry for the end. All positions are code points, spans half-open.
    """

    name: str = labelled("文件名", "file name", "dcterms:identifier")
    media_type: str = labelled("媒体类型", "media type", "dcterms:format")
    sha256: str = labelled("校验和", "SHA-256 of the file's bytes")
    text: str = labelled("原文", "source text")
    normal: str = labelled("规整文本", "normalised text")
    offsets: tuple[int, ...] = labelled("对应位置", "positions in the source text", repr=False)
    blocks: tuple[Block, ...] = labelled("段落", "blocks", default=())
    omissions: tuple[Omission, ...] = labelled("没有读的", "what was not read", default=())

    def __repr__(self) -> str:
        """The file by its name, and how long its text is."""
        return f"Document({self.name!r}: {len(self.text)} characters)"

    __str__ = __repr__

    def place(self, source: int) -> int:
        """Where a character of the source stands in the normalised text; of one left out, where the next one kept does."""
        return bisect_left(self.offsets, source)

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence for `normal[start:end]`: one piece, or several where the source breaks it with a line end.

        Raises ValueError for an empty span: no evidence, no statement.
        """
        known = self._evidence.get((start, end))
        if known is None:
            if not 0 <= start < end <= len(self.normal):
                raise ValueError(f"empty or outside span {start}:{end}")
            known = self._evidence[start, end] = self._made(start, end)
        return known

    @cached_property
    def _evidence(self) -> dict[tuple[int, int], Evidence]:
        """Evidence already made: many statements rest on the same characters."""
        return {}

    def _made(self, start: int, end: int) -> Evidence:
        offsets, text = self.offsets, self.text
        first, last = offsets[start], offsets[end - 1] + 1
        quote = text[first:last]
        if "\n" not in quote:
            return Evidence.model_validate({"quote": quote, "pieces": ({"start": first, "end": last},)})
        pieces = []
        begin = first
        for here, after in zip(offsets[start : end - 1], offsets[start + 1 : end], strict=True):
            if after > here + 1 and "\n" in text[here + 1 : after]:
                pieces.append(Piece(start=begin, end=here + 1))
                begin = after
        pieces.append(Piece(start=begin, end=last))
        return Evidence(quote="".join(text[p.start : p.end] for p in pieces), pieces=tuple(pieces))

    @cached_property
    def normal_at(self) -> dict[int, int]:
        """Positions of the source text that the normalised text keeps, each with its place there."""
        return {source: place for place, source in enumerate(self.offsets[:-1])}
