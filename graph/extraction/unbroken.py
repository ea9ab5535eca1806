"""Texts that have lost their line breaks: where the headings begin in them, and where the signature stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from plankg.graph.extraction.draft import Span
from plankg.graph.extraction.numbering import numbering, value

# Longer than any paragraph of a plan: the line breaks are lost.
LONGEST_PARAGRAPH = 3000
# A heading that runs into the next one has no mark in it and is short.
RUN_ON = re.compile(r"[^。；，：:;,]{0,30}")
SENTENCE_ENDS = frozenset("。；！？）】”：…")
# A number that can stand inside a line, by what follows it.
INLINE = re.compile(
    r"第[一二三四五六七八九十百]+[章节条]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]年?)|（[一二三四五六七八九十]{1,3}）"
    r"|(?<!\d)\d{1,2}[.、](?=[\u4e00-\u9fff“《])|【[^】]{1,12}】"
)
CHAPTERS = re.compile("一、(?![一二三四五六七八九十]).*[。；！）”：…]二、(?![一二三四五六七八九十])")
TITLE_END = re.compile("(?:方案|意见|措施|要点|计划|规划|办法|清单|如下)$")
# A plan that comes as an attachment: its number, its title, and its first part.
ATTACHED = re.compile(
    r"(?P<label>附件\d{1,2}[:：]?|(?<=[。）日])附件[:：]?)(?P<title>[\u4e00-\u9fff“”《》\d]{4,60}?(?:方案|意见|要点|计划|措施|清单))(?=一、|第一章)"
)
# The list of what is attached, up to the date or the first of these plans: 附件：1.甲方案2.乙方案.
LISTED = re.compile(r"附件[:：](?=\d[.、]).*?(?=\d{4}年\d{1,2}月\d{1,2}日|附件\d[^.、:：]|$)")
# Signature and date at the end of a text without line breaks.
FOOTER = re.compile(r"。(?P<signer>[\u4e00-\u9fff]{4,30}?)\s*(?P<date>\d{4}年\d{1,2}月\d{1,2}日)[^。]{0,24}$")
# Parts whose numbers come in order; whatever stands between brackets or in circles may be a list inside a sentence.
IN_ORDER = {"part", "part-section", "article", "han", "han-bracket", "arabic", "lenticular"}


def is_unbroken(text: str, line: Span) -> bool:
    """Tell whether a line holds what were many: it is far too long, or holds 一、… and 二、…."""
    return line.width > LONGEST_PARAGRAPH or CHAPTERS.search(text, line.start, line.end) is not None


def cut(text: str, line: Span) -> list[Span]:
    """Give the lines that an unbroken one was: cut before each heading, without signature and date at its end."""
    if footer := FOOTER.search(text, line.start, line.end):
        line = Span(line.start, footer.start("signer"))
    listed = [Span(*found.span()) for found in LISTED.finditer(text, line.start, line.end)]
    places = {
        place
        for found in ATTACHED.finditer(text, line.start, line.end)
        for place in (found.start(), *found.span("title"))
    }
    numbered = [place for place in _numbered(text, line) if not any(part.start < place < part.end for part in listed)]
    edges = sorted({line.start, *places, *(part.start for part in listed), *numbered, line.end})
    return [Span(start, end) for start, end in pairwise(edges) if end > start]


def footer_lines(text: str) -> list[Span]:
    """Give the signature and the date that a text without line breaks ends with, as the lines that they would be."""
    last = max((Span(found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)), default=Span(0, 0))
    found = FOOTER.search(text, last.start, last.end) if is_unbroken(text, last) else None
    return [Span(*found.span("signer")), Span(*found.span("date"))] if found else []


def _numbered(text: str, line: Span) -> Iterator[int]:
    """Give where headings begin: behind the end of a sentence, or where the number is the next of its style."""
    last: dict[str, int] = {}
    heading = line.start
    for found in INLINE.finditer(text, line.start, line.end):
        begin = found.start()
        number = numbering(text[begin : begin + 16])
        if number is None or number.style not in IN_ORDER:
            continue
        this = value(number.label(found[0]))
        runs_on = RUN_ON.fullmatch(text, heading, begin) is not None
        follows = this is not None and this == last.get(number.style, 0) + 1
        if begin > line.start and not _begins(
            text, begin, number.style, follows=follows, first=this == 1, runs_on=runs_on
        ):
            continue
        for deeper in list(last)[list(last).index(number.style) + 1 :] if number.style in last else ():
            del last[deeper]
        last[number.style] = this or 0
        heading = found.end()
        yield begin


def _begins(text: str, place: int, style: str, *, follows: bool, first: bool, runs_on: bool) -> bool:
    """Tell whether a number inside a line begins a heading.

    `follows` tells that it is the next of its style, `first` that it is 1, `runs_on` that only a short heading stands
    between it and the number before.
    """
    if text[place - 1] in SENTENCE_ENDS:
        return follows or first or style in {"han", "han-bracket"}
    if style == "han" and first:
        return runs_on or bool(TITLE_END.search(text, max(0, place - 4), place))
    return (first and runs_on) or (follows and not first)
