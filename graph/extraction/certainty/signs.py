"""Signs of how sure a statement is: how likely the models find it and what it rests on, and how it was read."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from math import log
from typing import NamedTuple

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.draft.spans import Clause, Name
from plankg.graph.extraction.frames.assignments import CANDIDATES
from plankg.graph.extraction.frames.assignments import RULE as ROLE_RULE
from plankg.graph.extraction.frames.subjects import RULE as CARRIED_RULE
from plankg.graph.extraction.labelling.models import NONE
from plankg.graph.extraction.names.labelled import RULE as NAME_RULE
from plankg.schema.plan import Assignment, Citation, Entity, Plan, Relation
from plankg.schema.terms import Basis, DocumentRelation, EntityType, Predicate, Role

LEAST = 0.005
"""No chance is smaller: so near to 0 and 1 models are too sure of themselves."""
UNWEIGHED = 0.95
"""The chance of what only a rule found, where it is one sign among others."""
WEAK = 0.98
"""Below this chance a word outside all names may belong to one."""
SOFT = {
    EntityType.CONCEPT,
    EntityType.TARGET_GROUP,
    EntityType.FACILITY,
    EntityType.PLACE,
    EntityType.QUALIFICATION,
}
"""Types on which careful readers differ most."""
JOINTS = "和与及、"
QUOTES = "“《"

Signs = Mapping[str, float]


class Signed(NamedTuple):
    """The kind of a statement, among which its certainty is weighed, and its signs."""

    kind: str
    signs: Signs


def odds(chance: float) -> float:
    """The logarithm of the odds of a chance.

    >>> odds(0.5), round(odds(0.9), 2)
    (0.0, 2.2)
    """
    bounded = min(max(chance, LEAST), 1 - LEAST)
    return log(bounded / (1 - bounded))


def signs_of(plan: Plan, draft: Draft) -> dict[str, list[Signed]]:
    """The signs of all statements of a plan just read from its draft, by the plan's lists, in their order."""
    signs = _Signs(plan, draft)
    rule = Signed("section", {})
    return {
        "sections": [rule] * len(plan.sections),
        "sentences": [*map(signs.sentence, range(len(plan.sentences)))],
        "tasks": [*map(signs.task, range(len(plan.tasks)))],
        "entities": [*map(signs.entity, plan.entities)],
        "assignments": [*map(signs.assignment, plan.assignments)],
        "targets": [Signed("target", {})] * len(plan.targets),
        "citations": [*map(signs.citation, plan.citations)],
        "relations": [*map(signs.relation, plan.relations)],
    }


