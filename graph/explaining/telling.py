"""Explanations as text for a terminal: a block for each step, no wider than a hundred columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol
from unicodedata import east_asian_width

from plankg.graph.explaining.choices import SURE, Choice, Reason
from plankg.graph.explaining.features import label, told
from plankg.graph.explaining.rows import Row
from plankg.graph.patterns import named_pattern
from plankg.schema.wording import Language, words

WIDTH, MARGIN, LONGEST = 100, 10, 24
TOGETHER = {"names", "frames"}
"""The steps whose sure rows are told in one go, with the rules that agree."""
PIECE = named_pattern(
    "telling.piece", r"[\w.,;:>%-]+ ?(?<![一-鿿])|.", matches=["gov-2024"], rejects=[""], flags=re.ASCII
)
CLOSING = "，。；、：！？）”》 )"
"""Signs that begin no line: they go into the two columns that are kept free for them."""
TOLD, REASONED = 0.05, 0.1
"""From such a share on, the reading that came second is told; and what spoke for both where the step wavered most."""


class Explained(Protocol):
    """What can be told: a text, its steps with their rows, the language."""

    @property
    def text(self) -> str: ...  # noqa: D102 - a form
    @property
    def steps(self) -> tuple[tuple[str, tuple[Row, ...]], ...]: ...  # noqa: D102 - a form
    @property
    def lang(self) -> Language: ...  # noqa: D102 - a form


def text_of(explained: Explained) -> str:
    """The whole as lines: the text, then each step with what it read."""
    lines = list(_wrapped(" ".join(explained.text.split()), "", WIDTH))
    for name, rows in explained.steps:
        head = words(f"explain.step.{name}", explained.lang)
        step_lines = list(
            _words(rows) if name == "words" else _step(rows, explained.lang, ordered=name not in TOGETHER)
        )
        for place, line in enumerate(step_lines or [words("explain.none", explained.lang)]):
            lines.append(_padded(head if place == 0 else "", MARGIN) + line)
    return "\n".join(lines)


def _words(rows: Sequence[Row]) -> Iterator[str]:
    """The words with their classes, as many on a line as it holds; signs have none."""
    line = ""
    for row in rows:
        word = f"{row.quote} " if row.value == "x" else f"{row.quote}/{row.told} "
        if line and width(line + word) > WIDTH - MARGIN:
            yield line.rstrip()
            line = ""
        line += word
    if line:
        yield line.rstrip()


def _step(rows: Sequence[Row], lang: Language, *, ordered: bool) -> Iterator[str]:
    """A line for each row; of steps with many, only for those in doubt, and what is sure together behind them."""
    sure = [] if ordered else [row for row in rows if _is_sure(row)]
    yield from _rows([row for row in rows if row not in sure], lang)
    if sure:
        said = (f"{_short(row.quote)} {row.told}{_named(row.rule)}" for row in sure)
        text = words("explain.sure", lang, what=("；" if lang == "zh" else "; ").join(dict.fromkeys(said)))
        yield from _wrapped(text, "  ", WIDTH - MARGIN)


def _is_sure(row: Row) -> bool:
    return not row.remark and bool(row.value) and (row.choice is None or row.choice.share >= 1 - TOLD)


def _named(rule: str | None) -> str:
    return f"（{rule}）" if rule else ""


def _rows(rows: Sequence[Row], lang: Language) -> Iterator[str]:
    wavering = most_doubtful(rows)
    quotes = [_short(row.quote) for row in rows]
    column = min(max(map(width, quotes), default=0), LONGEST)
    for row, quote in zip(rows, quotes, strict=True):
        head = _padded(quote, column + 2)
        yield from _wrapped(f"{head}{'  '.join(_parts(row, lang))}", " " * (column + 2), WIDTH - MARGIN)
        if row is wavering and row.choice:
            yield from _wrapped(f"  ↳ {reasons_of(row.choice, lang)}", "    ", WIDTH - MARGIN)


def most_doubtful(rows: Iterable[Row]) -> Row | None:
    """The row where the reading that came second came nearest, or was the likelier one; none where all are sure."""
    doubtful = [(row.choice.rival_share, row) for row in rows if row.choice and row.choice.rival_share >= REASONED]
    return max(doubtful, key=lambda pair: pair[0], default=(0, None))[1]


def reasons_of(choice: Choice, lang: Language) -> str:
    """What spoke most for what was taken and for what came second, and at which word."""
    at = words("explain.at", lang, word=choice.at) if choice.at else ""
    return at + ("；" if lang == "zh" else "; ").join(_reasons(choice, lang))


def _parts(row: Row, lang: Language) -> Iterator[str]:
    phrase = row.told
    if row.choice:
        phrase += f" {share(row.choice.share if row.value else row.choice.rival_share)}"
        if row.choice.rival_share >= TOLD and row.value:
            phrase += f"（{label(row.choice.model, row.choice.rival, lang)} {share(row.choice.rival_share)}）"
    yield phrase
    if row.rule:
        yield words("explain.rule", lang, rule=row.rule)
    if row.remark:
        yield row.remark


def _reasons(choice: Choice, lang: Language) -> Iterator[str]:
    """A line for what spoke for the label, and one for what spoke for the other."""
    for name, reasons in ((choice.label, choice.pro), (choice.rival, choice.con)):
        if reasons:
            said = "、".join(_told(choice, reasons, lang)) if lang == "zh" else "; ".join(_told(choice, reasons, lang))
            yield words("explain.pro", lang, label=label(choice.model, name, lang), reasons=said)


def _told(choice: Choice, reasons: Sequence[Reason], lang: Language) -> list[str]:
    return list(dict.fromkeys(told(choice.model, reason.feature, lang) for reason in reasons))


def share(part: float) -> str:
    """How likely something is with two digits; never a whole 1 or 0.

    >>> share(0.6234), share(0.9999), share(0.0004)
    ('0.62', '>0.99', '<0.01')
    """
    if part >= SURE:
        return ">0.99"
    return f"{part:.2f}" if part >= 1 - SURE else "<0.01"


def width(text: str) -> int:
    """How many columns a text takes: a Chinese character takes two.

    >>> width("第3条")
    5
    """
    return sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in text)


def _padded(text: str, columns: int) -> str:
    return text + " " * max(columns - width(text), 1) if text else " " * columns


def _short(text: str) -> str:
    """A text of one line, its middle left out where it is too long for its column."""
    text = " ".join(text.split())
    if width(text) <= LONGEST:
        return text
    side = (LONGEST // 2 - 1) // 2
    return f"{text[:side]}…{text[-side:]}"


def _wrapped(text: str, indent: str, columns: int) -> Iterator[str]:
    """A text in lines of so many columns, the later ones indented; words and names in letters stay whole."""
    line = ""
    for piece in PIECE.findall(text):
        if width(line) + width(piece) > columns - 2 and piece not in CLOSING:
            yield line.rstrip()
            line = indent
        line += piece
    yield line.rstrip()
