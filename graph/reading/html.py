"""Web pages (.html): block elements as lines, tables as cells, lists with their numbers.

Nothing is fetched. Scripts, styles and what is hidden or struck out are left aside, and the reading above ideographs; the
frame around the article stays out of the normalised text. A table around other tables or with a single column is layout,
and its text is lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from plankg.graph.patterns import named_pattern
from plankg.graph.reading.article import Part, article
from plankg.graph.reading.encoding import MARKS, declared_codec, decode, decoded_as
from plankg.graph.reading.layout import Cell, Sheet
from plankg.graph.reading.limits import MAX_CELLS, MAX_LINES, MAX_PAGE_BYTES
from plankg.graph.reading.printed_numbers import printed
from plankg.graph.reading.text import document_from_text, too_many_parts
from plankg.schema import Document, Omission, ReadingError

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
        "rt",
        "rp",
        "del",
        "s",
        "strike",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|text-decoration[-a-z]*\s*:[^;]*line-through")
_INVISIBLE = re.compile(r"visibility\s*:\s*hidden")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_NUMBER = re.compile(r"\s*[0-9]{1,6}\s*")
_LIST_FORMATS: Final = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SITE = re.compile(r"[_|\n]|--+|\s[-—]\s")
TITLE_ENDS: Final = named_pattern(
    "html.title-ends",
    r"(?:意见|要点|方案|计划|措施|办法|规划|通知|安排|清单)(?:（[^（）]{1,12}）)?$",
    matches=["云河县水务局2024年工作要点", "工作方案（试行）"],
    rejects=["云河县人民政府"],
)
"""How what a page is called ends where it is the title of a plan."""

BESIDE: Final = "    "
"""Stands between the cells of a table that is left out."""

_PICTURE = re.compile(rb"data:image/[\w.+-]+;base64,[A-Za-z0-9+/=\s]+")
_HEAD = 4096


def read_html(data: bytes, *, name: str, sha256: str) -> Document:
    """The document of an HTML file's bytes.

    Raises ReadingError for one without text or in an unknown encoding. `name` is the file's, for the message.
    """
    parts, title = page_parts(data, name)
    sheet, frame = _laid_out(parts, title, name)
    return document_from_text(
        sheet.text,
        name=name,
        media_type=MEDIA_TYPE,
        sha256=sha256,
        blocks=tuple(sheet.blocks),
        full=(),
        left_out=sheet.left_out,
        omissions=(Omission(kind="page-frame", count=frame),) if frame else (),
    )


def page_parts(data: bytes, name: str) -> tuple[list[Part], str]:
    """The lines and tables of a page's bytes in order, and what the page is called; raises ReadingError as `read_html` does."""
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
    return page.parts, _title(root)


def _laid_out(parts: list[Part], title: str, name: str) -> tuple[Sheet, int]:
    """The parts of a page on a sheet, those of its frame left out, and how many these are.

    What the page is called stands above an article that does not say it itself.
    """
    sheet, frame = Sheet(name), 0
    lines = article(parts, title) if parts else []
    said = "".join("".join(line.part.words.split()) for line in lines if not line.left_out)
    own = next(
        (words for words in _SITE.split(title) if words.strip() and TITLE_ENDS.search(words.strip())), ""
    ).strip()
    if own and "".join(own.split()) not in said and len(lines) > 1:
        sheet.line(own)
    for line in lines:
        frame += line.left_out
        words = line.part.words if line.words is None else line.words
        if line.part.rows is None or line.words is not None:
            sheet.line(words, left_out=line.left_out)
        elif line.left_out:
            for row in line.part.rows:
                sheet.line(BESIDE.join(" ".join(cell.lines) for cell in row), left_out=True)
        else:
            sheet.table(line.part.rows)
    return sheet, frame


def _title(root: _Element) -> str:
    """What the page is called: as its head says, and as its site noted beside."""
    titles = [" ".join(map(str, element.itertext())) for element in root.iterfind("head/title")]
    noted = [
        element.get("content", "") for element in root.iterfind("head/meta") if element.get("name") == "ArticleTitle"
    ]
    return "".join((*noted, "_", *titles))


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
    """Whether an element shows no text. What a script shows later, as public accounts do with a whole article, is shown."""
    style = element.get("style", "").lower()
    if element.tag in _SKIPPED or "hidden" in element.attrib or _HIDDEN.search(style):
        return True
    return bool(_INVISIBLE.search(style)) and not _holds_half(element)


def _holds_half(element: _Element) -> bool:
    """Whether an element holds at least half the text of its page."""
    body = element.getroottree().getroot().find("body")
    return body is not None and 2 * _length(element) >= _length(body) > 0


def _length(element: _Element) -> int:
    """How many characters stand in an element, scripts and styles not counted."""
    code = sum(len(inner.text or "") for inner in element.iter("script", "style"))
    return sum(len(words) for words in element.itertext()) - code


class _Page:
    """What was read of a page so far."""

    def __init__(self, name: str) -> None:
        self.parts: list[Part] = []
        self.name = name
        self.place: _Element | None = None
        self.links = self.linked = 0
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
            self._add(self._list_label(element), element)
        self.links += element.tag == "a"
        self._take(element.text, element)

    def leave(self, element: _Element) -> None:
        """End an element, and take what follows it in its parent."""
        skipped = _is_skipped(element)
        if element.tag in _BLOCKS and not skipped:
            self.break_line()
        self.links -= element.tag == "a" and not skipped
        if self.rows is not None and element.tag in ("td", "th") and self.cell is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(Cell(self.cell, _span(element, "rowspan"), _span(element, "colspan")))
            self.cell = None
        elif element.tag == "ol" and not skipped:
            self.numbers.pop()
        elif element is self.table and self.rows is not None:
            rows = tuple(tuple(row) for row in self.rows)
            words = "\n".join("\n".join(cell.lines) for row in rows for cell in row)
            self._take_part(Part(words, element, self.linked, rows))
            self.rows = self.table = None
        self._take(element.tail, element.getparent())

    def break_line(self) -> None:
        """End the line: put it on the sheet, or into the cell that is open."""
        line = "".join(self.words).strip(" \n")
        self.words.clear()
        for words in line.split("\n") if line else ():
            if self.cell is not None:
                self.cell.append(words.strip(" "))
            elif self.place is not None:
                self._take_part(Part(words, self.place, self.linked))
        if self.rows is None and line:
            self.linked = 0

    def _take_part(self, part: Part) -> None:
        """Take a line or a table; raises ReadingError for more of them than are read."""
        self.parts.append(part)
        self.linked = 0
        if len(self.parts) > MAX_LINES + MAX_CELLS:
            raise too_many_parts(self.name)

    def _add(self, words: str, element: _Element | None) -> None:
        """Add characters to the line, which begins in the element where it has none yet."""
        if not self.words:
            self.place = element
        self.words.append(words)
        self.linked += len(words.strip()) if self.links else 0

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
            self._add(words, element)
            return
        shown = _SPACE.sub(" ", words)
        if shown == " " and not self.words:
            return
        self._add(shown, element)


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
