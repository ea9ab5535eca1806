from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from measured_plans import carried
from plankg.graph.measures.chance import any_right, chance, distribution, number_right, resampled
from scipy import stats

CHANCES = st.lists(st.floats(0, 1), max_size=40)


def by_transform(chances: list[float]) -> np.ndarray:
    """The same distribution by the discrete Fourier transform of its characteristic function (Hong 2013, section 2.3)."""
    size = len(chances) + 1
    turns = np.exp(2j * np.pi * np.arange(size) / size)
    values = np.prod([1 - one + one * turns for one in chances], axis=0) if chances else np.ones(1)
    return np.fft.fft(values).real / size


@given(CHANCES)
def test_the_distribution_is_that_of_the_fourier_transform(chances: list[float]) -> None:
    first, weights = distribution(chances)
    whole = np.zeros(len(chances) + 1)
    whole[first : first + len(weights)] = weights
    assert whole == pytest.approx(by_transform(chances), abs=1e-9)


@given(CHANCES)
def test_the_bounds_hold_what_is_expected_and_nine_cases_in_ten(chances: list[float]) -> None:
    estimate = number_right(chances)
    assert estimate.expected == pytest.approx(sum(chances))
    assert 0 <= estimate.low <= estimate.high <= len(chances)
    assert estimate.low - 1 < estimate.expected < estimate.high + 1
    inside = by_transform(chances)[int(estimate.low) : int(estimate.high) + 1].sum()
    assert inside >= 0.9 - 1e-9


def test_of_equal_chances_the_number_is_binomial() -> None:
    estimate = number_right([0.8] * 50)
    assert (estimate.low, estimate.high) == stats.binom.interval(0.9, 50, 0.8)


def test_thousands_of_nearly_sure_statements_keep_few_weights() -> None:
    first, weights = distribution([0.97] * 3000)
    assert len(weights) < 200
    assert sum(weights) == pytest.approx(1)
    assert first > 2700


def test_what_a_person_decided_is_sure_and_leaves_nothing_open() -> None:
    plan = carried("A1", "B1")
    assert [chance(row) for row in plan.assignments] == [1.0, 1.0]
    assert number_right(map(chance, plan.assignments)) == (2.0, 2, 2)


@given(st.lists(st.floats(0, 1), max_size=10))
def test_one_at_least_is_right_unless_all_are_wrong(chances: list[float]) -> None:
    assert any_right(chances) == pytest.approx(1 - np.prod([1 - one for one in chances]))


def test_draws_agree_with_the_exact_distribution() -> None:
    chances = [0.9] * 30 + [0.4] * 10
    drawn = resampled(chances, lambda one: one, lambda kept: float(len(kept)), draws=4000)
    exact = number_right(chances)
    assert drawn is not None
    assert drawn.expected == pytest.approx(exact.expected, abs=0.15)
    assert (drawn.low, drawn.high) == pytest.approx((exact.low, exact.high), abs=1)


def test_draws_are_the_same_each_time() -> None:
    first, second = (resampled([0.3, 0.6, 0.9], lambda one: one, sum) for _ in range(2))
    assert first == second


def test_a_statistic_that_says_nothing_has_no_estimate() -> None:
    assert resampled([0.5], lambda one: one, lambda _: None) is None
    assert resampled([], lambda _: 1.0, lambda _: 1.0) is None
