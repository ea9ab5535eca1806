"""Headings: the tree of a plan as printed, from the numbering of its lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from plankg.graph.extraction.chunks.sentence_ends import SENTENCE_END
from plankg.graph.extraction.chunks.sentences import directive_sentences
from plankg.graph.extraction.chunks.starts import rule_starts
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Heading, Span
from plankg.graph.extraction.structure.contents import without_contents
from plankg.graph.extraction.structure.fields import with_values
from plankg.graph.extraction.structure.leads import announced, commits, lead_of
from plankg.graph.extraction.structure.numbering import Number, numbering, numberings
from plankg.graph.extraction.structure.signatures import signs
from plankg.graph.extraction.structure.titles import LONGEST_TITLE, commits_itself, with_leads
from plankg.graph.extraction.structure.unbroken import broken, is_unbroken
from plankg.graph.extraction.structure.unnumbered import unnumbered_headings
from plankg.graph.extraction.words.lexicon import alternation, from_lexicon, lexicon, rule_named
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.graph.patterns import named_pattern
from plankg.schema.errors import ExtractionError
from plankg.schema.plan import Section

AFTER_PLAN = named_pattern(
    "sections.after-plan",
    r"附件\d{0,2}(?:[:：]|$)|附表|（?联系人[:：]|(?:抄送|抄报|主题词)[:：]",
    matches=["抄送：县委办"],
    rejects=["抄送县委办"],
)
# A body shorter than this only leads to the headings below, unless it tells an amount, a deadline, a duty.
SHORTEST_BODY = 24
# A list of what is attached: 附件：1.工作要点, and on the next line 2.任务分工表.
ATTACHED = named_pattern("sections.attached", r"附件[:：]", matches=["附件："], rejects=["附件1"])
LONGEST_SIGNATURE = 40
# A remark on the plan, below its last part: 注：列首位的为牵头单位。
REMARK = named_pattern(
    "sections.remark", "[（(]?(?:注|备注|说明)[：:]", matches=["注：列首位的牵头"], rejects=["注意事项"]
)
# A signature ends in no mark and has no colon; where several sign, each line but the last ends like an office.
UNCLOSED = re.compile("^[^：:]*[^。；！？）：:]$")
OFFICE_END = named_pattern(
    "sections.office-end",
    "[局委会厅部院校处组]$|(?:政府|办公室|公司|集团|中心)$",
    matches=["教育局"],
    rejects=["政府搭台"],
)
ARABIC = re.compile(r"\d+")


def find_headings(draft: Draft) -> tuple[Heading, ...]:
    """The headings in order, each with its body; the leaves are numbered as directives.

    A numbering style that appears inside another is one level deeper; one seen before closes the levels below it. The
    title runs to the first 。 of the line; what follows, and the lines below that are no headings, is the body.

    Lines of tables that are read as such are passed over, and so are tables of contents and lists of attachments.
    Raises ExtractionError when no line is a heading and no table is read: such a text is not read as a plan.
    """
    text = draft.text
    tree = _Tree(text)
    whole = _whole_lines(text)
    lines = [line for line in whole if not any(table.holds(text, line) for table in draft.tables)]
    lines = with_values(text, without_contents(text, broken(text, lines)))
    tree.unbroken = any(is_unbroken(text, line) for line in whole)
    numbers = dict(zip(lines, numberings([line.of(text) for line in lines]), strict=True))
    unnumbered = unnumbered_headings(text, lines)
    for line in _without_attached(text, lines):
        number = numbers[line] or unnumbered.get(line)
        if number:
            tree.add(line, number)
        else:
            tree.add_body(line)
    if not tree.headings and not draft.tables:
        raise ExtractionError("no_numbered_part", name=draft.document.name)
    lead = lead_of(text, tree.before) if tree.headings else None
    return (*filter(None, [lead]), *_with_directives(text, with_leads(text, tree.headings)))


class _Tree:
    """The headings as read so far, and the styles that are open: the last one's and those above it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.unbroken = False
        self.headings: list[Heading] = []
        self.before: list[Span] = []
        self._open: list[tuple[Number, str]] = []
        self._ids: Counter[str] = Counter()
        self._closed = False

    def add(self, line: Span, number: Number) -> None:
        """Take in a heading under the last one of a higher style."""
        self._close_for(number)
        parent = self._open[-1][1] if self._open else None
        label = number.label(line.of(self.text))
        # A chapter 2.1 is not the first task of directive 2, which has that id.
        name = f"§{label}" if parent is None and "." in label else label or line.of(self.text)
        identity = f"{parent}/{name}" if parent else name
        self._ids[identity] += 1
        if self._ids[identity] > 1:
            identity = f"{identity}~{self._ids[identity]}"
        self._open.append((number, identity))
        heading = Heading(identity, label, len(self._open), line, line, parent)
        self.headings.append(_heading(self.text, line, number.width, heading, unbroken=self.unbroken))

    def _close_for(self, number: Number) -> None:
        """Close the styles that do not stand above this one.

        A style seen before closes what is below it. A new one stands below all, unless another plan has begun since, or it is
        one of chapters and none of these is open.
        """
        styles = [known.style for known, _ in self._open]
        if number.style in styles:
            del self._open[styles.index(number.style) :]
        elif self._closed or (number.top and not any(known.top for known, _ in self._open)):
            self._open.clear()
        self._closed = False

    def add_body(self, line: Span) -> None:
        """Take in a line that is no heading: the body of the last one, unless the plan is over."""
        words = line.of(self.text)
        if REMARK.match(words):
            return
        dated = is_date(words)
        over = dated or AFTER_PLAN.match(words) or _is_title(words) or (self.headings and signs(self.text, line))
        self._closed = self._closed or bool(over)
        if not self.headings:
            self.before.append(line)
        if self.headings and not self._closed:
            self.headings[-1] = replace(self.headings[-1], body=(*self.headings[-1].body, line))
        elif self.headings and dated:
            self.headings[-1] = _unsigned(self.text, self.headings[-1])


