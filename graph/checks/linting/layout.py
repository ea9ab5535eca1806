"""Traces of page layout and conversion: broken paragraphs, stray spaces, odd widths, Latin words amid Chinese."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from plankg.graph.checks.linting.source import IDEOGRAPH, Found, Source
from plankg.graph.extraction.words.lexicon import lexicon, rules
from plankg.graph.patterns import named_pattern

# How much of the text round a place is quoted.
AROUND = 6
# Spaces so near to each other are one finding.
NEAR = 12
# Blanks beside Latin letters are a matter of taste, those beside a TAB belong to a table.
LATIN_BESIDE = re.compile("[A-Za-z\t]")
ATTACHMENT = named_pattern("linting-layout.attachment", "^附[件表]\\d{0,2}$", matches=["附件2"], rejects=["附件材料"])
LATIN = re.compile(f"(?<={IDEOGRAPH}) ?(?P<word>[a-z]{{2,}}) ?(?={IDEOGRAPH})")


def broken_paragraphs(source: Source) -> Iterator[Found]:
    """The paragraphs that a page end or a fixed line width breaks, at their first break, with how many there are."""
    for start, end in source.paragraphs():
        breaks = [place for place in range(start, end - 1) if _breaks(source, place)]
        if breaks:
            first = breaks[0] + 1
            yield source.found(max(start, first - AROUND), min(end, first + AROUND), breaks=len(breaks))


def _breaks(source: Source, place: int) -> bool:
    """Whether the source has a line end behind a character, or instead of it, that the normalised text has not."""
    text, offsets = source.document.text, source.document.offsets
    here = offsets[place]
    return "\n" in text[here + 1 : offsets[place + 1]] or (text[here] == "\n" and source.text[place] != "\n")


def stray_spaces(source: Source) -> Iterator[Found]:
    """The spaces inside lines that say nothing; those near each other as one.

    A space behind the number of a paragraph is one only where most paragraphs have none there; tables are passed over, since
    their cells break lines.
    """
    text = source.document.text
    styled = _spaced_labels(source)
    for start, end in source.paragraphs():
        if "\t" in source.text[start:end]:
            continue
        gaps: list[tuple[int, int]] = []
        for place in range(start, end - 1):
            gap = _gap(source, place)
            words = source.text[start : place + 1]
            if gap is None or ATTACHMENT.match(words) or (styled and _is_label(words)):
                continue
            if gaps and gap[0] - gaps[-1][1] <= NEAR:
                gaps[-1] = (gaps[-1][0], gap[1])
            else:
                gaps.append(gap)
        for left, right in gaps:
            begin, stop = text.rfind("\n", 0, left) + 1, text.find("\n", right)
            stop = len(text) if stop < 0 else stop
            yield source.as_printed(max(begin, left - AROUND), min(stop, right + AROUND))


def _gap(source: Source, place: int) -> tuple[int, int] | None:
    """The span of the spaces that the source has behind a character and the normalised text has not."""
    offsets, text = source.document.offsets, source.document.text
    left, right = offsets[place] + 1, offsets[place + 1]
    if left >= right or not text[left:right].isspace() or "\n" in text[left:right]:
        return None
    return None if LATIN_BESIDE.search(text[left - 1] + text[right : right + 1]) else (left, right)


def _is_label(words: str) -> bool:
    return any(
        match.end() == len(words) for rule in rules("structure", "numbering") if (match := rule.pattern.match(words))
    )


def _spaced_labels(source: Source) -> bool:
    """Whether most numbered paragraphs have a space behind their number: then it is the plan's style."""
    seen: Counter[bool] = Counter()
    for start, end in source.paragraphs():
        labels = [
            match.end()
            for rule in rules("structure", "numbering")
            if (match := rule.pattern.match(source.text[start:end]))
        ]
        if labels and start + labels[0] < end:
            seen[_gap(source, start + labels[0] - 1) is not None] += 1
    return seen[True] > seen[False]


def odd_widths(source: Source) -> Iterator[Found]:
    """Each character that is printed in a width or form other than the usual, at its first place, with how often."""
    document = source.document
    places: dict[str, list[int]] = {}
    for place, usual in enumerate(source.text):
        printed = document.text[document.offsets[place]]
        if printed != usual and not printed.isspace() and not usual.isspace():
            places.setdefault(printed, []).append(place)
    for printed, occurrences in places.items():
        start, end = _round(source, occurrences[0])
        yield source.found(start, end, printed=printed, usual=source.text[occurrences[0]], times=len(occurrences))


def _round(source: Source, place: int) -> tuple[int, int]:
    """The span of a few characters round a place, within its paragraph."""
    begin = source.text.rfind("\n", 0, place) + 1
    stop = source.text.find("\n", place)
    return max(begin, place - AROUND), min(len(source.text) if stop < 0 else stop, place + AROUND)


def latin_words(source: Source) -> Iterator[Found]:
    """The Latin words in small letters amid Chinese that are neither units nor names in use (`and` for 和)."""
    in_use = frozenset(lexicon("linting")["latin_in_use"])
    for match in LATIN.finditer(source.text):
        if match["word"] not in in_use:
            start, end = _round(source, match.start("word"))
            yield source.found(start, max(end, match.end()), word=match["word"])
