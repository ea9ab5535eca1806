"""Clauses: the commitments of a directive, cut wherever a new main verb begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from plankg.graph.extraction.draft import Clause, Draft, Heading, Span, Verb
from plankg.graph.extraction.fragments import Fragment, read, split
from plankg.graph.extraction.lexicon import lexicon
from plankg.schema.plan import Sentence

SENTENCE_MARKS, FRAGMENT_MARKS = "。！？\n", "，；,;"
MEASURABLE = re.compile(r"\d|全覆盖|率$|零增长|[达占]到?[一二三四五六七八九十百]")


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
    that tells a measurable result stands for itself. A directive without body is read from its title.
    """
    return tuple(
        clause for heading in draft.headings if heading.no is not None for clause in _clauses(draft.text, heading)
    )


def _clauses(text: str, heading: Heading) -> list[Clause]:
    body = [span for span in heading.body if span.width] or [heading.title]
    made: list[Clause] = []
    for paragraph in body:
        for sentence in split(text, paragraph, SENTENCE_MARKS):
            made += _in_sentence(text, sentence, heading.id)
    return made


@dataclass
class _Open:
    """The clause being put together."""

    fragments: list[Fragment]

    @property
    def has_main(self) -> bool:
        return any(fragment.place == "main" for fragment in self.fragments)


def _in_sentence(text: str, sentence: Span, section: str) -> list[Clause]:
    made: list[_Open] = []
    current = _Open([])
    fresh = True
    for number, span in enumerate(split(text, sentence, FRAGMENT_MARKS)):
        first = number == 0 or text[span.start - 1] in "；;"
        fragment = read(text, span, first=first and fresh)
        if _begins(text, fragment, current, first=first):
            if current.fragments:
                made.append(current)
            current = _Open([])
        current.fragments.append(fragment)
        fresh = True
    if current.fragments:
        if not current.has_main and made:
            made[-1].fragments += current.fragments
        else:
            made.append(current)
    return [_clause(opened, section) for opened in made]


def _begins(text: str, fragment: Fragment, current: _Open, *, first: bool) -> bool:
    """Tell whether a clause begins with this fragment."""
    if not current.fragments:
        return False
    if first:
        return current.has_main
    if not current.has_main or fragment.place == "trailing":
        return False
    return fragment.place == "leading" or not _purpose(text, fragment)


def _purpose(text: str, fragment: Fragment) -> bool:
    """Tell whether a fragment only says what the task before it is for."""
    if not fragment.verbs:
        return False
    word = fragment.verbs[0].word
    begins = text.startswith(word, fragment.span.start) or any(fragment.adverbs)
    return begins and word in purpose_verbs() and not MEASURABLE.search(fragment.span.of(text))


@cache
def purpose_verbs() -> frozenset[str]:
    """Give the verbs that, inside a sentence, tell what the task before them is for."""
    return frozenset(lexicon("verbs")["purpose"])


def _clause(opened: _Open, section: str) -> Clause:
    fragments = opened.fragments
    span = Span(fragments[0].span.start, fragments[-1].span.end)
    verbs = tuple(verb for fragment in fragments for verb in fragment.verbs)
    adverbs = tuple(word for fragment in fragments for word in fragment.adverbs if word)
    objects = tuple(_object(fragment, verb) for fragment in fragments for verb in fragment.verbs[-1:])
    return Clause(span, section, verbs, tuple(item for item in objects if item.width), adverbs, "main-verb")


def _object(fragment: Fragment, verb: Verb) -> Span:
    """Give what stands behind the last verb of a fragment."""
    return Span(verb.span.end, fragment.span.end)
