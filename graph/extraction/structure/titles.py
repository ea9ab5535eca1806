"""Titles: whether the first sentence of a numbered line only names what stands behind it, or commits to something itself."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from plankg.graph.extraction.chunks.sentence_ends import SENTENCE_END, SENTENCE_MARKS, split
from plankg.graph.extraction.chunks.sentences import fragments_of
from plankg.graph.extraction.draft.spans import Heading, Span
from plankg.graph.extraction.structure.fields import opening_field
from plankg.graph.extraction.structure.leads import ASIDE
from plankg.graph.extraction.words.lexicon import any_of, lexicon, pattern

# No title is as long, not counting what stands in quotes and brackets.
LONGEST_TITLE = 36
# A title has no more than two halves: 深化改革创新，提升办学水平.
HALVES = 2
# So many headings beside each other show how titles are made.
FEWEST_TITLES = 2


def with_leads(text: str, headings: list[Heading]) -> list[Heading]:
    """The headings, each whose first sentence commits to something with that sentence as its lead.

    Such a sentence stays the directive's title, since there is no other, and is read as tasks like what stands behind it; a
    label before it is not. A heading with nothing behind it is read from its title anyway. Two halves are a title where all
    beside it are titles too.
    """
    titled = Counter(heading.parent for heading in headings)
    leads = {heading.id: _lead(text, heading) for heading in headings}
    titled.subtract(heading.parent for heading in headings if leads[heading.id] or not heading.body)
    among = Counter(heading.parent for heading in headings)

    def lead(heading: Heading) -> tuple[Span, ...]:
        alone = titled[heading.parent] < max(among[heading.parent], FEWEST_TITLES)
        halved = heading.body and heading.level > 1 and alone and _is_halved(text, heading)
        return (heading.title,) if halved else leads[heading.id]

    return [replace(heading, lead=lead(heading)) for heading in headings]


def _lead(text: str, heading: Heading) -> tuple[Span, ...]:
    """What of a title is read as tasks: what its label leads (课程建设：…), with a label that is the act; all; or nothing."""
    title = heading.title
    label = pattern("structure", "run_in_label").match(text, *title)
    content = Span(label.end() if label else title.end, title.end)
    # 截止日期：2025年5月8日 is one statement: the date by itself says nothing.
    if label and any(fragment.place != "leading" for fragment in fragments_of(text, content)):
        named = Span(title.start, label.end() - 1)
        return (named, content) if _acts(text, named) and _is_result(text, content) else (content,)
    if not heading.body:
        return ()
    words = ASIDE.sub("", title.of(text))
    parts = re.split("[，,；;]", words)
    long = len(words) > LONGEST_TITLE or (len(parts) > HALVES and heading.level > 1)
    told_itself = long or any_of("structure", "commitments").search(words) or _leaned_on(text, heading)
    return (title,) if told_itself else ()


def commits_itself(text: str, heading: Heading) -> bool:
    """Whether the title of a heading with headings below it is an act with its amount or deadline: 新建驿站12个.

    An act that only counts what is below (落实三项举措) is none.
    """
    words = ASIDE.sub("", heading.title.of(text))
    commits = any_of("structure", "commitments").search(words) is not None
    return commits and not pattern("structure", "counts_below").search(words) and _acts(text, heading.title)


def _acts(text: str, span: Span) -> bool:
    """Whether a title or label opens with a main verb that is not light: it is an act, not a name."""
    first = fragments_of(text, span)[:1]
    return any(fragment.place == "main" and not fragment.verbs[0].light for fragment in first if fragment.verbs)


def _is_result(text: str, span: Span) -> bool:
    """Whether all that a stretch tells is a result: 参赛人数不少于800人."""
    return all(fragment.rule == "told-result" for fragment in fragments_of(text, span))


def _leaned_on(text: str, heading: Heading) -> bool:
    """Whether a title is the act of which its body only says how often, by when or by whom."""
    sentences = [sentence for span in heading.body for sentence in split(text, span, SENTENCE_MARKS)]
    said = [sentence for sentence in sentences if not opening_field(text, *sentence)]
    leaning = any_of("structure", "leaning")
    leans = all(leaning.match(text, *fragment) for sentence in said for fragment in split(text, sentence, "，；"))
    return bool(said) and leans and heading.title.of(text) not in lexicon("structure")["chapter_titles"]


def _is_halved(text: str, heading: Heading) -> bool:
    """Whether the first sentence of a line goes on behind a comma, and something stands behind it on the line."""
    words = ASIDE.sub("", heading.title.of(text))
    return "，" in words and SENTENCE_END.match(text, heading.title.end) is not None
