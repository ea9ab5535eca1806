"""The step of clauses: which fragments between commas begin a task, go on with one, or commit to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from plankg.graph.explaining.choices import Choice
from plankg.graph.explaining.features import label
from plankg.graph.explaining.rows import Row
from plankg.graph.explaining.trace import Trace
from plankg.graph.extraction.chunks.fragments import Fragment
from plankg.graph.extraction.clauses.clauses import BEGINS, GOES_ON, LIKELY, SURE
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.labelling.models import NONE
from plankg.schema.wording import Language, words


def clause_rows(trace: Trace, span: Span, lang: Language) -> Iterator[Row]:
    """Each fragment with what it was taken for: as the model has it, or as rules hold against the model."""
    clauses = [place for place, _ in trace.tasks(span)]
    for weighed in trace.at("clauses", span):
        for place, fragment in enumerate(cast("list[Fragment]", weighed.decision.of)):
            begins = any(clause.start == fragment.span.start for clause in clauses)
            inside = any(clause.covers(fragment.span) for clause in clauses)
            choice = weighed.choice(place, BEGINS if begins else GOES_ON if inside else NONE)
            phrase = label("clauses", choice.label, lang)
            remark = _overruled(choice, fragment, lang)
            yield Row.of(trace, fragment.span, choice.label, phrase, choice=choice, remark=remark)


def _overruled(choice: Choice, fragment: Fragment, lang: Language) -> str:
    """Why the model was not followed where it takes a fragment for nothing: it was not sure enough."""
    if choice.label == NONE or choice.rival != NONE or not choice.overruled:
        return ""
    least = SURE if fragment.place == "main" else LIKELY
    if choice.rival_share >= least:
        return words("explain.kept_all", lang)
    return words("explain.kept", lang, label=label("clauses", NONE, lang), least=least)
