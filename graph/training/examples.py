"""Examples: what each model is to learn from an annotated plan, as sequences of features with their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from plankg.graph.extraction.chunks.fragments import Fragment
from plankg.graph.extraction.chunks.sentences import directive_sentences
from plankg.graph.extraction.chunks.starts import rule_starts
from plankg.graph.extraction.clauses.clauses import BEGINS, GOES_ON, clause_of
from plankg.graph.extraction.clauses.fragment_features import fragment_features
from plankg.graph.extraction.draft.frame import Frame
from plankg.graph.extraction.draft.spans import Clause, ClauseNames, Name, Span
from plankg.graph.extraction.frames.assignments import CANDIDATES, rule_assignment
from plankg.graph.extraction.frames.mention_features import name_features, pair_features
from plankg.graph.extraction.frames.parts import BACK, FORWARD, PART_LABELS, pairs, part_label, rule_parts
from plankg.graph.extraction.frames.subjects import CARRIED, distance, is_subject, subject_features
from plankg.graph.extraction.frames.works import rule_work
from plankg.graph.extraction.labelling.models import NONE
from plankg.graph.extraction.names.labelled import BEGINS as FIRST
from plankg.graph.extraction.names.labelled import GOES_ON as INSIDE
from plankg.graph.extraction.names.word_features import Sentence, WordFeatures
from plankg.graph.extraction.statements.tasks import kind_features
from plankg.graph.training.references import Annotated, Laid, Row, folded
from plankg.schema.terms import WORKS, Role

LEAST_SHARE = 0.3
DOES = {role.value for role in Role if role.does and role is not Role.PARTNER}


class Example(NamedTuple):
    """A sequence of items, the features of each, and the labels that they are to get."""

    items: Sequence[Sequence[str]]
    labels: Sequence[str]


def clause_examples(laid: Laid) -> Iterator[Example]:
    """The sentences of the annotated directives: a fragment begins a task, goes on with one, or commits to nothing."""
    draft = laid.draft
    for directive, heading in laid.headings.items():
        tasks = [span for span, _ in laid.tasks(directive)]
        notes = [note.span for note in draft.notes if heading.line.start <= note.span.start]
        for fragments in directive_sentences(draft.text, heading, notes):
            items = fragment_features(draft, fragments, rule_starts(draft.text, fragments))
            yield Example(items, _clause_labels(fragments, tasks))


def _clause_labels(fragments: Sequence[Fragment], tasks: Sequence[Span]) -> list[str]:
    labels, last = [], None
    for fragment in fragments:
        task = max(tasks, key=lambda task: _common(task, fragment.span), default=None)
        if task is None or not _holds(task, fragment):
            labels.append(NONE)
            last = None
        else:
            labels.append(GOES_ON if task == last else BEGINS)
            last = task
    return labels


def _common(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def name_examples(laid: Laid) -> Iterator[Example]:
    """The sentences of the annotated directives with the names in them."""
    features = WordFeatures(laid.draft, laid.draft.marks)
    mentions = {heading.id: laid.mentions(directive)[0] for directive, heading in laid.headings.items()}
    for section, sentence in features.sentences:
        if section in mentions:
            yield Example(features.of(sentence), _name_labels(sentence, mentions[section]))


def _name_labels(sentence: Sentence, mentions: Sequence[Annotated]) -> list[str]:
    labels = [NONE] * len(sentence)
    for row in mentions:
        inside = [
            place for place, word in enumerate(sentence) if row.span.start <= word.start and word.end <= row.span.end
        ]
        if inside and sentence[inside[0]].start == row.span.start and sentence[inside[-1]].end == row.span.end:
            for place in inside:
                labels[place] = (FIRST if place == inside[0] else INSIDE) + row.type
    return labels


class Told(NamedTuple):
    """An annotated task as a clause with the annotated names in it."""

    contents: ClauseNames
    row: Row
    mentions: dict[Name, Annotated]
    directive: Any


@cache
def told_tasks(laid: Laid) -> tuple[Told, ...]:
    """The annotated tasks as clauses with the annotated names, and with those read wrongly, which are nobody's names."""
    return tuple(_told_tasks(laid))


def _told_tasks(laid: Laid) -> Iterator[Told]:
    draft = laid.draft
    marks = {name.span: name for name in draft.marks}
    for directive, heading in laid.headings.items():
        outer, inner = laid.mentions(directive)
        rows = {row.span: row for row in (*inner, *outer)}
        notes = [note.span for note in draft.notes]
        fragments = [part for sentence in directive_sentences(draft.text, heading, notes) for part in sentence]
        for span, task in laid.tasks(directive):
            clause = _clause(draft.text, heading.id, [part for part in fragments if _holds(span, part)])
            if clause is None:
                continue
            named = {_name(draft.text, row, marks.get(row.span)): row for row in rows.values() if span.covers(row.span)}
            named |= {
                name: Annotated(name.span, name.type, frozenset())
                for name in draft.names
                if span.covers(name.span) and name.span not in rows
            }
            names = tuple(sorted(named, key=lambda name: name.span))
            yield Told(ClauseNames(clause, task["id"], names), task, named, directive)


def _frame(laid: Laid, task: Told) -> Frame:
    return Frame(laid.draft.text, laid.draft.words, task.contents)


