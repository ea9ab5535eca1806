"""A plan beside its text: where its statements stand, the sentence of a place, the words of a general dictionary."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple

from plankg.graph.checks.table_findings import Finding
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.lexicon import from_lexicon, rules
from plankg.graph.extraction.words.tagged import dictionary
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Assignment, Entity, Plan, Task
from plankg.schema.terms import Basis, EntityType

# So many characters of the sentence are shown on either side of a place.
AROUND = 24
# No clause is longer: text without a mark must not cost more than its length.
REACH = 200
CLAUSE_ENDS = "，；。：（）\n"
CLAUSE = re.compile(f"[^{CLAUSE_ENDS}]+")
# So many marks and blanks stand between a number and its title.
NUMBER_MARKS = 3
KINDS = ("unit", "time", "target", "task", "name", "document", "head", "fact", "proper")


class Word(NamedTuple):
    """A word of the normalised text with its class, as the dictionary cuts and tags it."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True)
class Reading:
    """A plan and its document; all places are half-open spans of the normalised text."""

    plan: Plan
    document: Document

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.document.normal

    @cached_property
    def unnumbered(self) -> str:
        """The text with blanks for the numbers before titles: in 1.100名 the figure is 100."""
        text, pieces, place = self.text, [], 0
        for section in self.plan.sections:
            title = self.span(section.evidence).start
            label = text.rfind(section.label, max(place, title - len(section.label) - NUMBER_MARKS), title)
            if section.label and label >= 0:
                pieces += [text[place:label], " " * (title - label)]
                place = title
        return "".join([*pieces, text[place:]])

    def span(self, evidence: Evidence) -> Span:
        """Where evidence stands in the normalised text."""
        span = self._spans.get(id(evidence))
        if span is None:
            at, pieces = self.document.normal_at, evidence.pieces
            span = self._spans[id(evidence)] = Span(at[pieces[0].start], at[pieces[-1].end - 1] + 1)
        return span

    @cached_property
    def _spans(self) -> dict[int, Span]:
        """Places already looked up: many statements rest on one evidence, which the plan keeps alive."""
        return {}

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.text[span.start : span.end]

    def finding(self, check: str, span: Span, /, statement: str | None = None, **values: Any) -> Finding:
        """A finding at a place, with the sentence round it."""
        evidence = self.document.evidence(*span)
        return Finding(check, statement, evidence, {"quote": evidence.quote, "sentence": self.around(span), **values})

    def around(self, span: Span) -> str:
        """The sentence of a place, shortened where it is long."""
        number = bisect_right(self._sentence_starts, span.start) - 1
        whole = self._sentences[number] if number >= 0 else span
        if span.start >= whole.end:
            whole = span
        start, end = max(whole.start, span.start - AROUND), max(span.end, min(whole.end, span.end + AROUND))
        words = " ".join(self.text[start:end].split())
        return f"{'…' if start > whole.start else ''}{words}{'…' if end < whole.end else ''}"

    def clause(self, span: Span) -> Span:
        """What stands between the marks round a place."""
        reach = max(0, span.start - REACH)
        start = max(reach - 1, *(self.text.rfind(mark, reach, span.start) for mark in CLAUSE_ENDS)) + 1
        match = CLAUSE.match(self.text, start, span.end + REACH)
        return Span(start, max(span.end, match.end() if match else start))

    @cached_property
    def _sentences(self) -> tuple[Span, ...]:
        return tuple(self.span(sentence.evidence) for sentence in self.plan.sentences)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self._sentences]

    @cached_property
    def _cut(self) -> tuple[list[int], list[int], list[str], dict[int, int]]:
        """The words' starts, ends and classes, and the number of the word that begins at a place."""
        tagged = dictionary().tag(self.unnumbered)
        ends = list(accumulate([len(word) for word, _ in tagged]))
        starts = [0, *ends[:-1]]
        return starts, ends, [tag for _, tag in tagged], dict(zip(starts, range(len(starts)), strict=True))

    def begins_word(self, place: int) -> bool:
        """Whether a word begins at a place."""
        return place in self._cut[3]

    def word_before(self, place: int) -> Word | None:
        """The word that ends where another begins; nothing inside a word and at the start of the text."""
        starts, ends, tags, number_at = self._cut
        number = number_at.get(place, 0)
        return Word(starts[number - 1], ends[number - 1], tags[number - 1]) if number else None

    def words_in(self, span: Span) -> list[Word]:
        """The words of a span from its first character on; nothing where that is inside a word."""
        starts, ends, tags, number_at = self._cut
        first = number_at.get(span.start)
        if first is None:
            return []
        last = bisect_left(starts, span.end, first)
        return list(map(Word, starts[first:last], ends[first:last], tags[first:last]))

    @cached_property
    def marks(self) -> dict[str, bytearray]:
        """For each kind of statement, which characters it rests on."""
        marks = {kind: bytearray(len(self.text)) for kind in KINDS}
        rests = [(kind, self.span(evidence)) for kind, evidence in self._rests()]
        rests += [("name", span) for span, _ in self.mentions]
        rests += [("proper", span) for span, entity in self.mentions if entity.type is not EntityType.CONCEPT]
        rests += [("task", span) for span, _ in self.tasks]
        for kind, (start, end) in rests:
            marks[kind][start:end] = b"\1" * (end - start)
        return marks

    @cached_property
    def tasks(self) -> list[tuple[Span, Task]]:
        """The tasks with their places."""
        return [(self.span(task.evidence), task) for task in self.plan.tasks]

    @cached_property
    def entities(self) -> list[tuple[Span, Entity]]:
        """The things named, each with the place where it is named first."""
        return [(self.span(entity.evidence), entity) for entity in self.plan.entities]

    @cached_property
    def mentions(self) -> list[tuple[Span, Entity]]:
        """Where things are named, thing by thing."""
        rows = ((mention, entity) for entity in self.plan.entities for mention in entity.mentions)
        return [(self.span(mention.evidence), entity) for mention, entity in rows]

    def marked(self, kinds: Iterable[str], span: Span) -> bool:
        """Whether a statement of one of the kinds rests on a character of the span."""
        return any(self.marks[kind].find(1, span.start, span.end) >= 0 for kind in kinds)

    @cached_property
    def task_starts(self) -> frozenset[int]:
        """Where tasks begin."""
        return frozenset(span.start for span, _ in self.tasks)

    @cached_property
    def times(self) -> str:
        """The times of tasks and targets that have no place of their own, as those of a table's column, a line each."""
        tasks = {task.time or "" for task in self.plan.tasks if task.time_evidence is None}
        every = {task.recurrence or "" for task in self.plan.tasks}
        alone = {target.deadline or "" for target in self.plan.targets if target.task is None}
        return "\n".join(sorted(tasks | every | alone))

    def _rests(self) -> Iterator[tuple[str, Evidence]]:
        plan = self.plan
        yield from (("fact", fact.evidence) for _, _, fact in plan.document.facts())
        yield from (("head", section.evidence) for section in plan.sections)
        for task in plan.tasks:
            yield from (("task", evidence) for evidence in task.restated)
            if task.time_evidence:
                yield "time", task.time_evidence
        for row in plan.assignments:
            yield from (("unit", evidence) for evidence in _of_unit(row))
        yield from (("target", target.evidence) for target in plan.targets)
        yield from (("document", citation.evidence) for citation in plan.citations)


def _of_unit(row: Assignment) -> tuple[Evidence, ...]:
    """What counts as read by an assignment: a note whole, of a sentence only the unit and its cue."""
    cue = (row.cue,) if row.cue else ()
    return (row.unit_evidence, *cue) if row.basis is Basis.TEXT else (row.unit_evidence, *cue, row.evidence)


def form(name: str) -> re.Pattern[str]:
    """The pattern of that name of how names, tasks and headings look."""
    return _forms()[name]


@from_lexicon
def _forms() -> dict[str, re.Pattern[str]]:
    return {rule.name: rule.pattern for rule in rules("accounting", "forms")}
