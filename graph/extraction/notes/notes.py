"""Responsibility notes: the units that a bracket or a line beside the text names, with their role, and deadline lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plankg.graph.extraction.chunks.sentence_ends import split
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Heading, Note, NotedUnit, Span
from plankg.graph.extraction.notes.units import is_unit, listed_units, note_units, order_rule, role_of, with_levels
from plankg.graph.extraction.structure.fields import fields, opening_field
from plankg.graph.extraction.words.lexicon import lexicon, pattern
from plankg.graph.extraction.words.verbs import verb_kinds
from plankg.graph.patterns import named_pattern
from plankg.schema.terms import Role

BRACKET = re.compile(
    r"[（〔\[【(](?P<inner>[^（）〔〕\[\]【】()\n]*(?:[（(〔][^（）()〔〕\n]*[）)〕][^（）〔〕\[\]【】()\n]*)*)[）〕\]】)]"
)
# Items of a list stand below a chapter and what is below it, or end with ；.
LISTED_LEVEL = 3
ROLE_WORDS = named_pattern(
    "annotations.role-words",
    "(?:牵头|负责|配合|参与|参加|协助|协同|指导|落实|承办|协办|主办)(?:[，；。]|$)",
    matches=["县水利局配合"],
    rejects=["配合单位"],
)
# A bracket that names no unit tells a deadline by these words; without them a period (行动计划（2023—2025年）).
DUE = named_pattern(
    "annotations.due", "[前底末]|[年月]内|完成|长期|持续|常态|每|[限间点度]：", matches=["长期坚持"], rejects=["三季度"]
)
# A heading that names a phase: what stands in brackets behind it is its time.
PHASE = named_pattern("annotations.phase", "阶段|步骤|第[一二三四五]步", matches=["第一步"], rejects=["一步到位"])
# A rule that holds from where it is said on.
FROM_HERE = named_pattern(
    "annotations.from-here", "^[^。\\n]{0,6}下同", matches=["，下同"], rejects=["列首位的为牵头单位，下同"]
)


def find_notes(draft: Draft) -> tuple[Note, ...]:
    """The notes in the order of the text, each with its units and the stretch of its directive that it closes.

    A note closes what stands between it and the note before it in the same directive; lines that follow each other are one
    note. One that stands before any text holds for what follows it. Names of persons are left out.
    """
    leads_from, rest = _leads_from(draft.text), order_rule(draft.text)
    notes: list[Note] = []
    for heading in draft.headings:
        notes += _in_section(draft.text, heading, leads_from=leads_from, others=rest and rest.rest)
    return tuple(sorted((*notes, *_for_siblings(draft, notes), *_for_all(draft)), key=lambda note: note.span))


def _leads_from(text: str) -> int:
    """From where on the unit listed first leads: from where the text says so (…，下同), or all over, or nowhere."""
    match = pattern("annotations", "first_leads").search(text)
    if match is None:
        return len(text)
    return match.start() if FROM_HERE.match(text[match.end() : match.end() + 12]) else 0


def _for_siblings(draft: Draft, notes: list[Note]) -> Iterator[Note]:
    """The notes on lines of their own below the last item of a list, again for the items before it.

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


def _for_all(draft: Draft) -> Iterator[Note]:
    """The rules that are stated once (以下均需各区政府落实), as a note of each directive that they hold for."""
    directives = [heading for heading in draft.headings if heading.no]
    for match in pattern("annotations", "for_all").finditer(draft.text):
        role = role_of(match["verb"]) or Role.RESPONSIBLE
        span, cue = Span(*match.span()), Span(*match.span("verb"))
        units = tuple(with_levels(draft.text, listed_units(draft.text, Span(*match.span("units")), role, cue)))
        if not units or not all(is_unit(unit.name) for unit in units):
            continue
        for heading in directives:
            end = heading.body[-1].end if heading.body else heading.title.end
            begin, end = heading.title.start, min(end, span.start) if match["before"] else end
            if begin < end and (begin > span.end or not match["from"]):
                yield Note(span, heading.id, units, None, Span(begin, end))


