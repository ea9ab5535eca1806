"""Tasks that were parted or put together: one of a plan that is several of the other, neither dropped nor new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from plankg.graph.comparison.content import Content
from plankg.graph.comparison.likeness import Features, Weights, features, share
from plankg.graph.comparison.matching import Matcher, Matching, Pair

HELD = 0.62
"""So much of a part's words the whole has, beside what the whole's other parts have."""
LEFT = 0.2
"""So much of the whole is left beside the other parts: what is all in one of them was not parted."""
NEAR = 3
"""Parts stand at most so many tasks from each other, or in one directive."""


@dataclass(frozen=True)
class Group:
    """The places of tasks that stand against each other: one on one side at least."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    score: float | None


def groups(matcher: Matcher, matching: Matching, *, together: Collection[Pair], apart: set[Pair]) -> list[Group]:
    """The pairs with what else is a part of either; the tasks of neither plan stand in two groups.

    `together` are pairs beyond those of the matching that a person put together, `apart` those never put so.
    """
    before = {pair: [pair[0]] for pair in matching.scores}
    after = {pair: [pair[1]] for pair in matching.scores}
    _join(matching, together, before, after)
    unmatched = _unmatched(len(matcher.after), (place for places in after.values() for place in places))
    wholes = _Wholes(matcher.before, matcher.after, matcher.weights)
    for place in unmatched:
        near = matcher.first_texts.nearest(matcher.seconds[place], 4)
        pairs = [(whole, matching.forward[whole]) for whole in near if whole in matching.forward]
        pairs = [pair for pair in pairs if len(before[pair]) == 1 and (pair[0], place) not in apart]
        if best := wholes.best(place, [(pair[0], after[pair], pair) for pair in pairs]):
            after[best].append(place)
    unmatched = _unmatched(len(matcher.before), (place for places in before.values() for place in places))
    wholes = _Wholes(matcher.after, matcher.before, matcher.weights)
    for place in unmatched:
        near = matcher.second_texts.nearest(matcher.firsts[place], 4)
        pairs = [(matching.backward[whole], whole) for whole in near if whole in matching.backward]
        pairs = [pair for pair in pairs if len(after[pair]) == 1 and (place, pair[1]) not in apart]
        if best := wholes.best(place, [(pair[1], before[pair], pair) for pair in pairs]):
            before[best].append(place)
    return [Group(tuple(sorted(before[pair])), tuple(sorted(after[pair])), matching.scores[pair]) for pair in before]


def _join(
    matching: Matching, together: Collection[Pair], before: dict[Pair, list[int]], after: dict[Pair, list[int]]
) -> None:
    """Put the pairs that a person put together beside those that share a task with them."""
    for first, second in together:
        if first in matching.forward:
            after[first, matching.forward[first]].append(second)
        elif second in matching.backward:
            before[matching.backward[second], second].append(first)


def _unmatched(size: int, taken: Iterable[int]) -> list[int]:
    used = set(taken)
    return [place for place in range(size) if place not in used]


class _Wholes:
    """Tasks of one plan as wholes, of which tasks of the other may be parts."""

    def __init__(self, wholes: Sequence[Content], parts: Sequence[Content], weights: Weights) -> None:
        self._wholes = [features(each.words) for each in wholes]
        self._parts = [features(each.words) for each in parts]
        self._contents = parts
        self._weights = weights

    def best(self, part: int, choices: Sequence[tuple[int, list[int], Pair]]) -> Pair | None:
        """The pair whose whole holds most of a part beside its other parts, None where none holds enough."""
        held = [(self._held(part, whole, others), pair) for whole, others, pair in choices]
        best = max(held, default=(0.0, None), key=lambda each: each[0])
        return best[1] if best[0] >= HELD else None

    def _held(self, part: int, whole: int, others: Sequence[int]) -> float:
        if not any(self._near(part, other) for other in others):
            return 0.0
        known: Features = frozenset().union(*(self._parts[other] for other in others))
        left = self._wholes[whole] - known
        if self._weights.sum(left) < LEFT * self._weights.sum(self._wholes[whole]):
            return 0.0
        return float(
            share(self._parts[part] - known, left, self._weights)
            * share(self._parts[part], self._wholes[whole], self._weights) ** 0.5
        )

    def _near(self, part: int, other: int) -> bool:
        same = self._contents[part].task.directive == self._contents[other].task.directive
        return same or abs(part - other) <= NEAR
