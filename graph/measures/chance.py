"""How far a number can be trusted that is counted from statements of which each is right with a known chance.

A statement's certainty is measured (docs/accuracy.md): of those with 0.9 nine in ten are right. What a person decided is sure.
Statements are taken to be wrong independently of each other, and what was not read at all is not guessed: both make the
intervals narrower than all that can be wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from math import prod
from typing import NamedTuple, TypeVar

from plankg.schema.plan import Statement

Item = TypeVar("Item")

LOW, HIGH = 0.05, 0.95
"""The bounds leave one in twenty on either side."""
DRAWS, SEED = 200, 1
TINY = 1e-12
"""What is rarer is not carried on: of thousands of statements only the likely numbers are kept."""


class Estimate(NamedTuple):
    """What to expect of a number, and the bounds between which it lies in nine cases of ten."""

    expected: float
    low: float
    high: float

    def over(self, whole: float) -> Estimate:
        """The same as a part of a whole."""
        return Estimate(self.expected / whole, self.low / whole, self.high / whole)

    def taken_from(self, whole: float) -> Estimate:
        """What it leaves of a whole."""
        return Estimate(whole - self.expected, whole - self.high, whole - self.low)


def chance(statement: Statement) -> float:
    """The chance that a statement is right: its certainty, 1 where a person decided it."""
    return 1.0 if statement.certainty is None else statement.certainty


def any_right(chances: Iterable[float]) -> float:
    """The chance that one at least is right.

    >>> any_right([0.5, 0.5]), any_right([])
    (0.75, 0.0)
    """
    return 1.0 - prod(1.0 - one for one in chances)


def distribution(chances: Iterable[float]) -> tuple[int, list[float]]:
    """The Poisson binomial distribution: how likely each number of right ones is.

    Parameters
    ----------
    chances
        The chance of each to be right.

    Returns
    -------
    tuple
        The smallest number that is likely, and the chances of it and of those that follow. What is rarer than 1e-12 is left out.

    Notes
    -----
    By convolving one after the other, P_k(n) = (1 - p_k) P_{k-1}(n) + p_k P_{k-1}(n - 1); see Y. Hong, "On computing the
    distribution function for the Poisson binomial distribution", Computational Statistics & Data Analysis 59 (2013) 41-51.

    Examples
    --------
    >>> distribution([1.0, 0.5, 0.5])
    (1, [0.25, 0.5, 0.25])

    """
    first, weights = 0, [1.0]
    for one in chances:
        longer = [0.0, *weights]
        weights = [(1 - one) * stay + one * more for stay, more in zip([*weights, 0.0], longer, strict=True)]
        while len(weights) > 1 and weights[0] < TINY:
            first, weights = first + 1, weights[1:]
        while len(weights) > 1 and weights[-1] < TINY:
            weights.pop()
    return first, weights


def number_right(chances: Iterable[float]) -> Estimate:
    """How many are right: expected, and within which bounds in nine cases of ten, exactly.

    >>> number_right([1.0, 1.0, 0.5])
    Estimate(expected=2.5, low=2, high=3)
    """
    rows = list(chances)
    first, weights = distribution(rows)
    bounds, total = [], 0.0
    for number, weight in enumerate(weights, first):
        before, total = total, total + weight
        bounds += [number for level in (LOW, HIGH) if before < level <= total]
    last = first + len(weights) - 1
    low, high = [*bounds, last, last][:2]
    return Estimate(sum(rows), low, high)


def resampled(
    items: Sequence[Item],
    chance_of: Callable[[Item], float],
    statistic: Callable[[list[Item]], float | None],
    draws: int = DRAWS,
) -> Estimate | None:
    """The estimate of any statistic of items: it is taken of draws that keep each item as often as it is right.

    Draws of which it says nothing (None) are left out; where all say nothing there is no estimate. The same items give the same
    estimate, in every process.

    Notes
    -----
    Percentiles of a parametric bootstrap with a fixed seed: B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap,
    Chapman & Hall (1993), chapters 6 and 13.

    """
    if not items:
        return None
    source = random.Random(SEED)  # noqa: S311 - nothing secret hangs on it
    chances = [chance_of(item) for item in items]
    if min(chances) == 1.0:
        draws = 1
    kept = ([item for item, one in zip(items, chances, strict=True) if source.random() < one] for _ in range(draws))
    values = sorted(value for value in map(statistic, kept) if value is not None)
    if not values:
        return None
    low, high = (values[min(len(values) - 1, int(level * len(values)))] for level in (LOW, HIGH))
    return Estimate(sum(values) / len(values), low, high)
