"""How Chinese names sound: pinyin without tones, and its initials, for those who type Latin letters."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice, product

READINGS = 4
"""Ways to read one name that are kept: 行知 is xing zhi, hang zhi, heng zhi; more are hardly typed by anyone."""
LONGEST = 16
"""Characters up to which something is a name; a longer one is a sentence, read in the usual way alone."""


@lru_cache(maxsize=20_000)
def sounds(name: str) -> str:
    """The ways to type a name in small Latin letters, parted by spaces: whole pinyin first, then initials.

    Phrases decide how a character is read (重庆: chong); where none does, its readings follow the usual one. ü is v, as
    on Chinese keyboards. What is not Chinese stays as it is, in small letters and without spaces.

    >>> sounds("牵头单位")
    'qiantoudanwei qtdw'
    >>> sounds("重庆小学")
    'chongqingxiaoxue cqxx'
    """
    from pypinyin import Style, lazy_pinyin, pinyin  # noqa: PLC0415 - its dictionary is slow to load

    # Latin words go in as capitals, so that they can be told from syllables
    ways = [lazy_pinyin(name, errors=str.upper)]
    if len(name) <= LONGEST:
        every = pinyin(name, style=Style.NORMAL, heteronym=True, errors=str.upper)
        ways += map(list, islice(product(*every), READINGS))
    whole = dict.fromkeys(_typed("".join(way)) for way in ways)
    initials = dict.fromkeys(_typed("".join(map(_initial, way))) for way in ways)
    return " ".join(filter(None, dict.fromkeys([*list(whole)[:READINGS], *list(initials)[:READINGS]])))


def _typed(way: str) -> str:
    return "".join(char for char in way.lower() if char.isalnum())


def _initial(part: str) -> str:
    """The first letter of a syllable; figures and Latin words between Chinese stay whole."""
    return part[:1] if part.islower() else part
