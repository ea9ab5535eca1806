"""What a comparison says, as values: the change of each task, with both sides as they stand in their plans."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, get_args

from plankg.schema.issue import Issue
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Section, Task
from plankg.schema.terms import ChangeKind, Standing
from plankg.schema.wording import Language, words

Lineage = Literal["draft", "years", "levels"]
"""How two plans stand to each other: two versions of one, two years of one office, an office and the one below it."""
RELATIONS: tuple[Lineage, ...] = get_args(Lineage)
TAKEN_UP = frozenset(ChangeKind) - {ChangeKind.NEW, ChangeKind.DROPPED}


class Run(NamedTuple):
    """A run of a quote's characters, and whether the other side has others there."""

    text: str
    changed: bool


@dataclass(frozen=True)
class Side:
    """A task in its plan: what is compared of it, and where it stands.

    `units` are those who do it, as `role name`; `figures` its numbers with their measure; `deadline` its time in words;
    `marked` its quote with the words marked that the other side does not have.
    """

    task: Task
    directive: Section | None
    units: tuple[str, ...]
    figures: tuple[str, ...]
    deadline: str | None
    marked: tuple[Run, ...]

    @property
    def quote(self) -> str:
        """The task's words, verbatim."""
        return self.task.text

    @property
    def place(self) -> str:
        """The heading of its directive as printed, its number where it has none."""
        if self.directive is None:
            return self.task.id
        return self.directive.heading or str(self.directive.no)


class Difference(NamedTuple):
    """One thing that changed within a task: its kind, and what each side says, empty where it says nothing of it."""

    kind: ChangeKind
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What became of a task.

    A side has no task where it is new or dropped, several where one was parted into several or several became one. `score`
    is how alike the two are, from 0 to 1; `standing` is `decided` where a review paired them, by `decision`: the id of the plan
    whose review it is and the decision's own.
    """

    kinds: tuple[ChangeKind, ...]
    before: tuple[Side, ...]
    after: tuple[Side, ...]
    differences: tuple[Difference, ...] = ()
    score: float | None = None
    standing: Standing = Standing.INFERRED
    decision: tuple[str, str] | None = None

    @property
    def parted(self) -> bool:
        """Whether one task stands against several."""
        return len(self.before) > 1 or len(self.after) > 1

    def as_json(self) -> dict[str, Any]:
        """The change as plain values."""
        return {
            "kinds": [kind.value for kind in self.kinds],
            "score": self.score,
            "standing": self.standing.value,
            "decision": "/".join(self.decision) if self.decision else None,
            "before": [_side(side) for side in self.before],
            "after": [_side(side) for side in self.after],
            "differences": [
                {"kind": one.kind.value, "before": one.before, "after": one.after} for one in self.differences
            ],
        }


@dataclass(frozen=True)
class Comparison:
    """Two plans compared; the changes in the order of the second, what it dropped behind what stood before it in the first.

    `issues` are decisions on the matching that change nothing.
    """

    before: Loaded
    after: Loaded
    relation: Lineage
    changes: tuple[Change, ...]
    issues: tuple[Issue, ...] = ()

    def of_kind(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of a kind; one in which several things changed is of several kinds."""
        return tuple(change for change in self.changes if kind in change.kinds)

    def counts(self) -> dict[ChangeKind, int]:
        """How many changes there are of each kind, in the order of the kinds."""
        numbers = Counter(kind for change in self.changes for kind in change.kinds)
        return {kind: numbers[kind] for kind in ChangeKind}

    @property
    def taken_up(self) -> tuple[int, int]:
        """How many tasks of the first plan the second has, too, and how many it has in all."""
        kept = {side.task.id for change in self.changes if change.after for side in change.before}
        return len(kept), len(self.before.plan.tasks)

    def said(self, kind: ChangeKind, lang: Language | None = None) -> str:
        """A kind as it is called between these two plans: what a district leaves out is not dropped but 未承接."""
        if self.relation == "levels" and kind in LEVEL_WORDS:
            return words(LEVEL_WORDS[kind], lang)
        return kind.said(lang)

    def as_json(self) -> dict[str, Any]:
        """All of it as plain values."""
        taken, tasks = self.taken_up
        return {
            "before": {"id": self.before.plan.id, "title": self.before.plan.title, "tasks": tasks},
            "after": {
                "id": self.after.plan.id,
                "title": self.after.plan.title,
                "tasks": len(self.after.plan.tasks),
            },
            "as": self.relation,
            "taken_up": taken,
            "counts": {kind.value: count for kind, count in self.counts().items()},
            "changes": [change.as_json() for change in self.changes],
        }


LEVEL_WORDS = {
    ChangeKind.CONTINUED: "diff.level_continued",
    ChangeKind.REWORDED: "diff.level_reworded",
    ChangeKind.NEW: "diff.level_new",
    ChangeKind.DROPPED: "diff.level_dropped",
}


def _side(side: Side) -> dict[str, Any]:
    evidence = side.task.evidence
    return {
        "task": side.task.id,
        "directive": side.place,
        "quote": side.quote,
        "start": evidence.start,
        "end": evidence.end,
        "units": list(side.units),
        "figures": list(side.figures),
        "deadline": side.deadline,
        "changed": [run.text for run in side.marked if run.changed],
    }
