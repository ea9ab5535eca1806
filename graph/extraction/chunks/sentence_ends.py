"""Where sentences and their parts end: the marks, and a text cut at those that stand outside quotes and brackets."""

from __future__ import annotations

import re

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.lexicon import from_lexicon

ENDS = "。！？"
"""What ends a sentence; a line's end does, too, where lines are none of the layout's (SENTENCE_MARKS)."""
SENTENCE_MARKS, FRAGMENT_MARKS, SEMICOLONS = f"{ENDS}\n", "，；,;", "；;"
SENTENCE_END, SENTENCE_OR_LINE_END = re.compile(f"[{ENDS}]"), re.compile(f"[{SENTENCE_MARKS}]")
COMMAS = "，；"
OPENING, CLOSING = "“《（〔「『【‘〈", "”》）〕」』】’〉"


@from_lexicon
def _punctuation(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(OPENING + CLOSING + marks)}]")


def split(text: str, span: Span, marks: str) -> list[Span]:
    """Cut a span at the marks that stand outside quotes and brackets; the marks are left out, empty runs too."""
    parts, depth = [], 0
    begin, end = span
    for match in _punctuation(marks).finditer(text, begin, end):
        place = match.start()
        char = text[place]
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif not depth:
            if begin < place:
                parts.append(Span(begin, place))
            begin = place + 1
    if begin < end:
        parts.append(Span(begin, end))
    return parts
