"""The normalised text: paragraphs a line each, without stray spaces and odd widths, with the way back to the source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from plankg.graph.patterns import named_pattern
from plankg.graph.reading.characters import INVISIBLE, NARROW, fold_widths
from plankg.graph.reading.joining import Line, Paragraph, with_blank_after_label, with_lost_breaks
from plankg.graph.reading.spaces import spaces_to_drop

PAGE_NUMBER: Final = named_pattern(
    "normal.page-number",
    r"[-—－–―]+ *\d{1,4} *[-—－–―]+$|第 *\d{1,4} *页(?:[ ，,/]*共 *\d{1,4} *页)?$",
    matches=["— 3 —"],
    rejects=["第3页的表"],
)
"""A line that is only the number of its page: `- 3 -`, `— 3 —`, `第 3 页 共 9 页`."""

HEADS: Final = 3
"""So often at the least a line stands beside page numbers before it counts as a running head."""

LONGEST_HEAD: Final = 40

_LINE = re.compile(r"((?<![ \t])[ \t]*)(\S(?:[^\n]*\S)?)")
_NARROW = re.compile(NARROW)
_WORD = re.compile(rf"(?:(?! ){NARROW})*.")

WRAP_WIDTH: Final = 100
"""The widest line, in columns, of a text whose lines were broken at one width; a paragraph a line is far wider."""

WRAP_NARROWEST: Final = 36
"""The narrowest, in columns, to which a text is set; where the widest line is shorter all lines are."""

WRAP_SLACK: Final = 6
"""How much of the width, in columns, a line leaves free where punctuation moved a character to the next."""

WRAP_LINES: Final = 3
"""So many lines at the least end inside a sentence at the full width before a text counts as broken at one width."""


def normalise(
    text: str, *, full: Collection[int] | None = None, left_out: Collection[int] = ()
) -> tuple[str, tuple[int, ...]]:
    r"""The normalised text, and the position in `text` of each of its characters with one more for the end.

    `full` are the positions at which lines start that the layout broke for want of room (without it, lines of a text
    set to one width are found by their length); `left_out` those of lines that are no part of the text (page numbers).

    >>> normalise("指导学，\n\n达到 60%。")
    ('指导学，达到60%。', (0, 1, 2, 3, 6, 7, 9, 10, 11, 12, 13))
    """
    if not INVISIBLE.search(text):
        return _normalise(text, full, left_out)
    places = [place for run in _visible(text) for place in run]
    place_of = {source: place for place, source in enumerate(places)}
    normal, offsets = _normalise(
        INVISIBLE.sub("", text),
        None if full is None else {place_of[at] for at in full if at in place_of},
        {place_of[at] for at in left_out if at in place_of},
    )
    return normal, (*(places[place] for place in offsets[:-1]), len(text))


def _visible(text: str) -> Iterator[range]:
    """The runs of positions between the characters that show nothing."""
    begin = 0
    for match in INVISIBLE.finditer(text):
        yield range(begin, match.start())
        begin = match.end()
    yield range(begin, len(text))


def _normalise(text: str, full: Collection[int] | None, left_out: Collection[int]) -> tuple[str, tuple[int, ...]]:
    """Normalise a text without invisible characters."""
    folded = with_blank_after_label(fold_widths(with_lost_breaks(text)))
    parts: list[str] = []
    offsets: list[int] = []
    line_end = 0
    for paragraph in _paragraphs(_lines(folded, full, left_out)):
        if parts:
            parts.append("\n")
            offsets.append(line_end)
        for number, line in enumerate(paragraph):
            if number and _needs_blank(paragraph[number - 1], line):
                parts.append(" ")
                offsets.append(line_end)
            begin = line.start
            for left, right in spaces_to_drop(text, folded, line.start, line.end):
                parts.append(folded[begin:left])
                offsets.extend(range(begin, left))
                begin = right
            parts.append(folded[begin : line.end])
            offsets.extend(range(begin, line.end))
            line_end = folded.find("\n", line.end)
    return "".join(parts), (*offsets, len(text))


def _paragraphs(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines that make one paragraph each."""
    paragraph = Paragraph()
    for line in lines:
        if paragraph.lines and not paragraph.goes_on_in(line):
            yield paragraph.lines
            paragraph = Paragraph()
        paragraph.add(line)
    if paragraph.lines:
        yield paragraph.lines


def _lines(folded: str, full: Collection[int] | None, left_out: Collection[int]) -> list[Line]:
    """The lines that hold text, without page numbers and running heads."""
    lines: list[Line] = []
    row = False
    printed = list(_LINE.finditer(folded))
    heads = running_heads([match[2] for match in printed])
    for match in printed:
        words, (start, end) = match[2], match.span(2)
        if start in left_out or words in heads or PAGE_NUMBER.match(words):
            continue
        row = "\t" in words or (row and "\t" in match[1])
        begin = match.start() if row else start
        lines.append(Line(begin, end, folded[begin:end], len(match[1]) > 1, row))
    if full is None:
        return _with_full(lines)
    return [line._replace(full=line.start in full) for line in lines]


def running_heads(lines: list[str]) -> set[str]:
    """The lines that stand beside page numbers, or first or last, several times and nowhere else: heads and feet of pages.

    >>> sorted(running_heads(["- 1 -", "某县公报", "一、推进改革", "- 2 -", "某县公报", "二、改善民生", "- 3 -", "某县公报"]))
    ['某县公报']
    """
    numbers = [place for place, line in enumerate(lines) if PAGE_NUMBER.match(line)]
    if len(numbers) < HEADS:
        return set()
    beside = {0, len(lines) - 1, *(place for number in numbers for place in (number - 1, number + 1))} - set(numbers)
    counted = Counter(lines[place] for place in beside if 0 <= place < len(lines) and len(lines[place]) <= LONGEST_HEAD)
    repeated = {line for line, count in counted.items() if count >= HEADS}
    return {line for line in repeated if lines.count(line) == counted[line]}


def _with_full(lines: list[Line]) -> list[Line]:
    """Mark the lines that ended for want of room, in a text that was set to one width; none in any other text.

    A line is full where the first word of the next one would not have fitted.
    """
    widths = [_width(line) for line in lines]
    widest = max(widths, default=0)
    if not WRAP_NARROWEST <= widest <= WRAP_WIDTH:
        return lines
    needs = [max(_first_word(line), WRAP_SLACK) for line in lines[1:]]
    marked = [
        line._replace(full=width + need >= widest) for line, width, need in zip(lines, widths, [*needs, 0], strict=True)
    ]
    broken = sum(line.full and not line.finished for line in marked)
    if broken < WRAP_LINES or broken * 4 < len(lines):
        return lines
    return marked


def _width(line: Line) -> int:
    """The width in columns: an ideograph takes two, an indent two ideographs."""
    return 2 * len(line.words) - len(_NARROW.findall(line.words)) + 4 * line.indented


def _first_word(line: Line) -> int:
    """The width in columns of what stays together at the beginning of a line: a Latin word, a number."""
    match = _WORD.match(line.words)
    return match.end() if match else 0


def _needs_blank(last: Line, line: Line) -> bool:
    """Whether two lines that are joined keep a blank between them: a Latin word begins or ends there."""
    before, after = last.words[-1], line.words[0]
    if before == "-" or not (_NARROW.match(before) and _NARROW.match(after)):
        return False
    return before.isalpha() or after.isalpha()
