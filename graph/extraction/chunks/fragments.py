"""Fragments: what stands between two commas, and whether a new main verb begins in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plankg.graph.extraction.chunks.openings import (
    after_adverbials,
    after_subject,
    unlisted_verb,
    verb_of,
    verbs_at,
    verbs_behind_subject,
    with_openers,
)
from plankg.graph.extraction.chunks.outcomes import BOUNDED, in_measure, outcome
from plankg.graph.extraction.draft.spans import Span, Verb
from plankg.graph.extraction.words.lexicon import any_of, from_lexicon
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import TaskKind

DROPPED = named_pattern("fragments.dropped", r"^并(?!轨|网|购|存|列)", matches=["并为其保密"], rejects=["并网发电"])
# A result told after its subject: 管理机制进一步完善, 能力持续提升.
FINAL = "(?:进一步|持续|不断|明显|显著|基本|大幅|逐步|全面|更加|有效)(?P<verb>{verb}|解决|改善|畅通|便捷|健全|增长)$"
# An office whose name begins like a verb: 发展改革部门要….
OFFICE_TO_ACT = named_pattern(
    "fragments.office-to-act",
    "[^，；。]{2,24}?(?:部门|[局委厅])(?:要|应当|应(?!用|急|对)|须)",
    matches=["发展改革部门要核实"],
    rejects=["各部门"],
)
# A phrase without a verb that says whom or what the clause after it is about: 对查实的问题，移交….
TOWARDS = named_pattern(
    "fragments.towards",
    "(?:对|对于|针对|凡|在[^，；。]+[中时后])(?=[一-龥“])(?!于此|应|照)",
    matches=["对查实的问题"],
    rejects=["问题"],
)


@dataclass(frozen=True)
class Fragment:
    """A fragment of a sentence: its span without a leading 并, its verbs, and what it is to its neighbours.

    `place` is `main` (a new main verb begins here), `leading` (an adverbial for the next), `trailing` (part of the one
    before) or `unread` (a sentence's first, that may be either an adverbial or a task).
    """

    span: Span
    verbs: tuple[Verb, ...]
    adverbs: tuple[str, ...]
    place: str
    rule: str = "main-verb"


@from_lexicon
def _final() -> re.Pattern[str]:
    return named_pattern("fragments.final", with_openers(FINAL), matches=["机制进一步完善"], rejects=["进一步完善机制"])


def read(text: str, span: Span, *, first: bool, last: bool = False) -> Fragment:
    """Read one fragment; `first` and `last` tell that a sentence begins or ends with it."""
    if DROPPED.match(span.of(text)):
        span = Span(span.start + 1, span.end)
    words = span.of(text)
    if not first and any_of("adverbs", "trailing").match(words):
        return Fragment(span, (), (), "trailing")
    place = after_adverbials(words, last=last)
    if place >= len(words) or words.endswith("的"):
        return Fragment(span, (), (), "leading")
    opened, begin = _opening(words, span, place)
    if begin >= len(words):
        return Fragment(span, (), (), "leading")
    if opened is None and (result := _result(words, span)):
        return result
    opened = opened or unlisted_verb(words, span, begin)
    if opened is None and place == 0 and first and not TOWARDS.match(words):
        opened = verbs_behind_subject(words, span)
    if opened is None:
        final = _final().search(words)
        verbs: tuple[Verb, ...] = (verb_of(final["verb"], span.start + final.start("verb")),) if final else ()
        if verbs or not (first or place or TOWARDS.match(words)):
            return Fragment(span, verbs, (), "trailing")
        return Fragment(span, (), (), "leading" if place or TOWARDS.match(words) else "unread")
    verbs, adverbs = opened
    return Fragment(span, verbs, adverbs, "main")


def _opening(words: str, span: Span, place: int) -> tuple[tuple[tuple[Verb, ...], tuple[str, ...]] | None, int]:
    """The verbs and adverbs that open the fragment, behind its subject if it names one, and where they are looked for."""
    opened = None if OFFICE_TO_ACT.match(words, place) else verbs_at(words, span, place)
    if opened is None and (subject := after_subject(words, place)) is not None:
        place = subject
        opened = verbs_at(words, span, subject) if subject < len(words) else None
    if opened and opened[0] and in_measure(words, opened[0][0].word):
        opened = None
    return opened, place


def _result(words: str, span: Span) -> Fragment | None:
    """A fragment that tells a result; where its figure only bounds what a verb before it does, that verb (培训不少于3万人)."""
    place = outcome(words)
    if place is None:
        return None
    acting = verbs_behind_subject(words, span)
    if acting and acting[0] and BOUNDED.match(words, acting[0][0].span.end - span.start):
        return Fragment(span, *acting, "main", "told-result")
    verb = Verb(Span(span.start + place[0], span.start + place[1]), words[slice(*place)], TaskKind.COMPLETE)
    return Fragment(span, (verb,), (), "main", "told-result")
