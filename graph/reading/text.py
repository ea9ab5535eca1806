"""Plain text, and what every other format becomes: a Document with its normalised text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from plankg.graph.patterns import named_pattern
from plankg.graph.reading.encoding import decode
from plankg.graph.reading.joining import with_blank_after_label, with_lost_breaks
from plankg.graph.reading.limits import MAX_CELLS, MAX_CHARACTERS, MAX_LINES
from plankg.graph.reading.normal import normalise
from plankg.schema import Block, Document, Omission, ReadingError

# A line between two rows that is the heading of those below: 一、就业创业.
_GROUP = named_pattern(
    "text.group",
    r"[ ]*(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^。；，\t]{2,24}$",
    matches=["一、重点任务"],
    rejects=["重点任务"],
)
_LINE = re.compile(r"[ \t]*\S[^\r\n]*")
_CELL = re.compile(r"[^\t]+")


def read_text(data: bytes, *, name: str, sha256: str) -> Document:
    """The document of a text file's bytes; raises ReadingError where they are no text (see `decode`)."""
    return document_from_text(decode(data, name=name), name=name, sha256=sha256)


def document_from_text(
    text: str,
    *,
    name: str,
    media_type: str = "text/plain",
    sha256: str = "",
    blocks: tuple[Block, ...] | None = None,
    full: Collection[int] | None = None,
    left_out: Collection[int] = (),
    omissions: tuple[Omission, ...] = (),
) -> Document:
    """The document of a text: normalised, with its blocks (lines and table cells, unless given).

    `full` and `left_out` say what a layout knows about lines (see `normalise`). Raises ReadingError for a text that
    holds nothing but white space, or is far too long for a plan.
    """
    if len(text) > MAX_CHARACTERS:
        raise ReadingError("text_too_long", path=name, limit=f"{MAX_CHARACTERS:,}")
    _check_size(text, name)
    normal, offsets = normalise(text, full=full, left_out=left_out)
    if not normal:
        raise ReadingError("file_empty", path=name)
    return Document(
        name=name,
        media_type=media_type,
        sha256=sha256,
        text=text,
        normal=normal,
        offsets=offsets,
        blocks=tuple(blocks_of(text)) if blocks is None else blocks,
        omissions=omissions,
    )


def _check_size(text: str, name: str) -> None:
    """Raise ReadingError for a text of more lines or cells than are read."""
    lines = cells = 0
    for match in _LINE.finditer(text):
        row = match[0].count("\t")
        lines, cells = lines + (not row), cells + (row + 1 if row else 0)
    if lines > MAX_LINES or cells > MAX_CELLS:
        raise too_many_parts(name)


def too_many_parts(name: str) -> ReadingError:
    """The error that a text has more lines or cells than are read."""
    return ReadingError("too_many_parts", path=name, lines=f"{MAX_LINES:,}", cells=f"{MAX_CELLS:,}")


def blocks_of(text: str) -> Iterator[Block]:
    """The lines of a text as blocks; lines that hold a TAB between words are rows, those in a row make a table.

    A numbered heading between two rows is a row of its own, one cell wide.
    """
    table, row = -1, -1
    lines = list(_LINE.finditer(with_blank_after_label(with_lost_breaks(text))))
    for match, after in zip(lines, (*lines[1:], None), strict=True):
        start, line = match.start(), match[0].rstrip()
        over = row >= 0 and after is not None and bool(_GROUP.match(line)) and "\t" in after[0].strip()
        if not over and not _is_row(line, match[0], inside=row >= 0):
            row = -1
            lead = len(line) - len(line.lstrip())
            yield Block(start=start + lead, end=start + len(line))
            continue
        table, row = (table + 1, 0) if row < 0 else (table, row + 1)
        for column, (left, right) in enumerate(_cells(line)):
            if left < right:
                yield Block(start=start + left, end=start + right, table=table, row=row, column=column)


def _is_row(line: str, printed: str, *, inside: bool) -> bool:
    """Whether a line is a row: it has a TAB between words or, of a table already begun, before or behind them.

    Two TABs behind the words make one, too: a title over all columns.
    """
    behind = printed[len(line) :].count("\t")
    return "\t" in line.strip() or (inside and (line.startswith("\t") or behind > 0)) or behind > 1


def _cells(line: str) -> Iterator[tuple[int, int]]:
    """The span of each cell of a TAB-separated row, without the spaces around; empty ones too."""
    begin = 0
    for cell in line.split("\t"):
        words = cell.strip()
        left = begin + len(cell) - len(cell.lstrip())
        yield left, left + len(words)
        begin += len(cell) + 1
