"""How a plan's tasks are spread over its chapters and over kinds of action, and how many name nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from math import log

from plankg.graph.counting import chapter_shares, counted
from plankg.graph.measures.carrying import by_task, carryings
from plankg.graph.measures.chance import any_right, chance, number_right, resampled
from plankg.graph.measures.measure import Measure, Part
from plankg.graph.measures.numbers import Value
from plankg.schema.plan import Plan, Task


def evenness(numbers: Iterable[int]) -> float | None:
    """How evenly things are spread over the kinds that have any: 1 where all have as many; None of fewer than two kinds.

    Notes
    -----
    Pielou's J = H / ln S with Shannon's H = - Σ p_i ln p_i over the S kinds: C. E. Shannon, "A mathematical theory of
    communication", Bell System Technical Journal 27 (1948) 379-423; E. C. Pielou, "The measurement of diversity in different
    types of biological collections", Journal of Theoretical Biology 13 (1966) 131-144.

    Examples
    --------
    >>> evenness([4, 4]), evenness([5]), evenness([5, 0])
    (1.0, None, None)

    """
    filled = [number for number in numbers if number]
    total = sum(filled)
    if len(filled) < 2:  # noqa: PLR2004 - one kind alone is neither even nor uneven
        return None
    return min(1.0, -sum(number / total * log(number / total) for number in filled) / log(len(filled)))


def chapters(plan: Plan) -> Measure:
    """How evenly tasks are spread over chapters, with what each chapter holds.

    Notes
    -----
    Pielou's evenness of the numbers of tasks (see `evenness`). Its interval is of draws of the tasks.

    """
    columns = ("chapter", "directives", "tasks", "share", "with_figure", "timed")
    contents = counted(plan)
    measured, timed = {row.task for row in contents.targets}, {row.id for row in contents.timed}
    inside = tasks_of_chapters(plan)
    parts = [
        Part(
            (
                title,
                share.directives,
                share.tasks,
                share.tasks / max(1, len(plan.tasks)),
                sum(task.id in measured for task in inside[share.section]),
                sum(task.id in timed for task in inside[share.section]),
            ),
            tuple(task.evidence for task in inside[share.section]),
        )
        for share, title in zip(chapter_shares(plan), _titles(plan), strict=True)
    ]
    return _spread(
        "chapters", plan, columns, parts, {task.id: chapter for chapter, own in inside.items() for task in own}
    )


def kinds(plan: Plan) -> Measure:
    """How evenly tasks are spread over kinds of action, with the tasks of each kind.

    Notes
    -----
    Pielou's evenness of the numbers of tasks (see `evenness`). Its interval is of draws of the tasks.

    """
    columns = ("kind", "tasks", "share")
    count = Counter(task.kind for task in plan.tasks)
    order = sorted(count, key=lambda kind: (-count[kind], kind))
    parts = [
        Part(
            (kind, count[kind], count[kind] / len(plan.tasks)),
            tuple(task.evidence for task in plan.tasks if task.kind is kind),
        )
        for kind in order
    ]
    return _spread("kinds", plan, columns, parts, {task.id: task.kind for task in plan.tasks})


def _spread(
    name: str, plan: Plan, columns: tuple[str, ...], parts: list[Part], place: Mapping[str, Hashable]
) -> Measure:
    def of(tasks: Iterable[Task]) -> float | None:
        return evenness(Counter(place[task.id] for task in tasks if task.id in place).values())

    value = of(plan.tasks)
    estimate = None if value is None else resampled(plan.tasks, chance, of)
    figures: dict[str, Value] = {"tasks": len(plan.tasks), "places": len(set(place.values()))}
    return Measure(name, "index", (plan.id,), columns, value, estimate, tuple(parts), figures)


def unnamed(plan: Plan) -> Measure:
    """The share of tasks that name nobody who does them, by chapter.

    Notes
    -----
    A task that names somebody does so where one of its parts is right; the number of such is Poisson binomial.

    """
    columns = ("chapter", "tasks", "named", "unnamed", "share")
    contents = counted(plan)
    if not contents.tasks:
        return Measure("unnamed", "share", (plan.id,), columns)
    nobody, inside = {task.id for task in contents.unnamed}, tasks_of_chapters(plan)
    parts = tuple(
        Part(
            (title, share.tasks, share.tasks - share.unnamed, share.unnamed, share.unnamed / max(1, share.tasks)),
            tuple(task.evidence for task in inside[share.section] if task.id in nobody),
        )
        for share, title in zip(chapter_shares(plan), _titles(plan), strict=True)
    )
    named = number_right(any_right(row.chance for row in rows) for rows in by_task(carryings(plan)).values())
    tasks = len(contents.tasks)
    figures: dict[str, Value] = {"unnamed": len(nobody), "named": tasks - len(nobody), "tasks": tasks}
    estimate = named.taken_from(tasks).over(tasks)
    return Measure("unnamed", "share", (plan.id,), columns, len(nobody) / tasks, estimate, parts, figures)


def tasks_of_chapters(plan: Plan) -> dict[str, list[Task]]:
    """The tasks of each chapter, by its id, in order."""
    chapter_of = {section.id: section.chapter or section.id for section in plan.directives}
    inside: dict[str, list[Task]] = {chapter.id: [] for chapter in plan.chapters}
    for task in plan.tasks:
        inside.get(chapter_of.get(task.directive, ""), []).append(task)
    return inside


def _titles(plan: Plan) -> list[str]:
    return [chapter.heading for chapter in plan.chapters]
