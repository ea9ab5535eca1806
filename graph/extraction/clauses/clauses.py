"""Clauses: the commitments of a directive, cut wherever a new main verb begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plankg.graph.extraction.clauses.fragment_features import fragment_features, purposes
from plankg.graph.extraction.clauses.fragments import COMMAS, Fragment, opening_listed_verb, read, split
from plankg.graph.extraction.draft import Draft
from plankg.graph.extraction.labelling.models import NONE, model
from plankg.graph.extraction.spans import Clause, Heading, Span, Verb
from plankg.graph.extraction.words.lexicon import any_of, pattern
from plankg.graph.extraction.words.tagging import opening_verb
from plankg.graph.patterns import named_pattern
from plankg.schema.errors import ExtractionError
from plankg.schema.plan import Sentence

BEGINS, GOES_ON = "B", "I"
"""What the model says of a fragment: a clause begins with it, or goes on; or it commits to nothing."""
SURE, LIKELY = 0.95, 0.6
"""How sure the model must be that a fragment commits to nothing, where rules see a main verb and where they do not."""
SENTENCE_MARKS, FRAGMENT_MARKS, SEMICOLONS = "。！？\n", "，；,;", "；;"
BULLET = named_pattern(
    "clauses.bullet",
    r"(?:[-—·•●◆■\s]+|[①-⑳]|[（(]\d{1,2}[）)]|[一二三四五六七八九十](?:是(?!否)|要))+",
    matches=["一是加强领导"],
    rejects=["居民建档"],
)
# Of the sentences of real plans at most 8 in a hundred hold one of these, of those of a story nearly all.
NARRATIVE = named_pattern("clauses.narrative", "^(?:[我你他她它]们?|[了着过吗呢])$", matches=["他们"], rejects=["我区"])
NARRATIVE_SHARE = 0.35
FEWEST_SENTENCES = 5
# What stands before a ；is a clause of its own even without a verb that the lexicon knows, unless it is a mere adverbial.
CLAUSE_WIDTH = 12
# 鼓励企业通过兼并重组等方式，开展…: what one is encouraged to do comes behind the way to do it.
PIVOT = named_pattern(
    "clauses.pivot",
    r"[^，；。]{0,6}?(?:鼓励|支持|引导|指导|督促|组织|推动|要求|允许)[^，；。]{2,30}?(?:通过|采取|采用|利用|依托|以|按照|在|结合|根据)"
    r"[^，；。]{2,}?(?:方式|形式|手段|途径|渠道|措施|办法|模式|机制|原则|要求|基础上|前提下|实际|需求|平台|载体|为重点|为主)$",
    matches=["鼓励企业通过兼并重组等方式"],
    rejects=["鼓励企业"],
)
# What a plan says of the time behind it or of how things stand commits to nothing.
REVIEW = named_pattern(
    "clauses.review",
    "(?:工作|情况|发展|任务完成情况)(?:回顾|总结)$|(?:主要|工作)(?:成绩|成效)$|(?:发展|工作)现状$|^存在的?(?:主要)?(?:问题|不足)",
    matches=["2023年工作回顾"],
    rejects=["情况通报"],
)
MEASURABLE = named_pattern(
    "clauses.measurable",
    r"\d|全覆盖|率$|零增长|[达占]到?[一二三四五六七八九十百]",
    matches=["服务全覆盖"],
    rejects=["服务居民"],
)


def find_sentences(draft: Draft) -> tuple[Sentence, ...]:
    """Give every sentence of the text in order, headings and head lines included, with the section it stands in."""
    owners = [(heading.line.start, heading.id) for heading in draft.headings]
    made, place, owner = [], 0, None
    for span in split(draft.text, Span(0, len(draft.text)), SENTENCE_MARKS):
        while place < len(owners) and owners[place][0] <= span.start:
            owner = owners[place][1]
            place += 1
        if draft.text[span.start : span.end].strip():
            made.append(Sentence(evidence=draft.document.evidence(span.start, span.end), section=owner))
    return tuple(made)


def find_clauses(draft: Draft) -> tuple[Clause, ...]:
    """Give the commitments of each directive, in order.

    A fragment with a new main verb begins one; adverbials before it stay with it, purpose clauses behind it too, and a clause
    that tells a measurable result stands for itself. A directive without body is read from its title; what looks back at the
    year before is none.

    Raises ExtractionError where so many sentences tell a story that the text is no plan (a novel with chapters).
    """
    _refuse_story(draft)
    notes = [note.span for note in draft.notes]
    past = _reviews(draft)
    return tuple(
        clause
        for heading in draft.headings
        if heading.no is not None and heading.id not in past
        for clause in directive_clauses(draft, heading, notes[bisect_left(notes, (heading.line.start,)) :])
    )


def _refuse_story(draft: Draft) -> None:
    """Raise ExtractionError for a text whose sentences tell what he did and she said."""
    told = [word.start for word in draft.words if NARRATIVE.match(word.text)]
    paragraphs = (span for heading in draft.headings for span in heading.body)
    spans = [span for paragraph in paragraphs for span in split(draft.text, paragraph, SENTENCE_MARKS)]
    telling = sum(bisect_left(told, span.end) > bisect_left(told, span.start) for span in spans)
    if len(spans) >= FEWEST_SENTENCES and telling > len(spans) * NARRATIVE_SHARE:
        raise ExtractionError("no_plan", name=draft.document.name, sentences=len(spans), telling=telling)


def _reviews(draft: Draft) -> set[str]:
    """Give the sections that look back (2023年工作回顾) or tell how things stand, with all below them."""
    found: set[str] = set()
    for heading in draft.headings:
        if heading.parent in found or REVIEW.search(heading.title.of(draft.text)):
            found.add(heading.id)
    return found


def directive_clauses(draft: Draft, heading: Heading, notes: list[Span]) -> list[Clause]:
    """Give the clauses of a directive's lead and body; of its title where that is all there is.

    What structure tells to be a lead commits to something: it is a clause even where the model knows none of its verbs.
    """
    sentences = list(directive_sentences(draft.text, heading, notes))
    made: list[Clause] = []
    for fragments in sentences:
        clauses = _in_sentence(draft, fragments, heading.id)
        leads = not clauses and any(lead.covers(fragments[0].span) for lead in heading.lead)
        made += [clause_of(draft.text, fragments, heading.id)] if leads else clauses
    if not made and len(sentences) == 1:
        # All that a directive, or a cell of a table, says: 县医院迁建.
        made = [clause_of(draft.text, sentences[0], heading.id)]
    return made


def directive_sentences(text: str, heading: Heading, notes: list[Span]) -> Iterator[list[Fragment]]:
    """Give the sentences of a directive that may hold clauses, as fragments: lead and body, or its title if it has no other."""
    told = False
    for paragraph in (*heading.lead, *heading.body, heading.title):
        if paragraph is heading.title and told:
            break
        for stretch in _without(paragraph, notes):
            for sentence in split(text, stretch, SENTENCE_MARKS):
                fragments = fragments_of(text, _without_bullet(text, sentence))
                told = told or bool(fragments)
                if fragments:
                    yield fragments


def _without(span: Span, notes: list[Span]) -> list[Span]:
    """Give what of a span lies outside the notes."""
    parts, begin = [], span.start
    for note in notes[bisect_left(notes, (span.start,)) : bisect_left(notes, (span.end,))]:
        if span.covers(note) and note.start >= begin:
            parts.append(Span(begin, note.start))
            begin = note.end
    parts.append(Span(begin, span.end))
    return [part for part in parts if part.width]


def _without_bullet(text: str, span: Span) -> Span:
    """Give a sentence without the dashes, blanks or number that open an item of a list, and without a field's name (建设内容：)."""
    named = "：" in text[span.start : span.end]
    for opening in (_bullet_end, _field_end, _bullet_end) if named else (_bullet_end,):
        end = opening(text, span)
        span = Span(end, span.end) if end < span.end else span
    return span


