"""A change as the decision that would correct it, for a person to put into a review file."""

from __future__ import annotations

from typing import Any

from plankg.graph.comparison.changes import Change, Comparison, Side
from plankg.schema.wording import Language, words


def correction(comparison: Comparison, change: Change, lang: Language) -> tuple[str, dict[str, Any]]:
    """The id of the plan whose review it belongs into, and the decision: a pair is rejected, a task alone is given another.

    Of a task alone, what the other plan says is left for the person to fill in.
    """
    first, second = comparison.before.plan.id, comparison.after.plan.id
    if change.before and change.after:
        (plan, here), there = (first, change.before[0]), change.after[-1]
        action, end = "reject", {"plan": second, **_place(there)}
    else:
        plan, here = (first, change.before[0]) if change.before else (second, change.after[0])
        action, end = "add", {"plan": second if change.before else first, "quote": words("diff.correct_other", lang)}
    return plan, {
        "action": action,
        "statement": "match",
        **_place(here),
        "set": end,
        "reason": words("diff.reason", lang),
    }


def _place(side: Side) -> dict[str, Any]:
    number = {} if side.directive is None or side.directive.no is None else {"directive": side.directive.no}
    return {**number, "quote": side.quote}
