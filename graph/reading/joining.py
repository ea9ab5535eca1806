"""Whether a line of the source goes on in the next one.

A line end can be a paragraph's end, or only the end of a page or of the line as laid out. Joined is only what shows
that it is unfinished; what looks like a heading, a label, a date, a signature or a table row never is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from plankg.graph.patterns import named_pattern
from plankg.graph.reading.characters import NARROW

NUMERAL: Final = "一二三四五六七八九十百零〇"

LABEL: Final = (
    rf"(?:第[{NUMERAL}\d]+[章节条部分篇编款]|[{NUMERAL}]+[、.]|[（(][{NUMERAL}\d]{{1,3}}[）)]"
    r"|\d{1,3}(?:\.\d{1,2})*[.、)）](?!\d)|[①-⒵㈠-㈩❶-❿]|[a-zA-Z][.)、])"
)
"""What numbers a paragraph (一、 （一） 1. ① 第一章)."""

BEGINS: Final = named_pattern(
    "joining.begins",
    rf"^(?:{LABEL}|--|——|[•●■◆▪·※★►【-]|专栏\s?\d"
    r"|附[件表录：]|注：|抄送|主送|（?此件|联系[人电]|\d+(?:\.\d+)+ |\d{1,2}[.．]\d{1,4}[年月]"
    r"|(?:牵头|责任|配合|参与|落实|协助|协同|主办|承办|协办|实施|完成|主责|分管|负责|推进|督办|支持|指导|时间|进度)"
    r"\w{0,4}[：:])",
    matches=["附件：工作要点"],
    rejects=["见附件：工作要点"],
)
"""How a line begins that is not the rest of another: a number, a bullet, 附件, or the name of a field (牵头单位：)."""

CANNOT_BEGIN: Final = frozenset("，。；：、！？）》」』”’〉】")
"""Marks that close what stands before them: no paragraph begins with one."""

STANDS_ALONE: Final = named_pattern(
    "joining.stands-alone",
    r"(?:\d{4}|[一二〇○零三四五六七八九]{4}) ?年.{1,4}月(?:.{1,4}日)?$|.{0,14}[〔\[（(]\d{4}[〕\]）)]第?\d+号$",
    matches=["云政办〔2024〕3号"],
    rejects=["3号楼"],
)
"""A line that is only a date or a document number."""

_ENDS = re.compile(r"(?:[。！？；：…!?;:]|(?<=[a-zäöüß)])\.)[”’\"'」』）)》】]*$")
_LABEL_TAB = re.compile(rf"^([ \t　]*{LABEL} *)\t(?=[^\t\r\n]*\r?$)", re.MULTILINE)
_NOTE = named_pattern(
    "joining.note",
    r"(?:^|[。！？；…”])（[^。]*）$|（[^（）]*(?:负责|牵头|责任|单位|部门|下同)[^（）]*）$",
    matches=["（县水利局负责）"],
    rejects=["（试行）的"],
)
_OPEN_END = named_pattern(
    "joining.open-end", r"[，、,]$|[^，。]{4}(?:和|与|及|或|的|关于|印发)$", matches=["教师、"], rejects=["教师"]
)
_HEADING = named_pattern(
    "joining.heading",
    rf"第[{NUMERAL}\d]+[章节条部分篇]|[{NUMERAL}]+、|[（(]?[{NUMERAL}\d]{{1,3}}[）).、]",
    matches=["第三章"],
    rejects=["章程"],
)
_INNER_END = re.compile("[。！？；]")
_LOWER = re.compile("[a-zäöüß]")
_LATIN_END = re.compile(rf"(?![.!?:;]){NARROW}")
_PAIRS = (("《", "》"), ("“", "”"), ("（", "）"), ("〔", "〕"), ("【", "】"))
_TAIL: Final = 8
_NOTE_LENGTH: Final = 300

SENTENCE_LENGTH: Final = 20
"""A page ends with a whole line at the least: shorter, a paragraph that holds a sentence end is not cut by it."""

CLAUSES_LENGTH: Final = 25
"""So long is running text of one unfinished sentence with a comma; titles and names of fields are shorter."""

_WIDE_BLANK = re.compile(r"(?<=[^\s　])　{2,}(?=[^\s　])")
_HALF_BLANK = re.compile(r"(?<=[^\s　]) {2,}(?=[^\s　])")
_HALF_BEFORE_LABEL = re.compile(rf"(?<=[^\s　]) {{2,}}{LABEL}")
PARAGRAPHS_LENGTH: Final = 80
FEWEST_BLANKS: Final = 3
FEWEST_LABELS: Final = 2
"""So long is a line, with so many blanks of two characters, that was many paragraphs: each began with such a blank.

