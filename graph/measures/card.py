"""A measure as a notebook shows it: its number in a sentence, what that means and does not, and the head of its table."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from plankg.schema.wording import Language, words

if TYPE_CHECKING:
    from plankg.graph.measures.measure import Measure

HEAD = 12
"""So many rows are shown; the rest are counted below."""
LONGEST = 60
"""Of longer texts in a table the beginning is shown."""
CARD = "max-width:64em;line-height:1.6"
SENTENCE = "font-size:115%;font-weight:600;margin:.2em 0"
NOTE = "margin:.2em 0;opacity:.75"
TABLE = "border-collapse:collapse;margin:.5em 0;font-variant-numeric:tabular-nums"
CELL = "padding:.15em .9em .15em 0;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.25)"


def card(measure: Measure, lang: Language) -> str:
    """The measure as a piece of HTML that loads nothing and takes the colours of the page around it."""
    return (
        f'<div style="{CARD}" lang="{lang}"><p style="{SENTENCE}">{escape(measure.sentence(lang))}</p>'
        f'<p style="{NOTE}">{escape(measure.meaning(lang))}</p><p style="{NOTE}">{escape(measure.caveats(lang))}</p>'
        f"{_table(measure, lang)}</div>"
    )


def _table(measure: Measure, lang: Language) -> str:
    if not measure.parts:
        return ""
    columns = zip(*(part.values for part in measure.parts), strict=True)
    numeric = [all(value is None or isinstance(value, (int, float)) for value in column) for column in columns]
    sides = ["right" if one else "left" for one in numeric]
    head = "".join(
        f'<th style="{CELL};text-align:{side};white-space:nowrap">{escape(heading)}</th>'
        for heading, side in zip(measure.headings(lang), sides, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td style="{CELL};text-align:{side}">{escape(_short(value))}</td>'
            for value, side in zip(row, sides, strict=True)
        )
        + "</tr>"
        for row in measure.cells(lang)[:HEAD]
    )
    more = len(measure.parts) - HEAD
    rest = f'<p style="{NOTE}">{escape(words("measure.more", lang, count=more))}</p>' if more > 0 else ""
    return f'<table style="{TABLE}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{rest}'


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
