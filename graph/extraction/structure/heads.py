"""The head of a document: title, issuers, number, date, period, addressee, attachment, from the lines around the plan."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.structure.fields import with_values
from plankg.graph.extraction.structure.issuers import SIGNATURE, issuers
from plankg.graph.extraction.structure.leads import RULE as LEAD
from plankg.graph.extraction.structure.unbroken import footer_lines
from plankg.graph.extraction.structure.unnumbered import tells_of_document
from plankg.graph.extraction.words.lexicon import Rule, rule_named, rules
from plankg.graph.extraction.words.numerals import number
from plankg.graph.patterns import named_pattern
from plankg.schema.plan import DocumentData, Fact

# A head line longer than this holds more than one thing; so does one of half the length in which a title ends at a number.
LONGEST_HEAD, SHORTEST_RUN_ON = 120, 60
TITLE_ENDS = named_pattern(
    "heads.title-ends", r"(?:意见|要点|方案|计划|措施|办法|规划|通知|决定)$", matches=["工作要点"], rejects=["规划纲要"]
)
# The signs that stand for a nought in a year, and the digits of one: 二○○七年.
ZEROS = str.maketrans("○Ｏo零", "〇〇〇〇")
DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
YEAR_DIGITS = 4
# Where a title ends that runs into the addressee, and what parts the lines below.
ADDRESSED = named_pattern(
    "heads.addressed",
    r"(?:通知|意见|要点|方案|决定)(?=各[\u4e00-\u9fff（）、，]{2,60}：)",
    matches=["工作要点各学校、各单位："],
    rejects=["工作要点："],
)
HEAD_MARKS = named_pattern(
    "heads.head-marks",
    r"。|\d{4}年\d{1,2}月\d{1,2}日(?:（此件[^）]*）)?|(?<=方案|意见|要点|措施|办法|计划|规划)(?=为[^。]{6,}，)",
    matches=["2024年3月1日"],
    rejects=["三月一日"],
)
FIRST_HALF = re.compile(r"(?!（)[\u4e00-\u9fff\w“”《》〈〉（）、—\-]{4,40}")
# What goes on behind the issuer's name on a line of its own: 某县教育局 | 2024年工作要点.
OF_ISSUER = named_pattern("heads.of-issuer", r"关于|印发|\d{4}[年—-]", matches=["关于"], rejects=["有关"])
# The number of a document that a line cites: 根据《…规定》（中办发〔2020〕10号）.
CITED = named_pattern(
    "heads.cited",
    r"》[（(][^（）()]{1,12}[〔\[（(]\d{4}[〕\])）](?:第)?\d+号",
    matches=["《指导意见》（卫发〔2022〕10号）"],
    rejects=["《指导意见》"],
)
# The notice and the plan that follows it.
FOLLOWED = 2


def read_head(draft: Draft) -> DocumentData:
    """The document data found in the lines before the first heading, and the signature and date after the last.

    What the lines do not say stays None: nothing is guessed from the file's name.
    """
    lines = with_values(draft.text, [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", draft.text)])
    headings = [heading for heading in draft.headings if heading.rule != LEAD]
    begin = headings[0].line.start
    finish = draft.headings[-1].line.end
    head = [
        part
        for line in lines
        if line.start < begin
        for part in _recut(draft.text, Span(line.start, min(line.end, begin)))
    ]
    tail = [*(line for line in lines if line.start >= finish), *footer_lines(draft.text)][-12:]
    rule = {row.name: row for row in rules("structure", "document")}
    notice = _first(draft, head, rule["notice-title"])
    attachment = _first(draft, head, rule["attachment"], group=1)
    own = attachment or _title(draft, head, rule["plan-title"]) or _over_table(draft)
    begins = [h.line.start for h in headings if h.level == 1 and h.label == headings[0].label]
    # A notice with numbered parts of its own, and the plan that it sends behind them.
    behind = [line for line in lines if begin <= line.start < begins[-1]] if len(begins) == FOLLOWED else []
    sent = None if attachment or own else _title(draft, behind, rule["plan-title"])
    # A plan that comes as an attachment has the notice's title; one printed in the notice has its own.
    title = sent or (notice if attachment or len(begins) > 1 else own) or own or notice or _first_line(draft, head)
    bodies = issuers(draft, head, tail, rule["issuer-head"], (notice, title))
    return DocumentData(
        title=title,
        issuer=next(iter(bodies), None) or _first(draft, head, rule["issuer-field"], group=1),
        number=_first(
            draft, [line for line in (*head, *tail) if not CITED.search(line.of(draft.text))], rule["number"]
        ),
        issued_date=_date(draft, head, [*behind, *tail], rule["full-date"], rule["year-beside-number"])
        or _dated(draft, head, rule["date-field"]),
        effective_period=_inside(draft, own or title, rule["period"]),
        attachment_title=attachment,
        addressee=_first(draft, head, rule["addressee"], group=1),
        co_issuers=bodies[1:],
    )


def _recut(text: str, line: Span) -> list[Span]:
    """A line of the head, or its parts where a text without line breaks runs title, number, addressee and date together."""
    if line.width < SHORTEST_RUN_ON:
        return [line]
    number = rule_named("structure", "document", "number").pattern.search(text, line.start, line.end)
    ends = [place for place in range(*number.span()) if TITLE_ENDS.search(text, line.start, place)] if number else []
    if not ends and line.width < LONGEST_HEAD:
        return [line]
    if number:
        start, stop = max(ends, default=number.start()), number.end()
    elif title := ADDRESSED.search(text, line.start, line.end):
        start = stop = title.end()
    else:
        return [line]
    addressed = text.find("：", stop, line.end) + 1 or line.end
    marks = (mark.span() for mark in HEAD_MARKS.finditer(text, addressed, line.end))
    edges = sorted({line.start, start, stop, addressed, *(edge for mark in marks for edge in mark), line.end})
    return [Span(begin, end) for begin, end in pairwise(edges) if end > begin]


def _fact(draft: Draft, span: Span, rule: str, value: str | None = None) -> Fact:
    return Fact(value=value or span.of(draft.text), evidence=draft.document.evidence(span.start, span.end), rule=rule)


def _first(draft: Draft, lines: list[Span], rule: Rule, *, group: int = 0) -> Fact | None:
    """The first line, or part of one, that the rule describes."""
    for line in lines:
        if match := rule.pattern.search(line.of(draft.text)):
            start, end = match.span(group)
            return _fact(draft, Span(line.start + start, line.start + end), rule.name)
    return None


def _title(draft: Draft, lines: list[Span], rule: Rule) -> Fact | None:
    """The last line before the plan that looks like a plan's title: the one that stands over the plan itself.

    A title broken into two lines is told by its second, which is none by itself or goes on in the words of the first.
    """
    for place in range(len(lines) - 1, -1, -1):
        line, before = lines[place], lines[place - 1] if place else None
        if (
            before
            and _is_first_half(draft.text, before, line)
            and rule.pattern.search(whole := _joined(draft, before, line))
        ):
            return _fact(draft, Span(before.start, line.end), rule.name, whole)
        if rule.pattern.search(line.of(draft.text)):
            return _fact(draft, line, rule.name)
    return None


def _first_line(draft: Draft, lines: list[Span]) -> Fact | None:
    """The first line of a document in which none reads as a title, if it has no mark: it stands over all the others."""
    if lines and FIRST_HALF.fullmatch(draft.text, *lines[0]):
        return _fact(draft, lines[0], "first-line")
    return None


def _is_first_half(text: str, line: Span, after: Span) -> bool:
    """Whether a line can be the first half of a title: no mark in it, and what it says only the next line ends."""
    if text[line.end : after.start] != "\n" or not FIRST_HALF.fullmatch(text, line.start, line.end):
        return False
    signed = SIGNATURE.match(line.of(text)) and not OF_ISSUER.match(text, after.start)
    return not signed and not tells_of_document(line.of(text))


def _joined(draft: Draft, first: Span, last: Span) -> str:
    return first.of(draft.text) + last.of(draft.text)


def _over_table(draft: Draft) -> Fact | None:
    """The title of the table that a document begins with and that is all it is: it is the plan's."""
    first = draft.headings[0]
    return _fact(draft, first.title, "table-title") if first.rule == "table-title" else None


