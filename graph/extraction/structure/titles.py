"""Titles: whether the first sentence of a numbered line only names what stands behind it, or commits to something itself."""

from __future__ import annotations

import re
from dataclasses import replace

from plankg.graph.extraction.draft import Heading, Span
from plankg.graph.extraction.words.lexicon import any_of, pattern

# No title is as long, not counting what stands in quotes and brackets.
LONGEST_TITLE = 36
# 深化改革创新，提升办学水平: the halves of a title weigh the same.
BALANCED = 1
HALVES = 2
ASIDE = re.compile("“[^”]*”|《[^》]*》|（[^）]*）|\\([^)]*\\)")


def with_leads(text: str, headings: list[Heading]) -> list[Heading]:
    """Give the headings, each whose first sentence commits to something with that sentence as its lead.

    Such a sentence stays the directive's title, since there is no other, and is read as tasks like what stands behind it. A
    heading with nothing behind it is read from its title anyway.
    """
    return [
        replace(heading, lead=lead) if heading.body and (lead := _lead(text, heading)) else heading
        for heading in headings
    ]


def _lead(text: str, heading: Heading) -> Span | None:
    """Give what of a title is read as tasks: all of it, or what its label leads (课程建设：…); None for a bare title."""
    title = heading.title
    words = ASIDE.sub("", title.of(text))
    if label := pattern("structure", "run_in_label").match(text, *title):
        return Span(label.end(), title.end)
    if len(words) > LONGEST_TITLE or any_of("structure", "commitments").search(words):
        return title
    own_line = text[title.end : title.end + 1] not in {"。", "！", "？"}
    return None if heading.level == 1 or own_line or _is_balanced(words) else title


def _is_balanced(words: str) -> bool:
    """Tell whether a sentence is one clause, or as many of the same weight as a title's are."""
    parts = [len(part) for part in re.split("[，,；;]", words)]
    return len(parts) <= HALVES and max(parts) - min(parts) <= BALANCED * (len(parts) - 1)
