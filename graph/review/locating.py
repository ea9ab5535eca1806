"""Where a decision applies: its quote in the directive, and the statements that rest on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from plankg.schema.decision import Decision
from plankg.schema.document import Document
from plankg.schema.errors import ReviewError
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Entity, Mention, Plan, Statement, Task
from plankg.schema.terms import Action
from plankg.schema.wording import words

LISTS = {
    "task": "tasks",
    "entity": "entities",
    "member": "entities",
    "assignment": "assignments",
    "target": "targets",
    "citation": "citations",
    "relation": "relations",
    "identity": "entities",
    "match": "tasks",
}


def wrong(decision: Decision, fault: str) -> ReviewError:
    """The error of a decision that cannot be carried out."""
    return ReviewError("decision_wrong", id=decision.id, fault=fault, path="review.yaml")


@dataclass(frozen=True)
class Place:
    """A decision's quote as found: its evidence and the section it stands in."""

    evidence: Evidence
    section: str


class Workspace:
    """A plan taken apart for review: lists that decisions change, and look-ups into them."""

    def __init__(self, plan: Plan, document: Document) -> None:
        """Take the plan apart."""
        self._plan = plan
        self._document = document
        self._sections = {section.no: section for section in plan.directives}
        self._rows: dict[str, list[Any]] = {name: list(getattr(plan, name)) for name in set(LISTS.values())}
        self._named = {entity.id: _mentioned(entity) for entity in plan.entities}

    def plan(self) -> Plan:
        """Put the plan together again."""
        return self._plan.model_copy(update={name: tuple(rows) for name, rows in self._rows.items()})

    def locate(self, decision: Decision) -> Place | None:
        """Where the quote stands in its directive: the first place with a statement that is meant, else the first.

        None where the quote no longer stands in the directive's title or body, nor in a row of a table about it.
        """
        places = self._places(decision)
        if decision.action is not Action.ADD or decision.statement in {"identity", "match"}:
            places = [place for place in places if self.matching(decision, place)] or places
        return places[0] if places else None

    def _places(self, decision: Decision) -> list[Place]:
        section = self._sections.get(decision.directive)
        if section is None:
            return []
        places: list[Place] = []
        place, words = self._document.normal_at, folded(decision.quote)
        rows = (sentence.evidence for sentence in self._plan.sentences if sentence.section == section.id)
        for evidence in (section.body, section.evidence, *rows):
            if evidence is None:
                continue
            start, end = place[evidence.start], place[evidence.end - 1] + 1
            while (at := self._document.normal.find(words, start, end)) >= 0:
                places.append(Place(self._document.evidence(at, at + len(words)), section.id))
                start = at + len(words)
        return places

    def matching(self, decision: Decision, place: Place) -> list[Statement]:
        """The statements of the decision's kind that rest on the quote's characters and have what `of` says."""
        rows = self._rows[LISTS[decision.statement]]
        touched = self._named_at(place, decision) if LISTS[decision.statement] == "entities" else self._at(place, rows)
        return [row for row in touched if self._is(row, decision.of)]

    def _named_at(self, place: Place, decision: Decision) -> list[Entity]:
        """The entities with a mention that is the quote, or lies in it if the decision's `of` names the entity."""
        first, last = place.evidence.start, place.evidence.end
        wanted = {(first, last)}
        if decision.of:
            spans = chain.from_iterable(self._named.values())
            wanted = {(start, end) for start, end in spans if first <= start and end <= last}
        return [row for row in self._rows["entities"] if not wanted.isdisjoint(self._named[row.id])]

    def _at(self, place: Place, rows: list[Any]) -> list[Statement]:
        """The other statements of the directive whose characters are, in part, those of the quote."""
        touched = (row for row in rows if _overlap(row.evidence, place.evidence))
        return [row for row in touched if (getattr(row, "directive", None) or self._directive(row)) == place.section]

    def _directive(self, row: Any) -> str | None:
        return next((task.directive for task in self._rows["tasks"] if task.id == row.task), None)

    def _is(self, row: Statement, wanted: dict[str, str]) -> bool:
        return all(self._value(row, key) == value for key, value in wanted.items())

    def _value(self, row: Statement, key: str) -> str:
        """A field as text; a unit, subject or object may be told by its entity's name."""
        value = str(getattr(row, key))
        if key in {"subject", "object", "unit"}:
            return next((entity.name for entity in self._rows["entities"] if entity.id == value), value)
        return value

    def entity(self, wanted: str) -> Entity:
        """The entity of an id (`Type/name`) or name; raises KeyError."""
        for entity in self._rows["entities"]:
            if wanted in (entity.id, entity.name, *entity.aliases):
                return entity  # type: ignore[no-any-return]
        raise KeyError(wanted)

    def task_at(self, decision: Decision, place: Place) -> Task:
        """The task whose words hold the quote; raises ReviewError where none does."""
        for task in self._rows["tasks"]:
            if task.directive == place.section and _overlap(task.evidence, place.evidence):
                return task  # type: ignore[no-any-return]
        raise wrong(decision, words("fault.no_task", quote=decision.quote))

    def end(self, decision: Decision, place: Place, wanted: str) -> str:
        """The id of a relation's end: `task` for the task at the quote, else an entity by id or name."""
        return self.task_at(decision, place).id if wanted == "task" else self.entity(wanted).id

    def resolved(self, decision: Decision, place: Place) -> dict[str, Any]:
        """What the decision sets, with names of entities (and `task`, for an edge) as ids; raises KeyError."""
        return {key: self._resolved(decision, place, key, value) for key, value in decision.set.items()}

    def _resolved(self, decision: Decision, place: Place, key: str, value: Any) -> Any:
        if key in {"subject", "object"}:
            return self.end(decision, place, value)
        if (key == "entity" and value is not None) or (key == "unit" and decision.statement == "assignment"):
            return self.entity(value).id
        if key == "task" and value not in {row.id for row in self._rows["tasks"]}:
            raise KeyError(value)
        return value

    def next_task(self, decision: Decision) -> str:
        """The next free number of a task in the decision's directive."""
        numbers = [
            int(task.id.split(".")[1]) for task in self._rows["tasks"] if task.id.startswith(f"{decision.directive}.")
        ]
        return f"{decision.directive}.{max(numbers, default=0) + 1}"

    def copy(self, row: Statement, values: dict[str, Any]) -> Statement:
        """A validated copy of a statement with other values."""
        return type(row).model_validate({**dict(row), **values})

    def replace(self, row: Statement, values: dict[str, Any]) -> None:
        """Put a validated copy with other values in the place of a statement."""
        for rows in self._rows.values():
            for place, other in enumerate(rows):
                if other is row:
                    rows[place] = changed = self.copy(row, values)
                    if isinstance(changed, Entity):
                        self._named[changed.id] = _mentioned(changed)
                    return

    def add(self, row: Statement, place: Place) -> bool:
        """Add a statement; an entity that is there already gains a mention. False where it is so already."""
        if isinstance(row, Entity):
            known = next((entity for entity in self._rows["entities"] if entity.id == row.id), None)
            if known is not None:
                if any(mention.section == place.section for mention in known.mentions):
                    return False
                self.replace(known, {"mentions": (*known.mentions, *row.mentions)})
                return True
        rows = self._rows[LISTS[type(row).__name__.lower()]]
        claim = _claim(row)
        if any(_claim(other) == claim for other in rows):
            return False
        rows.append(row)
        if isinstance(row, Entity):
            self._named[row.id] = _mentioned(row)
        return True

    def remove(self, row: Statement, place: Place) -> None:
        """Take a statement out: an entity loses its mentions in this directive, and what rests on it goes too."""
        if isinstance(row, Entity):
            mentions = tuple(mention for mention in row.mentions if mention.section != place.section)
            self._drop_dependents(row, place)
            if mentions:
                self.replace(row, {"mentions": mentions, "evidence": mentions[0].evidence})
                return
        for rows in self._rows.values():
            rows[:] = [other for other in rows if other is not row]

    def _drop_dependents(self, entity: Entity, place: Place) -> None:
        tasks = {task.id for task in self._rows["tasks"] if task.directive == place.section}
        self._rows["assignments"] = [
            row for row in self._rows["assignments"] if not (row.unit == entity.id and row.task in tasks)
        ]
        self._rows["relations"] = [
            row
            for row in self._rows["relations"]
            if not (row.directive == place.section and entity.id in (row.subject, row.object))
        ]
        self._rows["citations"] = [
            row for row in self._rows["citations"] if not (row.directive == place.section and row.entity == entity.id)
        ]
        self._rows["targets"] = [
            row.model_copy(update={"entity": None})
            if row.directive == place.section and row.entity == entity.id
            else row
            for row in self._rows["targets"]
        ]

    def merge(self, entity: Entity, into: Entity, mark: dict[str, Any]) -> None:
        """Make one entity part of another: its names become aliases, its mentions and statements the other's."""
        mentions = sorted({*into.mentions, *entity.mentions}, key=_mention_place)
        aliases = tuple(sorted({*into.aliases, entity.name, *entity.aliases} - {into.name}))
        self.replace(into, {"mentions": tuple(mentions), "aliases": aliases, **mark})
        for name, fields in (
            ("assignments", ("unit",)),
            ("relations", ("subject", "object")),
            ("targets", ("entity",)),
            ("citations", ("entity",)),
        ):
            self._rows[name] = [_pointed(row, fields, entity.id, into.id) for row in self._rows[name]]
        self._rows["entities"] = [row for row in self._rows["entities"] if row.id != entity.id]


