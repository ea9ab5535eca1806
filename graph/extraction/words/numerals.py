"""Numerals as plans write them: 十四, 65, 1.5, and the few that are words (首, 两, 双)."""

from __future__ import annotations

WORDS = {"首": 1, "两": 2, "双": 2}
DIGITS = {"〇": 0, "零": 0, **dict(zip("一二三四五六七八九", range(1, 10), strict=True)), **WORDS}
UNITS = {"十": 10, "百": 100, "千": 1000}


def number(words: str) -> float:
    """Give the value of an Arabic or Chinese numeral below 10,000.

    Raises ValueError where a character is no numeral.

    >>> number("十四"), number("二十"), number("65"), number("1.5"), number("一百零三")
    (14.0, 20.0, 65.0, 1.5, 103.0)
    """
    if words[:1].isdigit():
        return float(words.replace(",", "").replace("，", ""))
    total, digit = 0, 0
    for char in words:
        if char in UNITS:
            total += (digit or 1) * UNITS[char]
            digit = 0
        elif char in DIGITS:
            digit = DIGITS[char]
        else:
            raise ValueError(f"no numeral: {words}")
    return float(total + digit)
