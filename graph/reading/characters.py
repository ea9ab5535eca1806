"""The kinds of characters that reading tells apart, and the folding of odd widths, one character for one.

Blocks are those of the Unicode Standard, https://www.unicode.org/Public/UCD/latest/ucd/Blocks.txt
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NARROW: Final = r"[\x00-\xb6\xb8-\u052f\u1e00-\u1fff\u2010-\u2013]"
"""A character of a script that sets its words apart with blanks: Latin, Greek, Cyrillic, with figures and signs."""

WIDE: Final = NARROW.replace("[", "[^")
"""Any other: ideographs, and the punctuation that stands between them. (The small set is the one spelt out: `re` takes
2 ms to compile a range as long as that of the ideographs, at each start.)"""

IDEOGRAPH: Final = r"[^\W\d_a-zA-Z\xaa-\u052f\u1e00-\u1fff]"
"""A character that Chinese words are written with: a letter of no such script."""

INVISIBLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
"""Characters that show nothing: zero-width marks, soft hyphens, directions, controls."""

NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 has no place for, https://www.w3.org/TR/xml/#charsets."""

LINE_IN_CELL: Final = "\u2028"
"""Stands in the source text where a table cell breaks its line, so that a row stays a line."""

_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028"
_LINE_ENDS = "\r\x0b\x0c\x85\u2029"
_WIDE_SIGNS = "％．＋－／＆＃＠＊＝＜＞＿＄"


def _narrow_forms() -> dict[int, str]:
    """What each wide or small letter, digit or sign, each radical and each compatibility ideograph stands for."""
    wide = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), *map(ord, _WIDE_SIGNS)]
    wide += range(0xFE50, 0xFE6C)
    ideographs = [*range(0x2F00, 0x2FD6), *range(0xF900, 0xFAFF)]
    folded = {code: unicodedata.normalize("NFKC", chr(code)) for code in wide + ideographs}
    return {code: form for code, form in folded.items() if len(form) == 1 and form != chr(code)}


_FORMS: Final = {**_narrow_forms(), **{ord(c): " " for c in _SPACES}, **{ord(c): "\n" for c in _LINE_ENDS}}
_CHINESE_PUNCTUATION: Final = str.maketrans(",;:!?", "，；：！？")
_MARK = re.compile(rf"(?<={WIDE})[,;:!?](?= *(?:{WIDE}|\d))|(?<=[\d%])[,;:](?= *{IDEOGRAPH})")
_BRACKETS = re.compile(r"[(（]([^()（）\n]*)[)）]")
_QUOTES = re.compile(r'"([^"\n]+)"')
_IDEOGRAPH = re.compile(IDEOGRAPH)


def fold_widths(text: str) -> str:
    """The text with widths as the trade prints them; as long as before, so that positions stay.

    Wide letters, digits and signs become narrow, spaces of every width a blank, line ends a line feed; between
    ideographs narrow punctuation, brackets and straight quotes become Chinese ones.

    >>> fold_widths('达到６０％,牵头单位:市教育局(区级)，"三全育人"')
    '达到60%，牵头单位：市教育局（区级），“三全育人”'
    """
    folded = text.translate(_FORMS)
    if "(" in folded or ")" in folded:
        folded = _BRACKETS.sub(_chinese_brackets, folded)
    if '"' in folded:
        folded = _QUOTES.sub(_chinese_quotes, folded)
    return _MARK.sub(lambda match: match[0].translate(_CHINESE_PUNCTUATION), folded)


def _chinese_brackets(match: re.Match[str]) -> str:
    """A pair of brackets, wide where it holds or touches an ideograph."""
    text = match.string
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 2].strip(" ")
    return f"（{match[1]}）" if _IDEOGRAPH.search(before + match[1] + after) else match[0]


def _chinese_quotes(match: re.Match[str]) -> str:
    """A pair of straight quotes as Chinese ones where it holds an ideograph."""
    return f"“{match[1]}”" if _IDEOGRAPH.search(match[1]) else match[0]
