"""The table as a Word document, a section a part: A4 across, the head on every page, pages numbered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from lxml.etree import Element, _Element
from plankg.schema.wording import Language, words
from plankg.viz.breakdown.layouts import Part
from plankg.viz.breakdown.listing import BODY, CENTRED, HEADS, MERGED, TITLE, Listing
from plankg.viz.workbook.xlsx import EPOCH, without_clock

FALLBACKS = {TITLE: "宋体", HEADS: "微软雅黑", BODY: "宋体"}
"""What a program takes where a machine lacks a font, as the document itself says (`w:altName`)."""
WIDE, HIGH, MARGIN = Mm(297), Mm(210), Mm(12.7)
TABLE_POINTS = 20
"""The size of the text in the table, in half points."""
BAND_COLOUR = "EDEDED"


def docx_bytes(listing: Listing) -> bytes:
    """The table as the bytes of a .docx file; the same table, the same bytes."""
    document = Document()
    document.core_properties.author = "plankg"
    document.core_properties.identifier = listing.plan
    document.core_properties.created = document.core_properties.modified = EPOCH
    _page(document, listing.lang)
    _fonts(document)
    for number, part in enumerate(listing.parts):
        title = _paragraph(document, listing.heading(part), TITLE, 22, WD_ALIGN_PARAGRAPH.CENTER)
        title.paragraph_format.page_break_before = number > 0
        _paragraph(document, listing.subtitle, BODY, 12, WD_ALIGN_PARAGRAPH.CENTER)
        document.element.body.insert(-1, _table(listing, part))
        for note in listing.notes(part):
            _paragraph(document, note, BODY, 9, WD_ALIGN_PARAGRAPH.LEFT)
    buffer = BytesIO()
    document.save(buffer)
    return without_clock(buffer.getvalue())


def _page(document: Any, lang: Language) -> None:
    """A4 across with the page's number below."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = WIDE, HIGH
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in re.split("({PAGE}|{NUMPAGES})", words("breakdown.page", lang, page="{PAGE}", pages="{NUMPAGES}")):
        if text.startswith("{"):
            field = _w("fldSimple", _at(instr=text.strip("{}")), _w("r", _w("t", "1")))
            foot._p.append(field)  # noqa: SLF001 - python-docx has no fields
        elif text:
            _styled(foot.add_run(text), BODY, 9)


def _fonts(document: Any) -> None:
    """Say for each font what to take in its stead."""
    table = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FALLBACKS.items()
    )
    table._blob = table.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")  # noqa: SLF001 - see above


def _paragraph(document: Any, text: str, font: str, size: float, alignment: WD_ALIGN_PARAGRAPH) -> Paragraph:
    paragraph: Paragraph = document.add_paragraph()
    paragraph.alignment = alignment
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    _styled(paragraph.add_run(text), font, size)
    return paragraph


def _styled(run: Any, font: str, size: float) -> None:
    run.font.name, run.font.size = font, Pt(size)
    run._r.rPr.rFonts.set(qn("w:eastAsia"), font)  # noqa: SLF001 - python-docx sets the Latin font alone


def _table(listing: Listing, part: Part) -> _Element:
    """The table, made of elements at once: python-docx looks through all cells for each one that it is asked for."""
    widths = _widths(listing)
    edges = [
        _w(name, _at(val="single", sz="4", color="auto"))
        for name in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    layout = _w(
        "tblPr",
        _w("tblW", _at(w=str(sum(widths)), type="dxa")),
        _w("jc", _at(val="center")),
        _w("tblBorders", *edges),
        _w("tblLayout", _at(type="fixed")),
    )
    head = _row(
        [_cell(column.heading, width, HEADS) for column, width in zip(listing.shown, widths, strict=True)], head=True
    )
    grid = _w("tblGrid", *(_w("gridCol", _at(w=str(width))) for width in widths))
    return _w("tbl", layout, grid, head, *_rows(listing, part, widths))


def _widths(listing: Listing) -> list[int]:
    """The widths of the columns in twentieths of a point, as wide together as the paper takes."""
    room = (WIDE - 2 * MARGIN) // 635
    whole = sum(column.width for column in listing.shown)
    return [room * column.width // whole for column in listing.shown]


def _rows(listing: Listing, part: Part, widths: Sequence[int]) -> Iterator[_Element]:
    for band, block in part.blocks():
        if band:
            yield _row([_cell(band, sum(widths), HEADS, across=len(widths))], follows=True)
        for place, measure in enumerate(block):
            shared = ("continue" if place else "restart") if len(block) > 1 else ""
            yield _row([
                _cell(
                    "" if column.key in MERGED and place else str(column.cell(measure) or ""),
                    width,
                    BODY,
                    centred=column.key in CENTRED,
                    merged=shared if column.key in MERGED else "",
                )
                for column, width in zip(listing.shown, widths, strict=True)
            ])  # fmt: skip


def _row(cells: Iterable[_Element], *, head: bool = False, follows: bool = False) -> _Element:
    """A row that no page end parts; a head comes again on every page, what others follow stays with them."""
    marks = [_w("cantSplit"), *([_w("tblHeader")] if head else [])]
    row = _w("tr", _w("trPr", *marks), *cells)
    for paragraph in row.iter(qn("w:pPr")) if follows else ():
        paragraph.insert(0, _w("keepNext"))
    return row


def _cell(text: str, width: int, font: str, *, centred: bool = True, merged: str = "", across: int = 1) -> _Element:
    """A cell with a paragraph for each line."""
    marks = [_w("tcW", _at(w=str(width), type="dxa"))]
    if across > 1:
        marks += [_w("gridSpan", _at(val=str(across)))]
    if merged:
        marks += [_w("vMerge", _at(val=merged))]
    if across > 1:
        marks += [_w("shd", _at(val="clear", color="auto", fill=BAND_COLOUR))]
    marks += [_w("vAlign", _at(val="top" if merged else "center"))]
    middle = centred and across == 1
    return _w("tc", _w("tcPr", *marks), *(_line(line, font, middle=middle) for line in text.split("\n")))


def _line(text: str, font: str, *, middle: bool) -> _Element:
    spacing = _w("spacing", _at(before="20", after="20", line="240", lineRule="auto"))
    fonts = _w("rFonts", _at(ascii=font, hAnsi=font, eastAsia=font))
    run = _w(
        "r",
        _w("rPr", fonts, _w("sz", _at(val=str(TABLE_POINTS)))),
        _w("t", text, {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}),
    )
    return _w("p", _w("pPr", spacing, _w("jc", _at(val="center" if middle else "left"))), run)


def _w(name: str, *parts: dict[str | bytes, str | bytes] | str | _Element) -> _Element:
    """An element of WordprocessingML with these attributes, this text and these elements in it."""
    element = Element(qn(f"w:{name}"))
    for part in parts:
        if isinstance(part, str):
            element.text = part
        elif isinstance(part, _Element):
            element.append(part)
        else:
            element.attrib.update(part)
    return element


def _at(**values: str) -> dict[str | bytes, str | bytes]:
    return {qn(f"w:{name}"): value for name, value in values.items()}
