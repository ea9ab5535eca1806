"""Headings: the tree of a plan as printed, from the numbering of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from plankg.graph.extraction.clauses import directive_clauses
from plankg.graph.extraction.draft import Draft, Heading, Span
from plankg.graph.extraction.fragments import verb_kinds
from plankg.graph.extraction.lexicon import rule_named, rules
from plankg.schema.errors import ExtractionError
from plankg.schema.plan import Section

TITLE_END = re.compile(r"[。！？]")
AFTER_PLAN = re.compile(r"附件\d{0,2}[:：]?$|附表|（?联系人[:：]|抄送[:：]|\d{4}年\d{1,2}月\d{1,2}日$")
# Longer than any paragraph of a plan: the line breaks are lost.
LONGEST_PARAGRAPH = 3000
INLINE = re.compile(
    r"(?<=[。；！）”])(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)"
    r"|(?<=[\u4e00-\u9fff])（一）(?=[\u4e00-\u9fff]{2,30}[。：])"
)
# A body shorter than this, or one that ends by announcing what follows, only leads to the headings below.
SHORTEST_BODY = 24
LEADS_ON = re.compile("[:：]$|(?:如下|以下)[^。]{0,12}[。：:]?$|如下[^。]{0,8}：")
# A list of what is attached: 附件：1.工作要点, and on the next line 2.任务分工表.
ATTACHED = re.compile(r"附件[:：]")
DATE_LINE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
LONGEST_SIGNATURE = 40
# A remark on the plan, below its last part: 注：列首位的为牵头单位。
REMARK = re.compile("[（(]?(?:注|备注|说明)[：:]")
# A signature ends in no mark and has no colon; where several sign, each line but the last ends like an office.
UNCLOSED = re.compile("^[^：:]*[^。；！？）：:]$")
OFFICE_END = re.compile("[局委会厅部院校处组]$|(?:政府|办公室|公司|集团|中心)$")
# Signature and date at the end of a text without line breaks.
FOOTER = re.compile(r"。(?P<signer>[\u4e00-\u9fff]{4,30}?)\s*(?P<date>\d{4}年\d{1,2}月\d{1,2}日)[^。]{0,24}$")
# A line of a table of contents: dots or blanks, then a page number.
CONTENTS = re.compile(r"(?:[.．…·]{2,}|[\s　]{2,})[\s　]*\d{1,3}$")
ARABIC = re.compile(r"\d+")


def find_headings(draft: Draft) -> tuple[Heading, ...]:
    """Give the headings in order, each with its body; the leaves are numbered as directives.

    A numbering style that appears inside another is one level deeper; one seen before closes the levels below it. The
    title runs to the first 。 of the line; what follows, and the unnumbered lines below, is the body.

    Lines of tables that are read as such are passed over, and so is a list of attachments that names them.
    Raises ExtractionError when no line is numbered and no table is read: such a text is not read as a plan.
    """
    text = draft.text
    stack: list[tuple[str, str]] = []
    headings: list[Heading] = []
    ids: Counter[str] = Counter()
    closed = False
    for line in _without_attached(text, _lines(text)):
        if any(table.holds(text, line) for table in draft.tables):
            continue
        style = _numbering(text[line.start : line.end])
        if style is None:
            words = text[line.start : line.end]
            if CONTENTS.search(words) or REMARK.match(words):
                continue
            closed = closed or bool(AFTER_PLAN.match(words)) or _is_title(words)
            if headings and not closed:
                headings[-1] = replace(headings[-1], body=(*headings[-1].body, line))
            elif headings and DATE_LINE.fullmatch(words):
                headings[-1] = _unsigned(text, headings[-1])
            continue
        name, width = style
        closed = False
        while name in [known for known, _ in stack]:
            stack.pop()
        parent = stack[-1][1] if stack else None
        label = text[line.start : line.start + width].rstrip("、.． ")
        identity = f"{parent}/{label}" if parent else label
        ids[identity] += 1
        if ids[identity] > 1:
            identity = f"{identity}~{ids[identity]}"
        stack.append((name, identity))
        headings.append(_heading(text, line, width, Heading(identity, label, len(stack), line, line, parent)))
    if not headings and not draft.tables:
        raise ExtractionError("no_numbered_part", name=draft.document.name)
    return _with_directives(text, headings)


def _is_title(words: str) -> bool:
    """Tell whether a line between the parts is the title of the next plan in the same document."""
    return "：" not in words and bool(rule_named("structure", "document", "plan-title").pattern.match(words))


def _unsigned(text: str, heading: Heading) -> Heading:
    """Give the heading without the short lines at the end of its body: over a date these are signatures."""
    body = heading.body
    while body and body[-1].width <= LONGEST_SIGNATURE and UNCLOSED.search(body[-1].of(text)):
        first = body == heading.body
        if not first and not OFFICE_END.search(body[-1].of(text)):
            break
        body = body[:-1]
    return replace(heading, body=body)


def _lines(text: str) -> list[Span]:
    """Give the lines of the normalised text: a paragraph each.

    A paragraph far longer than any is written is a text that lost its line breaks: it is cut before each numbering that
    follows the end of a sentence or a heading.
    """
    return [
        part
        for line in _whole_lines(text)
        for part in (_recut(text, line) if line.width > LONGEST_PARAGRAPH else [line])
    ]


def _whole_lines(text: str) -> list[Span]:
    return [Span(found.start(), found.end()) for found in re.finditer(r"[^\n]+", text)]


def _without_attached(text: str, lines: list[Span]) -> Iterator[Span]:
    """Give the lines without the numbered ones of a list of attachments: these are no headings."""
    attached = False
    for line in lines:
        numbered = _numbering(text[line.start : line.end]) is not None
        listed = attached and numbered and not TITLE_END.search(text, line.start, line.end)
        attached = listed or bool(ATTACHED.match(text, line.start, line.end))
        if not listed:
            yield line


def footer_lines(text: str) -> list[Span]:
    """Give the signature and the date that a text without line breaks ends with, as the lines that they would be."""
    last = max((line for line in _whole_lines(text)), default=Span(0, 0))
    found = FOOTER.search(text, last.start, last.end) if last.width > LONGEST_PARAGRAPH else None
    return [Span(*found.span("signer")), Span(*found.span("date"))] if found else []


def _recut(text: str, line: Span) -> list[Span]:
    if footer := FOOTER.search(text, line.start, line.end):
        line = Span(line.start, footer.start("signer"))
    places = [found.start() for found in INLINE.finditer(text, line.start, line.end)]
    edges = [line.start, *places, line.end]
    return [Span(start, end) for start, end in pairwise(edges) if end > start]


def _numbering(line: str) -> tuple[str, int] | None:
    """Give the style and width of a line's numbering, or None."""
    if CONTENTS.search(line):
        return None
    for rule in rules("structure", "numbering"):
        if found := rule.pattern.match(line):
            return rule.name, found.end()
    return None


