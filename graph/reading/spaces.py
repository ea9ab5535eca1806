"""Which spaces of a line say something.

Chinese is written without spaces; a plan that went through a converter has them at random (`达到 60%`, `下半年 工作`).
A few are meant: between Latin words, between the halves of a saying (“以劳优家 以劳润心”), between names in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from plankg.graph.patterns import named_pattern
from plankg.graph.reading.characters import IDEOGRAPH, LINE_IN_CELL, NARROW

GAP: Final = 3
"""So many spaces in a row separate two things (an issuer and a date set on one line)."""

PAIR: Final = 4
"""Two phrases of the same length, at least this, are the halves of a saying."""

QUOTED: Final = 3
"""Inside quotes two phrases of at least this length are two phrases, of whatever length."""

_RUN = re.compile(" +")
_NARROW = re.compile(NARROW)
_PHRASE_BEFORE = re.compile(rf"(?<!{IDEOGRAPH})(?<!\d)(?<!\d ){IDEOGRAPH}{{1,40}}$")
_PHRASE_AFTER = re.compile(rf"({IDEOGRAPH}+)(?![\da-zA-Z])")
_BODY = named_pattern(
    "spaces.body",
    r"(?:局|委|委员会|厅|部|办|办公室|政府|院|社|会|中心|学校|集团|公司)(?=$|印发|关于|转发)",
    matches=["云河县教育局关于"],
    rejects=["教育局长"],
)
_QUOTE = re.compile("[“”‘’「」『』]")
_REACH = 41


def spaces_to_drop(text: str, folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of spaces in the line `folded[start:end]` that say nothing; a run that is meant keeps one blank.

    `text` is the source, as long as `folded`: it tells a line end inside a table cell from a blank.
    """
    for run in _RUN.finditer(folded, start, end):
        left, right = run.span()
        if LINE_IN_CELL in text[left:right]:
            yield from ((left, right - 1),) if right - left > 1 else ()
        elif not _is_meant(folded, left, right, start, end):
            yield left, right
        elif right - left > 1:
            yield left + 1, right


def _is_meant(line: str, left: int, right: int, start: int, end: int) -> bool:
    """Whether the spaces `line[left:right]` separate two things.

    They do between two characters that are not Chinese, where they are GAP or more between words, and between phrases.
    """
    before, after = line[left - 1], line[right]
    if before == "\t" or after in "\t%‰℃.,;:)":
        return False
    if _is_narrow(line[max(start, left - 2) : left][::-1]) and _is_narrow(line[right : min(end, right + 2)]):
        return True
    if right - left >= GAP and line[left - 2 : left - 1].strip() and line[right + 1 : right + 2].strip():
        return True
    first = _PHRASE_BEFORE.search(line[max(start, left - _REACH) : left])
    second = _PHRASE_AFTER.match(line, right, end)
    return first is not None and second is not None and _are_two(first[0], second[1], first.string)


def _is_narrow(reach: str) -> bool:
    """Whether what stands beside spaces is not Chinese; a quote is what the character behind it is."""
    return bool(_NARROW.match(reach.lstrip("“”‘’") or " "))


def _are_two(first: str, second: str, before: str) -> bool:
    """Whether two runs of ideographs are two phrases; `before` is the line up to the end of the first.

    They are where both are names of bodies, where both have the same length of at least PAIR (a saying), and inside
    quotes where both have at least QUOTED.
    """
    if _BODY.search(first) and _BODY.search(second):
        return True
    shorter = min(len(first), len(second))
    if len(first) == len(second) and shorter >= PAIR:
        return True
    return shorter >= QUOTED and _in_quotes(before)


def _in_quotes(before: str) -> bool:
    """Whether a quote is open after these words."""
    marks = _QUOTE.findall(before)
    return bool(marks) and marks[-1] in "“‘「『"
