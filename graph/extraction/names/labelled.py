"""Names as the model reads them, with what rules know of a name: its type, its other ways to write it, the names inside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from plankg.graph.extraction.chunks.sentence_ends import split
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import LabelledWords, Name, Span
from plankg.graph.extraction.labelling.models import NONE, Labelled, model
from plankg.graph.extraction.names.borders import bounded, enclosed, without_verbs
from plankg.graph.extraction.names.coordinations import begin_shared
from plankg.graph.extraction.names.introduced_names import with_abbreviations
from plankg.graph.extraction.names.mentions import names_within, start_of
from plankg.graph.extraction.names.names import longest, noted_names
from plankg.graph.extraction.names.naming import named
from plankg.graph.extraction.names.schools import has_own_name, is_school
from plankg.graph.extraction.names.titled import TITLE_RULE, with_titled
from plankg.graph.extraction.names.word_features import LIST_JOINTS, Sentence, WordFeatures
from plankg.graph.extraction.words.tagged import between
from plankg.schema.terms import EntityType

BEGINS, GOES_ON = "B-", "I-"
RULE = "labelled-name"
THINGS = frozenset(kind for kind in EntityType if kind.unit) | {
    EntityType.TARGET_GROUP,
    EntityType.FACILITY,
    EntityType.PLACE,
}
"""Types whose names a verb before them runs into."""
SURE = 0.9
"""From here on a name is one wherever its words stand."""
SHORTEST, MOST_WORDS, OPENING = 4, 6, 2
APART = 0.2
"""From here on what joins two words parts two names: one name too many costs less than several that run together."""


class Reading(NamedTuple):
    """A name as the model found it: its words, its type, how sure it is, and how sure that the name ends there."""

    span: Span
    type: EntityType
    certainty: float
    border: float = 1.0


def label_words(draft: Draft) -> tuple[LabelledWords, ...]:
    """What the model says of each word of each sentence: that a name begins with it, goes on, or neither."""
    features = WordFeatures(draft, draft.marks)
    tagger = model("names")
    return tuple(
        LabelledWords(section, tuple(sentence), tuple(tagger.label(features.of(sentence), of=sentence)))
        for section, sentence in features.sentences
    )


def find_names(draft: Draft) -> tuple[Name, ...]:
    """Every mention of a named thing, in the order of the text.

    The model says where a name stands and of which type it is; a rule that found the same words says how else it is written.
    Names that rules found inside a longer one are mentions too, unless they are only a part of it.
    """
    by_span = {name.span: name for name in draft.marks}
    in_order = sorted(draft.marks, key=start_of)
    rows = []
    for section, sentence, labels in draft.labels:
        marks = names_within(in_order, Span(sentence[0].start, sentence[-1].end))
        read = _with_titles(marks, _whole(sentence, decoded(sentence, labels)))
        rows.append((section, sentence, marks, read))
    sure: dict[str, dict[str, EntityType]] = {}
    for row in chain.from_iterable(readings for *_, readings in rows):
        words = row.span.of(draft.text)
        if row.certainty >= SURE and len(words) >= SHORTEST:
            sure.setdefault(words[:OPENING], {})[words] = row.type
    mentions: list[Name] = []
    for section, sentence, marks, read in rows:
        single = [part for row in read for part in parted(draft.text, row, by_span)]
        readings = [*single, *repeated(draft.text, sentence, single, sure)]
        named_here = [_name(draft, row, by_span.get(row.span)) for row in readings]
        outermost = longest([*named_here, *_inside(marks, readings)])
        mentions += [
            _typed(draft, name)._replace(section=section) for name in (*outermost, *_projects(marks, outermost))
        ]
    return tuple(with_abbreviations(draft.text, with_titled(draft, [*mentions, *noted_names(draft)])))


def _whole(sentence: Sentence, mentions: Iterable[Reading]) -> Iterator[Reading]:
    """The names, the bodies with the members before them that share their head or level."""
    starts = {word.start: place for place, word in enumerate(sentence)}
    ends = {word.end: place for place, word in enumerate(sentence)}
    rows = list(mentions)
    wider = {}
    for row in rows:
        first, last = starts.get(row.span.start), ends.get(row.span.end)
        if row.type.unit and first is not None and last is not None:
            begin = begin_shared(sentence, first, last)
            if begin < first:
                wider[row.span] = Span(sentence[begin].start, row.span.end)
    for row in rows:
        if row.span in wider:
            yield row._replace(span=wider[row.span])
        elif not any(span.covers(row.span) for span in wider.values()):
            yield row


def _with_titles(marks: Iterable[Name], rows: Iterable[Reading]) -> list[Reading]:
    """The names with what 《》 hold, whole: that needs no weighing."""
    inside = [name.span for name in marks if name.rule == TITLE_RULE]
    others = [row for row in rows if not any(row.span.overlaps(span) for span in inside)]
    return [*others, *(Reading(span, EntityType.POLICY_DOCUMENT, 1.0) for span in inside)]


def parted(text: str, row: Reading, marks: Mapping[Span, Name]) -> Iterator[Reading]:
    """The items of a list that was taken for one name, where a rule found the first item as a name of the same kind.

    县妇联、村民委员会 are two; 林业、水利等部门 is one.
    """
    items = split(text, row.span, "、")
    first = marks.get(items[0])
    alike = first is not None and (first.type is row.type or (first.type.unit and row.type.unit))
    if len(items) == 1 or not alike or "等" in row.span.of(text):
        yield row
    else:
        yield from (row._replace(span=item, type=marks[item].type if item in marks else row.type) for item in items)


def repeated(
    text: str, sentence: Sentence, rows: Sequence[Reading], sure: Mapping[str, Mapping[str, EntityType]]
) -> Iterator[Reading]:
    """The words of a sentence that are a name for sure elsewhere in the plan, where they stand outside any name.

    `sure` has these names with their types by their first characters.
    """
    covered = {place for row in rows for place in range(*row.span)}
    place = 0
    while place < len(sentence):
        start = sentence[place].start
        known = sure.get(text[start : start + OPENING], {})
        for end in range(min(place + MOST_WORDS, len(sentence)), place, -1) if known else ():
            span = Span(start, sentence[end - 1].end)
            kind = known.get(span.of(text))
            if kind is not None and covered.isdisjoint(range(*span)):
                yield Reading(span, kind, SURE)
                place = end - 1
                break
        place += 1


def decoded(sentence: Sentence, labels: Sequence[Labelled]) -> Iterator[Reading]:
    """The names that labels say: B-Type on the first word, I-Type on the others; the items of a list apart."""
    place = 0
    while place < len(sentence):
        label = labels[place].label
        end = place + 1
        if label != NONE:
            kind = label.removeprefix(BEGINS).removeprefix(GOES_ON)
            while end < len(sentence) and labels[end].label == GOES_ON + kind:
                end += 1
            before = sentence[place - 1] if place else None
            for begin, finish in _items(sentence, labels, place, end):
                words = bounded(sentence[begin:finish])
                words = without_verbs(words, before) if EntityType.of(kind) in THINGS else words
                if words:
                    span = Span(words[0].start, words[-1].end)
                    border = labels[finish].certainty if finish < len(sentence) else 1.0
                    yield Reading(span, EntityType.of(kind), min(row.certainty for row in labels[begin:finish]), border)
        place = end


def _items(sentence: Sentence, labels: Sequence[Labelled], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The items of what was taken for one name, parted where its list may well be one of several names.

    What stands before a 的 describes one thing (监管不力、问题频发的学校).
    """
    described = max((place for place in range(begin, end) if sentence[place].text == "的"), default=begin)
    for place in range(described + 1, end - 1):
        if (
            sentence[place].text in LIST_JOINTS
            and labels[place].nothing >= APART
            and not enclosed(sentence[begin:end], place - begin)
        ):
            yield begin, place
            begin = place + 1
    yield begin, end


