"""Decisions on which tasks of two plans are one: applied where the two are compared."""

from __future__ import annotations

from dataclasses import dataclass, field

from plankg.graph.review.applying import idle
from plankg.graph.review.locating import Workspace, folded
from plankg.schema.decision import Decision
from plankg.schema.errors import ReviewError
from plankg.schema.issue import Issue
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Plan, Task
from plankg.schema.terms import Action

Ends = tuple[str, str]
"""The ids of a task of the first plan and one of the second."""


@dataclass
class Pairing:
    """What people decided: pairs that hold and pairs that do not, each with the plan and the id of the decision.

    `confirmed` and `alone` are tasks, of the first plan where the key begins with True: a person accepted whatever pair the
    rules find for them, or rejected all. `issues` are decisions that change nothing any more.
    """

    together: dict[Ends, tuple[str, str]] = field(default_factory=dict)
    apart: dict[Ends, tuple[str, str]] = field(default_factory=dict)
    confirmed: dict[tuple[bool, str], tuple[str, str]] = field(default_factory=dict)
    alone: dict[tuple[bool, str], tuple[str, str]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def paired(before: Loaded, after: Loaded) -> Pairing:
    """The decisions of both plans' reviews on the tasks of these two; those that name another plan wait for it.

    `add` makes a pair, several with one task its parts; `accept` and `reject` are of the pair that is named, or, where none is, of
    whichever a task is in. Raises ReviewError where a quote is no longer in its directive or no task of the other plan has it.
    """
    pairing = Pairing()
    for work, other in ((before, after), (after, before)):
        space = Workspace(work.plan, work.document)
        for decision in work.review.decisions:
            if decision.statement == "match" and decision.set.get("plan") in {None, other.plan.id}:
                _decide(pairing, decision, (work, other), space, first=work is before)
    return pairing


def _decide(
    pairing: Pairing, decision: Decision, works: tuple[Loaded, Loaded], space: Workspace, *, first: bool
) -> None:
    work, other = works
    place = space.locate(decision)
    if place is None:
        raise ReviewError(
            "decision_lost", id=decision.id, quote=decision.quote, directive=decision.directive, path="review.yaml"
        )
    mine = [row.id for row in space.matching(decision, place)[:1] if isinstance(row, Task)]
    theirs = _named(decision, other.plan)
    source = (work.plan.id, decision.id)
    if not mine:
        pairing.issues.append(idle(decision, place))
    elif theirs is None:
        (pairing.alone if decision.action is Action.REJECT else pairing.confirmed)[first, mine[0]] = source
    else:
        ends = (mine[0], theirs) if first else (theirs, mine[0])
        lists = (pairing.apart, pairing.together)
        wanted, unwanted = lists if decision.action is Action.REJECT else reversed(lists)
        unwanted.pop(ends, None)
        wanted[ends] = source


def _named(decision: Decision, plan: Plan) -> str | None:
    """The task of the other plan that a decision names by `quote`, with `directive` where several have it; None without one.

    Raises ReviewError where no task has these words.
    """
    quote = decision.set.get("quote")
    if quote is None:
        return None
    numbers = {section.id: section.no for section in plan.directives}
    words, directive = folded(str(quote)), decision.set.get("directive")
    for task in plan.tasks:
        if words in task.text and directive in {None, numbers.get(task.directive)}:
            return task.id
    raise ReviewError("decision_match", id=decision.id, quote=quote, plan=plan.id, path="review.yaml")
