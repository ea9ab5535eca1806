"""Clauses: the commitments of a directive, cut wherever a new main verb begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from plankg.graph.extraction.chunks.fragments import Fragment
from plankg.graph.extraction.chunks.sentence_ends import COMMAS, SEMICOLONS, SENTENCE_MARKS, split
from plankg.graph.extraction.chunks.sentences import directive_sentences
from plankg.graph.extraction.chunks.starts import rule_starts
from plankg.graph.extraction.clauses.fragment_features import fragment_features
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Clause, Heading, Span, Verb
from plankg.graph.extraction.labelling.models import NONE, model
from plankg.graph.patterns import named_pattern
from plankg.schema.errors import ExtractionError

BEGINS, GOES_ON = "B", "I"
"""What the model says of a fragment: a clause begins with it, or goes on; or it commits to nothing."""
SURE, LIKELY = 0.95, 0.6
"""How sure the model must be that a fragment commits to nothing, where rules see a main verb and where they do not."""
# Of the sentences of real plans at most 8 in a hundred hold one of these, of those of a story nearly all.
NARRATIVE = named_pattern("clauses.narrative", "^(?:[我你他她它]们?|[了着过吗呢])$", matches=["他们"], rejects=["我区"])
NARRATIVE_SHARE = 0.35
FEWEST_SENTENCES = 5
# What a plan says of the time behind it or of how things stand commits to nothing.
REVIEW = named_pattern(
    "clauses.review",
    "(?:工作|情况|发展|任务完成情况)(?:回顾|总结)$|(?:主要|工作)(?:成绩|成效)$|(?:发展|工作)现状$|^存在的?(?:主要)?(?:问题|不足)",
    matches=["2023年工作回顾"],
    rejects=["情况通报"],
)


def find_clauses(draft: Draft) -> tuple[Clause, ...]:
    """The commitments of each directive, in order.

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
    places = [word.start for word in draft.words if NARRATIVE.match(word.text)]
    paragraphs = (span for heading in draft.headings for span in heading.body)
    spans = [span for paragraph in paragraphs for span in split(draft.text, paragraph, SENTENCE_MARKS)]
    telling = sum(bisect_left(places, span.end) > bisect_left(places, span.start) for span in spans)
    if len(spans) >= FEWEST_SENTENCES and telling > len(spans) * NARRATIVE_SHARE:
        raise ExtractionError("no_plan", name=draft.document.name, sentences=len(spans), telling=telling)


def _reviews(draft: Draft) -> set[str]:
    """The sections that look back (2023年工作回顾) or tell how things stand, with all below them."""
    sections: set[str] = set()
    for heading in draft.headings:
        if heading.parent in sections or REVIEW.search(heading.title.of(draft.text)):
            sections.add(heading.id)
    return sections


def directive_clauses(draft: Draft, heading: Heading, notes: list[Span]) -> list[Clause]:
    """The clauses of a directive's lead and body; of its title where that is all there is.

    What structure tells to be a lead commits to something: it is a clause even where the model knows none of its verbs.
    """
    sentences = list(directive_sentences(draft.text, heading, notes))
    all_clauses: list[Clause] = []
    for fragments in sentences:
        clauses = _in_sentence(draft, fragments, heading.id)
        leads = not clauses and any(lead.covers(fragments[0].span) for lead in heading.lead)
        all_clauses += [clause_of(draft.text, fragments, heading.id)] if leads else clauses
    if not all_clauses and len(sentences) == 1:
        # All that a directive, or a cell of a table, says: 县医院迁建.
        all_clauses = [clause_of(draft.text, sentences[0], heading.id)]
    return all_clauses


@dataclass
class _Open:
    """The clause being put together, and how likely its borders are so far."""

    fragments: list[Fragment]
    certainty: float = 1.0

    def add(self, fragment: Fragment, certainty: float) -> None:
        self.fragments.append(fragment)
        self.certainty *= certainty

    @property
    def width(self) -> int:
        return self.fragments[-1].span.end - self.fragments[0].span.start


def _in_sentence(draft: Draft, fragments: list[Fragment], section: str) -> list[Clause]:
    """The clauses of a sentence where the model begins them; what it takes for no commitment gives none.

    None runs over a semicolon.
    """
    features = fragment_features(draft, fragments, rule_starts(draft.text, fragments))
    tagger = model("clauses")
    labels = tagger.label(features, of=fragments)
    clauses: list[_Open] = []
    goes_on = False
    for place, (fragment, (label, certainty, _)) in enumerate(zip(fragments, labels, strict=True)):
        inner = tagger.chance(GOES_ON, place)
        parted = draft.text[fragment.span.start - 1] in SEMICOLONS
        if label == GOES_ON and goes_on and not parted:
            clauses[-1].add(fragment, inner)
            continue
        if goes_on and not parted:
            clauses[-1].certainty *= 1 - inner
        goes_on = label != NONE or certainty < (SURE if fragment.place == "main" else LIKELY)
        if goes_on:
            begins = tagger.chance(BEGINS, place) + (inner if parted else 0)
            clauses.append(_Open([fragment], begins))
    # A line that holds nothing but 并 says nothing.
    opened = (part for part in clauses if part.width)
    return [clause_of(draft.text, part.fragments, section)._replace(certainty=part.certainty) for part in opened]


def clause_of(text: str, fragments: Sequence[Fragment], section: str) -> Clause:
    """The clause that neighbouring fragments make."""
    span = Span(fragments[0].span.start, fragments[-1].span.end)
    verbs = tuple(verb for fragment in fragments for verb in fragment.verbs)
    adverbs = tuple(word for fragment in fragments for word in fragment.adverbs if word)
    objects = tuple(_object(fragment, verb) for fragment in fragments for verb in fragment.verbs[-1:])
    rule = next((fragment.rule for fragment in fragments if fragment.place == "main"), "main-verb")
    parts = tuple(split(text, span, COMMAS))
    return Clause(span, section, verbs, tuple(item for item in objects if item.width), adverbs, rule, parts)


def _object(fragment: Fragment, verb: Verb) -> Span:
    """What stands behind the last verb of a fragment."""
    return Span(verb.span.end, fragment.span.end)
