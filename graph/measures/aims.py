"""How firm a plan's aims are, and how far one can tell whether its tasks were done."""

from __future__ import annotations

from collections.abc import Iterable

from plankg.graph.counting import counted
from plankg.graph.measures.carrying import by_task, carryings
from plankg.graph.measures.chance import any_right, chance, number_right
from plankg.graph.measures.measure import Measure, Part
from plankg.graph.measures.numbers import Value, Word
from plankg.graph.things.qualities import firmness
from plankg.schema.plan import Plan, Target, Task
from plankg.schema.terms import Firmness

QUALITIES = ("figure", "deadline", "time", "unit", "all", "none")


def firm(plan: Plan) -> Measure:
    """The share of aims that are to be ensured, among those whose words say how firm they are.

    Notes
    -----
    Words of commitment (确保, 力争, 基本) are read as `plankg.graph.things.qualities.firmness` says; that goals bind the more the
    more they are committed to is in E. A. Locke, G. P. Latham, "Building a practically useful theory of goal setting and task
    motivation", American Psychologist 57 (2002) 705-717. A task counts as right as its words are.

    """
    columns = ("firmness", "tasks", "share")
    said = {task.id: firmness(task) for task in plan.tasks}
    rows = {level: [task for task in plan.tasks if said[task.id] is level] for level in Firmness}
    total = sum(map(len, rows.values()))
    if not total:
        return Measure("firm", "share", (plan.id,), columns)
    parts = tuple(
        Part((level, len(own), len(own) / total), tuple(task.evidence for task in own)) for level, own in rows.items()
    )
    ensured = rows[Firmness.ENSURED]
    estimate = number_right(map(chance, ensured)).over(total)
    figures: dict[str, Value] = {"ensured": len(ensured), "said": total, "tasks": len(plan.tasks)}
    return Measure("firm", "share", (plan.id,), columns, len(ensured) / total, estimate, parts, figures)


def measurable(plan: Plan) -> Measure:
    """The share of tasks with a figure or a last day: of those one can tell when they are done.

    Notes
    -----
    Three of the five of G. T. Doran, "There's a S.M.A.R.T. way to write management's goals and objectives", Management Review
    70 (11) (1981) 35-36: measurable (a figure), assignable (who does it), time-related (a last day); the other two are no
    matter of words. A task has a figure where one of its figures is right, a day where its own words are.

    """
    columns = ("quality", "tasks", "share")
    contents = counted(plan)
    if not plan.tasks:
        return Measure("measurable", "share", (plan.id,), columns)
    figures_of = _figures(contents.targets)
    sets = _qualities(plan, figures_of)
    total = len(plan.tasks)
    parts = tuple(
        Part(
            (Word(f"measure.quality.{quality}"), len(sets[quality]), len(sets[quality]) / total),
            tuple(task.evidence for task in plan.tasks if task.id in sets[quality]),
        )
        for quality in QUALITIES
    )
    days = {task.id: chance(task) for task in contents.deadlines}
    either = [task.id for task in plan.tasks if task.id in sets["figure"] | sets["deadline"]]
    estimate = number_right(
        any_right([*map(chance, figures_of.get(task, ())), *([days[task]] if task in days else [])]) for task in either
    ).over(total)
    figures: dict[str, Value] = {"either": len(either), "all": len(sets["all"]), "tasks": total}
    return Measure("measurable", "share", (plan.id,), columns, len(either) / total, estimate, parts, figures)


def _figures(targets: Iterable[Target]) -> dict[str, list[Target]]:
    """The figures of each task that has any."""
    rows: dict[str, list[Target]] = {}
    for target in targets:
        if target.task:
            rows.setdefault(target.task, []).append(target)
    return rows


def _qualities(plan: Plan, figures: dict[str, list[Target]]) -> dict[str, set[str]]:
    """The tasks of each quality."""
    contents = counted(plan)
    sets = {
        "figure": figures.keys() & _ids(plan.tasks),
        "deadline": _ids(contents.deadlines),
        "time": _ids(contents.timed),
        "unit": by_task(carryings(plan)).keys() & _ids(plan.tasks),
    }
    sets["all"] = sets["figure"] & sets["deadline"] & sets["unit"]
    sets["none"] = _ids(plan.tasks) - sets["figure"] - sets["time"] - sets["unit"]
    return sets


def _ids(tasks: Iterable[Task]) -> set[str]:
    return {task.id for task in tasks}
