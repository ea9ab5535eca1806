"""Cards of statements: a task, a part in a task, a figure, a relation, a document cited, a heading."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from plankg.schema.evidence import Evidence
from plankg.schema.loaded import Loaded
from plankg.schema.places import Places
from plankg.schema.plan import Assignment, Citation, Entity, Relation, Section, Statement, Target, Task
from plankg.schema.wording import Language, words
from plankg.viz.cards.html import Card, certainty, facts, framed, origin, role_badge, section, told, type_dot
from plankg.viz.cards.quotes import part_marks, quote_block, quotes, target_marks, task_marks
from plankg.viz.cards.spans import Mark, marks_of
from plankg.viz.figures import figure


def task_card(task: Task, loaded: Loaded, lang: Language) -> Card:
    """A task as its sentence with the words marked, then who has which part, its figures, time and documents."""
    plan = loaded.plan
    parts = [row for row in plan.assignments if row.task == task.id]
    names = {entity.id: entity for entity in plan.entities}
    marks = task_marks(plan, task, lang)
    anchors = [task.evidence, *(row.unit_evidence for row in parts)]
    time = " → ".join(str(value) for value in (task.time, task.due) if value)
    rows = [
        (words("page.role", lang), "　".join(_part(row, names, lang) for row in parts) or _unnamed(lang)),
        (
            words("page.target", lang),
            "；".join(_aim(row, lang) for row in plan.targets if row.task == task.id and row.kind.measures),
        ),
        (words("page.time", lang), escape(time)),
        (
            words("page.documents", lang),
            "；".join(
                f"{escape(row.relation.said(lang))} {escape(row.name)}" for row in plan.citations if row.task == task.id
            ),
        ),
    ]
    body = (quote_block(quotes(loaded, anchors, marks)), facts((*rows, *_where(task, task.directive, loaded, lang))))
    return framed(_task_title(task, lang), body, lang, kind=task.kind.said(lang), notes=[origin(task, lang)])


def assignment_card(row: Assignment, loaded: Loaded, lang: Language) -> Card:
    """A part in a task: who, in which role, in which task, with the words of each of the three."""
    names = {entity.id: entity for entity in loaded.plan.entities}
    task = next((task for task in loaded.plan.tasks if task.id == row.task), None)
    types = {entity.id: entity.type for entity in loaded.plan.entities}
    marks = [*(marks_of(task.evidence, "task") if task else ()), *part_marks(row, types, lang)]
    anchors = [*([task.evidence] if task else []), row.unit_evidence]
    unit = names.get(row.unit)
    rows = [
        (words("page.unit", lang), _entity(unit, lang) if unit else escape(row.name)),
        (words("page.role", lang), f"{role_badge(row.role, lang)} {escape(row.basis.said(lang))}"),
        (words("page.task", lang), f"{escape(row.task)} {escape(task.text)}" if task else escape(row.task)),
        *_where(row, task.directive if task else None, loaded, lang),
    ]
    title = f"{escape(row.name)} {role_badge(row.role, lang)}"
    return framed(
        title,
        (quote_block(quotes(loaded, anchors, marks)), facts(rows)),
        lang,
        kind=words("page.kind_assignment", lang),
        notes=[origin(row, lang)],
    )


def target_card(row: Target, loaded: Loaded, lang: Language) -> Card:
    """A figure with what it measures, in its sentence."""
    names = {entity.id: entity for entity in loaded.plan.entities}
    measured = names.get(row.entity or "")
    task = next((task for task in loaded.plan.tasks if task.id == row.task), None)
    rows = [
        (words("page.indicator", lang), escape(row.indicator)),
        (words("page.measures", lang), _entity(measured, lang) if measured else ""),
        (words("page.task", lang), f"{escape(task.id)} {escape(task.text)}" if task else ""),
        (words("page.deadline", lang), escape(row.deadline or "")),
        *_where(row, row.directive, loaded, lang),
    ]
    marks = [*(marks_of(task.evidence, "task") if task else ()), *target_marks(row, lang)]
    body = (quote_block(quotes(loaded, [row.evidence], marks)), facts(rows))
    title = f"{escape(row.indicator)} {escape(figure(row, lang))}"
    kind = words("page.kind_target" if row.kind.measures else "page.kind_naming", lang)
    return framed(title, body, lang, kind=f"{kind} · {row.kind.said(lang)}", notes=[origin(row, lang)])


def relation_card(row: Relation, loaded: Loaded, lang: Language) -> Card:
    """A typed edge between two things, with the sentence that it rests on."""
    ends = [_end(each, loaded, lang) for each in (row.subject, row.object)]
    marks = [*_end_marks((row.subject, row.object), loaded), *marks_of(row.evidence, "cue")]
    title = f"{ends[0]} → {escape(row.predicate.said(lang))} → {ends[1]}"
    rows = _where(row, row.directive, loaded, lang)
    body = (quote_block(quotes(loaded, [row.evidence], marks)), facts(rows))
    return framed(title, body, lang, kind=words("page.kind_relation", lang), notes=[origin(row, lang)])


def citation_card(row: Citation, loaded: Loaded, lang: Language) -> Card:
    """A document that the plan cites, and what is done with it."""
    body = (
        quote_block(quotes(loaded, [row.evidence], list(marks_of(row.evidence, "name")))),
        facts(_where(row, row.directive, loaded, lang)),
    )
    kind = f"{words('page.kind_citation', lang)} · {row.relation.said(lang)}"
    return framed(escape(row.name), body, lang, kind=kind, notes=[origin(row, lang)])


def section_card(row: Section, loaded: Loaded, lang: Language) -> Card:
    """A chapter or a directive with its tasks, each with who does it and whom it concerns."""
    inside = {each.id for each in loaded.plan.sections if row.id in {each.id, each.parent, each.chapter}}
    names = {entity.id: entity for entity in loaded.plan.entities}
    lines = []
    for task in loaded.plan.tasks:
        if task.directive in inside:
            parts = [each for each in loaded.plan.assignments if each.task == task.id]
            said = "　".join(_part(each, names, lang) for each in parts)
            lines.append(f"{task_line(task, lang)}{f'<br>{said}' if said else ''}")
    body = (section(words("page.tasks", lang), lines, lang),)
    return framed(escape(row.heading), body, lang, kind=words(f"page.kind_{row.kind}", lang), notes=[origin(row, lang)])


def statement_card(row: Statement, loaded: Loaded, lang: Language) -> Card:
    """Any other statement, such as a datum of the letter-head: its sentence and where it comes from."""
    body = (
        quote_block(quotes(loaded, [row.evidence], list(marks_of(row.evidence, "name")))),
        facts(_where(row, None, loaded, lang)),
    )
    return framed(
        escape(row.evidence.quote), body, lang, kind=words("page.kind_document", lang), notes=[origin(row, lang)]
    )


def task_line(task: Task, lang: Language) -> str:
    """A task in one line: its number, its words, and the mark of one that is unsure."""
    return f'<span class="muted">{escape(task.id)}</span> {escape(task.text)} {origin(task, lang)}'


def bare_card(row: Statement, lang: Language) -> Card:
    """A statement whose plan is in use no more: its own words alone, and what to do to see the sentence."""
    title = row.id if isinstance(row, Task) else type(row).__name__
    parts = (quote_block([escape(row.evidence.quote)]), f'<div class="more">{told("card.without_plan", lang)}</div>')
    return framed(escape(title), parts, lang, notes=[origin(row, lang)])


def _task_title(task: Task, lang: Language) -> str:
    return f"{told('page.kind_task', lang)} {escape(task.id)}"


def _unnamed(lang: Language) -> str:
    return f'<span class="muted">{told("page.unnamed_count", lang)}</span>'


def _part(row: Assignment, names: dict[str, Entity], lang: Language) -> str:
    name = names[row.unit].name if row.unit in names else row.name
    return f"{role_badge(row.role, lang)} {escape(name)} {origin(row, lang)}".rstrip()


def _aim(row: Target, lang: Language) -> str:
    return f"{escape(row.indicator)} <b>{escape(figure(row, lang))}</b> {origin(row, lang)}".rstrip()


def _entity(entity: Entity, lang: Language) -> str:
    return f"{escape(entity.name)} {type_dot(entity.type, lang)}"


def _end(which: str, loaded: Loaded, lang: Language) -> str:
    """What a relation leads from or to, by its name."""
    for entity in loaded.plan.entities:
        if entity.id == which:
            return escape(entity.name)
    for task in loaded.plan.tasks:
        if task.id == which:
            return _task_title(task, lang)
    named = (f"{row.indicator} {figure(row, lang)}" for row in loaded.plan.targets if row.id == which)
    return escape(next(named, which))


def _end_marks(ends: Iterable[str], loaded: Loaded) -> list[Mark]:
    """Where the ends of a relation are named, and the words of one that is a task or a figure."""
    wanted = set(ends)
    plan = loaded.plan
    tasks = (mark for task in plan.tasks if task.id in wanted for mark in marks_of(task.evidence, "task"))
    aims = (mark for row in plan.targets if row.id in wanted for mark in marks_of(row.evidence, "target"))
    names = (
        mark
        for entity in plan.entities
        if entity.id in wanted
        for mention in entity.mentions
        for mark in marks_of(mention.evidence, "unit", title=entity.name)
    )
    return [*tasks, *aims, *names]


def _where(row: Statement, directive: str | None, loaded: Loaded, lang: Language) -> list[tuple[str, str]]:
    """Where a statement stands, how sure it is and which rule or person said so."""
    return [
        (words("page.directive", lang), escape(place(row.evidence, directive, loaded))),
        (words("page.certainty", lang), certainty(row, lang)),
        (words("page.standing", lang), _source(row, lang)),
    ]


def _source(row: Statement, lang: Language) -> str:
    """Who says it: the text or a rule, by its name, a person's decision, an outside source."""
    by = row.decision or row.source or row.rule
    return f"{escape(row.standing.said(lang))} <code>{escape(by)}</code>"


def place(evidence: Evidence, directive: str | None, loaded: Loaded) -> str:
    """The heading of the directive that something stands in; nothing outside of all."""
    sections = {section.id: section for section in loaded.plan.sections}
    holding = sections.get(directive or "") or Places(loaded.plan).directive(evidence.start)
    return holding.heading if holding else ""
