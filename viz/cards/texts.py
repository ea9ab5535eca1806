"""The plan's text, whole or a directive of it, with what was read in it as spans inside each other.

Wrong readings show here that tables hide: a task that begins too early, a name cut in two, a unit with the wrong part.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from re import finditer

from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Section
from plankg.schema.terms import EntityType
from plankg.schema.wording import Language, language, words
from plankg.viz.cards.html import Card, framed, told, type_dot
from plankg.viz.cards.spans import Mark, marks_of, nested
from plankg.viz.figures import figure

MOST = 50_000
"""Bytes of HTML, without style and legend; what is longer ends after a whole line."""


def marked_text(loaded: Loaded, directive: int | None = None, *, lang: Language | None = None) -> Card:
    """The text of the plan, or of one directive by its number, with tasks, things, figures and times marked.

    Raises UsageError where the plan has no such directive.
    """
    chosen = lang or language()
    text = loaded.document.text
    start, end, title = 0, len(text), loaded.plan.title
    if directive is not None:
        section = _section(loaded, directive)
        start, title = section.evidence.start, section.heading
        end = section.body.end if section.body else section.evidence.end
    marks = [mark for mark in text_marks(loaded, chosen) if mark.start < end and mark.end > start]
    body, until = _lines(text, start, end, marks)
    rest = ""
    if until < end:
        following = next((row.no for row in loaded.plan.directives if row.evidence.start >= until), None)
        call = f"work.text({following})" if following else "work.document.text"
        rest = f'<div class="more">{told("card.text_rest", chosen, count=end - until)} <code>{call}</code></div>'
    whole = f'<div class="quote whole" lang="zh-CN">{body}</div>'
    return framed(escape(title), (legend(marks, chosen), whole, rest), chosen, kind=words("page.kind_text", chosen))


def _section(loaded: Loaded, directive: int) -> Section:
    for section in loaded.plan.directives:
        if section.no == directive:
            return section
    numbers = [str(section.no) for section in loaded.plan.directives]
    nearest = "–".join(dict.fromkeys((numbers[0], numbers[-1]))) if numbers else "—"
    raise UsageError("subject_unknown", name=str(directive), nearest=nearest)


def text_marks(loaded: Loaded, lang: Language) -> list[Mark]:
    """All marks of the text: headings, tasks with their numbers, things with the part that they have, figures, times."""
    return [*_outer_marks(loaded), *_thing_marks(loaded), *_figure_marks(loaded, lang)]


def _outer_marks(loaded: Loaded) -> Iterator[Mark]:
    plan = loaded.plan
    for section in plan.sections:
        yield from marks_of(section.evidence, "heading")
    for task in plan.tasks:
        for evidence in (task.evidence, *task.restated):
            yield from marks_of(evidence, "task", before=task.id)
        if task.time_evidence:
            yield from marks_of(task.time_evidence, "time")


def _thing_marks(loaded: Loaded) -> Iterator[Mark]:
    """Each thing where it is named, with the letter of the part that the words give it there."""
    plan = loaded.plan
    roles = {(row.unit, row.unit_evidence.start): row.role for row in plan.assignments}
    for entity in plan.entities:
        for mention in entity.mentions:
            role = roles.get((entity.id, mention.evidence.start))
            shade = entity.type.value + ("" if role is None or role.does else " concerned")
            yield from marks_of(mention.evidence, shade, after=role.letter if role else "")


def _figure_marks(loaded: Loaded, lang: Language) -> Iterator[Mark]:
    for row in loaded.plan.targets:
        title = f"{row.indicator}: {figure(row, lang)}"
        yield from marks_of(row.evidence, "target" if row.kind.measures else "naming", title=title)


def _lines(text: str, start: int, end: int, marks: Iterable[Mark]) -> tuple[str, int]:
    """The lines as HTML, as many as there is room for, and where they end. A mark never goes on behind the end of its line."""
    ordered = sorted(marks)
    starts = [mark.start for mark in ordered]
    parts: list[str] = []
    size, until = 0, start
    for line in finditer(r"[^\n]+", text[start:end]):
        first, last = start + line.start(), start + line.end()
        if not line[0].strip():
            continue
        inside = ordered[bisect_left(starts, first) : bisect_left(starts, last)]
        piece = nested(text, first, last, inside)
        size += len(piece.encode())
        if size > MOST and parts:
            return "\n".join(parts), until
        parts.append(piece)
        until = last
    return "\n".join(parts), end


def legend(marks: Iterable[Mark], lang: Language) -> str:
    """What the marks mean, and how many there are of each, in the order of the lists."""
    counted = Counter(mark.shade.split()[0] for mark in marks)
    shades = [
        f'<span class="whole"><mark class="{shade}">{told(f"page.layer_{shade}", lang)}</mark> {counted[shade]}</span>'
        for shade in ("task", "target", "naming", "time")
        if counted[shade]
    ]
    types = [f"<span>{type_dot(kind, lang)} {counted[kind.value]}</span>" for kind in EntityType if counted[kind.value]]
    return f'<div class="legend">{"".join((*shades, *types))}</div>'
