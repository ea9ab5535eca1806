"""From bytes to text: which encoding a file is in, decided by strict decoding in a fixed order."""

from __future__ import annotations

import codecs
import re
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
_USUAL = re.compile("[\t\n\r -~\xa0-ÿ—…‘’“”、-〟一-鿿！-～①-⑳㐀-䶿]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_SAMPLE: Final = 20_000
_SHARE: Final = 0.9
_COMMON_SHARE: Final = 0.8


def decode(data: bytes, *, name: str) -> str:
    """Give the text of these bytes. `name` is the file's, for the message.

    The order: a byte order mark; UTF-8 if it decodes and holds no zero bytes; UTF-16 without a mark, if nine in ten
    characters are then usual ones; GB18030 (with GBK and GB2312 inside it), if four in five of its characters are among
    GB2312's common ones, so that western and Big5 texts are not taken for it. Raises ReadingError where none fits.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(_strictly(data, encoding), name)
    text = _strictly(data, "utf-8")
    if text is not None and "\x00" not in text:
        return _checked(text, name)
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strictly(data, encoding)
        if text and len(_USUAL.findall(text[:_SAMPLE])) >= _SHARE * len(text[:_SAMPLE]):
            return _checked(text, name)
    text = _strictly(data, "gb18030")
    if text is not None and not _CONTROL.search(text) and not _is_common(text):
        text = None
    if text is None and b"\x00" in data:
        raise ReadingError("file_not_text", path=name)
    return _checked(text, name)


def _strictly(data: bytes, encoding: str) -> str | None:
    """Decode, or give None where a byte does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _checked(text: str | None, name: str) -> str:
    """Give the text if there is one and it holds no control characters; raises ReadingError otherwise."""
    if text is None:
        raise ReadingError("encoding_unknown", path=name)
    if len(_CONTROL.findall(text)) * 100 > len(text) or "\x00" in text:
        raise ReadingError("file_not_text", path=name)
    return text


def _is_common(text: str) -> bool:
    """Tell whether most characters beyond ASCII are in GB2312, as those of Chinese prose are."""
    beyond = "".join(_NOT_ASCII.findall(text[:_SAMPLE]))
    return len(beyond.encode("gb2312", "ignore")) >= 2 * _COMMON_SHARE * len(beyond)