def _bullet_end(text: str, span: Span) -> int:
    found = BULLET.match(text, *span)
    return found.end() if found else span.start


def _field_end(text: str, span: Span) -> int:
    """Give where the name of a field ends that opens a sentence; where the sentence begins if none does, or an act."""
    found = any_of("structure", "fields").match(text, *span)
    if not found:
        return span.start
    named = text[span.start : found.start("end")]
    verb = opening_listed_verb(named) or opening_verb(named + found["end"]) or named
    generic = pattern("structure", "field_middle").match(named[len(verb) :])
    return found.end() if generic or verb == named else span.start


@dataclass
class _Open:
    """The clause being put together, and how likely its borders are so far."""

    fragments: list[Fragment]
    certainty: float = 1.0

    def add(self, fragment: Fragment, certainty: float) -> None:
        self.fragments.append(fragment)
        self.certainty *= certainty

    @property
    def has_main(self) -> bool:
        return any(fragment.place == "main" for fragment in self.fragments)

    @property
    def width(self) -> int:
        return self.fragments[-1].span.end - self.fragments[0].span.start


def fragments_of(text: str, sentence: Span) -> list[Fragment]:
    """Give the fragments of a sentence, between its commas and semicolons, in order."""
    made = []
    spans = split(text, sentence, FRAGMENT_MARKS)
    for number, span in enumerate(spans):
        first = number == 0 or text[span.start - 1] in SEMICOLONS
        part = _without_bullet(text, span) if first else span
        if part.width:
            made.append(read(text, part, first=first, last=number == len(spans) - 1))
    return made


