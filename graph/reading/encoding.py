"""From bytes to text: which encoding a file is in, decided by strict decoding in a fixed order.

A few bad bytes in a text whose encoding is plain otherwise cost the characters that they stand in, and no more.
"""

from __future__ import annotations

import codecs
import json
import re
from functools import cache
from importlib.resources import files
from typing import Final

from plankg.schema import ReadingError

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The byte order marks that name an encoding (UTF-32's begins like UTF-16's, so it comes first)."""

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_BYTE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_SAMPLE: Final = 20_000

UNREADABLE: Final = "\ufffd"
"""Stands where bytes of the file are no character (U+FFFD, the replacement character of the Unicode Standard)."""

_UNREADABLE_RUN = re.compile(f"{UNREADABLE}+")
BAD_SHARE: Final = 0.1
"""Bytes are not in an encoding in which more than this for each character beyond ASCII cannot be read."""

USUAL_SHARE: Final = 0.9
"""So much of a text is common characters if bytes without a mark are UTF-16 at all."""

COMMON_SHARE: Final = 0.8
"""So much of what is not ASCII is common characters if bytes are GB18030 at all."""


def decode(data: bytes, *, name: str) -> str:
    """The text of these bytes. `name` is the file's, for the message.

    The order: a byte order mark; UTF-8 if it decodes and holds no zero bytes; UTF-16 without a mark, if nine in ten
    characters are then ASCII or among GB2312's common ones; GB18030 (with GBK and GB2312 inside it), if four in five of
    those beyond ASCII are, so that western and Big5 texts are not taken for it; then UTF-8 and GB18030 again, with at most
    one bad byte to ten characters beyond ASCII, each of which leaves an `UNREADABLE`. Raises ReadingError where none fits.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(decoded_as(data, encoding), name)
    text = _strictly(data, "utf-8")
    if text is not None and "\x00" not in text:
        return _checked(text, name)
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strictly(data, encoding)
        if text and _common(text[:_SAMPLE]) >= USUAL_SHARE:
            return _checked(text, name)
    text = _chinese(_strictly(data, "gb18030")) or _mended(data, "utf-8") or _chinese(_mended(data, "gb18030"))
    if text is None and len(_CONTROL_BYTE.findall(data[:_SAMPLE])) * 100 > len(data[:_SAMPLE]):
        raise ReadingError("file_not_text", path=name)
    return _checked(text, name)


def decoded_as(data: bytes, encoding: str) -> str | None:
    """The text of bytes in an encoding of Python's, a few bad bytes as `UNREADABLE`; None where there are many."""
    text = _strictly(data, encoding)
    return _mended(data, encoding) if text is None else text


def declared_codec(label: str) -> str | None:
    """Python's name of the encoding that a web page declares; None for what is none of the web's encodings.

    https://encoding.spec.whatwg.org/#names-and-labels; a page that can be read far enough to say UTF-16 is in UTF-8
    (https://html.spec.whatwg.org/#determining-the-character-encoding).

    >>> declared_codec("GB2312"), declared_codec("rot13"), declared_codec("undefined")
    ('gb18030', None, None)
    """
    return _codecs().get(label.strip().lower())


@cache
def _codecs() -> dict[str, str | None]:
    book = json.loads((files("plankg.graph") / "reading" / "encodings.json").read_text("utf-8"))
    return {label: row["codec"] for row in book["encodings"] for label in row["labels"]}


def _chinese(text: str | None) -> str | None:
    """The text if what of it is not ASCII is common in Chinese prose."""
    if text is None:
        return None
    beyond = "".join(_NOT_ASCII.findall(text[:_SAMPLE])).replace(UNREADABLE, "")
    return text if _common(beyond) >= COMMON_SHARE else None


def _mended(data: bytes, encoding: str) -> str | None:
    """The text with one `UNREADABLE` for each run of bytes that do not fit; None where these are not few."""
    text = _UNREADABLE_RUN.sub(UNREADABLE, data.decode(encoding, "replace"))
    bad, beyond = text.count(UNREADABLE), len(_NOT_ASCII.findall(text))
    return text if bad <= BAD_SHARE * (beyond - bad) else None


def _strictly(data: bytes, encoding: str) -> str | None:
    """Decode, or give None where a byte does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _checked(text: str | None, name: str) -> str:
    """The text if there is one and it holds no control characters; raises ReadingError otherwise."""
    if text is None:
        raise ReadingError("encoding_unknown", path=name)
    if len(_CONTROL.findall(text)) * 100 > len(text) or "\x00" in text:
        raise ReadingError("file_not_text", path=name)
    return text


def _common(text: str) -> float:
    """Which part of the characters is ASCII or in GB2312, as nearly all of Chinese prose is; 1 for no text."""
    beyond = "".join(_NOT_ASCII.findall(text))
    unknown = len(beyond) - len(beyond.encode("gb2312", "ignore")) // 2
    return 1 - unknown / len(text) if text else 1.0
