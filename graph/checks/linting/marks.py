"""Punctuation and repetition: brackets and quotes without their partner, marks and words that stand twice."""

from __future__ import annotations

from collections.abc import Iterator

from plankg.graph.checks.linting.cutting import word_edges
from plankg.graph.checks.linting.source import Found, Source
from plankg.graph.patterns import named_pattern

PAIRS = {"“": "”", "‘": "’", "《": "》", "（": "）", "〔": "〕", "【": "】"}
OPENING = {closing: opening for opening, closing in PAIRS.items()}
LABEL = named_pattern(
    "linting-marks.label", r"^\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})$", matches=["十二"], rejects=["十二项"]
)
DOUBLED_MARK = named_pattern(
    "marks.doubled-mark",
    "[，、；：。]{2,}|(?<=[\u4e00-\u9fff])[，、；：](?=[。）”》])",
    matches=["完成，。"],
    rejects=["完成。"],
)
DOUBLED_WORD = named_pattern(
    "linting-marks.doubled-word",
    "(?P<word>[\u4e00-\u9fff]{2,4})(?P=word)|(?P<small>[的和与及在是了为])(?P=small)(?!确)",
    matches=["推进推进建设"],
    rejects=["推进建设"],
)
AROUND = 8


def unmatched_marks(source: Source) -> Iterator[Found]:
    """The quotes and brackets that their paragraph never closes or never opened."""
    for start, end in source.paragraphs():
        line = source.text[start:end]
        open_marks: list[tuple[str, int]] = []
        lonely: list[tuple[str, int]] = []
        for place, char in enumerate(line):
            if char in PAIRS:
                open_marks.append((char, place))
            elif char in OPENING and not (char == "）" and LABEL.match(line[:place])):
                known = next((n for n in range(len(open_marks) - 1, -1, -1) if open_marks[n][0] == OPENING[char]), None)
                if known is None:
                    lonely.append((char, place))
                else:
                    lonely += open_marks[known + 1 :]
                    del open_marks[known:]
        for mark, place in sorted([*lonely, *open_marks], key=lambda pair: pair[1]):
            yield source.found(start + max(0, place - AROUND), min(end, start + place + AROUND), mark=mark)


def doubled_marks(source: Source) -> Iterator[Found]:
    """The marks that follow each other where one is meant (，。)."""
    for match in DOUBLED_MARK.finditer(source.text):
        yield source.found(max(0, match.start() - 4), match.end(), marks=match[0])


def doubled_words(source: Source) -> Iterator[Found]:
    """The words that stand twice in a row (推进推进, 的的); 美育教育教学 is cut 美育｜教育｜教学 and has none."""
    for match in DOUBLED_WORD.finditer(source.text):
        middle = (match.start() + match.end()) // 2
        if {match.start(), middle, match.end()} <= word_edges(source.text):
            yield source.found(*match.span(), word=match["word"] or match["small"])
