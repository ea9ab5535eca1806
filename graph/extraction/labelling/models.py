"""Models: conditional random fields trained on annotated plans, read from `data/models/`.

A conditional random field gives each item of a sequence the label that its features and its neighbours' labels make likeliest
(Lafferty, McCallum, Pereira 2001); python-crfsuite trains and applies it. Over one item it is a maximum-entropy model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

NONE = "O"
"""The label of what is none of the things that a model looks for."""

Features = Sequence[str]
"""What is seen of one item: names of features that hold, each with its value in it (`word=开展`)."""


class Labelled(NamedTuple):
    """A label with its probability given the whole sequence, and that of no label."""

    label: str
    certainty: float
    nothing: float


class Model:
    """A trained model."""

    def __init__(self, content: bytes) -> None:
        """Read a model as `python-crfsuite` writes it."""
        import pycrfsuite  # noqa: PLC0415 - some commands read no text

        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(content)
        self._labels = frozenset(self._tagger.labels())
        self._content = content  # the tagger keeps no copy of its own

    def label(self, items: Sequence[Features]) -> list[Labelled]:
        """Give the likeliest labels of a sequence, one an item."""
        self._tagger.set(items)
        return [self._labelled(label, place) for place, label in enumerate(self._tagger.tag())]

    def decide(self, item: Features, *, least: float = 0.5) -> Labelled:
        """Give the likeliest label of an item that stands alone: nothing only where that is likelier than `least`."""
        self._tagger.set([item])
        label = self._tagger.tag()[0]
        if label == NONE and self._tagger.marginal(NONE, 0) < least:
            label = max((other for other in self._tagger.labels() if other != NONE), key=self._chance)
        return self._labelled(label)

    def _labelled(self, label: str, place: int = 0) -> Labelled:
        certainty = self._chance(label, place)
        return Labelled(label, certainty, certainty if label == NONE else self._chance(NONE, place))

    def _chance(self, label: str, place: int = 0) -> float:
        return float(self._tagger.marginal(label, place)) if label in self._labels else 0.0


_folder: list[Traversable] = [files("plankg.data") / "models"]


@cache
def model(name: str) -> Model:
    """Give a model by name, read once."""
    return Model((_folder[-1] / f"{name}.crfsuite").read_bytes())


@contextmanager
def models_from(folder: Traversable) -> Iterator[None]:
    """Read models from another folder within the block: so are models measured on plans that they were not trained on."""
    _folder.append(folder)
    model.cache_clear()
    try:
        yield
    finally:
        _folder.pop()
        model.cache_clear()
