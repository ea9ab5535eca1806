"""The measures there are: of one plan, and of two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from plankg.graph.measures.aims import firm, measurable
from plankg.graph.measures.brokers import brokers
from plankg.graph.measures.concentration import concentration, inequality
from plankg.graph.measures.cooperation import coordination
from plankg.graph.measures.critical import critical
from plankg.graph.measures.groups import groups
from plankg.graph.measures.likeness import inheritance, resemblance, shared_things
from plankg.graph.measures.load import doing, load
from plankg.graph.measures.measure import Measure
from plankg.graph.measures.spread import chapters, kinds, unnamed
from plankg.graph.measures.themes import themes
from plankg.schema.errors import UsageError
from plankg.schema.plan import Plan

Function = TypeVar("Function")

MEASURES: Mapping[str, Callable[[Plan], Measure]] = {
    each.__name__: each
    for each in (
        load, doing, unnamed, inequality, concentration, coordination, brokers, groups, critical, themes, chapters, kinds,
        firm, measurable,
    )
}  # fmt: skip
"""Of one plan, in the order in which a planner reads them."""

COMPARISONS: Mapping[str, Callable[[Plan, Plan], Measure]] = {
    each.__name__: each for each in (resemblance, inheritance, shared_things)
}
"""Of two plans, the earlier one first."""


def measures(plan: Plan, names: Iterable[str] = ()) -> dict[str, Measure]:
    """The measures of a plan by name: those that are named, else all. Raises UsageError for a name that is none."""
    return {name: _known(MEASURES, name)(plan) for name in tuple(names) or MEASURES}


def comparisons(earlier: Plan, later: Plan, names: Iterable[str] = ()) -> dict[str, Measure]:
    """The measures of two plans by name: those that are named, else all. Raises UsageError for a name that is none."""
    return {name: _known(COMPARISONS, name)(earlier, later) for name in tuple(names) or COMPARISONS}


def _known(measures: Mapping[str, Function], name: str) -> Function:
    if name not in measures:
        raise UsageError("measure_unknown", name=name, known=", ".join(measures))
    return measures[name]
