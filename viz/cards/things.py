"""The card of a thing that the plan names: a unit's page, in small."""

from __future__ import annotations

from html import escape

from plankg.schema.loaded import Loaded
from plankg.schema.places import Places
from plankg.schema.plan import Assignment, Entity
from plankg.schema.wording import Language, words
from plankg.viz.cards.html import Card, facts, framed, origin, role_badge, section, type_dot
from plankg.viz.cards.quotes import part_marks, quoted
from plankg.viz.cards.spans import Mark, marks_of
from plankg.viz.cards.statements import place
from plankg.viz.figures import figure

HALF = 10
"""So many tasks that it does are shown, and so many that concern it."""
QUOTED = 8
"""So many sentences are shown that name it otherwise."""


def entity_card(entity: Entity, loaded: Loaded, lang: Language) -> Card:
    """What a thing does, what concerns it, its figures, and where else it is named, each with the sentence that says so."""
    plan = loaded.plan
    rows = [row for row in plan.assignments if row.unit == entity.id]
    aims = [row for row in plan.targets if row.entity == entity.id and row.kind.measures]
    places = Places(plan)
    said = {places.sentence_words(row.unit_evidence).start for row in rows}
    others = {
        each.start: each
        for each in (places.sentence_words(mention.evidence) for mention in entity.mentions)
        if each.start not in said
    }
    names = [mark for mention in entity.mentions for mark in marks_of(mention.evidence, "name")]
    text = loaded.document.text
    parts = (
        facts(_about(entity, lang)),
        *(
            _parts([row for row in rows if row.role.does is does], loaded, places, lang, does=does)
            for does in (True, False)
        ),
        section(
            words("page.targets", lang),
            [f"{escape(row.indicator)} <b>{escape(figure(row, lang))}</b>" for row in aims],
            lang,
            most=QUOTED,
        ),
        section(
            words("page.mentioned" if rows else "page.only_mentioned", lang),
            [_quote(quoted(text, others[start], names)) for start in sorted(others)[:QUOTED]],
            lang,
            count=len(others),
        ),
    )
    return framed(escape(entity.name), parts, lang, notes=[type_dot(entity.type, lang), origin(entity, lang)])


def _about(entity: Entity, lang: Language) -> list[tuple[str, str]]:
    """What it is called otherwise and who belongs to it."""
    members = [member.name or words("page.member_no", lang, no=member.position) for member in entity.members]
    return [
        (
            words("page.aliases", lang),
            escape("、".join(dict.fromkeys((*entity.aliases, entity.expanded_name or ""))).strip("、")),
        ),
        (words("page.members_of", lang), escape("、".join(members))),
    ]


def _parts(rows: list[Assignment], loaded: Loaded, places: Places, lang: Language, *, does: bool) -> str:
    """Its parts in tasks, a line each: the role, the sentence with task and name marked, and the directive."""
    tasks = {task.id: task for task in loaded.plan.tasks}
    lines = []
    for row in sorted(rows, key=lambda row: row.evidence.start)[:HALF]:
        task = tasks[row.task]
        marks: list[Mark] = [*marks_of(task.evidence, "task"), *part_marks(row, {}, lang)]
        sentence = quoted(loaded.document.text, places.sentence_words(task.evidence), marks)
        where = (
            f'<span class="muted">{escape(row.task)} · {escape(place(task.evidence, task.directive, loaded))}</span>'
        )
        lines.append(f"{role_badge(row.role, lang)} {where} {origin(row, lang)}{_quote(sentence)}")
    heading = words("page.does" if does else "page.concerns", lang)
    return section(heading, lines, lang, count=len(rows))


def _quote(sentence: str) -> str:
    return f'<div lang="zh-CN">{sentence}</div>'
