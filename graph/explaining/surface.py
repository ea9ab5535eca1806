"""The first steps: words with their classes, where the sentence stands, notes, figures and times."""

from __future__ import annotations

from collections.abc import Iterator

from plankg.graph.explaining.features import class_of
from plankg.graph.explaining.rows import Row
from plankg.graph.explaining.trace import Trace
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.tagged import between
from plankg.schema.wording import Language, words


def word_rows(trace: Trace, span: Span, lang: Language) -> Iterator[Row]:
    """The words with their classes, cut also where a name that rules mark begins or ends."""
    for word in between(trace.draft.name_words, *span):
        if not word.text.isspace():
            yield Row.of(trace, Span(word.start, word.end), word.tag, class_of(word.tag, lang))


def structure_rows(trace: Trace, span: Span, lang: Language) -> Iterator[Row]:
    """The section that the sentence stands in, or that it heads, by the rule that found its heading."""
    draft = trace.draft
    for heading in reversed(draft.headings):
        if not any(part.overlaps(span) for part in (heading.title, *heading.body)):
            continue
        if heading.title.start < draft.place(trace.base):
            yield Row.of(trace, span, "", words("explain.framed", lang))
        else:
            key = "directive" if heading.no is not None else "section"
            phrase = words(f"explain.{key}", lang, no=heading.no, label=heading.label)
            yield Row.of(trace, heading.title, heading.id, phrase, rule=heading.rule)
        return


def note_rows(trace: Trace, span: Span, lang: Language) -> Iterator[Row]:
    """The units and times of responsibility notes that stand here or close what stands here."""
    for note in trace.draft.notes:
        if note.span.overlaps(span) or note.covers.overlaps(span):
            for unit in note.units:
                yield Row.of(trace, unit.span, unit.role.value, unit.role.said(lang), rule="noted-unit")
            if note.time:
                yield Row.of(trace, note.time, "time", words("explain.note_time", lang), rule="noted-time")


def figure_rows(trace: Trace, span: Span, lang: Language) -> Iterator[Row]:
    """The times of tasks, with the day they fall due, and the figures with what they measure."""
    draft = trace.draft
    for clause, time in draft.times.items():
        if clause.overlaps(span) and time.span.overlaps(span):
            due = time.due.isoformat() if time.due else ""
            phrase = words("explain.due", lang, due=due) if due else words("explain.no_day", lang)
            yield Row.of(trace, time.span, due, phrase, rule=time.rule)
    for target in trace.plan.targets:
        place = trace.normal(target.evidence)
        if place.overlaps(span):
            phrase = f"{target.indicator} · {target.kind.said(lang)} {target.comparator.said(lang)}"
            yield Row.of(trace, place, target.indicator, phrase, rule=target.rule)
