"""Training the models of extraction, one after the other, from annotated plans."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from plankg.graph.extraction.words.learnt import models_from
from plankg.graph.training.examples import EXAMPLES, READ, Example
from plankg.graph.training.references import Laid, Reference
from plankg.graph.training.verbs import learnt_verbs
from plankg.graph.writing import write_whole

SETTINGS: dict[str, object] = {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.possible_transitions": True}
"""Weights of the L1 and L2 norms, and when to stop."""
OWN_SETTINGS: dict[str, dict[str, object]] = {"clauses": {"c1": 0.3, "c2": 1.5}}
"""What is set otherwise for a model: where readers differ most, it is held shortest."""


HALVES = 2
VERBS = "verbs.json"


def train(references: Sequence[Reference], folder: Path, *, only: Collection[str] = tuple(EXAMPLES)) -> dict[str, int]:
    """Write the models into the folder, all or `only` some; gives how many sequences each learnt from.

    What is learnt of names as they are read sees them read by a model that learnt from the other half of the plans: on its own
    plans a model makes no mistakes to learn from (stacked generalization, Wolpert 1992).
    The same references in the same order give the same bytes on the same machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / VERBS).exists() or set(only) == set(EXAMPLES):
        verbs = json.dumps(learnt_verbs(references), ensure_ascii=False, indent=1)
        write_whole(folder / VERBS, f"{verbs}\n".encode())
    half = {text: place % HALVES for place, text in enumerate(dict.fromkeys(row.text for row in references))}
    laid: dict[tuple[int, str], Laid] = {}
    counts = {}
    with TemporaryDirectory() as scratch:
        others = [Path(scratch, str(number)) for number in range(HALVES)]
        for name, (examples, until) in EXAMPLES.items():
            if name not in only:
                continue
            if until == READ and not others[0].exists():
                for number, other in enumerate(others):
                    _train_names([row for row in references if half[row.text] != number], folder, other)
            learnt_from = [row for row in references if name in row.rows.get("annotated", EXAMPLES)]
            for row in learnt_from:
                if (id(row), until) not in laid:
                    with models_from(others[half[row.text]] if until == READ else folder):
                        laid[id(row), until] = Laid(row, until=until)
            counts[name] = _train(name, (laid[id(row), until] for row in learnt_from), examples, folder)
    return counts


def _train_names(references: Sequence[Reference], folder: Path, other: Path) -> None:
    """Write a model of names into another folder, beside the models that reading needs before it."""
    other.mkdir()
    for name in ("clauses.crfsuite", VERBS):
        shutil.copy(folder / name, other)
    train(references, other, only=("names",))


def _train(name: str, plans: Iterable[Laid], examples: Callable[[Laid], Iterator[Example]], folder: Path) -> int:
    """Write one model; gives how many sequences it learnt from."""
    import pycrfsuite  # noqa: PLC0415 - only who trains needs it here

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS | OWN_SETTINGS.get(name, {}))
    count = 0
    for plan in plans:
        for items, labels in examples(plan):
            trainer.append(items, labels)
            count += 1
    trainer.train(str(folder / f"{name}.crfsuite"))
    return count
