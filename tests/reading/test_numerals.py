from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plankg.graph.reading.printed_numbers import FORMATS, printed


@pytest.mark.parametrize(
    ("number_format", "number", "expected"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 1001, "一千零一"),
        ("chineseLegalSimplified", 23, "贰拾叁"),
        ("ideographDigital", 20, "二〇"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircle", 1, "①"),
        ("decimalEnclosedCircle", 21, "㉑"),
        ("decimalEnclosedCircle", 50, "㊿"),
        ("decimalEnclosedCircle", 51, "51"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 3, "C"),
        ("lowerRoman", 14, "xiv"),
        ("upperRoman", 1999, "MCMXCIX"),
        ("none", 7, ""),
        ("of a later version", 7, "7"),
    ],
)
def test_a_number_is_printed_in_its_format(number_format: str, number: int, expected: str) -> None:
    assert printed(number, number_format) == expected


@given(st.sampled_from(sorted(FORMATS.keys() - {"none"})), st.integers(1, 9999), st.integers(1, 9999))
def test_two_numbers_are_never_printed_alike(number_format: str, first: int, second: int) -> None:
    assert (printed(first, number_format) == printed(second, number_format)) == (first == second)
