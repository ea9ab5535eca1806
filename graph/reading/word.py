"""Word documents (.docx): paragraphs with their automatic numbering, tables, text boxes, notes, embedded pages.

ECMA-376 Part 1 (WordprocessingML), transitional and strict. A note that says who does something, or by when, stands in
brackets where it is referred to; other notes are left out of the normalised text. Left aside: what tracked changes
deleted, hidden and struck-out text (also by style), comments, headers and footers. Nothing outside the file is read,
and no XML entity is resolved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from plankg.graph.patterns import named_pattern
from plankg.graph.reading.layout import Cell, Sheet
from plankg.graph.reading.limits import MAX_SPAN
from plankg.graph.reading.numbering import Numbering, numbering_of
from plankg.graph.reading.text import document_from_text
from plankg.graph.reading.word_chunks import chunk_lines
from plankg.graph.reading.word_package import WordPackage, attribute, hiding_styles, is_on, local, switches
from plankg.schema import Document, Omission, ReadingError

if TYPE_CHECKING:
    from lxml.etree import _Element

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

RESPONSIBILITY: Final = named_pattern(
    "word.responsibility-note",
    r"^\s*(?:牵头|责任|配合|参与|落实|协助|协同|主办|承办|协办|实施|完成|主责|负责|时限|进度|时间)\w{0,4}[：:]",
    matches=["责任单位：县水务局；完成时限：9月底前。"],
    rejects=["指县城建成区内的管网。"],
)
"""How a foot- or endnote begins that is part of what the text says."""

NOTE_KINDS: Final = ("footnote", "endnote")

_MARKS: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NUMBER = re.compile(r"[0-9]{1,6}")
_BESIDE: Final = "    "
_SKIPPED: Final = frozenset(
    {
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "rPr",
        "pPr",
        "Fallback",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "rt",
    }
)
_REFERENCES: Final = {f"{kind}Reference": kind for kind in NOTE_KINDS}
_UNREAD: Final = {
    "blip": "picture",
    "imagedata": "picture",
    "OLEObject": "object",
    "chart": "object",
    "commentReference": "comment",
}
_GONE: Final = ("del", "moveFrom", "vanish")


def read_word(data: bytes, *, name: str, sha256: str) -> Document:
    """The document of a .docx file's bytes.

    Raises ReadingError for a broken, oversized or empty one. `name` is the file's, for the message.
    """
    with WordPackage(data, name) as package:
        reader = _Reader(package)
        for element in package.body:
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
        omissions=tuple(Omission(kind=kind, count=count) for kind, count in sorted(reader.unread.items())),
    )


class _Reader:
    """Walks the body and writes its text on a sheet; counts what it does not read."""

    def __init__(self, package: WordPackage) -> None:
        styles = package.related("styles")
        self.package = package
        self.numbering: Numbering = numbering_of(package.related("numbering"), styles)
        self.hiding = hiding_styles(styles)
        self.sheet = Sheet(package.name)
        self.unread: Counter[str] = Counter()
        self.notes: dict[str, dict[str, _Element]] = {}
        self.aside: list[str] = []

    def read(self, element: _Element) -> None:
        """Write a block of the body: a paragraph, a table, or what stands in a content control or insertion."""
        kind = local(element)
        if kind == "p":
            properties = element.find("{*}pPr")
            style = self.numbering.style(properties)
            contents = style is not None and self.numbering.names.get(style, "").startswith("toc ")
            for line in self.lines(element):
                self.sheet.line(line, left_out=contents)
            self._write_aside()
        elif kind == "tbl":
            self.sheet.table(self.rows(element))
            self._write_aside()
        elif kind == "altChunk":
            self._chunk(element)
        elif kind not in _SKIPPED:
            for child in element:
                self.read(child)

    def lines(self, paragraph: _Element) -> list[str]:
        """The lines of a paragraph, the first with its label, then those of its text boxes; "" if empty."""
        properties = paragraph.find("{*}pPr")
        boxes: list[_Element] = []
        hidden = self.hiding.get(self.numbering.style(properties) or "", {}) if self.hiding else {}
        words = "".join(self._words(paragraph, boxes, hidden))
        if not words.strip() and _is_gone(properties):
            return [line for box in boxes for line in self.box(box)]
        label = self.numbering.label(properties)
        lines = (label + words).split("\n") if words.strip() else [""]
        return lines + [line for box in boxes for line in self.box(box)]

    def box(self, element: _Element) -> list[str]:
        """The lines of a cell or a text box; the cells of a table in it are set side by side."""
        lines: list[str] = []
        for child in element:
            kind = local(child)
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
                if merge is not None and attribute(merge, "val") != "restart" and column in above:
                    begin, place = above[column]
                    rows[begin][place] = rows[begin][place]._replace(rows=len(rows) - begin + 1)
                else:
                    above[column] = (len(rows), len(cells))
                    cells.append(Cell(self.box(cell), columns=columns))
                column += columns
            rows.append(cells)
        return rows

    def _words(self, element: _Element, boxes: list[_Element], hidden: dict[str, bool]) -> Iterator[str]:
        """The characters of a paragraph; its text boxes are put into `boxes`. `hidden` is what its style says of runs."""
        for child in element:
            kind = local(child)
            if kind == "t":
                yield child.text or ""
            elif kind in _MARKS:
                yield _MARKS[kind]
            elif kind == "txbxContent":
                boxes.append(child)
            elif kind in _REFERENCES:
                yield self._note(_REFERENCES[kind], attribute(child, "id"))
            elif kind == "r" and self._is_hidden(child, hidden):
                continue
            elif kind not in _SKIPPED:
                if kind in _UNREAD:
                    self.unread[_UNREAD[kind]] += 1
                yield from self._words(child, boxes, hidden)

    def _is_hidden(self, run: _Element, hidden: dict[str, bool]) -> bool:
        """Whether a run is hidden or struck out: by itself, else by its style, else by its paragraph's."""
        properties = run[0] if len(run) else None
        if properties is None or not len(properties) or local(properties) != "rPr":
            return any(hidden.values())
        if self.hiding and (style := properties.find("{*}rStyle")) is not None:
            hidden = hidden | self.hiding.get(attribute(style, "val"), {})
        return any((hidden | switches(properties)).values())

    def _note(self, kind: str, identifier: str) -> str:
        """What stands in the text for a reference to a note: the note in brackets where it says who does it or by when."""
        if kind not in self.notes:
            root = self.package.related(f"{kind}s")
            self.notes[kind] = (
                {} if root is None else {attribute(note, "id"): note for note in root.iterfind(f"{{*}}{kind}")}
            )
        note = self.notes[kind].pop(identifier, None)
        words = "" if note is None else " ".join(self.box(note)).strip()
        if RESPONSIBILITY.match(words):
            return f"（{words.rstrip('。.')}）"
        if words:
            self.aside.append(words)
        return ""

    def _write_aside(self) -> None:
        """Write the notes of a paragraph or table below it, out of the normalised text."""
        for words in self.aside:
            self.sheet.line(words, left_out=True)
        self.unread["note"] += len(self.aside)
        self.aside.clear()
        self.unread = +self.unread

    def _chunk(self, element: _Element) -> None:
        """Write a page or text that is embedded whole; one that cannot be read is counted."""
        identifier = next((value for name, value in element.attrib.items() if str(name).endswith("}id")), "")
        chunk = self.package.chunk(str(identifier))
        try:
            lines = None if chunk is None else chunk_lines(*chunk)
        except ReadingError:
            lines = None
        if lines is None:
            self.unread["chunk"] += 1
            return
        for line in lines:
            if isinstance(line, str):
                self.sheet.line(line)
            else:
                self.sheet.table(line)


def _is_gone(properties: _Element | None) -> bool:
    """Whether the end of a paragraph is deleted or hidden: with all its words, nothing is printed and no number counted."""
    mark = None if properties is None else properties.find("{*}rPr")
    return mark is not None and any(local(child) in _GONE and is_on(child) for child in mark)


def _inside(element: _Element, name: str) -> Iterator[_Element]:
    """The children of that name, also those inside content controls and insertions."""
    for child in element:
        kind = local(child)
        if kind == name:
            if not is_on(child.find("{*}trPr/{*}del")):
                yield child
        elif kind in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _inside(child, name)


def _number(element: _Element, properties: str, name: str, otherwise: int) -> int:
    """A small number among the properties of a row or cell."""
    child = element.find(f"{{*}}{properties}/{{*}}{name}")
    words = "" if child is None else attribute(child, "val")
    return min(int(words), MAX_SPAN) if _NUMBER.fullmatch(words) else otherwise
