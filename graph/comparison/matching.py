"""Which task of one plan is which of the other: each at most once, by what they say; where they stand decides among equals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plankg.graph.comparison.content import Content, folded
from plankg.graph.comparison.likeness import Texts, Weights, features, likeness

CANDIDATES = 6
"""So many tasks of the other plan are looked at closely for each task."""
LEAST = 0.42
"""From this score on two tasks are taken for one; measured by `benchmarks/comparison.py`."""
SURE = 0.6
"""From this likeness on a pair tells where its neighbours are."""
CONTEXT, SAME_FIGURES = 0.16, 0.02
"""What the place adds at most, and each of same units, numbers and times: enough to choose, not to match."""

Pair = tuple[int, int]


@dataclass(frozen=True)
class Matching:
    """The pairs by the places of their tasks, with the score of each."""

    scores: Mapping[Pair, float]

    @cached_property
    def forward(self) -> dict[int, int]:
        """From each matched task of the first plan to that of the second."""
        return dict(self.scores)

    @cached_property
    def backward(self) -> dict[int, int]:
        """From each matched task of the second plan to that of the first."""
        return {after: before for before, after in self.scores}


class Matcher:
    """Two plans' tasks, ready to be matched: features, weights and candidates."""

    def __init__(self, before: Sequence[Content], after: Sequence[Content]) -> None:
        """Index both."""
        self.before, self.after = before, after
        self.firsts, self.seconds = ([features(each.words) for each in side] for side in (before, after))
        self.weights = Weights([*self.firsts, *self.seconds])
        self.first_texts, self.second_texts = (Texts(side, self.weights) for side in (self.firsts, self.seconds))
        first, second = ([features(each.rest) for each in side] for side in (before, after))
        self._rests = Texts(first, self.weights), Texts(second, self.weights)

    def likeness(self, pair: Pair) -> float:
        """How alike the words of two tasks are; the more they say beside units, numbers and times, the less these count."""
        whole = self._alike((self.first_texts, self.second_texts), pair)
        rest = self._alike(self._rests, pair)
        sides = zip((self.first_texts, self.second_texts), self._rests, pair, strict=True)
        bare = min(1.0, *(rests.weight[place] / (texts.weight[place] or 1) for texts, rests, place in sides))
        return bare * rest + (1 - bare) * whole

    def _alike(self, sides: tuple[Texts, Texts], pair: Pair) -> float:
        (first, second), (one, other) = sides, pair
        total = first.weight[one] + second.weight[other]
        return likeness(first.features[one], second.features[other], self.weights, total)

    @cached_property
    def candidates(self) -> dict[Pair, float]:
        """The likeness of each pair that is looked at closely."""
        pairs = {
            (first, second)
            for first, text in enumerate(self.firsts)
            for second in self.second_texts.nearest(text, CANDIDATES)
        }
        pairs |= {
            (first, second)
            for second, text in enumerate(self.seconds)
            for first in self.first_texts.nearest(text, CANDIDATES)
        }
        return {pair: self.likeness(pair) for pair in sorted(pairs)}

    def match(self, *, kept: Iterable[Pair] = (), apart: Iterable[Pair] = ()) -> Matching:
        """The pairs, the most alike first, so that no two tasks would both rather have each other.

        Of pairs that are as alike, those whose directives and neighbours go together come first. `kept` are pairs that hold
        whatever their likeness, `apart` those that never do.
        """
        fixed, never = dict.fromkeys(kept), set(apart)
        taken = {first for first, _ in fixed}, {second for _, second in fixed}
        likely = {
            pair: score
            for pair, score in self.candidates.items()
            if pair not in never and pair[0] not in taken[0] and pair[1] not in taken[1]
        }
        first_round = _best_first({pair: score for pair, score in likely.items() if score >= SURE}, self._apart)
        context = _Context(self, [*fixed, *first_round])
        ranked = {pair: score + self._beside(pair, context) for pair, score in likely.items()}
        chosen = _best_first({pair: score for pair, score in ranked.items() if score >= LEAST}, self._apart)
        pairs = sorted([*fixed, *chosen])
        return Matching({pair: min(1.0, round(self.likeness(pair), 3)) for pair in pairs})

    def _apart(self, pair: Pair) -> float:
        """How far apart two tasks stand in the order of their plans."""
        return abs(pair[0] / len(self.before) - pair[1] / len(self.after))

    def _beside(self, pair: Pair, context: _Context) -> float:
        """What speaks for a pair beside its words."""
        first, second = self.before[pair[0]], self.after[pair[1]]
        same = (first.units == second.units, first.figures == second.figures, first.due == second.due)
        return CONTEXT * context.share(pair) + SAME_FIGURES * sum(same)


class _Context:
    """Where tasks stand: which directives go together, and which tasks have sure neighbours."""

    def __init__(self, matcher: Matcher, sure: Iterable[Pair]) -> None:
        self._matcher = matcher
        self._sure = set(sure)
        self._together: Counter[tuple[str, str]] = Counter()
        self._sizes = tuple(Counter(each.task.directive for each in side) for side in (matcher.before, matcher.after))
        for first, second in self._sure:
            self._together[self._directives((first, second))] += 1
        self._titles: dict[tuple[str, str], float] = {}

    def _directives(self, pair: Pair) -> tuple[str, str]:
        return self._matcher.before[pair[0]].task.directive, self._matcher.after[pair[1]].task.directive

    def share(self, pair: Pair) -> float:
        """How much speaks for a pair from where its tasks stand, from 0 to 1."""
        first, second = pair
        ends = self._directives(pair)
        if ends not in self._titles:
            self._titles[ends] = self._title_likeness(pair)
        tasks = min(self._sizes[0][ends[0]], self._sizes[1][ends[1]])
        others = self._together[ends] - (pair in self._sure)
        together = min(1.0, others / max(1, tasks - 1))
        beside = ((first - 1, second - 1), (first + 1, second + 1))
        neighbours = sum(each in self._sure for each in beside) / 2
        return 0.25 * self._titles[ends] + 0.35 * together + 0.4 * neighbours

    def _title_likeness(self, pair: Pair) -> float:
        first, second = self._matcher.before[pair[0]].directive, self._matcher.after[pair[1]].directive
        if first is None or second is None:
            return 0.0
        ends = features(folded(first.title)), features(folded(second.title))
        total = len(ends[0]) + len(ends[1])
        return 2 * len(ends[0] & ends[1]) / total if total else 0.0


def _best_first(scores: Mapping[Pair, float], apart: Callable[[Pair], float]) -> list[Pair]:
    """The pairs of the highest scores in which each task stands once; of equal ones those that stand nearest."""
    order = sorted(scores, key=lambda pair: (-round(scores[pair], 6), apart(pair), pair))
    firsts: set[int] = set()
    seconds: set[int] = set()
    chosen: list[Pair] = []
    for first, second in order:
        if first not in firsts and second not in seconds:
            firsts.add(first)
            seconds.add(second)
            chosen.append((first, second))
    return chosen
