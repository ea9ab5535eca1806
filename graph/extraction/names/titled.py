"""Documents by the marks of their titles: what 《》 hold anywhere in the text, what a document's number stands behind."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.extraction.words.lexicon import rule_named
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import EntityType

TITLE_RULE, NUMBERED_RULE = "title-marks", "numbered-document"
MARK = re.compile("[《》\n]")
LONGEST_BROKEN = 80
"""A title that runs on over a line end has at most so many characters; a longer one lost its closing mark."""
# The number of a document, right behind its title or the words that say what of it counts.
NUMBER_BEHIND = named_pattern(
    "titled.number-behind",
    r"》?(?:的?(?:文件)?(?:精神|要求|规定|通知))?[（(](?P<number>[^（）()，。\n]{1,12}[〔\[（(]\d{4}[〕\])）](?:第)?\d+号)[）)]",
    matches=["》（国办发〔2015〕71号）", "》精神（云教发〔2024〕3号）"],
    rejects=["》（试行）"],
)


def titles(text: str) -> Iterator[Span]:
    """What each pair of 《》 holds, of nested pairs the outer; a mark without its partner holds nothing.

    >>> text = "按《关于印发《办法》的通知》和《甲等文件、《乙》"
    >>> [span.of(text) for span in titles(text)]
    ['关于印发《办法》的通知', '乙']
    """
    outer: list[Span] = []
    opened: list[tuple[int, int]] = []
    line = 0
    for mark in MARK.finditer(text):
        if mark[0] == "\n":
            line += 1
            opened = [(start, begun) for start, begun in opened if begun == line - 1]
        elif mark[0] == "《":
            opened.append((mark.end(), line))
        elif opened:
            start, begun = opened.pop()
            span = Span(start, mark.start())
            if span.width and (begun == line or span.width <= LONGEST_BROKEN):
                while outer and span.covers(outer[-1]):
                    outer.pop()
                outer.append(span)
    yield from outer


def with_titled(draft: Draft, names: Sequence[Name]) -> list[Name]:
    """The names with the documents that stand in 《》 outside sentences too (letter-head, preamble, notes, closing).

    A document's number behind its title is one of its names. What only a number tells (…的通知（云教发〔2024〕3号）) is one too.
    """
    spans = [*titles(draft.text)]
    known = {name.span for name in names if name.type is EntityType.POLICY_DOCUMENT}
    documents = [_document(draft, span, TITLE_RULE) for span in spans if span not in known]
    numbered = [_document(draft, span, NUMBERED_RULE) for span in _numbered(draft.text, [*known, *spans])]
    return [_with_number(draft.text, name) for name in (*names, *documents, *numbered)]


def _document(draft: Draft, span: Span, rule: str) -> Name:
    name = span.of(draft.text).replace("\n", "")
    return Name(span, EntityType.POLICY_DOCUMENT, name, (), rule, _section(draft, span))


def _section(draft: Draft, span: Span) -> str | None:
    """The section in whose title, body or table a document is named; none in letter-head, preamble and closing."""
    place = bisect_right(draft.headings, span.start, key=lambda heading: heading.line.start) - 1
    heading = draft.headings[place] if place >= 0 else None
    if heading is not None and any(stretch.covers(span) for stretch in heading.stretches):
        return heading.id
    if not any(table.holds(draft.text, span) for table in draft.tables):
        return None
    source = draft.document.offsets[span.start]
    number = bisect_right(draft.sentences, source, key=lambda sentence: sentence.evidence.start) - 1
    nearest = draft.sentences[number] if number >= 0 else None
    return nearest.section if nearest is not None and source < nearest.evidence.end else None


def _numbered(text: str, known: Sequence[Span]) -> Iterator[Span]:
    """The documents without 《》 that stand between a word that cites and their number."""
    covered = sorted(known)
    for match in rule_named("documents", "cited", NUMBERED_RULE).pattern.finditer(text):
        span = Span(*match.span("name"))
        place = bisect_right(covered, span.end, key=lambda other: other.start)
        if not any(other.overlaps(span) for other in covered[max(0, place - 1) : place]):
            yield span


def _with_number(text: str, name: Name) -> Name:
    if name.type is not EntityType.POLICY_DOCUMENT or not (behind := NUMBER_BEHIND.match(text, name.span.end)):
        return name
    return name._replace(aliases=tuple(sorted({*name.aliases, behind["number"]})))
