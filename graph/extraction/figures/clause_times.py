"""Deadlines: the time that holds for each clause, its own or the one with which its sentence opens."""

from __future__ import annotations

from plankg.graph.extraction.chunks.sentence_ends import SENTENCE_OR_LINE_END
from plankg.graph.extraction.chunks.times import find_time, plan_year
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Span, Time
from plankg.graph.extraction.words.lexicon import rules
from plankg.graph.patterns import named_pattern

# What goes on or comes round is not over by a day.
ONGOING = named_pattern(
    "deadlines.ongoing",
    r"持续|长期|常态|不断|及时|每[\d一二两三四五～~]{0,4}(?:年|月|季度|学期|学年|周|天|日)",
    matches=["持续开展"],
    rejects=["三季度"],
)
# What may stand before a time that opens a sentence: 力争到2025年，….
BEFORE_TIME = named_pattern("deadlines.before-time", "(?:力争|确保|努力|争取)?$", matches=["力争"], rejects=[])


def clause_times(draft: Draft) -> dict[Span, Time]:
    """The time of each clause that has one, by the clause's span; a year left out is the plan's own.

    A deadline that opens a sentence and is set off by a comma (到2025年，建成…，培育…) holds for the clauses behind it too, up to
    the end of the sentence or the next time, but for those that go on (持续开展…). It holds for no other sentence.
    """
    text, year = draft.text, plan_year(draft)
    times: dict[Span, Time] = {}
    opening: Time | None = None
    end = 0
    for clause in draft.clauses:
        if SENTENCE_OR_LINE_END.search(text, end, clause.span.start):
            opening = None
        end = clause.span.end
        act = clause.part(clause.verbs[0].span) if clause.verbs else None
        own = find_time(text, clause.span, year, act=act)
        ongoing = ONGOING.search(text, clause.span.start, clause.span.end)
        if own and _is_whole(own) and opening and not ongoing:
            own = None
        if own:
            own = own._replace(due=None) if _is_whole(own) and ongoing else own
            opening = own if own.due and _opens(text, clause.span, own.span) else None
            times[clause.span] = own
        elif opening and not ongoing:
            times[clause.span] = opening
    return times


def _is_whole(time: Time) -> bool:
    """Whether a time is only the plan's own year or term: what goes on all the year is not over by its end."""
    return any(rule.name == time.rule for rule in rules("times", "whole"))


def _opens(text: str, clause: Span, time: Span) -> bool:
    """Whether a time stands first in its clause and a comma sets it off."""
    return bool(BEFORE_TIME.fullmatch(text, clause.start, time.start)) and text.startswith("，", time.end)
