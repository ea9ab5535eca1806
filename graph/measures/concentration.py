"""How unevenly tasks are spread over those who carry them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate

from plankg.graph.measures.carrying import Carrying, Names, by_unit, carryings, evidence_of
from plankg.graph.measures.chance import Estimate, resampled
from plankg.graph.measures.measure import Measure, Part
from plankg.graph.measures.numbers import Value
from plankg.schema.plan import Plan


def gini(numbers: Sequence[float]) -> float:
    """The Gini coefficient of numbers that are not negative: 0 where all are equal, (n - 1) / n where one has all.

    Notes
    -----
    G = (2 Σ i x_i) / (n Σ x_i) - (n + 1) / n with x sorted upwards and i from 1: C. Gini, Variabilità e mutabilità, Bologna
    (1912); in this form P. M. Dixon, J. Weiner, T. Mitchell-Olds, R. Woodley, "Bootstrapping the Gini coefficient of
    inequality", Ecology 68 (1987) 1548-1551. Raises ZeroDivisionError where all are 0.

    Examples
    --------
    >>> gini([2, 2, 2]), gini([0, 0, 0, 4])
    (0.0, 0.75)

    """
    ordered, count = sorted(numbers), len(numbers)
    ranked = sum(place * number for place, number in enumerate(ordered, 1))
    return max(0.0, 2 * ranked / (count * sum(ordered)) - (count + 1) / count)


def herfindahl(numbers: Sequence[float]) -> float:
    """The Herfindahl-Hirschman index of numbers: the sum of the squares of their shares, 1 / n where all are equal.

    Notes
    -----
    HHI = Σ s_i²: S. A. Rhoades, "The Herfindahl-Hirschman index", Federal Reserve Bulletin 79 (1993) 188-189. Its inverse is
    the number of equal ones that would be as concentrated: M. Laakso, R. Taagepera, "'Effective' number of parties: a measure
    with application to West Europe", Comparative Political Studies 12 (1979) 3-27.

    Examples
    --------
    >>> herfindahl([1, 1, 1, 1]), herfindahl([5])
    (0.25, 1.0)

    """
    total = sum(numbers)
    return sum((number / total) ** 2 for number in numbers)


def inequality(plan: Plan) -> Measure:
    """The Gini coefficient of the loads of those who do something, with the curve of Lorenz as its table.

    Notes
    -----
    See `gini`; the curve is that of M. O. Lorenz, "Methods of measuring the concentration of wealth", Publications of the
    American Statistical Association 9 (1905) 209-219, from the greatest load down. Its interval is of draws of the parts.

    """
    rows, value, estimate = _spread(plan, gini)
    columns = ("unit", "type", "does", "share", "cumulated")
    if value is None:
        return Measure("inequality", "index", (plan.id,), columns)
    names = Names(plan)
    order = sorted(rows, key=lambda unit: (-len(rows[unit]), unit))
    total = sum(len(own) for own in rows.values())
    sums = accumulate(len(rows[unit]) for unit in order)
    parts = tuple(
        Part(
            (names.name(unit), names.type(unit), len(rows[unit]), len(rows[unit]) / total, reached / total),
            evidence_of(rows[unit]),
        )
        for unit, reached in zip(order, sums, strict=True)
    )
    figures: dict[str, Value] = {"doers": len(rows)}
    return Measure("inequality", "index", (plan.id,), columns, value, estimate, parts, figures)


def concentration(plan: Plan) -> Measure:
    """The Herfindahl-Hirschman index of the loads of those who do something, and the number of equals it is worth.

    Notes
    -----
    See `herfindahl`. Its interval is of draws of the parts.

    """
    rows, value, estimate = _spread(plan, herfindahl)
    columns = ("unit", "type", "does", "share")
    if value is None:
        return Measure("concentration", "index", (plan.id,), columns)
    names, total = Names(plan), sum(len(own) for own in rows.values())
    order = sorted(rows, key=lambda unit: (-len(rows[unit]), unit))
    parts = tuple(
        Part((names.name(unit), names.type(unit), len(rows[unit]), len(rows[unit]) / total), evidence_of(rows[unit]))
        for unit in order
    )
    figures: dict[str, Value] = {"doers": len(rows), "equals": f"{1 / value:.1f}"}
    return Measure("concentration", "index", (plan.id,), columns, value, estimate, parts, figures)


def _spread(
    plan: Plan, index: Callable[[Sequence[float]], float]
) -> tuple[dict[str, list[Carrying]], float | None, Estimate | None]:
    """Carryings by unit, the index of their numbers, and its estimate over draws of them."""
    rows = carryings(plan)

    def of(drawn: Sequence[Carrying]) -> float | None:
        numbers = [*Counter(row.unit for row in drawn).values()]
        return index(numbers) if numbers else None

    return by_unit(rows), of(rows), resampled(rows, lambda row: row.chance, of)
