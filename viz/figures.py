"""Figures as one reads them."""

from __future__ import annotations

from plankg.schema import Target
from plankg.schema.terms import Comparator
from plankg.schema.wording import Language, words


def figure(target: Target, lang: Language) -> str:
    """A target's figure: 不低于 75%, 第5批, 5–7个, or its quote for a goal without a number (全覆盖)."""
    if target.value is None:
        return target.evidence.quote
    number = _number(target.value)
    if target.value_max is not None:
        number = f"{number}–{_number(target.value_max)}"
    number += target.unit or ""
    if target.comparator is Comparator.EQ:
        return number
    if target.comparator is Comparator.ORDINAL:
        return words("page.ordinal", lang, number=number)
    return f"{target.comparator.said(lang)} {number}"


def _number(value: float | str) -> str:
    """A number without the `.0` of a whole one; a ratio is text already."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
