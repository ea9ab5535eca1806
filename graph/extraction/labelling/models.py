"""Models: conditional random fields trained on annotated plans, read from `data/models/`.

A conditional random field gives each item of a sequence the label that its features and its neighbours' labels make likeliest
(Lafferty, McCallum, Pereira 2001); python-crfsuite trains and applies it. Over one item it is a maximum-entropy model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from math import log
from typing import NamedTuple

from plankg.graph.extraction.words.learnt import folder
from plankg.graph.extraction.words.lexicon import from_lexicon

NONE = "O"
"""The label of what is none of the things that a model looks for."""

Features = Sequence[str]
"""What is seen of one item: names of features that hold, each with its value in it (`word=开展`)."""


class Labelled(NamedTuple):
    """A label with its probability given the whole sequence, and that of no label."""

    label: str
    certainty: float
    nothing: float


class Decision(NamedTuple):
    """What a model was asked (`of`: the things that its items are), what it saw of them, and what it gave.

    `least` is how sure it had to be that an item is nothing; None where the likeliest label stands.
    """

    model: str
    of: object
    items: Sequence[Features]
    given: Sequence[Labelled]
    least: float | None


_recorded: ContextVar[list[Decision] | None] = ContextVar("decisions", default=None)


@contextmanager
def decisions_recorded() -> Iterator[list[Decision]]:
    """Keep what models decide within the block, in order: so is a reading explained. Nothing is kept elsewhere."""
    decisions: list[Decision] = []
    token = _recorded.set(decisions)
    try:
        yield decisions
    finally:
        _recorded.reset(token)


class Model:
    """A trained model."""

    def __init__(self, content: bytes, name: str = "") -> None:
        """Read a model as `python-crfsuite` writes it."""
        import pycrfsuite  # noqa: PLC0415 - some commands read no text

        self.name = name
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(content)
        self._labels = frozenset(self._tagger.labels())
        self._content = content  # the tagger keeps no copy of its own

    def label(self, items: Sequence[Features], *, of: object = None) -> list[Labelled]:
        """The likeliest labels of a sequence, one an item; `of` are the things that the items are."""
        self._tagger.set(items)
        labels = [self._labelled(label, place) for place, label in enumerate(self._tagger.tag())]
        self._record(of, items, labels)
        return labels

    def decide(self, item: Features, *, least: float = 0.5, of: object = None) -> Labelled:
        """The likeliest label of an item that stands alone: nothing only where that is likelier than `least`."""
        self._tagger.set([item])
        label = self._tagger.tag()[0]
        if label == NONE and self.chance(NONE) < least:
            label = max((other for other in self._tagger.labels() if other != NONE), key=self.chance)
        labelled = self._labelled(label)
        self._record(of, [item], [labelled], least)
        return labelled

    def _labelled(self, label: str, place: int = 0) -> Labelled:
        certainty = self.chance(label, place)
        return Labelled(label, certainty, certainty if label == NONE else self.chance(NONE, place))

    def shares(self, items: Sequence[Features]) -> list[dict[str, float]]:
        """How likely each label is, for each item of a sequence."""
        self._tagger.set(items)
        return [{label: self.chance(label, place) for label in self._tagger.labels()} for place in range(len(items))]

    def leaning(self, feature: str, label: str, other: str) -> float:
        """How far a feature speaks for a label and against another: the difference of its two weights.

        Of an item with this feature alone the model says just that. Its whole list of weights takes two seconds to read.
        """
        self._tagger.set([[feature]])
        return log(self.chance(label)) - log(self.chance(other))

    def chance(self, label: str, place: int = 0) -> float:
        """How likely a label is at a place of the sequence that was labelled last."""
        return float(self._tagger.marginal(label, place)) if label in self._labels else 0.0

    def _record(
        self, of: object, items: Sequence[Features], labels: Sequence[Labelled], least: float | None = None
    ) -> None:
        decisions = _recorded.get()
        if decisions is not None:
            decisions.append(Decision(self.name, of, items, labels, least))


@from_lexicon
def model(name: str) -> Model:
    """A model by name, read once."""
    return Model(folder().joinpath(f"{name}.crfsuite").read_bytes(), name)