def rule_starts(text: str, fragments: list[Fragment]) -> list[int]:
    """Give the fragments of a sentence with which rules begin a clause, as a mark for the model."""
    starts: list[int] = []
    current = _Open([])
    for place, fragment in enumerate(fragments):
        first = place == 0 or text[fragment.span.start - 1] in SEMICOLONS
        if not current.fragments or _begins(text, fragment, current, first=first):
            starts.append(place)
            current = _Open([])
        current.fragments.append(fragment)
    return starts


def _in_sentence(draft: Draft, fragments: list[Fragment], section: str) -> list[Clause]:
    """Give the clauses of a sentence where the model begins them; what it takes for no commitment gives none.

    None runs over a semicolon.
    """
    features = fragment_features(draft, fragments, rule_starts(draft.text, fragments))
    tagger = model("clauses")
    labels = tagger.label(features, of=fragments)
    made: list[_Open] = []
    goes_on = False
    for place, (fragment, (label, certainty, _)) in enumerate(zip(fragments, labels, strict=True)):
        inner = tagger.chance(GOES_ON, place)
        parted = draft.text[fragment.span.start - 1] in SEMICOLONS
        if label == GOES_ON and goes_on and not parted:
            made[-1].add(fragment, inner)
            continue
        if goes_on and not parted:
            made[-1].certainty *= 1 - inner
        goes_on = label != NONE or certainty < (SURE if fragment.place == "main" else LIKELY)
        if goes_on:
            begins = tagger.chance(BEGINS, place) + (inner if parted else 0)
            made.append(_Open([fragment], begins))
    # A line that holds nothing but 并 says nothing.
    opened = (part for part in made if part.width)
    return [clause_of(draft.text, part.fragments, section)._replace(certainty=part.certainty) for part in opened]


def _begins(text: str, fragment: Fragment, current: _Open, *, first: bool) -> bool:
    """Tell whether a clause begins with this fragment."""
    if not current.fragments:
        return False
    if first:
        return current.has_main or current.width >= CLAUSE_WIDTH
    if not current.has_main and fragment.rule == "told-result":
        # 与电商平台合作，零售额增长20%: a result has another subject than what stands before it.
        return current.fragments[-1].place == "unread" and current.width >= CLAUSE_WIDTH
    if not current.has_main or fragment.place == "trailing":
        return False
    if PIVOT.match(current.fragments[-1].span.of(text)):
        return False
    return fragment.place == "leading" or not _purpose(text, fragment)


def _purpose(text: str, fragment: Fragment) -> bool:
    """Tell whether a fragment only says what the task before it is for."""
    if not fragment.verbs:
        return False
    word = fragment.verbs[0].word
    begins = text.startswith(word, fragment.span.start) or any(fragment.adverbs)
    return begins and word in purposes() and not MEASURABLE.search(fragment.span.of(text))


def clause_of(text: str, fragments: Sequence[Fragment], section: str) -> Clause:
    """Give the clause that neighbouring fragments make."""
    span = Span(fragments[0].span.start, fragments[-1].span.end)
    verbs = tuple(verb for fragment in fragments for verb in fragment.verbs)
    adverbs = tuple(word for fragment in fragments for word in fragment.adverbs if word)
    objects = tuple(_object(fragment, verb) for fragment in fragments for verb in fragment.verbs[-1:])
    rule = next((fragment.rule for fragment in fragments if fragment.place == "main"), "main-verb")
    parts = tuple(split(text, span, COMMAS))
    return Clause(span, section, verbs, tuple(item for item in objects if item.width), adverbs, rule, parts)


def _object(fragment: Fragment, verb: Verb) -> Span:
    """Give what stands behind the last verb of a fragment."""
    return Span(verb.span.end, fragment.span.end)