def _date(draft: Draft, head: list[Span], tail: list[Span], rule: Rule, rule_year: Rule) -> Fact | None:
    """The date over which the document is signed: the last full date that stands alone on a line, as ISO 8601."""
    for line in (*reversed(tail), *reversed(head)):
        match = rule.pattern.fullmatch(line.of(draft.text).strip("（）() "))
        if match and (day := _iso(match)):
            return _fact(draft, line, rule.name, day)
    for line in head:
        if match := rule_year.pattern.search(line.of(draft.text)):
            start, end = match.span("date")
            return _fact(draft, Span(line.start + start, line.start + end), "year-beside-number", match["year"])
    return None


def _dated(draft: Draft, head: list[Span], rule: Rule) -> Fact | None:
    """The date that a site's field block gives beside the text: 成文日期：2024-03-01."""
    for line in head:
        if (match := rule.pattern.search(line.of(draft.text))) and (day := _iso(match)):
            return _fact(draft, line, rule.name, day)
    return None


def _iso(match: re.Match[str]) -> str | None:
    try:
        return date(*(_figure(words) for words in match.groups())).isoformat()
    except ValueError:
        return None


def _figure(words: str) -> int:
    """The number of a year, month or day: 2007, 二○○七, 十三."""
    digits = words.translate(ZEROS)
    if len(digits) == YEAR_DIGITS and not digits.isdigit():
        digits = digits.translate(DIGITS)
    return int(number(digits))


def _inside(draft: Draft, title: Fact | None, rule: Rule) -> Fact | None:
    """The period that the plan's title names."""
    if title is None or not (match := rule.pattern.search(title.value)):
        return None
    start = draft.text.find(match[0], draft.place(title.evidence.start))
    return _fact(draft, Span(start, start + len(match[0])), rule.name) if start >= 0 else None
