"""How alike two tasks are: the share of their words that both have, rare words counting more than common ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from heapq import nlargest
from itertools import chain, pairwise
from math import fsum, log

Features = frozenset[str]
SINGLE = 0.35
"""What a character counts beside a pair of characters: it keeps apart what has no pair in common."""
COMMON = 60
"""A pair of characters that more tasks than this have finds no candidates: what else they share does."""


def features(text: str) -> Features:
    """The characters of a text and its pairs of characters.

    >>> sorted(features("审计审"))
    ['审', '审计', '计', '计审']
    """
    return frozenset(chain(text, map("".join, pairwise(text))))


class Weights:
    """How much each feature counts, by how few of the texts have it."""

    def __init__(self, texts: Sequence[Features]) -> None:
        """Count in how many texts each feature stands."""
        self._counts = Counter(chain.from_iterable(texts))
        self._size = len(texts)
        self._known: dict[str, float] = {}

    def __getitem__(self, feature: str) -> float:
        """The weight of one feature."""
        weight = self._known.get(feature)
        if weight is None:
            rarity = log(1 + self._size / max(1, self._counts[feature]))
            weight = self._known[feature] = rarity * (1.0 if len(feature) > 1 else SINGLE)
        return weight

    def count(self, feature: str) -> int:
        """In how many texts it stands."""
        return self._counts[feature]

    def sum(self, some: Iterable[str]) -> float:
        """The weight of several features together, whatever their order."""
        return fsum(self[feature] for feature in some)


class Texts:
    """Texts with their features, found by those that they share with another: no pair is looked at that shares none."""

    def __init__(self, texts: Sequence[Features], weights: Weights) -> None:
        """Index the texts."""
        self.features = texts
        self._weights = weights

    @cached_property
    def weight(self) -> tuple[float, ...]:
        """The weight of each text."""
        return tuple(self._weights.sum(text) for text in self.features)

    @cached_property
    def _index(self) -> Mapping[str, list[int]]:
        index: defaultdict[str, list[int]] = defaultdict(list)
        for place, text in enumerate(self.features):
            for feature in text:
                if len(feature) > 1 and self._weights.count(feature) <= COMMON:
                    index[feature].append(place)
        return index

    def nearest(self, text: Features, most: int) -> tuple[int, ...]:
        """The places of the texts that share most with this one, at most so many, the nearest first."""
        shared: defaultdict[int, float] = defaultdict(float)
        for feature in sorted(text):
            places = self._index.get(feature)
            if places:
                weight = self._weights[feature]
                for place in places:
                    shared[place] += weight
        return tuple(
            nlargest(most, shared, key=lambda place: (shared[place] / (1 + self.weight[place]) ** 0.5, -place))
        )


def likeness(one: Features, other: Features, weights: Weights, total: float) -> float:
    """Twice what both have, by the weight of both: 1 for the same words, 0 for none (Dice's coefficient, weighted)."""
    return 2 * weights.sum(one & other) / total if total else 0.0


def share(part: Collection[str], whole: Collection[str], weights: Weights) -> float:
    """How much of a part's weight the whole has."""
    total = weights.sum(part)
    return weights.sum(feature for feature in part if feature in whole) / total if total else 0.0
