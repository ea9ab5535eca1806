"""Web pages (.html): block elements as lines, tables as cells, lists with their numbers.

Nothing is fetched. Scripts, styles and what is hidden are left aside. A table around other tables or with a single
column is layout, and its text is lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from plankg.graph.reading.encoding import MARKS, declared_codec, decode, decoded_as
from plankg.graph.reading.layout import Cell, Sheet
from plankg.graph.reading.limits import MAX_PAGE_BYTES
from plankg.graph.reading.printed_numbers import printed
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, ReadingError

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE: Final = "text/html"

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:+-]+)|<\?xml[^>]{0,80}encoding=[\"']([\w.:+-]+)", re.IGNORECASE
)
_BLOCKS: Final = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt"}
    | {"fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"}
    | {
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_SKIPPED: Final = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "noscript",
        "iframe",
        "object",
        "svg",
        "math",
        "select",
        "textarea",
        "button",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NUMBER = re.compile(r"\s*[0-9]{1,6}\s*")
_LIST_FORMATS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_PICTURE = re.compile(rb"data:image/[\w.+-]+;base64,[A-Za-z0-9+/=\s]+")
_HEAD = 4096


def read_html(data: bytes, *, name: str, sha256: str) -> Document:
    """The document of an HTML file's bytes.

    Raises ReadingError for one without text or in an unknown encoding. `name` is the file's, for the message.
    """
    from lxml import etree  # noqa: PLC0415 - imported only where used, for the start-up of everything else

    data = _PICTURE.sub(b"", data)
    if len(data) > MAX_PAGE_BYTES:
        raise ReadingError("file_too_big", path=name, limit=MAX_PAGE_BYTES // 1_000_000)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(_decoded(data, name).encode(), parser)
    if root is None:
        raise ReadingError("file_empty", path=name)
    page = _Page(name)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            page.leave(element)
        elif _is_skipped(element):
            walk.skip_subtree()
        else:
            page.enter(element)
    page.break_line()
    sheet = page.sheet
    return document_from_text(
        sheet.text, name=name, media_type=MEDIA_TYPE, sha256=sha256, blocks=tuple(sheet.blocks), full=()
    )


def _decoded(data: bytes, name: str) -> str:
    """The page as text: by its byte order mark, else as it declares (an encoding of the web), else as text files are."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared and not any(data.startswith(mark) for mark, _encoding in MARKS):
        codec = declared_codec((declared[1] or declared[2]).decode())
        text = decoded_as(data, codec) if codec else None
        if text is not None:
            return text
    return decode(data, name=name)


def _is_skipped(element: _Element) -> bool:
    """Whether an element shows no text."""
    return (
        element.tag in _SKIPPED or "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "").lower()))
    )


class _Page:
    """What was read of a page so far."""

    def __init__(self, name: str) -> None:
        self.sheet = Sheet(name)
        self.numbers: list[int] = []
        self.words: list[str] = []
        self.rows: list[list[Cell]] | None = None
        self.table: _Element | None = None
        self.cell: list[str] | None = None

    def enter(self, element: _Element) -> None:
        """Begin an element."""
        if element.tag in _BLOCKS:
            self.break_line()
        if element.tag == "table" and self.rows is None and _holds_data(element):
            self.rows, self.table = [], element
        elif self.rows is not None and element.tag == "tr":
            self.rows.append([])
        elif self.rows is not None and element.tag in ("td", "th"):
            self.cell = []
        elif element.tag == "ol":
            self.numbers.append(_integer(element.get("start"), 1))
        elif element.tag == "li":
            self.words.append(self._list_label(element))
        self._take(element.text, element)

    def leave(self, element: _Element) -> None:
        """End an element, and take what follows it in its parent."""
        if element.tag in _BLOCKS and not _is_skipped(element):
            self.break_line()
        if self.rows is not None and element.tag in ("td", "th") and self.cell is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(Cell(self.cell, _span(element, "rowspan"), _span(element, "colspan")))
            self.cell = None
        elif element.tag == "ol" and not _is_skipped(element):
            self.numbers.pop()
        elif element is self.table and self.rows is not None:
            self.sheet.table(self.rows)
            self.rows = self.table = None
        self._take(element.tail, element.getparent())

    def break_line(self) -> None:
        """End the line: put it on the sheet, or into the cell that is open."""
        line = "".join(self.words).strip(" \n")
        self.words.clear()
        for words in line.split("\n") if line else ():
            if self.cell is not None:
                self.cell.append(words.strip(" "))
            else:
                self.sheet.line(words)

    def _list_label(self, element: _Element) -> str:
        """The number of a list entry as browsers print it, or the bullet."""
        parent = element.getparent()
        if parent is None or parent.tag != "ol":
            return "• "
        number = _integer(element.get("value"), self.numbers[-1])
        self.numbers[-1] = number + 1
        return printed(number, _LIST_FORMATS.get(parent.get("type", "1"), "decimal")) + ". "

    def _take(self, words: str | None, element: _Element | None) -> None:
        """Take characters that stand in an element, white space as it is shown there."""
        if not words:
            return
        if element is not None and (element.tag == "pre" or any(True for _ in element.iterancestors("pre"))):
            self.words.append(words)
            return
        shown = _SPACE.sub(" ", words)
        if shown == " " and not self.words:
            return
        self.words.append(shown)


def _holds_data(table: _Element) -> bool:
    """Whether a table is one of data: it holds no other table, and some row has several cells."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    return any(sum(cell.tag in ("td", "th") for cell in row) > 1 for row in table.iterdescendants("tr"))


def _span(cell: _Element, name: str) -> int:
    """Over how many rows or columns a cell runs."""
    return max(_integer(cell.get(name), 1), 1)


def _integer(words: str | None, otherwise: int) -> int:
    """The number (of at most six digits), or another where there is none."""
    return int(words) if words and _NUMBER.fullmatch(words) else otherwise
