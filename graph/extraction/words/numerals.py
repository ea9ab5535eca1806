"""Numerals as plans write them: 十四, 65, 1.5, 一千二百, 三点五, and the few that are words (首, 两, 双)."""

from __future__ import annotations

WORDS = {"首": 1, "两": 2, "双": 2}
DIGITS = {"〇": 0, "零": 0, **dict(zip("一二三四五六七八九", range(1, 10), strict=True)), **WORDS}
UNITS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10_000, "亿": 100_000_000}


def number(words: str) -> float:
    """The value of an Arabic or Chinese numeral.

    Raises ValueError where a character is no numeral.

    >>> number("十四"), number("二十"), number("65"), number("1.5"), number("一百零三")
    (14.0, 20.0, 65.0, 1.5, 103.0)
    >>> number("一千二百"), number("两万五千"), number("三点五"), number("二〇二五")
    (1200.0, 25000.0, 3.5, 2025.0)
    """
    if words[:1].isdigit():
        return float(words.replace(",", "").replace("，", ""))
    whole, _, decimals = words.partition("点")
    total, below, digit = 0, 0, 0
    for char in whole:
        if char in MYRIADS:
            total = ((total + below + digit) or 1) * MYRIADS[char] if char == "亿" else total + (below + digit) * 10_000
            below, digit = 0, 0
        elif char in UNITS:
            below += (digit or 1) * UNITS[char]
            digit = 0
        elif char in DIGITS:
            digit = digit * 10 + DIGITS[char]
        else:
            raise ValueError(f"no numeral: {words}")
    if any(char not in DIGITS for char in decimals):
        raise ValueError(f"no numeral: {words}")
    return float(f"{total + below + digit}.{''.join(str(DIGITS[char]) for char in decimals) or 0}")