def _name(text: str, row: Annotated, mark: Name | None) -> Name:
    if mark is not None:
        return mark._replace(type=row.type)
    return Name(row.span, row.type, row.span.of(text), (), "labelled-name")


def _holds(task: Span, fragment: Fragment) -> bool:
    return _common(task, fragment.span) > fragment.span.width * LEAST_SHARE


def _clause(text: str, section: str, fragments: Sequence[Fragment]) -> Clause | None:
    return clause_of(text, fragments, section) if fragments else None


def kind_examples(laid: Laid) -> Iterator[Example]:
    """The annotated tasks with their kinds."""
    for task in told_tasks(laid):
        yield Example([kind_features(laid.draft, task.contents.clause)], [task.row["kind"]])


def role_examples(laid: Laid) -> Iterator[Example]:
    """The names of the annotated tasks with the part that the sentence gives each."""
    for task in told_tasks(laid):
        roles = {
            other: carrier["role"]
            for carrier in task.row["carriers"]
            if carrier.get("basis") != "annotated"
            for other in _all_names(laid, carrier["name"])
        }
        frame = _frame(laid, task)
        for name in task.contents.names:
            if name.type in CANDIDATES:
                marked = rule_assignment(laid.draft, task.contents, name)
                role = next((roles[other] for other in task.mentions[name].names if other in roles), NONE)
                yield Example([name_features(frame, name, marked.role if marked else "")], [role])


def subject_examples(laid: Laid) -> Iterator[Example]:
    """The annotated tasks behind one with a written subject, with whether that subject does them as well."""
    source: ClauseNames | None = None
    units: set[str] = set()
    before: Told | None = None
    spans = sorted(task.contents.clause.span for task in told_tasks(laid))
    for task in told_tasks(laid):
        if before and before.directive != task.directive:
            source = None
        words = folded(task.contents.clause.span.of(laid.draft.text))
        does = {
            name
            for carrier in task.row["carriers"]
            if carrier["role"] in DOES and carrier.get("basis") != "annotated"
            for name in _all_names(laid, carrier["name"])
        }
        if any(name in words for name in does):
            frame = _frame(laid, task)
            subjects = [
                name for name in task.contents.names if task.mentions[name].names & does and is_subject(frame, name)
            ]
            source = task.contents if subjects else None
            units = {name for subject in subjects for name in task.mentions[subject].names}
            count = len(subjects)
        elif source and before:
            far = distance(spans, source, task.contents)
            features = subject_features(laid.draft, source, before.contents, task.contents, count, far)
            carried = bool(units & does)
            yield Example([features], [CARRIED if carried else NONE])
            source = source if carried else None
        before = task


def work_examples(laid: Laid) -> Iterator[Example]:
    """The names of the annotated tasks with what the task does with each: builds, renovates, holds …."""
    for task in told_tasks(laid):
        acts = {
            other: row["predicate"]
            for row in laid.reference.rows["relations"]
            if row["predicate"] in WORKS and row["subject"] in (task.row["id"], task.row["text"])
            for other in _all_names(laid, row["object"])
        }
        frame = _frame(laid, task)
        for name in task.contents.names:
            marked = rule_work(laid.draft.text, task.contents, name)
            act = next((acts[other] for other in task.mentions[name].names if other in acts), NONE)
            yield Example([name_features(frame, name, marked.predicate if marked else "")], [act])


def part_examples(laid: Laid) -> Iterator[Example]:
    """The pairs of names of the annotated tasks with which is part, member or whole of which."""
    kinds = {predicate.value: key for key, predicate in PART_LABELS.items()}
    for task in told_tasks(laid):
        edges = {
            (one, other): kinds[row["predicate"]]
            for row in laid.reference.rows["relations"]
            if row["predicate"] in kinds and row["directive"] == task.directive
            for one in _all_names(laid, row["subject"])
            for other in _all_names(laid, row["object"])
        }
        frame = _frame(laid, task)
        marked = {(link.subject, link.object): link for link in rule_parts(laid.draft.text, task.contents)}
        for first, second in pairs(task.contents.names):
            link = marked.get((first, second)) or marked.get((second, first))
            features = [*pair_features(frame, first, second), f"mark={part_label(link, first) if link else ''}"]
            yield Example([features], [_part(edges, task.mentions[first], task.mentions[second])])


def _part(edges: dict[tuple[str, str], str], first: Annotated, second: Annotated) -> str:
    for one in first.names:
        for other in second.names:
            if (one, other) in edges:
                return edges[one, other] + FORWARD
            if (other, one) in edges:
                return edges[other, one] + BACK
    return NONE


def _all_names(laid: Laid, name: str) -> frozenset[str]:
    return laid.reference.names_by_name.get(folded(name), frozenset({folded(name)}))


READ = "names"
"""The step up to which a text is read where the names that are read wrongly are learnt from as well."""
EXAMPLES = {
    "clauses": (clause_examples, "notes"),
    "names": (name_examples, "marks"),
    "kinds": (kind_examples, "marks"),
    "roles": (role_examples, READ),
    "subjects": (subject_examples, "marks"),
    "works": (work_examples, READ),
    "parts": (part_examples, READ),
}
"""For each model what gives its examples, and the step of extraction up to which a text is read for them.

In this order: what a later one is trained on is read with the earlier ones.
"""
