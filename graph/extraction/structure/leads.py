"""Leads: paragraphs before the first heading, or between a heading and those below it, that commit to something."""

from __future__ import annotations

import re

from plankg.graph.extraction.chunks.sentence_ends import SENTENCE_MARKS, split
from plankg.graph.extraction.draft.spans import Heading, Span
from plankg.graph.extraction.structure.unnumbered import tells_of_document
from plankg.graph.extraction.words.lexicon import any_of, pattern

RULE = "lead-paragraph"
# The lead of a plan is no directive: its tasks are numbered 0.1, 0.2.
NUMBER = 0
# What stands in quotes, 《》 and brackets is not what a sentence or title itself says.
ASIDE = re.compile("“[^”]*”|《[^》]*》|（[^）]*）|\\([^)]*\\)")


def lead_of(text: str, lines: list[Span]) -> Heading | None:
    """The section that the sentences before the first heading make which commit to something; None where none does.

    Such a sentence tells an amount, a deadline, who does it or what must be, and neither why the plan was made nor what was
    reached before. The first is the section's title.
    """
    own = [line for line in lines if not tells_of_document(line.of(text))]
    said = [sentence for line in own for sentence in split(text, line, SENTENCE_MARKS) if commits(text, sentence)]
    if not said:
        return None
    first = said[0]
    return Heading(str(NUMBER), "", 1, first, first, None, body=tuple(said), no=NUMBER, kind="section", rule=RULE)


def commits(text: str, sentence: Span) -> bool:
    """Whether a sentence of a lead commits to something, behind the clauses that say why and on what ground."""
    words = pattern("structure", "introducing").sub("", ASIDE.sub("", sentence.of(text)), count=1)
    if pattern("structure", "preamble").search(words) or pattern("annotations", "for_all").search(words):
        return False
    return any_of("structure", "commitments").search(words) is not None


def announced(text: str, line: Span) -> Span | None:
    """What of a line stands before its last clause, where that only announces what follows (主要任务是：)."""
    words = line.of(text)
    if not pattern("structure", "announces").search(words):
        return line
    end = max(words.rfind(mark, 0, len(words) - 1) for mark in f"{SENTENCE_MARKS}，；") + 1
    return Span(line.start, line.start + end) if end else None