def _in_section(text: str, heading: Heading, *, leads_from: int, others: Role | None) -> list[Note]:
    """The notes of one section, in order, with what each covers."""
    finders = (_brackets, _lines, _sentences, _closing)
    in_order = sorted((note for finder in finders for note in finder(text, heading)), key=lambda note: note.span)
    notes: list[Note] = []
    begin = heading.title.start
    for number, note in enumerate(in_order):
        last = in_order[number - 1] if number else None
        joined = last is not None and not text[last.span.end : note.span.start].strip("。\n ")
        covers = notes[-1].covers if joined else Span(begin, note.span.start)
        opens = not joined and not heading.lead
        if opens and not text[heading.title.end : note.span.start].strip("。：\n ") and heading.body:
            follows = next((other.span.start for other in in_order[number + 1 :]), heading.body[-1].end)
            covers = Span(note.span.end, max(note.span.end, follows))
        begin = note.span.end
        units = _led(note.units, others) if note.span.end > leads_from else note.units
        notes.append(note._replace(covers=covers, units=units))
    return notes


def _led(units: tuple[NotedUnit, ...], others: Role | None) -> tuple[NotedUnit, ...]:
    """The units with the first as the lead, where the plan says once that it leads, and the others with their own role."""
    if not units or any(unit.role is Role.LEAD for unit in units):
        return units
    return (units[0]._replace(role=Role.LEAD), *(unit._replace(role=others or unit.role) for unit in units[1:]))


def _brackets(text: str, heading: Heading) -> Iterator[Note]:
    for span in (heading.title, *heading.body):
        if opening_field(text, span.start, span.end):
            continue
        for match in BRACKET.finditer(text, span.start, span.end):
            inner = Span(*match.span("inner"))
            units, time = tuple(note_units(text, inner)), _time(text, inner)
            if not units and not text[match.end() : span.end].strip("。；"):
                units = _bare_list(text, inner)
            phase = span == heading.title and PHASE.search(text, span.start, inner.start)
            if units or (time and (phase or DUE.search(text, *inner))):
                yield Note(Span(*match.span()), heading.id, units, time, Span(*match.span()))


def _bare_list(text: str, inner: Span) -> tuple[NotedUnit, ...]:
    """The units of a bracket at the end of a paragraph that holds nothing but units: （后勤处、基建处）."""
    inner = Span(inner.start, next((field.begin for field in fields(text, inner)), inner.end))
    units = tuple(with_levels(text, listed_units(text, inner, Role.RESPONSIBLE, inner)))
    return units if all(pattern("annotations", "bare_unit").search(unit.name) for unit in units) else ()


def _time(text: str, inner: Span) -> Span | None:
    """The deadline that a note tells: behind its label, up to the next mark, or as a part of its own."""
    for field in fields(text, inner):
        if field.kind == "time":
            return next(iter(split(text, field.content, "；;，。）")), None)
    pieces = split(text, inner, "；;，,。 ")
    return next(
        (piece for piece in pieces if pattern("annotations", "time_piece").fullmatch(text, piece.start, piece.end)),
        None,
    )


def _closing(text: str, heading: Heading) -> Iterator[Note]:
    """The labels with which a paragraph goes on behind a 。 (…。牵头单位：食品科；责任单位：餐饮科)."""
    for span in heading.body:
        begins = (place + 1 for place in range(span.start, span.end) if text[place] == "。")
        begin = next((place for place in begins if opening_field(text, place, span.end)), None)
        if begin is not None:
            closing = Span(begin, span.end)
            yield Note(closing, heading.id, tuple(note_units(text, closing)), _time(text, closing), closing)


def _sentences(text: str, heading: Heading) -> Iterator[Note]:
    """The sentences that only say who leads, answers or helps: 镇经发办牵头，镇财政所配合."""
    for span in heading.body:
        if not ROLE_WORDS.search(text, span.start, span.end):
            continue
        for sentence in split(text, span, "。；\n"):
            if not pattern("annotations", "sentence").fullmatch(text, sentence.start, sentence.end):
                continue
            units = tuple(note_units(text, sentence))
            if units and all(_is_named(unit.name) for unit in units):
                yield Note(sentence, heading.id, units, None, sentence)


def _is_named(name: str) -> bool:
    """Whether a name is a unit's and nothing else: 强化部门 of 强化部门协同 says what to do."""
    unit = pattern("annotations", "bare_unit").search(name)
    vague = name.endswith(tuple(lexicon("annotations")["vague"]))
    return bool(unit) and not (vague and any(name.startswith(verb) for verb in verb_kinds()))


def _lines(text: str, heading: Heading) -> Iterator[Note]:
    """The lines of their own that begin with a label; a deadline alone on its line is all that stands behind it."""
    for span in heading.body:
        first = opening_field(text, span.start, span.end)
        if first is None:
            continue
        alone = first.kind == "time" and len(fields(text, span)) == 1 and first.content.width
        yield Note(span, heading.id, tuple(note_units(text, span)), first.content if alone else _time(text, span), span)