def _name(draft: Draft, row: Reading, known: Name | None) -> Name:
    certainty = min(row.certainty, row.border)
    if known is not None:
        return known._replace(type=row.type, certainty=certainty)
    start, words = row.span.start, row.span.of(draft.text)
    if row.type is EntityType.POLICY_DOCUMENT and "的" in words:
        # 切实可行的整治方案: what describes a document is not of its name.
        start, words = start + words.rindex("的") + 1, words[words.rindex("的") + 1 :]
    return named(start, words, row.type, RULE)._replace(certainty=certainty)


def _typed(draft: Draft, name: Name) -> Name:
    """A school without a name of its own, as a kind of schools; in a school's own plan 学校 is that school."""
    if name.type is not EntityType.SCHOOL:
        return name
    issuer = draft.data.issuer
    own = issuer is not None and is_school(issuer.value) and name.name == "学校"
    named_so = own or has_own_name(between(draft.words, *name.span))
    return name if named_so else name._replace(type=EntityType.SCHOOL_CATEGORY)


def _inside(marks: Iterable[Name], rows: Iterable[Reading]) -> Iterator[Name]:
    """The names of rules that stand inside a longer one; those that were found share no characters."""
    spans = sorted(row.span for row in rows)
    for mark in marks:
        holder = spans[bisect_left(spans, (mark.span.start + 1,)) - 1] if spans else mark.span
        if holder.covers(mark.span) and holder != mark.span:
            yield mark


def _projects(marks: Iterable[Name], names: Sequence[Name]) -> Iterator[Name]:
    """The schools of a list of projects (白鹭小学等项目) as projects too: what is to be built bears the school's name."""
    schools = {name.span for name in names if name.type is EntityType.SCHOOL}
    projects = {name.span for name in names if name.type is EntityType.PROJECT}
    for mark in marks:
        if mark.type is EntityType.PROJECT and mark.span in schools - projects:
            yield mark
