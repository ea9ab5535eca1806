"""The words shown to people: one file per language, looked up by key."""

from __future__ import annotations

import json
import os
from functools import cache
from importlib.resources import files
from typing import Literal, Protocol, get_args

Language = Literal["zh", "en"]


def language() -> Language:
    """The language in force: `PLANKG_LANG` (zh or en), else Chinese, which the users read."""
    wanted = os.environ.get("PLANKG_LANG", "zh")
    return "en" if wanted.startswith("en") else "zh"


class Bilingual(Protocol):
    """What is called something in each language: a term, a question, a column."""

    @property
    def zh(self) -> str:
        """Its Chinese label."""

    @property
    def en(self) -> str:
        """Its English label."""


def said(thing: Bilingual, lang: Language | None = None) -> str:
    """What a thing is called in that language, else in the one in force."""
    return thing.zh if (lang or language()) == "zh" else thing.en


@cache
def catalogue(lang: Language) -> dict[str, str]:
    """All words of one language, by key."""
    return dict(json.loads((files("plankg.schema") / "words" / f"{lang}.json").read_text("utf-8")))


def languages() -> tuple[Language, ...]:
    """The languages there are words for."""
    return get_args(Language)


def words(key: str, lang: Language | None = None, /, **values: object) -> str:
    """The sentence of that key in the language in force, filled with the values.

    Raises KeyError for a key that the word file lacks: a fault of the program, not of the user.
    """
    return catalogue(lang or language())[key].format(**values)
