"""Numbers as automatic numbering prints them.

The formats are those of ST_NumberFormat, ECMA-376 Part 1, 17.18.59.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_ROMAN: Final = {
    1000: "m",
    900: "cm",
    500: "d",
    400: "cd",
    100: "c",
    90: "xc",
    50: "l",
    40: "xl",
    10: "x",
    9: "ix",
    5: "v",
    4: "iv",
    1: "i",
}
_LEGAL: Final = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def printed(number: int, number_format: str) -> str:
    """The number as that format prints it; one it has no sign for, or an unknown format, in plain digits.

    >>> [printed(21, f) for f in ("chineseCounting", "ideographDigital", "decimalEnclosedCircle", "lowerLetter")]
    ['二十一', '二一', '㉑', 'u']
    """
    return FORMATS.get(number_format, str)(number)


def _counting(number: int) -> str:
    """The Chinese numeral up to 9999 (十一, 一百零五), plain digits beyond."""
    if not 0 < number < 10_000:  # noqa: PLR2004 - four places have names
        return str(number)
    words, skipped, rest = "", False, number
    for value, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, rest = divmod(rest, value)
        if digit:
            words += ("零" if skipped else "") + _DIGITS[digit] + place
        skipped = bool(words) and not digit
    return words[1:] if words.startswith("一十") else words


def _digits(number: int) -> str:
    """The number digit by digit (二〇)."""
    return str(number).translate(str.maketrans("0123456789", "〇" + _DIGITS[1:]))


def _counting_to_99(number: int) -> str:
    """The Chinese numeral below 100, digit by digit from there."""
    return _counting(number) if number < 100 else _digits(number)  # noqa: PLR2004 - as the standard has it


def _letters(number: int) -> str:
    """Letters as a list counts: a, b, … z, aa, bb, …, up to thirty letters; plain digits beyond."""
    if not 0 < number <= 26 * 30:
        return str(number)
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    """The Roman numeral in small letters."""
    words, rest = "", number
    for value, letters in _ROMAN.items():
        count, rest = divmod(rest, value)
        words += letters * min(count, 10)
    return words


def _signs(*runs: tuple[int, str, int]) -> Callable[[int], str]:
    """The format whose sign for number n is in one of the runs (first number, its sign, how many follow)."""

    def sign(number: int) -> str:
        for first, start, count in runs:
            if first <= number < first + count:
                return chr(ord(start) + number - first)
        return str(number)

    return sign


def _cycle(signs: str) -> Callable[[int], str]:
    """The format that counts with a row of signs."""
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


_CIRCLES = _signs((1, "①", 20), (21, "㉑", 15), (36, "㊱", 15))

FORMATS: Final[Mapping[str, Callable[[int], str]]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalEnclosedCircle": _CIRCLES,
    "decimalEnclosedCircleChinese": _CIRCLES,
    "decimalEnclosedParen": _signs((1, "⑴", 20)),
    "decimalEnclosedFullstop": _signs((1, "⒈", 20)),
    "chineseCounting": _counting_to_99,
    "chineseCountingThousand": _counting,
    "chineseLegalSimplified": lambda number: _counting(number).translate(_LEGAL),
    "ideographDigital": _digits,
    "ideographEnclosedCircle": _signs((1, "㊀", 10)),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting_to_99,
    "taiwaneseCountingThousand": _counting,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _number: "",
}
"""The formats that plans are numbered with, each with what it makes of a number."""