def _heading(text: str, line: Span, width: int, heading: Heading) -> Heading:
    """Give the heading with its title and what of its line is body."""
    begin = line.start + width
    stop = TITLE_END.search(text, begin, line.end)
    end = stop.start() if stop else line.end
    body = (Span(stop.end(), line.end),) if stop and stop.end() < line.end else ()
    while end > begin and text[end - 1] in "：:；;":
        end -= 1
    while begin < end and text[begin] in " 　":
        begin += 1
    title = Span(begin, end) if end > begin else line
    return replace(heading, title=title, body=body)


def _with_directives(text: str, headings: list[Heading]) -> tuple[Heading, ...]:
    """Mark chapters and leaves, and number the leaves: as printed where that is unique, else running.

    A heading with headings below it is a directive too where its own body commits to something.
    """
    parents = {heading.parent for heading in headings}
    leaves = [heading for heading in headings if heading.id not in parents]
    owning = [heading for heading in headings if heading.id in parents and _commits(text, heading)]
    printed = [int(heading.label) if ARABIC.fullmatch(heading.label) else None for heading in leaves]
    if None not in printed and len(set(printed)) == len(printed):
        numbers = dict(zip((leaf.id for leaf in leaves), printed, strict=True))
        last = max((number for number in printed if number), default=0)
        numbers |= {heading.id: last + place for place, heading in enumerate(owning, start=1)}
    else:
        among = {heading.id for heading in (*leaves, *owning)}
        numbers = {heading.id: place for place, heading in enumerate((h for h in headings if h.id in among), start=1)}
    return tuple(
        replace(heading, no=numbers.get(heading.id), kind=_kind(heading, heading.id in numbers)) for heading in headings
    )


def _commits(text: str, heading: Heading) -> bool:
    """Tell whether the body of a heading with headings below it is more than the words that lead to these."""
    words = "".join(span.of(text) for span in heading.body)
    if len(words) < SHORTEST_BODY or LEADS_ON.search(words):
        return False
    known = verb_kinds()
    clauses = directive_clauses(text, heading, [])
    return sum(any(verb.word in known for verb in clause.verbs) for clause in clauses) > 1


def _kind(heading: Heading, leaf: bool) -> str:
    if heading.level == 1:
        return "chapter"
    return "directive" if leaf else "section"


def sections(draft: Draft) -> tuple[Section, ...]:
    """Give the headings as sections with evidence."""
    chapter: str | None = None
    made = []
    for heading in draft.headings:
        chapter = heading.id if heading.level == 1 else chapter
        body = [span for span in heading.body if span.width]
        made.append(
            Section(
                id=heading.id,
                kind=heading.kind,  # type: ignore[arg-type]
                level=heading.level,
                label=heading.label,
                title=draft.document.evidence(heading.title.start, heading.title.end).quote,
                parent=heading.parent,
                chapter=chapter,
                no=heading.no,
                body=draft.document.evidence(body[0].start, body[-1].end) if body else None,
                evidence=draft.document.evidence(heading.title.start, heading.title.end),
                rule=heading.rule,
            )
        )
    return tuple(made)
