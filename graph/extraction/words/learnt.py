"""What was learnt from annotated plans: the folder of models and counts, `data/models/` unless others are tried."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from plankg.graph.extraction.words.lexicon import forget, from_lexicon

_folder: list[Traversable] = [files("plankg.data") / "models"]


def folder() -> Traversable:
    """The folder that models and counts are read from now."""
    return _folder[-1]


@from_lexicon
def learnt(name: str) -> Any:
    """What was counted in the annotated plans under that name, as JSON holds it: nothing where nothing was."""
    path = folder() / f"{name}.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


@contextmanager
def models_from(folder: Traversable) -> Iterator[None]:
    """Read models from another folder within the block: so are models measured on plans that they were not trained on."""
    _folder.append(folder)
    forget()
    try:
        yield
    finally:
        _folder.pop()
        forget()
