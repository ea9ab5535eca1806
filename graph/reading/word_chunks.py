"""Pages and texts embedded whole in a Word document (`w:altChunk`), as lines and tables.

ECMA-376 Part 1, 17.17.2: web pages (also as one message with their pictures), plain text; other kinds are not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from email import message_from_bytes

from plankg.graph.reading.encoding import decode
from plankg.graph.reading.layout import Cell


def chunk_lines(part: str, data: bytes) -> list[str | Sequence[Sequence[Cell]]] | None:
    """The lines and tables of an embedded part; None for a kind that is not read.

    Raises ReadingError where it is no text.
    """
    suffix = part.rpartition(".")[2].lower()
    if suffix in ("mht", "mhtml", "eml"):
        pages = [inner for inner in message_from_bytes(data).walk() if inner.get_content_type() == "text/html"]
        content = pages[0].get_payload(decode=True) if pages else None
        return _page(content, part) if isinstance(content, bytes) else None
    if suffix in ("html", "htm", "xhtml"):
        return _page(data, part)
    if suffix in ("txt", "text"):
        return list(decode(data, name=part).splitlines())
    return None


def _page(data: bytes, part: str) -> list[str | Sequence[Sequence[Cell]]]:
    """The lines and tables of a web page."""
    from plankg.graph.reading.html import page_parts  # noqa: PLC0415 - imported only where used, as lxml is

    return [piece.words if piece.rows is None else piece.rows for piece in page_parts(data, part)[0]]