def is_date(words: str) -> bool:
    """Whether a line is nothing but a full date, in figures or in Chinese numerals."""
    return bool(rule_named("structure", "document", "full-date").pattern.fullmatch(words.strip("（）() ")))


def _is_title(words: str) -> bool:
    """Whether a line between the parts is the title of the next plan in the same document."""
    return "：" not in words and bool(rule_named("structure", "document", "plan-title").pattern.match(words))


def _unsigned(text: str, heading: Heading) -> Heading:
    """The heading without the short lines at the end of its body: over a date these are signatures."""
    body = heading.body
    while body and body[-1].width <= LONGEST_SIGNATURE and UNCLOSED.search(body[-1].of(text)):
        first = body == heading.body
        if not first and not OFFICE_END.search(body[-1].of(text)):
            break
        body = body[:-1]
    return replace(heading, body=body)


def _whole_lines(text: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]


def _without_attached(text: str, lines: list[Span]) -> Iterator[Span]:
    """The lines without the numbered ones of a list of attachments: these are no headings."""
    attached = False
    for line in lines:
        numbered = numbering(line.of(text)) is not None
        listed = attached and numbered and not SENTENCE_END.search(text, line.start, line.end)
        attached = listed or bool(ATTACHED.match(text, line.start, line.end))
        if not listed:
            yield line


def _heading(text: str, line: Span, width: int, heading: Heading, *, unbroken: bool) -> Heading:
    """The heading with its title and what of its line is body.

    The usual name of a chapter is a title by itself where the line break behind it is lost (一、指导思想以…为指导，全面…).
    """
    begin = line.start + width
    stop = SENTENCE_END.search(text, begin, line.end)
    end = stop.start() if stop else line.end
    body = (Span(stop.end(), line.end),) if stop and stop.end() < line.end else ()
    if (unbroken or end - begin > LONGEST_TITLE) and (known := _usual_title().match(text, begin, line.end)):
        end, body = known.end(), (Span(known.end(), line.end),)
    while end > begin and text[end - 1] in "：:；;—-":
        end -= 1
    while begin < end and text[begin] in " 　":
        begin += 1
    title = Span(begin, end) if end > begin else line
    return replace(heading, title=title, body=body)


@from_lexicon
def _usual_title() -> re.Pattern[str]:
    """The pattern of a usual name of a chapter before words that do not belong to it."""
    return named_pattern(
        "sections.usual-title",
        alternation(lexicon("structure")["chapter_titles"]) + "(?=[\u4e00-\u9fff\\d“])(?![和与及的、])",
        matches=["工作目标到2025年"],
        rejects=["工作目标和任务"],
    )


def _with_directives(text: str, headings: list[Heading]) -> tuple[Heading, ...]:
    """Mark chapters and leaves, and number the leaves: as printed where that is unique, else running.

    A heading with headings below it is a directive too where its own body or title commits to something.
    """
    parents = {heading.parent for heading in headings}
    headings = [_without_announcement(text, heading) if heading.id in parents else heading for heading in headings]
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


def _without_announcement(text: str, heading: Heading) -> Heading:
    """A heading without the words at the end of its body that only announce the headings below."""
    body = heading.body
    while body:
        *before, last = body
        rest = announced(text, last)
        body = (*before, *filter(None, [rest]))
        if rest:
            break
    return replace(heading, body=body)


def _commits(text: str, heading: Heading) -> bool:
    """Whether a heading with headings below it says more than the words that lead to these."""
    if commits_itself(text, heading) or any(commits(text, span) for span in heading.body):
        return True
    if sum(span.width for span in heading.body) < SHORTEST_BODY:
        return False
    known = verb_kinds()
    begun = [
        fragments[place]
        for fragments in directive_sentences(text, heading, [])
        for place in rule_starts(text, fragments)
    ]
    return sum(any(verb.word in known for verb in fragment.verbs) for fragment in begun) > 1


def _kind(heading: Heading, leaf: bool) -> str:
    if heading.level == 1:
        return "chapter"
    return "directive" if leaf else "section"


def sections(draft: Draft) -> tuple[Section, ...]:
    """The headings as sections with evidence."""
    chapter: str | None = None
    rows = []
    for heading in draft.headings:
        chapter = heading.id if heading.level == 1 else chapter
        body = [span for span in heading.body if span.width]
        rows.append(
            Section(
                id=heading.id,
                kind=heading.kind,  # type: ignore[arg-type]
                level=heading.level,
                label=heading.label,
                title=draft.document.evidence(heading.title.start, heading.title.end).quote.replace("\n", ""),
                parent=heading.parent,
                chapter=chapter,
                no=heading.no,
                body=draft.document.evidence(body[0].start, body[-1].end) if body else None,
                evidence=draft.document.evidence(heading.title.start, heading.title.end),
                rule=heading.rule,
            )
        )
    return tuple(rows)
