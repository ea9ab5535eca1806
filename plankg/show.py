"""What the plan says of one thing: a unit, a task, a directive or the plan itself, each saying with its sentence and place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from plankg.graph.counting import counts
from plankg.graph.things.subjects import subjects
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.model import Model
from plankg.schema.places import Places
from plankg.schema.plan import Entity, Plan, Section, Statement, Target, Task
from plankg.schema.wording import Language, words
from plankg.viz.figures import figure


@dataclass(frozen=True)
class Saying:
    """One thing said: `what` it is (a role, an indicator, a kind of task), `of` whom or which, in which words and where."""

    what: str
    of: str
    quote: str
    sentence: str
    directive: str
    start: int
    end: int
    page: int | None
    standing: str


@dataclass(frozen=True)
class Shown:
    """A thing with its plain data (label and value) and what is said of it, in the order of the text."""

    id: str
    title: str
    facts: tuple[tuple[str, str], ...]
    sayings: tuple[Saying, ...]

    def as_json(self) -> dict[str, object]:
        """All of it as JSON-ready values."""
        return {**asdict(self), "facts": dict(self.facts)}


def show(plan: Plan, document: Document, subject: str | int | None, *, lang: Language) -> Shown:
    """What the plan says of a unit or other entity (name, alias or id), a task (id) or a directive (number).

    Without a subject: of the plan as a whole. Raises UsageError with the nearest names where the plan has no such thing.
    """
    teller = _Teller(plan, document, lang)
    if subject is None:
        return teller.plan()
    match subjects(plan, subject):
        case (Task() as task,):
            return teller.task(task)
        case (Section() as section,):
            return teller.directive(section)
        case entities:
            return teller.entities([entity for entity in entities if isinstance(entity, Entity)])


class _Teller:
    """The plan's sayings in one language."""

    def __init__(self, plan: Plan, document: Document, lang: Language) -> None:
        self._plan, self._document, self._lang = plan, document, lang
        self._places = Places(plan)
        self._sections = {section.id: section for section in plan.sections}
        self._tasks = {task.id: task for task in plan.tasks}
        self._names = {entity.id: entity.name for entity in plan.entities}

    def plan(self) -> Shown:
        """The document's data, how much the plan holds, and its chapters."""
        plan, data = self._plan, self._plan.document
        facts = [self._fact(data, field, fact.value) for _, field, fact in data.facts()]
        facts += [(words(f"page.{word}", self._lang), str(count)) for word, count in counts(plan).items()]
        sayings = [self._saying(self._name(chapter, "chapter"), chapter.label, chapter) for chapter in plan.chapters]
        return Shown(plan.id, plan.title, tuple(facts), tuple(sayings))

    def entities(self, entities: list[Entity]) -> Shown:
        """What is said of the things that share a name, the unit first."""
        parts = [self.entity(entity) for entity in entities]
        sayings = dict.fromkeys(saying for shown in parts for saying in shown.sayings)
        values: dict[str, list[str]] = {}
        for label, value in (fact for shown in parts for fact in shown.facts):
            values.setdefault(label, []).append(value)
        facts = tuple((label, "、".join(dict.fromkeys(both))) for label, both in values.items())
        return Shown(" ".join(shown.id for shown in parts), parts[0].title, facts, tuple(sayings))

    def entity(self, entity: Entity) -> Shown:
        """The tasks in which the thing has a part, then figures, and where else it is named."""
        facts = [self._fact(entity, "type", entity.type.said(self._lang))]
        facts += [self._fact(entity, "aliases", "、".join(entity.aliases))] if entity.aliases else []
        facts += [self._fact(entity, "members", str(len(entity.members)))] if entity.members else []
        parts = sorted(
            (row for row in self._plan.assignments if row.unit == entity.id),
            key=lambda row: (not row.role.does, row.evidence.start),
        )
        sayings = [
            self._saying(row.role.said(self._lang), row.task, row, self._tasks[row.task].evidence) for row in parts
        ]
        sayings += self._figures(target for target in self._plan.targets if target.entity == entity.id)
        sentences = {saying.sentence for saying in sayings}
        for mention in entity.mentions:
            saying = self._saying(self._name(entity, "mentions"), entity.name, entity, mention.evidence)
            if saying.sentence not in sentences:
                sentences.add(saying.sentence)
                sayings.append(saying)
        return Shown(entity.id, entity.name, tuple(facts), tuple(sayings))

    def task(self, task: Task) -> Shown:
        """Who has which part in a task, its figures and documents."""
        plan = self._plan
        facts = [self._fact(task, "action", task.action), self._fact(task, "kind", task.kind.said(self._lang))]
        facts += [self._fact(task, "objects", "、".join(task.objects))] if task.objects else []
        facts += [self._fact(task, "time", task.time)] if task.time else []
        facts += [self._fact(task, "due", task.due.isoformat())] if task.due else []
        facts += [self._fact(task, "default_actor", self._names[task.default_actor])] if task.default_actor else []
        sayings = [
            self._saying(task.kind.said(self._lang), task.id, task),
            *self._parts(task),
            *self._figures(target for target in plan.targets if target.task == task.id),
            *(
                self._saying(row.relation.said(self._lang), row.name, row)
                for row in plan.citations
                if row.task == task.id
            ),
        ]
        return Shown(task.id, task.text, tuple(facts), tuple(sayings))

    def directive(self, section: Section) -> Shown:
        """The tasks of a directive in order, each with who does it and whom it concerns."""
        chapter = self._sections.get(section.chapter or "")
        facts = [self._fact(section, "chapter", chapter.heading)] if chapter else []
        sayings: list[Saying] = []
        for task in self._plan.tasks:
            if task.directive == section.id:
                sayings += [self._saying(task.kind.said(self._lang), task.id, task), *self._parts(task)]
        return Shown(section.id, section.heading, tuple(facts), tuple(sayings))

    def _parts(self, task: Task) -> list[Saying]:
        rows = (row for row in self._plan.assignments if row.task == task.id)
        return [self._saying(row.role.said(self._lang), row.name, row) for row in rows]

    def _figures(self, targets: Iterable[Target]) -> list[Saying]:
        return [self._saying(target.indicator, figure(target, self._lang), target) for target in targets]

    def _saying(self, what: str, of: str, statement: Statement, evidence: Evidence | None = None) -> Saying:
        evidence = evidence or statement.evidence
        directive = self._places.directive(evidence.start)
        return Saying(
            what=what,
            of=of,
            quote=evidence.quote,
            sentence=self._places.sentence_words(evidence).quote,
            directive=words("cli.directive_no", self._lang, no=directive.no) if directive else "",
            start=evidence.start,
            end=evidence.end,
            page=next((b.page for b in self._document.blocks if b.start <= evidence.start < b.end), None),
            standing=statement.standing.said(self._lang),
        )

    def _fact(self, model: Model, field: str, value: str) -> tuple[str, str]:
        return self._name(model, field), value

    def _name(self, model: Model, field: str) -> str:
        """The label of a field of a model."""
        labels: Any = type(model).model_fields[field].json_schema_extra
        return str(labels[self._lang])
