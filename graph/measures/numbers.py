"""The numbers and names of measures, and how one reads them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from plankg.schema.terms import Term
from plankg.schema.wording import Language, words


@dataclass(frozen=True)
class Word:
    """Something that is no term of the model and is called by what stands under a key of the word files."""

    key: str

    def said(self, lang: Language | None = None) -> str:
        """What it is called in that language, else in the one in force."""
        return words(self.key, lang)


Value = str | int | float | Term | Word | None
Kind = Literal["count", "share", "index"]
"""A number of things, a part of one (shown in percent), or a number from 0 to 1 that counts nothing."""

SHARES = frozenset(["share", "cumulated", "kept", "likeness"])
"""The columns that hold parts of one."""
NUMBERS = SHARES | {"betweenness", "expected"}
"""The columns whose numbers need not be whole."""
TEXTS = frozenset(
    [
        "unit", "type", "chapter", "first", "second", "tasks_of", "units", "theme", "where", "kind", "firmness", "quality",
        "sentence", "state", "earlier", "later", "thing", "part", "plan", "quote",
    ]
)  # fmt: skip
"""The columns of names, terms and words; all others hold whole numbers."""


def shown(value: Value, kind: Kind, lang: Language | None = None) -> str:
    """A number as one reads it: counts whole, shares in percent, others with two places.

    >>> shown(0.256, "share"), shown(12.0, "count"), shown(0.256, "index"), shown(3, "index")
    ('26%', '12', '0.26', '3')
    """
    match value:
        case None:
            return ""
        case Term() | Word():
            return value.said(lang)
        case float() if kind == "share":
            return f"{value:.0%}"
        case float() if kind == "index" and not value.is_integer():
            return f"{value:.2f}"
        case float():
            return f"{value:.0f}"
    return str(value)
