"""Responsibility notes: the units that a bracket or a line beside the text names, with their role, and deadline lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from plankg.graph.extraction.draft import Draft, Heading, Note, NotedUnit, Span
from plankg.graph.extraction.fragments import split
from plankg.graph.extraction.lexicon import lexicon, rules
from plankg.schema.terms import Role

BRACKET = re.compile(
    r"[（〔\[【(](?P<inner>[^（）〔〕\[\]【】()\n]*(?:[（(〔][^（）()〔〕\n]*[）)〕][^（）〔〕\[\]【】()\n]*)*)[）〕\]】)]"
)
# 省财政厅等省级相关部门 are two: the one named, and the others.
OTHERS = re.compile("等(?=[省市区县各有相][级关]?)")
LONGEST_LABEL = 12
# Items of a list stand below a chapter and what is below it, or end with ；.
LISTED_LEVEL = 3
ROLE_WORDS = re.compile("(?:牵头|负责|配合|参与|落实)(?:[，；。]|$)")
TRAILING = re.compile(r"(?:等(?:部门|单位|相关部门|有关部门)?|\s)+$")
LEADING = re.compile(r"^(?:[（(]\d+[）)]|[①-⑳]|由|以及|以|及|和|与|会同|，|、|\s)+")


class _Patterns(NamedTuple):
    label: re.Pattern[str]
    verb: re.Pattern[str]
    deadline: re.Pattern[str]
    deadline_inside: re.Pattern[str]
    person: re.Pattern[str]
    person_label: re.Pattern[str]
    bare_unit: re.Pattern[str]
    sentence: re.Pattern[str]
    offices: re.Pattern[str]
    first_leads: re.Pattern[str]
    whole: re.Pattern[str]
    level: re.Pattern[str]
    unit_end: re.Pattern[str]
    unlevelled: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    return _Patterns(*(re.compile(lexicon("annotations")[key]) for key in _Patterns._fields))


@cache
def role_behind() -> re.Pattern[str]:
    """Give the pattern of a role in brackets behind a unit: 市教育局（牵头）."""
    return re.compile(lexicon("annotations")["role_behind"])


def find_notes(draft: Draft) -> tuple[Note, ...]:
    """Give the notes in the order of the text, each with its units and the stretch of its directive that it closes.

    A note closes what stands between it and the note before it in the same directive; lines that follow each other are one
    note. One that stands before any text holds for what follows it. Names of persons are left out.
    """
    leads = bool(_patterns().first_leads.search(draft.text))
    made: list[Note] = []
    for heading in draft.headings:
        made += _in_section(draft.text, heading, first_leads=leads)
    return tuple(sorted((*made, *_for_siblings(draft, made)), key=lambda note: note.span))


def _for_siblings(draft: Draft, notes: list[Note]) -> Iterator[Note]:
    """Give the notes on lines of their own below the last item of a list again for the items before it.

    They close the whole list where no item before has a note of its own: （1）…；（2）…。 and then 责任科室：….
    """
    noted = {note.section for note in notes}
    children: dict[str | None, list[Heading]] = {}
    for heading in draft.headings:
        children.setdefault(heading.parent, []).append(heading)
    for items in children.values():
        *others, last = items
        if not others or last.no is None or any(item.id in noted for item in others):
            continue
        if last.level < LISTED_LEVEL and any(draft.text[item.line.end - 1] not in "；;" for item in others):
            continue
        for note in notes:
            if note.section == last.id and note.span in last.body:
                for item in others:
                    end = item.body[-1].end if item.body else item.title.end
                    yield note._replace(section=item.id, covers=Span(item.title.start, end))


def _in_section(text: str, heading: Heading, *, first_leads: bool) -> list[Note]:
    """Give the notes of one section, in order, with what each covers."""
    finders = (_brackets, _lines, _sentences, _closing)
    found = sorted((note for finder in finders for note in finder(text, heading)), key=lambda note: note.span)
    made: list[Note] = []
    begin = heading.title.start
    for number, note in enumerate(found):
        last = found[number - 1] if number else None
        joined = last is not None and not text[last.span.end : note.span.start].strip("。\n ")
        covers = made[-1].covers if joined else Span(begin, note.span.start)
        if not joined and not text[heading.title.end : note.span.start].strip("。：\n ") and heading.body:
            follows = next((other.span.start for other in found[number + 1 :]), heading.body[-1].end)
            covers = Span(note.span.end, max(note.span.end, follows))
        begin = note.span.end
        made.append(note._replace(covers=covers, units=_led(note.units) if first_leads else note.units))
    return made


def _led(units: tuple[NotedUnit, ...]) -> tuple[NotedUnit, ...]:
    """Give the units with the first as the lead, where the plan says once that the one listed first leads."""
    if not units or any(unit.role is Role.LEAD for unit in units):
        return units
    return (units[0]._replace(role=Role.LEAD), *units[1:])


def _brackets(text: str, heading: Heading) -> Iterator[Note]:
    for span in (heading.title, *heading.body):
        label = _patterns().label.match(text, span.start, span.end)
        if label and label.end() - span.start <= LONGEST_LABEL:
            continue
        for found in BRACKET.finditer(text, span.start, span.end):
            inner = Span(*found.span("inner"))
            due = _patterns().deadline_inside.search(text, inner.start, inner.end)
            time = Span(*due.span("time")) if due else None
            inner = Span(inner.start, due.start()) if due else inner
            units = tuple(note_units(text, inner))
            if not units and not text[found.end() : span.end].strip("。；"):
                units = _bare_list(text, inner)
            if units or time:
                yield Note(Span(*found.span()), heading.id, units, time, Span(*found.span()))


def _bare_list(text: str, inner: Span) -> tuple[NotedUnit, ...]:
    """Give the units of a bracket at the end of a paragraph that holds nothing but units: （后勤处、基建处）."""
    units = tuple(listed_units(text, inner, Role.RESPONSIBLE, inner))
    return units if all(_patterns().bare_unit.search(unit.name) for unit in units) else ()


def _closing(text: str, heading: Heading) -> Iterator[Note]:
    """Give the labels with which a paragraph goes on behind a 。 (…。牵头单位：食品科；责任单位：餐饮科)."""
    for span in heading.body:
        begin = next(_labels(text, span), None)
        if begin is None:
            continue
        closing = Span(begin, span.end)
        due = _patterns().deadline_inside.search(text, begin, span.end)
        units = tuple(note_units(text, Span(begin, due.start()) if due else closing))
        yield Note(closing, heading.id, units, Span(*due.span("time")) if due else None, closing)


def _labels(text: str, span: Span) -> Iterator[int]:
    """Give where labels begin in a paragraph, each right behind the end of a sentence."""
    for colon in re.finditer("[：:]", span.of(text)):
        place = span.start + colon.start()
        stop = text.rfind("。", span.start, place) + 1
        label = _patterns().label.match(text, stop, span.end) if stop > span.start else None
        if label and label.end() == place + 1 and label.end() - stop <= LONGEST_LABEL:
            yield stop


def _sentences(text: str, heading: Heading) -> Iterator[Note]:
    """Give the sentences that only say who leads, answers or helps: 镇经发办牵头，镇财政所配合."""
    for span in heading.body:
        if not ROLE_WORDS.search(text, span.start, span.end):
            continue
        for sentence in split(text, span, "。；\n"):
            if not _patterns().sentence.fullmatch(text, sentence.start, sentence.end):
                continue
            units = tuple(note_units(text, sentence))
            if units and all(_patterns().bare_unit.search(unit.name) for unit in units):
                yield Note(sentence, heading.id, units, None, sentence)


def _lines(text: str, heading: Heading) -> Iterator[Note]:
    patterns = _patterns()
    for span in heading.body:
        line = span.of(text)
        if patterns.person.match(line):
            yield Note(span, heading.id, (), None, span)
        elif due := patterns.deadline.match(line):
            start, end = due.span("time")
            yield Note(span, heading.id, (), Span(span.start + start, span.start + end), span)
        elif (label := patterns.label.match(line)) and label.end() <= LONGEST_LABEL:
            yield Note(span, heading.id, tuple(note_units(text, span)), None, span)


def note_units(text: str, inner: Span) -> Iterator[NotedUnit]:
    """Give the units of a note: after labels (牵头单位：…), or before verbs (…牵头，…负责)."""
    patterns = _patterns()
    labels = list(patterns.label.finditer(text, inner.start, inner.end))
    if labels:
        for number, label in enumerate(labels):
            if patterns.person_label.search(label["label"]):
                continue
            end = labels[number + 1].start() if number + 1 < len(labels) else inner.end
            cue = Span(*label.span("label"))
            yield from listed_units(text, Span(label.end(), end), _role(label["label"]), cue)
        return
    begin = inner.start
    stop = text.find("。", inner.start, inner.end)
    limit = inner.end if stop < 0 else stop
    for verb in patterns.verb.finditer(text, inner.start, limit):
        if verb.start() > begin and text[verb.end() : verb.end() + 1] in {
            "",
            "，",
            "；",
            "。",
            "、",
            "）",
            "〕",
            "】",
            ")",
        }:
            yield from listed_units(text, Span(begin, verb.start()), _role(verb["verb"]), Span(*verb.span("verb")))
            begin = verb.end()


def _role(words: str) -> Role:
    """Give the role of a label or verb; 责任 for a word that is none of the known ones."""
    return next(
        (Role.of(rule["role"]) for rule in rules("annotations", "labels") if rule.pattern.search(words)),
        Role.RESPONSIBLE,
    )


def listed_units(text: str, span: Span, role: Role, cue: Span) -> Iterator[NotedUnit]:
    """Give the units of a list, as written; a level given once (市人社局、文广新局) is put before the others as `full`."""
    level = ""
    patterns = _patterns()
    for listed in _parts(text, span):
        part = _without_rule(text, listed)
        words = part.of(text)
        found = patterns.level.match(words)
        level = found[0] if found else level
        bare = not found and level and not patterns.unlevelled.search(words) and f"{words[:2]}{level}" not in text
        yield with_role(text, NotedUnit(part, words, level + words if bare else None, role, cue))


def _without_rule(text: str, part: Span) -> Span:
    """Give the last unit of a list without the rule in brackets behind it: 区公安分局（排名第一的为牵头单位，下同）."""
    place = text.find("（", part.start, part.end)
    ruled = place >= 0 and _patterns().first_leads.search(text, place, part.end)
    return Span(part.start, place) if ruled else part


def with_role(text: str, unit: NotedUnit) -> NotedUnit:
    """Give the unit without the role in brackets behind it, if there is one: 市教育局（牵头）."""
    found = role_behind().search(unit.name)
    if not found or found.end() < len(unit.name):
        return unit
    start = unit.span.start
    span = Span(start, start + found.start())
    cue = Span(start + found.start("cue"), start + found.end("cue"))
    return unit._replace(span=span, name=span.of(text), full=None, role=_role(found["cue"]), cue=cue)


def _parts(text: str, span: Span) -> Iterator[Span]:
    """Give each unit of a list: cut at 、，； and blanks outside brackets, but 各市、州、县人民政府 is one."""
    begin = span.start
    for whole in _patterns().whole.finditer(text, span.start, span.end):
        yield from _cut(text, Span(begin, whole.start()))
        yield Span(*whole.span())
        begin = whole.end()
    yield from _cut(text, Span(begin, span.end))


def _cut(text: str, span: Span) -> Iterator[Span]:
    for part in split(text, span, "、，；。 \n/"):
        begin = part.start
        if others := OTHERS.search(text, part.start, part.end):
            yield from _trimmed(text, Span(begin, others.start()))
            begin = others.end()
        for joint in re.finditer("[和及与]", part.of(text)):
            place = part.start + joint.start()
            if _patterns().unit_end.search(text, begin, place):
                yield from _trimmed(text, Span(begin, place))
                begin = place + 1
        yield from _trimmed(text, Span(begin, part.end))


def _trimmed(text: str, part: Span) -> Iterator[Span]:
    """Give a unit without 由, 等部门 and blanks at its ends; nothing where nothing is left."""
    words = part.of(text)
    start = part.start + (lead.end() if (lead := LEADING.match(words)) else 0)
    end = part.end - (len(trail[0]) if (trail := TRAILING.search(words)) else 0)
    edges = [start, *(joint.start() for joint in _patterns().offices.finditer(text, start, end)), end]
    yield from (Span(begin, stop) for begin, stop in pairwise(edges) if stop - begin > 1)
