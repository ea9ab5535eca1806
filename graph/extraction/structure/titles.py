"""Titles: whether the first sentence of a numbered line only names what stands behind it, or commits to something itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from plankg.graph.extraction.draft import Heading, Span
from plankg.graph.extraction.words.lexicon import any_of, pattern

# No title is as long, not counting what stands in quotes and brackets.
LONGEST_TITLE = 36
# A title has no more than two halves: 深化改革创新，提升办学水平.
HALVES = 2
# So many headings beside each other show how titles are made.
FEWEST_TITLES = 2
SENTENCE_ENDS = frozenset("。！？")
ASIDE = re.compile("“[^”]*”|《[^》]*》|（[^）]*）|\\([^)]*\\)")


def with_leads(text: str, headings: list[Heading]) -> list[Heading]:
    """Give the headings, each whose first sentence commits to something with that sentence as its lead.

    Such a sentence stays the directive's title, since there is no other, and is read as tasks like what stands behind it. A
    heading with nothing behind it is read from its title anyway. Two halves are a title where all beside it are titles too.
    """
    titled = Counter(heading.parent for heading in headings)
    leads = {heading.id: _lead(text, heading) if heading.body else heading.title for heading in headings}
    titled.subtract(heading.parent for heading in headings if leads[heading.id])
    among = Counter(heading.parent for heading in headings)

    def lead(heading: Heading) -> Span | None:
        alone = titled[heading.parent] < max(among[heading.parent], FEWEST_TITLES)
        halved = heading.level > 1 and alone and _is_halved(text, heading)
        return heading.title if halved else leads[heading.id]

    return [replace(heading, lead=lead(heading)) if heading.body else heading for heading in headings]


def _lead(text: str, heading: Heading) -> Span | None:
    """Give what of a title is read as tasks: all of it, or what its label leads (课程建设：…); None for a bare title."""
    title = heading.title
    words = ASIDE.sub("", title.of(text))
    if label := pattern("structure", "run_in_label").match(text, *title):
        return Span(label.end(), title.end)
    parts = re.split("[，,；;]", words)
    long = len(words) > LONGEST_TITLE or (len(parts) > HALVES and heading.level > 1)
    return title if long or any_of("structure", "commitments").search(words) else None


def _is_halved(text: str, heading: Heading) -> bool:
    """Tell whether the first sentence of a line goes on behind a comma, and something stands behind it on the line."""
    words = ASIDE.sub("", heading.title.of(text))
    return "，" in words and text[heading.title.end : heading.title.end + 1] in SENTENCE_ENDS
