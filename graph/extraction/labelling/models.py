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
    """A label with its probability given the whole sequence."""

    label: str
    certainty: float


class Model:
    """A trained model."""

    def __init__(self, content: bytes) -> None:
        """Read a model as `python-crfsuite` writes it."""
        import pycrfsuite  # noqa: PLC0415 - some commands read no text

        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(content)
        self._content = content  # the tagger keeps no copy of its own

    def label(self, items: Sequence[Features]) -> list[Labelled]:
        """Give the likeliest labels of a sequence, one an item."""
        self._tagger.set(items)
        return [Labelled(label, self._tagger.marginal(label, place)) for place, label in enumerate(self._tagger.tag())]

    def chances(self, item: Features, labels: Sequence[str]) -> dict[str, float]:
        """Give the probability of each of the labels for an item that stands alone; 0 for a label that the model does not know."""
        self._tagger.set([item])
        known = set(self._tagger.labels())
        return {label: self._tagger.marginal(label, 0) if label in known else 0.0 for label in labels}


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