def folded(quote: str) -> str:
    """A quote as the normalised text has it: without the line ends and spaces that the source breaks it with."""
    return re.sub(r"\s+(?![A-Za-z])|(?<![A-Za-z])\s+", "", quote) if "\n" in quote else quote


def _pointed(row: Any, fields: tuple[str, ...], old: str, new: str) -> Any:
    values = {field: new for field in fields if getattr(row, field) == old}
    return row.model_copy(update=values) if values else row


def _mentioned(entity: Entity) -> frozenset[tuple[int, int]]:
    """Where an entity is named."""
    return frozenset((mention.evidence.start, mention.evidence.end) for mention in entity.mentions)


def _mention_place(mention: Mention) -> tuple[int, int]:
    """The order of mentions: one that begins where another does, and is shorter, comes first."""
    return mention.evidence.start, mention.evidence.end


CLAIMS = ("type", "task", "unit", "role", "subject", "predicate", "object", "name", "relation", "value", "indicator")


def _claim(row: Statement) -> tuple[object, ...]:
    """What a statement claims, apart from its id, its standing and where it is said."""
    if isinstance(row, Task):
        return (row.evidence.start, row.evidence.end)
    claimed: tuple[object, ...] = _claimed(type(row))(row)
    return claimed


@cache
def _claimed(model: type[Statement]) -> attrgetter[Any]:
    """What takes the claiming fields out of a statement of that kind."""
    return attrgetter(*(field for field in CLAIMS if field in model.model_fields))


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end
