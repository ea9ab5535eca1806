"""Line breaks that a text has lost: where headings begin inside its lines, and where the signature stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.structure.fields import opening_field
from plankg.graph.extraction.structure.numbering import Number, numbering, numberings, value
from plankg.graph.patterns import named_pattern

# Longer than any paragraph of a plan: the line breaks are lost.
LONGEST_PARAGRAPH = 3000
# A heading that runs into the next one ends in no mark and is short.
RUN_ON = re.compile(r"[^。；：:;]{1,40}")
SENTENCE_ENDS = frozenset("。；！？）】”：…")
# A number that can stand inside a line, by what follows it.
INLINE = named_pattern(
    "unbroken.inline",
    r"(?=[第一二三四五六七八九十（\d【])(?:"
    r"第[一二三四五六七八九十百]+[章节条]|（[一二三四五六七八九十]{1,3}）"
    # 元旦、春节、五一、国庆 is a list of days.
    r"|(?<![、，一二三四五六七八九十])(?:[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])、(?![一二三四五六七八九十]年?)"
    r"|(?<!\d)\d{1,2}[.、](?=[\u4e00-\u9fff“《])|(?<=[。；])\d{1,2}[.．](?=\d{1,4}[月年个所家名人项件处座次场])|【[^】]{1,12}】)",
    matches=["；二、重点工作"],
    rejects=["元旦、春节"],
)
LONGEST_NUMBER = 16
CHAPTERS = named_pattern(
    "unbroken.chapters",
    "一、(?![一二三四五六七八九十]).*[。；！）”：…]二、(?![一二三四五六七八九十])|[。；：]一、[\u4e00-\u9fff“”]{2,20}（一）",
    matches=["一、总体要求。坚持问题导向。二、重点任务"],
    rejects=["一、二、三年级"],
)
TITLE_END = named_pattern(
    "unbroken.title-end",
    "(?:方案|意见|措施|要点|计划|规划|办法|清单|如下)$",
    matches=["工作要点"],
    rejects=["要点摘编"],
)
# A plan that comes as an attachment: its number, its title, and its first part.
ATTACHED = named_pattern(
    "unbroken.attached",
    r"(?P<label>附件\d{1,2}[:：]?|(?<=[。）日])附件[:：]?)"
    r"(?P<title>[\u4e00-\u9fff“”《》\d]{4,60}?(?:方案|意见|要点|计划|措施|清单))(?=一、|第一章)",
    matches=["附件1：云河县春耕备耕工作方案一、"],
    rejects=["附件1"],
)
# The list of what is attached, up to the date or the first of these plans: 附件：1.甲方案2.乙方案.
LISTED = named_pattern(
    "unbroken.listed",
    r"附件[:：](?=\d[.、]).*?(?=\d{4}年\d{1,2}月\d{1,2}日|附件\d[^.、:：]|$)",
    matches=["附件：1.甲方案2.乙方案"],
    rejects=["附件甲"],
)
# Signature and date at the end of the last line, where the breaks before them are lost.
FOOTER = named_pattern(
    "unbroken.footer",
    r"。(?P<signer>[\u4e00-\u9fff]{3,29}(?:[局委会府厅部院室处校镇乡署]|公司|中心|集团|街道))\s*(?P<date>\d{4}年\d{1,2}月\d{1,2}日)[^。]{0,24}$",
    matches=["落实到位。云河县教育局2024年3月1日"],
    rejects=["云河县教育局2024年3月1日印发通知，各校照办"],
)
# Parts whose numbers come in order; whatever stands in circles may be a list inside a sentence.
IN_ORDER = {"part", "part-section", "article", "han", "han-bracket", "arabic", "lenticular"}


def is_unbroken(text: str, line: Span) -> bool:
    """Whether a line holds what were many: it is far too long, or holds 一、… and 二、…."""
    return line.width > LONGEST_PARAGRAPH or CHAPTERS.search(text, line.start, line.end) is not None


def broken(text: str, lines: list[Span]) -> list[Span]:
    """The lines as they were before line breaks were lost: cut before each heading that stands inside one.

    In a line that holds what were many these are told by their marks and numbers. In any other they are the headings that
    run on from the one before (一、总体要求（一）…), and those that the numbers of the lines around call for. Signature and date
    at the end are left out.
    """
    counts = _Counts()
    numbers = numberings([line.of(text) for line in lines])
    parts: list[Span] = []
    for place, line in enumerate(lines):
        loose = is_unbroken(text, line)
        following = {} if loose else _following(text, lines, numbers, place)
        footer = FOOTER.search(text, line.start, line.end) if loose or place == len(lines) - 1 else None
        whole = Span(line.start, footer.start("signer")) if footer else line
        cuts = set(counts.places(text, whole, numbers[place], following, loose=loose))
        cuts = _with_attached(text, whole, cuts) if loose else cuts
        edges = sorted({whole.start, *cuts, whole.end})
        parts += [Span(start, end) for start, end in pairwise(edges) if end > start]
    return parts


def footer_lines(text: str) -> list[Span]:
    """The signature and the date that a text ends with on its last line, as the lines that they would be."""
    last = max((Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)), default=Span(0, 0))
    match = FOOTER.search(text, last.start, last.end)
    return [Span(*match.span("signer")), Span(*match.span("date"))] if match else []


def _with_attached(text: str, line: Span, cuts: set[int]) -> set[int]:
    """The cuts with those round the titles of attached plans, without those inside the list that names them."""
    listed = [Span(*match.span()) for match in LISTED.finditer(text, line.start, line.end)]
    titles = {
        place
        for match in ATTACHED.finditer(text, line.start, line.end)
        for place in (match.start(), *match.span("title"))
    }
    outside = {place for place in cuts if not any(part.start < place < part.end for part in listed)}
    return outside | titles | {part.start for part in listed}


def _following(text: str, lines: list[Span], numbers: list[Number | None], place: int) -> dict[str, int | None]:
    """The next number that lines begin with, for each style that a number inside this line has."""
    inside = {number.style for match in INLINE.finditer(text, *lines[place]) if (number := numbering(match[0] + "的"))}
    following: dict[str, int | None] = {}
    for line, number in zip(lines[place + 1 :], numbers[place + 1 :], strict=True) if inside else ():
        if number and number.style in inside:
            following[number.style] = value(number.label(line.of(text)))
            inside.discard(number.style)
        if not inside:
            break
    return following


def _inline(text: str, match: re.Match[str]) -> Number | None:
    """The number that stands inside a line; a figure right behind it (2.2025年) is none of it."""
    if match[0][:-1].isdigit() and text[match.end() : match.end() + 1].isdigit():
        return Number("arabic", match.end() - match.start())
    return numbering(text[match.start() : match.start() + LONGEST_NUMBER])


@dataclass
class _Counts:
    """The last number of each style: below the parts that are open, and through the whole text."""

    inside: dict[str, int] = field(default_factory=dict)
    through: dict[str, int] = field(default_factory=dict)

    def places(
        self, text: str, line: Span, own: Number | None, following: dict[str, int | None], *, loose: bool
    ) -> Iterator[int]:
        """Where headings begin inside a line; they are counted, and its own too."""
        heading = line.start
        if own:
            self._count(own.style, value(own.label(line.of(text))) or 0)
            heading += own.width
        headed, noted = loose or own is not None, opening_field(text, *line) is not None
        for match in INLINE.finditer(text, heading, line.end):
            begin = match.start()
            number = _inline(text, match)
            if number is None or number.style not in IN_ORDER:
                continue
            this = value(number.label(match[0])) or 0
            runs_on = headed and RUN_ON.fullmatch(text, heading, begin) is not None
            if loose:
                begins = self._begins(text, begin, number.style, this, runs_on=runs_on)
            else:
                due = following.get(number.style) != this and self._follows(number.style, this)
                behind = this > 1 and (noted or text[begin - 1] in SENTENCE_ENDS)
                begins = (runs_on and this == 1) or (due and (runs_on or behind))
            if begins:
                self._count(number.style, this)
                heading, headed = match.end(), True
                yield begin

    def _count(self, style: str, this: int) -> None:
        open_styles = list(self.inside)
        for deeper in open_styles[open_styles.index(style) + 1 :] if style in self.inside else ():
            del self.inside[deeper]
        self.inside[style] = self.through[style] = this

    def _follows(self, style: str, this: int) -> bool:
        """Whether a number is the next of its style, below the open parts or through the whole text."""
        return this - 1 in (self.inside.get(style, 0), self.through.get(style, 0))

    def _begins(self, text: str, place: int, style: str, this: int, *, runs_on: bool) -> bool:
        """Whether a number inside an unbroken line begins a heading.

        It does at the end of a sentence, and else where it is the next, or the first behind nothing but a heading.
        """
        if text[place - 1] in SENTENCE_ENDS:
            return this == 1 or self._follows(style, this) or style in {"han", "han-bracket"}
        if this == 1 and style == "han":
            return runs_on or bool(TITLE_END.search(text, max(0, place - 4), place))
        return runs_on if this == 1 else self._follows(style, this)
