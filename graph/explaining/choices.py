"""Choices: what a model weighed at one place, how sure it was, what came second, and which features spoke for and against."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import Any

from plankg.graph.extraction.labelling.models import NONE, Decision, model

MOST, WEIGHTY = 2, 0.2
"""So many reasons are told for each side, and only those that shift the odds (their natural logarithm) as far as this."""
SURE = 0.995
NEIGHBOURS = "neighbours"
"""The feature of a label that what the model says of the items beside it speaks for."""


@dataclass(frozen=True)
class Reason:
    """A feature that holds, and how far it speaks for one label and against another, in log odds."""

    feature: str
    weight: float


@dataclass(frozen=True)
class Choice:
    """One item of what a model decided: the label that was taken in the end, and the likeliest of the others.

    `share` and `rival_share` are how likely the model holds each; where rules went against the model the rival has more.
    """

    decision: Decision
    place: int
    label: str
    share: float
    rival: str
    rival_share: float

    @property
    def model(self) -> str:
        """The model's name."""
        return self.decision.model

    @property
    def overruled(self) -> bool:
        """Whether what was taken is not what the model held likeliest."""
        return self.rival_share > self.share

    @property
    def at(self) -> str:
        """The word that was weighed, where that is one of several of what was read."""
        of: Any = self.decision.of
        return str(of[self.place].text) if self.model == "names" else ""

    @cached_property
    def reasons(self) -> tuple[Reason, ...]:
        """All that speaks for the label and against its rival (above zero) or the other way, the weightiest first.

        What the features of the item do not account for comes from the labels of its neighbours.
        """
        weighed = model(self.model)
        reasons = [Reason(feature, weighed.leaning(feature, self.label, self.rival)) for feature in self._features]
        if len(self.decision.items) > 1 and self.share and self.rival_share:
            beside = log(self.share / self.rival_share) - sum(reason.weight for reason in reasons)
            reasons.append(Reason(NEIGHBOURS, beside))
        return tuple(sorted(reasons, key=lambda reason: -abs(reason.weight)))

    @property
    def _features(self) -> list[str]:
        return list(dict.fromkeys(self.decision.items[self.place]))

    @property
    def pro(self) -> tuple[Reason, ...]:
        """What spoke most for the label."""
        return tuple(reason for reason in self.reasons if reason.weight >= WEIGHTY)[:MOST]

    @property
    def con(self) -> tuple[Reason, ...]:
        """What spoke most for its rival."""
        return tuple(reason for reason in self.reasons if reason.weight <= -WEIGHTY)[:MOST]


@dataclass(frozen=True)
class Weighed:
    """A decision with how likely the model holds each label of each of its items."""

    decision: Decision
    shares: tuple[dict[str, float], ...]

    @classmethod
    def of(cls, decision: Decision) -> Weighed:
        """Weigh what was seen once more, this time for all labels."""
        return cls(decision, tuple(model(decision.model).shares(decision.items)))

    def choice(self, place: int = 0, label: str | None = None) -> Choice:
        """The choice at an item; `label` is what was taken in the end, where that is not what the model gave."""
        shares = self.shares[place]
        label = self.decision.given[place].label if label is None else label
        rival = max((other for other in shares if other != label), key=shares.__getitem__)
        return Choice(self.decision, place, label, shares[label], rival, shares[rival])

    def likeliest_thing(self, place: int = 0) -> str:
        """The likeliest label but nothing."""
        shares = self.shares[place]
        return max((label for label in shares if label != NONE), key=shares.__getitem__)
