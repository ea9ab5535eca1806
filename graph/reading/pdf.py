"""PDF files with a text layer: lines in reading order, with their pages.

The layout tells which lines were broken for want of room and which are page numbers, running heads and feet. The text of a
table comes line by line as it is printed: cells are not told apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

from plankg.graph.patterns import named_pattern
from plankg.graph.reading.characters import IDEOGRAPH
from plankg.graph.reading.layout import Sheet
from plankg.graph.reading.limits import MAX_CHARACTERS, MAX_PAGES, MAX_STREAMS
from plankg.graph.reading.streams import unpacks_to_too_much
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, ReadingError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage  # type: ignore[import-untyped] # it ships no types

MEDIA_TYPE: Final = "application/pdf"

INDENT: Final = "　　"
"""Set before a line that begins to the right of the others, as Chinese paragraphs do."""

_PAGE_NUMBER = named_pattern(
    "pdf.page-number",
    r"^(?:[-—－–·•~～]*\s*(?:\d{1,4}|[ivxlIVXL]{1,6})\s*(?:/\s*\d{1,4}\s*)?[-—－–·•~～]*"
    r"|第?\s*\d{1,4}\s*(?:/\s*\d{1,4})?\s*页(?:[\s，,/]*共?\s*\d{1,4}\s*页)?|page\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)$",
    matches=["· 1 ·", "1 / 4", "第1页 共4页", "Page 1 of 4", "ii"],
    rejects=["第1页的表", "12个"],
    flags=re.IGNORECASE,
)
_FIGURES = re.compile(r"\d+(?![\d.．、])")
_IDEOGRAPH = re.compile(IDEOGRAPH)
_NO_LETTER = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
FEWEST_CHARACTERS: Final = 40
LEAST_CHINESE: Final = 0.05
"""So much of a text layer of so many characters is Chinese, and less than the rest no characters at all: else the fonts do
not say which characters they draw."""
FEWEST_HEADS: Final = 2
HEAD_SHARE: Final = 0.4
"""On so many pages, and on so much of all, a running head stands (books have one for left and one for right pages)."""

_EDGE = 0.12
_SLACK = 2.2
_INDENTED = 1.2


class _Line(NamedTuple):
    """A line as laid out: lengths in points, the height of its middle as a part of the page's, from below.

    `size` is the width of its wider end: of an ideograph, unless it begins and ends in quotes or figures. `width` is the page's.
    """

    words: str
    page: int
    left: float
    right: float
    height: float
    size: float
    width: int


def read_pdf(data: bytes, *, name: str, sha256: str) -> Document:
    """The document of a PDF file's bytes.

    Raises ReadingError for a broken, encrypted or oversized one, and for one without text (a scan). `name` is for the message.
    """
    import pypdfium2  # noqa: PLC0415 - imported only where used, for the start-up of everything else

    too_big = ReadingError("pdf_too_big", path=name, pages=f"{MAX_PAGES:,}", limit=MAX_STREAMS // 1_000_000)
    if unpacks_to_too_much(data):
        raise too_big
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        key = "pdf_encrypted" if "password" in str(error).lower() or b"/Encrypt" in data else "pdf_broken"
        raise ReadingError(key, path=name) from error
    try:
        if len(pdf) > MAX_PAGES:
            raise too_big
        lines = list(_lines(pdf, name))
    except pypdfium2.PdfiumError as error:
        raise ReadingError("pdf_broken", path=name) from error
    finally:
        pdf.close()
    if not any(line.words.strip() for line in lines):
        raise ReadingError("pdf_no_text", path=name)
    if _is_garbled("".join("".join(line.words.split()) for line in lines)):
        raise ReadingError("pdf_garbled", path=name)
    sheet, full = _laid_out(lines, name)
    return document_from_text(
        sheet.text,
        name=name,
        media_type=MEDIA_TYPE,
        sha256=sha256,
        blocks=tuple(sheet.blocks),
        full=full,
        left_out=sheet.left_out,
    )


def _laid_out(lines: list[_Line], name: str) -> tuple[Sheet, set[int]]:
    """The lines on a sheet, and where those start that reach the right margin."""
    usual = median(line.size for line in lines)
    frame = _frame(lines)
    lines = [line._replace(size=max(line.size, usual)) for line in lines]
    body = [line for line, aside in zip(lines, frame, strict=True) if not aside]
    rights = {width: _margin([line for line in body if line.width == width]) for width in {line.width for line in body}}
    lefts = {line.width: line.left for line in sorted(body, key=lambda line: line.left, reverse=True)}
    sheet, full, length = Sheet(name), set(), 0
    for line, aside in zip(lines, frame, strict=True):
        indent = "" if aside or line.left < lefts[line.width] + _INDENTED * line.size else INDENT
        sheet.line(indent + line.words, page=line.page, left_out=aside)
        if not aside and line.right > rights[line.width] - _SLACK * line.size:
            full.add(length + len(indent))
        length += len(indent + line.words) + 1
    return sheet, full


def _margin(lines: list[_Line]) -> float:
    """The right margin of pages of one width: where most lines end (a few stand out beyond it)."""
    ends = Counter(round(2 * line.right / line.size) / 2 * line.size for line in lines)
    return max(ends, key=lambda end: (ends[end], end))


def _is_garbled(words: str) -> bool:
    """Whether a text layer is not what the pages show: it has hardly any Chinese, or much that is no character."""
    wanted = len(words) * LEAST_CHINESE
    return len(words) >= FEWEST_CHARACTERS and (
        len(_IDEOGRAPH.findall(words)) < wanted or len(_NO_LETTER.findall(words)) * 2 > len(words)
    )


def _frame(lines: list[_Line]) -> list[bool]:
    """Which lines are no text but the frame of their pages: numbers, running heads and feet.

    A head stands at the upper or lower edge, the outermost there but for others of its kind, at one height on several
    pages; figures in it may count on.
    """
    pages = max(line.page for line in lines)
    seen = Counter({key for line in lines if _at_edge(line) for key in [(*_place(line), line.page)]})
    repeated = Counter(key[:-1] for key in seen)
    often = {key for key, count in repeated.items() if count >= max(FEWEST_HEADS, pages * HEAD_SHARE)}
    return [_is_page_number(line) or (_at_edge(line) and _place(line) in often) for line in lines]


def _place(line: _Line) -> tuple[str, int]:
    """What a running head has in common with those of other pages: its words without figures, its height."""
    return _FIGURES.sub("0", line.words), round(line.height * 100)


def _at_edge(line: _Line) -> bool:
    return not _EDGE < line.height < 1 - _EDGE


def _is_page_number(line: _Line) -> bool:
    """Whether a line is the number of its page: nothing but a number, at the upper or lower edge."""
    return bool(_PAGE_NUMBER.match(line.words)) and _at_edge(line)


def _lines(pdf: PdfDocument, name: str) -> Iterator[_Line]:
    """The lines of all pages that hold text; raises ReadingError once they are more than is read."""
    length = 0
    for number in range(len(pdf)):
        page = pdf[number]
        for line in _lines_of_page(page, number + 1):
            length += len(line.words) + 1
            if length > MAX_CHARACTERS + 1:
                raise ReadingError("text_too_long", path=name, limit=f"{MAX_CHARACTERS:,}")
            yield line
        page.close()


def _lines_of_page(page: PdfPage, number: int) -> Iterator[_Line]:
    """The lines of a page, in the order of its text layer."""
    width, height = page.get_size()
    text_page = page.get_textpage()
    begin = 0
    for part in text_page.get_text_range().split("\r\n"):
        words = part.strip()
        if words:
            first = begin + part.index(words)
            left, bottom, edge, top = _box(text_page, first)
            last, _bottom, right, _top = _box(text_page, first + _units(words) - 1)
            size = max(edge - left, right - last, 1.0)
            yield _Line(words, number, left, right, (bottom + top) / 2 / height, size, round(width))
        begin += _units(part) + 2
    text_page.close()


def _units(words: str) -> int:
    """The length in UTF-16 units, in which the text layer counts."""
    return len(words.encode("utf-16-le")) // 2


def _box(text_page: PdfTextPage, index: int) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the character at an index of the text."""
    from pypdfium2 import raw  # noqa: PLC0415 - imported only where used, for the start-up of everything else

    box: tuple[float, float, float, float] = text_page.get_charbox(
        max(raw.FPDFText_GetCharIndexFromTextIndex(text_page, index), 0), loose=True
    )
    return box
