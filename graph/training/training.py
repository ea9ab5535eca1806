"""Training the models of extraction, one after the other, from annotated plans."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from plankg.graph.extraction.labelling.models import models_from
from plankg.graph.training.examples import EXAMPLES
from plankg.graph.training.references import Laid, Reference

SETTINGS: dict[str, object] = {"c1": 0.1, "c2": 0.1, "max_iterations": 100, "feature.possible_transitions": True}
"""Weights of the L1 and L2 norms, and when to stop."""
OWN_SETTINGS: dict[str, dict[str, object]] = {"clauses": {"c1": 0.3, "c2": 0.3}}
"""What is set otherwise for a model: where readers differ most, it is held shortest."""


def train(references: Sequence[Reference], folder: Path, *, only: Collection[str] = tuple(EXAMPLES)) -> dict[str, int]:
    """Write the models into the folder, all or `only` some; gives how many sequences each learnt from.

    The same references in the same order give the same bytes on the same machine.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    with models_from(folder):
        laid: dict[tuple[str, str], Laid] = {}
        for name, (examples, until) in EXAMPLES.items():
            if name not in only:
                continue
            import pycrfsuite  # noqa: PLC0415 - only who trains needs it here

            trainer = pycrfsuite.Trainer(verbose=False)
            trainer.set_params(SETTINGS | OWN_SETTINGS.get(name, {}))
            counts[name] = 0
            for reference in references:
                if name not in reference.rows.get("annotated", EXAMPLES):
                    continue
                key = (reference.name, until)
                if key not in laid:
                    laid[key] = Laid(reference, until=until)
                for items, labels in examples(laid[key]):
                    trainer.append(items, labels)
                    counts[name] += 1
            trainer.train(str(folder / f"{name}.crfsuite"))
    return counts