class _Signs:
    """The signs of one plan's statements."""

    def __init__(self, plan: Plan, draft: Draft) -> None:
        self._plan, self._draft = plan, draft
        self._clauses = dict(zip((task.id for task in plan.tasks), draft.clauses, strict=True))

    @cached_property
    def _names(self) -> dict[str, list[Name]]:
        names: dict[str, list[Name]] = defaultdict(list)
        for name, entity in self._draft.identities.items():
            names[entity].append(name)
        return names

    @cached_property
    def _starts(self) -> dict[int, Name]:
        return {name.span.start: name for name in self._draft.names}

    @cached_property
    def _inner(self) -> set[Name]:
        """The names that stand inside longer ones."""
        inner, reach = set(), (-1, -1)
        for name in sorted(self._draft.names, key=lambda name: (name.span.start, -name.span.end)):
            if name.span.end <= reach[1] and name.span != reach:
                inner.add(name)
            else:
                reach = name.span
        return inner

    def task(self, place: int) -> Signed:
        task, clause = self._plan.tasks[place], self._draft.clauses[place]
        beside = (self._draft.clauses[other] for other in (place - 1, place + 1) if 0 <= other < len(self._clauses))
        neighbours = [other.certainty for other in beside if other.section == clause.section]
        return Signed(
            "task",
            {
                "borders": odds(clause.certainty),
                "neighbours": odds(min(neighbours, default=UNWEIGHED)),
                "kind": odds(task.certainty or UNWEIGHED),
            },
        )

    def entity(self, entity: Entity) -> Signed:
        names = self._names[entity.id]
        chances = [name.certainty for name in names if name.certainty is not None]
        text = self._draft.text
        best = odds(max(chances)) if chances else 0.0
        labelled = entity.rule == NAME_RULE
        return Signed(
            "entity",
            {
                "best": best,
                "labelled": float(labelled),
                "labelled-best": best * labelled,
                "noted": float(not chances),
                "soft": float(entity.type in SOFT),
                "inner": float(bool(names) and self._inner.issuperset(names)),
                "joined": float(any(joint in entity.name for joint in JOINTS)),
                "quoted": float(any(text[name.span.start - 1] in QUOTES for name in names)),
                "mentions": log(max(1, len(names))),
            },
        )

    def _chance(self, entity: str | None) -> float:
        """How sure the best mention of a thing is."""
        chances = [name.certainty for name in self._names.get(entity or "", ()) if name.certainty is not None]
        return max(chances, default=UNWEIGHED)

    def _cut(self, task: str | None) -> float:
        clause: Clause | None = self._clauses.get(task or "")
        return clause.certainty if clause else UNWEIGHED

    def assignment(self, row: Assignment) -> Signed:
        cut, noted = odds(self._cut(row.task)), row.basis is Basis.ANNOTATED
        name = self._starts.get(self._draft.place(row.unit_evidence.start))
        signs: dict[str, float] = {
            "borders": cut,
            "role": 0.0 if row.certainty is None else odds(row.certainty),
        }
        if row.role.does:
            signs |= {
                "noted": float(noted),
                "noted-borders": cut * noted,
                "name": odds(UNWEIGHED if name is None or name.certainty is None else name.certainty),
                "carried-on": float(row.rule == CARRIED_RULE),
            }
            return Signed("doer", signs)
        unit = EntityType.of(row.unit.partition("/")[0])
        signs |= {
            "thing": odds(self._chance(row.unit)),
            "labelled": float(row.rule == ROLE_RULE),
            "benefits": float(row.role is Role.BENEFICIARY),
            "people": float(unit is EntityType.TARGET_GROUP),
        }
        return Signed("concerned", signs)

    @staticmethod
    def citation(row: Citation) -> Signed:
        """The signs of a document cited: those that a task works with are surer than those named in passing."""
        return Signed("citation", {"in-passing": float(row.relation is DocumentRelation.CITES)})

    def relation(self, row: Relation) -> Signed:
        return Signed(
            "relation",
            {
                "edge": 0.0 if row.certainty is None else odds(row.certainty),
                "labelled": float(row.rule.startswith("labelled")),
                "thing": odds(self._chance(row.object)),
                "held": float(row.predicate is Predicate.HOLDS_EVENT),
            },
        )

    def sentence(self, place: int) -> Signed:
        """The signs that all a sentence says was read: no word outside names is nearly one, no name without a part."""
        evidence = self._plan.sentences[place].evidence
        lost, unplaced = self._missing[place]
        return Signed(
            "sentence",
            {
                "length": log(len(evidence.quote)),
                "names": log(1 + lost),
                "unplaced": log(1 + unplaced),
            },
        )

    @cached_property
    def _missing(self) -> list[tuple[float, float]]:
        """For each sentence, how many names and how many parts of units it may hold more than were read."""
        counts = [[0.0, 0.0] for _ in self._plan.sentences]
        starts = [self._draft.place(sentence.evidence.start) for sentence in self._plan.sentences]
        for what, place, count in (*self._lost(), *self._unplaced()):
            counts[max(0, bisect_right(starts, place) - 1)][what] += count
        return [(lost, unplaced) for lost, unplaced in counts]

    def _lost(self) -> Iterator[tuple[int, int, float]]:
        for _, words, labels in self._draft.labels:
            for word, (label, certainty, _) in zip(words, labels, strict=True):
                if label == NONE and certainty < WEAK:
                    yield 0, word.start, 1 - certainty

    def _unplaced(self) -> Iterator[tuple[int, int, float]]:
        placed = {(row.task, row.unit) for row in self._plan.assignments}
        for contents in self._draft.contents:
            for name in contents.names:
                if name.type in CANDIDATES and (contents.task, self._draft.identities[name]) not in placed:
                    yield 1, name.span.start, 1.0
