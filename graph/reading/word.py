"""Word documents (.docx): paragraphs with their automatic numbering, tables, text boxes.

ECMA-376 Part 1 (WordprocessingML), transitional and strict. Left aside: what tracked changes deleted, hidden text,
headers and footers, foot- and endnotes. Nothing outside the file is read, and no XML entity is resolved.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plankg.graph.reading.layout import Cell, Sheet
from plankg.graph.reading.limits import MAX_PART, MAX_SPAN
from plankg.graph.reading.numbering import Numbering, numbering_of
from plankg.graph.reading.packages import PACKAGE_FAULTS
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, ReadingError

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

BODY: Final = "word/document.xml"
"""The part of the package that holds the text."""

_MARKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NUMBER = re.compile(r"[0-9]{1,6}")
_BESIDE: Final = "    "
_SKIPPED: Final = frozenset(
    {"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "Fallback", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr"}
)


def read_word(data: bytes, *, name: str, sha256: str) -> Document:
    """The document of a .docx file's bytes.

    Raises ReadingError for a broken, oversized or empty one. `name` is the file's, for the message.
    """
    body, numbering, styles = _parts(data, name)
    reader = _Reader(numbering_of(numbering, styles), name)
    for element in body:
        reader.read(element)
    sheet = reader.sheet
    return document_from_text(
        sheet.text,
        name=name,
        media_type=MEDIA_TYPE,
        sha256=sha256,
        blocks=tuple(sheet.blocks),
        full=(),
        left_out=sheet.left_out,
    )


def _parts(data: bytes, name: str) -> tuple[_Element, _Element | None, _Element | None]:
    """The body of the document, and its numbering and styles where it has them."""
    from lxml import etree  # noqa: PLC0415 - imported only where used, for the start-up of everything else

    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    roots: list[_Element | None] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in (BODY, "word/numbering.xml", "word/styles.xml"):
                if part != BODY and part not in package.namelist():
                    roots.append(None)
                    continue
                with package.open(part) as stream:
                    content = stream.read(MAX_PART + 1)
                if len(content) > MAX_PART:
                    raise ReadingError("docx_too_big", path=name, limit=MAX_PART // 1_000_000)
                roots.append(etree.fromstring(content, parser))
    except (*PACKAGE_FAULTS, etree.XMLSyntaxError) as error:
        raise ReadingError("docx_broken", path=name) from error
    except RuntimeError as error:  # zipfile's word for a package whose parts are encrypted
        raise ReadingError("docx_encrypted", path=name) from error
    document, numbering, styles = roots
    body = None if document is None else next((child for child in document if _local(child) == "body"), None)
    if body is None:
        raise ReadingError("docx_broken", path=name)
    return body, numbering, styles


class _Reader:
    """Walks the body and writes its text on a sheet."""

    def __init__(self, numbering: Numbering, name: str) -> None:
        self.numbering = numbering
        self.sheet = Sheet(name)

    def read(self, element: _Element) -> None:
        """Write a block of the body: a paragraph, a table, or what stands in a content control or insertion."""
        kind = _local(element)
        if kind == "p":
            properties = element.find("{*}pPr")
            style = self.numbering.style(properties)
            contents = style is not None and self.numbering.names.get(style, "").startswith("toc ")
            for line in self.lines(element):
                self.sheet.line(line, left_out=contents)
        elif kind == "tbl":
            self.sheet.table(self.rows(element))
        elif kind not in _SKIPPED:
            for child in element:
                self.read(child)

    def lines(self, paragraph: _Element) -> list[str]:
        """The lines of a paragraph, the first with its label, then those of its text boxes; "" if empty."""
        label = self.numbering.label(paragraph.find("{*}pPr"))
        boxes: list[_Element] = []
        words = "".join(_words(paragraph, boxes))
        lines = (label + words).split("\n") if words.strip() else [""]
        return lines + [line for box in boxes for line in self.box(box)]

    def box(self, element: _Element) -> list[str]:
        """The lines of a cell or a text box; the cells of a table in it are set side by side."""
        lines: list[str] = []
        for child in element:
            kind = _local(child)
            if kind == "p":
                lines += [line for line in self.lines(child) if line.strip()]
            elif kind == "tbl":
                lines += [_BESIDE.join(" ".join(cell.lines) for cell in row) for row in self.rows(child)]
            elif kind not in _SKIPPED:
                lines += self.box(child)
        return lines

    def rows(self, table: _Element) -> list[list[Cell]]:
        """The cells that begin in each row of a table, with the rows and columns they run over."""
        rows: list[list[Cell]] = []
        above: dict[int, tuple[int, int]] = {}
        for row in _inside(table, "tr"):
            cells: list[Cell] = []
            column = _number(row, "trPr", "gridBefore", 0)
            cells += [Cell(())] * column
            for cell in _inside(row, "tc"):
                columns = _number(cell, "tcPr", "gridSpan", 1)
                merge = cell.find("{*}tcPr/{*}vMerge")
                if merge is not None and _val(merge) != "restart" and column in above:
                    begin, place = above[column]
                    rows[begin][place] = rows[begin][place]._replace(rows=len(rows) - begin + 1)
                else:
                    above[column] = (len(rows), len(cells))
                    cells.append(Cell(self.box(cell), columns=columns))
                column += columns
            rows.append(cells)
        return rows


def _words(element: _Element, boxes: list[_Element]) -> Iterator[str]:
    """The characters of a paragraph; its text boxes are put into `boxes`."""
    for child in element:
        kind = _local(child)
        if kind == "t":
            yield child.text or ""
        elif kind in _MARKS:
            yield _MARKS[kind]
        elif kind == "txbxContent":
            boxes.append(child)
        elif kind == "r" and _is_on(child.find("{*}rPr/{*}vanish")):
            continue
        elif kind not in _SKIPPED:
            yield from _words(child, boxes)


def _inside(element: _Element, name: str) -> Iterator[_Element]:
    """The children of that name, also those inside content controls and insertions."""
    for child in element:
        kind = _local(child)
        if kind == name:
            if not _is_on(child.find("{*}trPr/{*}del")):
                yield child
        elif kind in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inside(child, name)


def _number(element: _Element, properties: str, name: str, otherwise: int) -> int:
    """A small number among the properties of a row or cell."""
    child = element.find(f"{{*}}{properties}/{{*}}{name}")
    words = "" if child is None else _val(child)
    return min(int(words), MAX_SPAN) if _NUMBER.fullmatch(words) else otherwise


def _is_on(element: _Element | None) -> bool:
    """Whether a switch is there and not turned off."""
    return element is not None and _val(element) not in ("0", "false", "off")


def _val(element: _Element) -> str:
    """The `w:val` of an element."""
    return str(element.get(element.tag.rpartition("}")[0] + "}val", ""))


def _local(element: _Element) -> str:
    """The local name of an element; of comments and the like, none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
