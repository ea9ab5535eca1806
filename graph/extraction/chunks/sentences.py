"""Sentences: those of the text, and those of a directive with their fragments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from plankg.graph.extraction.chunks.fragments import Fragment, read
from plankg.graph.extraction.chunks.openings import opening_listed_verb
from plankg.graph.extraction.chunks.sentence_ends import FRAGMENT_MARKS, SEMICOLONS, SENTENCE_MARKS, split
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Heading, Span
from plankg.graph.extraction.words.lexicon import any_of, pattern
from plankg.graph.extraction.words.tagged import opening_verb
from plankg.graph.patterns import named_pattern
from plankg.schema.plan import Sentence

BULLET = named_pattern(
    "sentences.bullet",
    r"(?:[-—·•●◆■\s]+|[①-⑳]|[（(]\d{1,2}[）)]|[一二三四五六七八九十](?:是(?!否)|要))+",
    matches=["一是加强领导"],
    rejects=["居民建档"],
)


def find_sentences(draft: Draft) -> tuple[Sentence, ...]:
    """Every sentence of the text in order, headings and head lines included, with the section it stands in."""
    owners = [(heading.line.start, heading.id) for heading in draft.headings]
    sentences, place, owner = [], 0, None
    for span in split(draft.text, Span(0, len(draft.text)), SENTENCE_MARKS):
        while place < len(owners) and owners[place][0] <= span.start:
            owner = owners[place][1]
            place += 1
        if draft.text[span.start : span.end].strip():
            sentences.append(Sentence(evidence=draft.document.evidence(span.start, span.end), section=owner))
    return tuple(sentences)


def directive_sentences(text: str, heading: Heading, notes: list[Span]) -> Iterator[list[Fragment]]:
    """The sentences of a directive that may hold clauses, as fragments: lead and body, or its title if it has no other."""
    has_own = False
    for paragraph in (*heading.lead, *heading.body, heading.title):
        if paragraph is heading.title and has_own:
            break
        for stretch in _without(paragraph, notes):
            for sentence in split(text, stretch, SENTENCE_MARKS):
                fragments = fragments_of(text, _without_bullet(text, sentence))
                has_own = has_own or bool(fragments)
                if fragments:
                    yield fragments


def _without(span: Span, notes: list[Span]) -> list[Span]:
    """What of a span lies outside the notes."""
    parts, begin = [], span.start
    for note in notes[bisect_left(notes, (span.start,)) : bisect_left(notes, (span.end,))]:
        if span.covers(note) and note.start >= begin:
            parts.append(Span(begin, note.start))
            begin = note.end
    parts.append(Span(begin, span.end))
    return [part for part in parts if part.width]


def _without_bullet(text: str, span: Span) -> Span:
    """A sentence without the dashes, blanks or number that open an item of a list, and without a field's name (建设内容：)."""
    named = "：" in text[span.start : span.end]
    for opening in (_bullet_end, _field_end, _bullet_end) if named else (_bullet_end,):
        end = opening(text, span)
        span = Span(end, span.end) if end < span.end else span
    return span


def _bullet_end(text: str, span: Span) -> int:
    match = BULLET.match(text, *span)
    return match.end() if match else span.start


def _field_end(text: str, span: Span) -> int:
    """Where the name of a field ends that opens a sentence; where the sentence begins if none does, or an act."""
    match = any_of("structure", "fields").match(text, *span)
    if not match:
        return span.start
    named = text[span.start : match.start("end")]
    verb = opening_listed_verb(named) or opening_verb(named + match["end"]) or named
    generic = pattern("structure", "field_middle").match(named[len(verb) :])
    return match.end() if generic or verb == named else span.start


def fragments_of(text: str, sentence: Span) -> list[Fragment]:
    """The fragments of a sentence, between its commas and semicolons, in order."""
    fragments = []
    spans = split(text, sentence, FRAGMENT_MARKS)
    for number, span in enumerate(spans):
        first = number == 0 or text[span.start - 1] in SEMICOLONS
        part = _without_bullet(text, span) if first else span
        if part.width:
            fragments.append(read(text, part, first=first, last=number == len(spans) - 1))
    return fragments
