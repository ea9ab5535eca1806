"""A comparison as a document for Word: a table across A4, both quotes side by side with the changed words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from plankg.graph.comparison import Comparison, Run
from plankg.schema.wording import Language, words
from plankg.viz.comparison.rows import counts, rows, sides, summary

WIDTHS = (13, 22, 99, 99, 44)
"""Of the columns, in millimetres: together what A4 has across between its margins."""
MARGIN = 10
FONT, CHINESE, SIZE = "Times New Roman", "仿宋", 9.5
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - zip and Word know no time zones
GONE, COME = RGBColor(0xA3, 0x20, 0x20), RGBColor(0x0B, 0x5C, 0xAD)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def content(comparison: Comparison, lang: Language) -> bytes:
    """The bytes of the .docx file; the same comparison gives the same bytes."""
    document = Document()
    _set_up(document)
    titles = comparison.before.plan.title, comparison.after.plan.title
    heading = document.add_heading(level=1)
    _font(heading.add_run(_clean(words("diff.title", lang, before=titles[0], after=titles[1]))), 14)
    numbers = "  ".join(f"{name} {count}" for _, name, count in counts(comparison, lang))
    for line in (summary(comparison, lang), numbers, words("diff.legend", lang)):
        _font(document.add_paragraph().add_run(line), SIZE)
    _table(document, comparison, lang)
    document.core_properties.author = "plankg"
    document.core_properties.created = document.core_properties.modified = EPOCH
    document.core_properties.title = _clean(titles[1])
    buffer = BytesIO()
    document.save(buffer)
    return _without_clock(buffer.getvalue())


def _set_up(document: Any) -> None:
    """Lay the paper across, with page numbers at its foot."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(12)
    style = document.styles["Normal"]
    style.paragraph_format.space_after = Pt(2)
    style.font.name = FONT
    style.element.rPr.rFonts.set(qn("w:eastAsia"), CHINESE)
    foot = section.footer.paragraphs[0]
    foot.alignment = 1
    for part in ("begin", "PAGE", "end"):
        element = OxmlElement("w:instrText" if part == "PAGE" else "w:fldChar")
        if part == "PAGE":
            element.text = part
        else:
            element.set(qn("w:fldCharType"), part)
        foot.add_run()._r.append(element)  # noqa: SLF001 - fields have no other way in


def _table(document: Any, comparison: Comparison, lang: Language) -> None:
    """Write the table of changes; its head stands on each page, and no row is parted."""
    changes = rows(comparison, lang)
    table = document.add_table(rows=len(changes) + 1, cols=len(WIDTHS), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width)
    first, second = sides(comparison, lang)
    heads = [words(f"diff.column_{key}", lang) for key in ("number", "kind")]
    heads += [words("diff.column_after", lang, side=side) for side in (first, second)]
    heads.append(words("diff.column_change", lang))
    lines = iter(table.rows)
    _row(next(lines), [[[Run(head, changed=False)]] for head in heads], head=True)
    for change, line in zip(changes, lines, strict=True):
        score = [change.score] if change.score else []
        basis = [change.basis] if "/" in change.basis else []
        marks = bool(change.before and change.after)
        cells = [
            _plain([str(change.number)]),
            _plain(change.kinds),
            [*_plain(change.before_place.splitlines()), *_quotes(change.before, marks=marks)],
            [*_plain(change.after_place.splitlines()), *_quotes(change.after, marks=marks)],
            _plain([*change.differences, *score, *basis]),
        ]
        _row(line, cells, places=(len(change.before_place.splitlines()), len(change.after_place.splitlines())))


def _plain(lines: Sequence[str]) -> list[list[Run]]:
    return [[Run(line, changed=False)] for line in lines]


def _quotes(quotes: Sequence[Sequence[Run]], *, marks: bool) -> list[list[Run]]:
    return [[Run(run.text, run.changed and marks) for run in quote] for quote in quotes]


def _row(
    line: Any, cells: Sequence[Sequence[Sequence[Run]]], *, head: bool = False, places: tuple[int, int] = (0, 0)
) -> None:
    """Fill a row: each cell with its lines, each line with its runs; the first `places` lines of both quotes are small."""
    properties = line._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no name for these two
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    for column, (cell, width, paragraphs) in enumerate(zip(line.cells, WIDTHS, cells, strict=True)):
        cell.width = Mm(width)
        small = dict(zip((2, 3), places, strict=True)).get(column, 0)
        for number, runs in enumerate(paragraphs):
            paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
            for run in runs:
                written = paragraph.add_run(_clean(run.text))
                _font(written, SIZE - 2 if number < small else SIZE)
                written.bold = head or (run.changed and column > 2)  # noqa: PLR2004 - the second quote
                if run.changed:
                    written.font.strike, written.underline = column == 2, column != 2  # noqa: PLR2004 - the first quote
                    written.font.color.rgb = GONE if column == 2 else COME  # noqa: PLR2004 - see above


def _font(run: Any, size: float) -> None:
    run.font.size, run.font.name = Pt(size), FONT
    run.font.color.rgb = RGBColor(0x1B, 0x1F, 0x24)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), CHINESE)  # noqa: SLF001 - Word's Chinese font


def _clean(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _without_clock(data: bytes) -> bytes:
    """The same file with the same time for all its parts."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(buffer, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, EPOCH.timetuple()[:6]), source.read(name), ZIP_DEFLATED)
    return buffer.getvalue()