Half-width blanks also part the columns of a row, which is numbered once: so many numbers behind one tell paragraphs.
"""

HEADING_LENGTH: Final = 40
"""So long is a numbered line that is no heading (`六、强化师德师风，打造高水平师资队伍`)."""


def with_lost_breaks(text: str) -> str:
    """The text with a line break for each wide blank of a line that holds what were many paragraphs.

    As long as before.
    """
    if "　　" not in text and "  " not in text:
        return text
    return "".join(_with_breaks(line) for line in text.splitlines(keepends=True))


def _with_breaks(line: str) -> str:
    if len(line) <= PARAGRAPHS_LENGTH:
        return line
    for blank, least in ((_WIDE_BLANK, _WIDE_BLANK), (_HALF_BLANK, _HALF_BEFORE_LABEL)):
        fewest = FEWEST_BLANKS if least is blank else FEWEST_LABELS
        if len(blank.findall(line)) >= FEWEST_BLANKS and len(least.findall(line)) >= fewest:
            return blank.sub(lambda match: "\n" + match[0][1:], line)
    return line


def with_blank_after_label(text: str) -> str:
    """The text with a blank for the TAB that sets a paragraph's number apart, so that it makes no table row.

    As long as before; a line with more TABs is a row and keeps them.
    """
    return _LABEL_TAB.sub(r"\1 ", text) if "\t" in text else text


class Line(NamedTuple):
    """A line with its place in the text, trimmed; `row` of a table; `full` where it ended for want of room."""

    start: int
    end: int
    words: str
    indented: bool
    row: bool
    full: bool = False

    @property
    def finished(self) -> bool:
        """Whether the line ends as sentences and announcements do."""
        return bool(_ENDS.search(self.words[-_TAIL:]))


@dataclass
class Paragraph:
    """The lines of one paragraph as read so far, with what tells whether the next line belongs to it."""

    lines: list[Line] = field(default_factory=list)
    length: int = 0
    holds_sentence: bool = False
    open: list[int] = field(default_factory=lambda: [0] * len(_PAIRS))

    def add(self, line: Line) -> None:
        """Take one more line in."""
        words = line.words
        self.lines.append(line)
        self.length += len(words)
        self.holds_sentence = self.holds_sentence or bool(_INNER_END.search(words))
        for number, (opening, closing) in enumerate(_PAIRS):
            if opening in words or closing in words:
                self.open[number] += words.count(opening) - words.count(closing)

    def goes_on_in(self, line: Line) -> bool:
        """Whether the next line belongs to the paragraph.

        It does where the line begins with a mark that closes, and where the layout broke the last line and this one is not
        set in; else where the paragraph is not finished: it ends in a comma or in a word that cannot end, or the line
        closes its bracket, or a Latin word goes on in small letters, or it is prose that stops inside a sentence which the
        line finishes.
        """
        last = self.lines[-1]
        if line.row or last.row or STANDS_ALONE.match(last.words):
            return False
        if line.words[0] in CANNOT_BEGIN:
            return True
        if BEGINS.match(line.words) or STANDS_ALONE.match(line.words):
            return False
        if last.full and not line.indented:
            return not last.words.endswith("：") or max(self.open) > 0
        if last.finished:
            return last.words.endswith("：") and self._is_closed_by(line.words)
        return self._lacks_its_end(last, line)

    def _lacks_its_end(self, last: Line, line: Line) -> bool:
        """Whether the words alone show that the line is the rest of this paragraph."""
        return bool(
            _OPEN_END.search(last.words[-_TAIL:])
            or self._is_closed_by(line.words)
            or (_LOWER.match(line.words) and _LATIN_END.match(last.words[-1]))
            or (not line.indented and self._is_unfinished_prose() and _finishes(line))
        )

    def _is_closed_by(self, words: str) -> bool:
        """Whether the words begin by closing a bracket or quote that the paragraph left open."""
        for depth, (opening, closing) in zip(self.open, _PAIRS, strict=True):
            if depth > 0 and closing in words and opening not in words[: words.index(closing)]:
                return True
        return False

    def _is_unfinished_prose(self) -> bool:
        """Whether it is running text, not a heading, a field, or text closed by a note (（市教育局负责）)."""
        first, last = self.lines[0].words, self.lines[-1].words
        if _NOTE.search(last[-_NOTE_LENGTH:]):
            return False
        if self.holds_sentence:
            return self.length >= SENTENCE_LENGTH
        if "，" not in first:
            return False
        return (
            self.length >= HEADING_LENGTH
            if _HEADING.match(first)
            else (self.length >= CLAUSES_LENGTH and not BEGINS.match(first))
        )


def _finishes(line: Line) -> bool:
    """Whether a line can be the rest of a sentence: it ends one, or holds the end of one."""
    return line.finished or bool(_INNER_END.search(line.words) or _NOTE.search(line.words[-_NOTE_LENGTH:]))
