"""The step of names: which words were taken for a name, of which type, what rules marked, and what was nearly one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from plankg.graph.explaining.choices import Choice, Weighed
from plankg.graph.explaining.rows import Row
from plankg.graph.explaining.trace import Trace
from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.extraction.labelling.models import NONE
from plankg.graph.extraction.names.labelled import RULE
from plankg.graph.extraction.names.mentions import names_within
from plankg.graph.extraction.names.titled import TITLE_RULE
from plankg.graph.extraction.words.tagged import Word
from plankg.schema.terms import EntityType
from plankg.schema.wording import Language, words

NEARLY = 0.25
"""From such a share on, a name that was not taken is told."""


class Labelled(NamedTuple):
    """A run of words that the model takes for a name; of words that it takes for none, each is a run by itself."""

    span: Span
    kind: str
    places: range
    weighed: Weighed

    @property
    def weakest(self) -> Choice:
        """The choice at the word where the model wavered most."""
        return min((self.weighed.choice(place) for place in self.places), key=lambda choice: choice.share)

    def nearest(self) -> tuple[str, float]:
        """The likeliest label but nothing at the first word, and its share."""
        thing = self.weighed.likeliest_thing(self.places[0])
        return thing, self.weighed.shares[self.places[0]][thing]


def name_rows(trace: Trace, span: Span, lang: Language) -> Iterator[Row]:
    """The names in the order of the text, then marks of rules that the model did not follow, then what was nearly a name."""
    runs = [run for weighed in trace.at("names", span) for run in _runs(weighed)]
    named = names_within(trace.draft.names, span)
    marks = {mark.span: mark for mark in reversed(names_within(trace.marks, span))}
    for name in named:
        yield _named(trace, name, runs, marks.get(name.span), lang)
    spans = {name.span for name in named}
    starts: set[int] = set()
    for mark in sorted(marks.values()):
        first = next((run for run in runs if run.span.start <= mark.span.start < run.span.end), None)
        if mark.span not in spans and first and not any(name.span.covers(mark.span) for name in named):
            starts.add(first.span.start)
            what = words("explain.not_taken", lang, rule=mark.rule, what=mark.type.said(lang))
            yield Row.of(trace, mark.span, "", what)
    yield from _nearly(trace, [run for run in runs if run.span.start not in starts], lang)


def _nearly(trace: Trace, runs: Sequence[Labelled], lang: Language) -> Iterator[Row]:
    """What was nearly a name, the words side by side together."""
    near = [run for run in runs if run.kind == NONE and run.nearest()[1] >= NEARLY]
    done = -1
    for place, run in enumerate(near):
        if run.span.start < done:
            continue
        done = run.span.end
        for other in near[place + 1 :]:
            if other.span.start != done:
                break
            done = other.span.end
        thing, _ = run.nearest()
        joined = thing.startswith("I-")
        key, what = ("joined", thing.removeprefix("I-")) if joined else ("nearly", thing.removeprefix("B-"))
        what = words(f"explain.{key}", lang, what=EntityType.of(what).said(lang))
        yield Row.of(trace, Span(run.span.start, done), "", what, choice=run.weighed.choice(run.places[0]))


def _runs(weighed: Weighed) -> Iterator[Labelled]:
    sentence, labels = cast("Sequence[Word]", weighed.decision.of), weighed.decision.given
    place = 0
    while place < len(sentence):
        kind, end = labels[place].label, place + 1
        if kind != NONE:
            kind = kind.partition("-")[2]
            while end < len(sentence) and labels[end].label == f"I-{kind}":
                end += 1
        yield Labelled(Span(sentence[place].start, sentence[end - 1].end), kind, range(place, end), weighed)
        place = end


def _named(trace: Trace, name: Name, runs: Sequence[Labelled], mark: Name | None, lang: Language) -> Row:
    """A name with the run of labels that it comes from; where it comes from none, with the rule that gave it."""
    run = next((run for run in runs if run.span.overlaps(name.span) and run.kind == name.type), None)
    rule = None if name.rule == RULE else name.rule
    remarks: list[str] = []
    if name.rule == TITLE_RULE:
        run = None
        remarks.append(words("explain.whole_title", lang))
    elif run is None and rule is None:
        remarks.append(words("explain.elsewhere", lang))
    elif run is not None and run.span != name.span:
        remarks.append(words("explain.bounded", lang, words=run.span.of(trace.draft.text)))
    if mark is not None and mark.type is not name.type:
        remarks.append(words("explain.rules_said", lang, rule=mark.rule, what=mark.type.said(lang)))
    more: dict[str, Any] = {"choice": run.weakest if run else None, "remark": "；".join(remarks)}
    return Row.of(trace, name.span, name.type.value, name.type.said(lang), rule=rule, **more)
