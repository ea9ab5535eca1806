"""Any file of a supported format becomes a Document."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

from plankg.graph.reading.limits import MAX_BYTES
from plankg.schema import Document, ReadingError

MACRO_TYPE: Final = "application/vnd.ms-excel.sheet.macroEnabled.12"
"""The media type of a workbook that holds macros, so that whoever has the document can tell that they were left out."""


class Reader(NamedTuple):
    """A format: how its files are named and how they begin, and the module and function that read them.

    `part` is the name of a part that a package of the format holds, and tells it from others that begin like it.
    """

    suffixes: tuple[str, ...]
    beginnings: tuple[bytes, ...]
    module: str
    function: str
    part: bytes = b""


READERS: Final = (
    Reader((".docx", ".docm"), (b"PK\x03\x04",), "word", "read_word", b"word/"),
    Reader((".xlsx", ".xlsm"), (b"PK\x03\x04",), "sheets", "read_sheets", b"xl/"),
    Reader((".pdf",), (b"%PDF-",), "pdf", "read_pdf"),
    Reader((".html", ".htm", ".xhtml"), (b"<!doctype html", b"<html"), "html", "read_html"),
    Reader((".txt", ".text", ".md", ".csv", ".tsv"), (), "text", "read_text"),
)
"""The formats, those that show what they are by their first bytes before those that do not; text comes last."""

SUFFIXES: Final = tuple(reader.suffixes[0] for reader in READERS)
"""What the files of each format are mostly called."""

OLD_SUFFIXES: Final = (".doc", ".dot", ".wps", ".wpt", ".xls", ".et", ".rtf", ".ppt")
OTHER_SUFFIXES: Final = (".ods", ".odt", ".pptx", ".ofd", ".zip", ".rar", ".7z", ".epub")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HEAD = 1024


def read(path: str | Path) -> Document:
    """The document that a file of one of the formats holds; of a PDF, its text layer.

    The first bytes decide about the format, then the name; anything else is read as text. Raises ReadingError with what
    is wrong and what to do.
    """
    path = Path(path)
    data = _bytes(path)
    reader = _reader(data, path)
    function = getattr(import_module(f"plankg.graph.reading.{reader.module}"), reader.function)
    document: Document = function(data, name=path.name, sha256=hashlib.sha256(data).hexdigest())
    return document


def _bytes(path: Path) -> bytes:
    """The file's bytes; raises ReadingError where there is no such file, or none that can be read."""
    try:
        if path.is_dir():
            raise ReadingError("file_is_folder", path=path)
        if path.stat().st_size > MAX_BYTES:
            raise ReadingError("file_too_big", path=path, limit=MAX_BYTES // 1_000_000)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise ReadingError("file_missing", path=path) from error
    except OSError as error:
        raise ReadingError("file_unreadable", path=path, reason=error.strerror) from error
    if not data.strip():
        raise ReadingError("file_empty", path=path)
    return data


def _reader(data: bytes, path: Path) -> Reader:
    """The reader for these bytes; raises ReadingError for a format that is not read."""
    suffix, head = path.suffix.lower(), data[:_HEAD].lstrip().lower()
    if data.startswith(_OLE):
        protected = "xlsx_encrypted" if suffix in (".xlsx", ".xlsm") else "docx_encrypted"
        raise ReadingError(protected if _ENCRYPTED in data else "format_old", path=path.name)
    fitting = [reader for reader in READERS if any(head.startswith(begin.lower()) for begin in reader.beginnings)]
    if fitting and suffix not in OTHER_SUFFIXES:
        return max(fitting, key=lambda reader: (reader.part in data, suffix in reader.suffixes))
    if suffix in OLD_SUFFIXES or head.startswith(b"{\\rtf"):
        raise ReadingError("format_old", path=path.name)
    if suffix in OTHER_SUFFIXES:
        raise ReadingError("format_not_read", path=path.name, suffix=suffix)
    return next((reader for reader in READERS if suffix in reader.suffixes), READERS[-1])
