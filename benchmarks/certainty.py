"""Measure how far certainties can be trusted (python benchmarks/certainty.py FOLDER … [--models FOLDER]).

The references of each folder are read by models that learnt from our own plans alone (or by those of the folder named). Weights are
learnt from all of these plans but one and held against that one. Told are, by kind of statement: how many are right, and the
calibration error (mean difference between certainty and share right in ten bins); then which share of all errors stands in the
first so many per cent of statements and sentences, the least sure first. A statement is right if the annotation has it, as far
as its words and its place go; the errors of a sentence are what the annotation says there and no statement does.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from plankg.graph.extraction.certainty.weighing import certainty, learnt_weights
from plankg.graph.extraction.words.learnt import models_from
from plankg.graph.training.references import read_references
from plankg.graph.training.training import train
from plankg.graph.training.weights import Case, cases, weights_of
from sections import specification
from train import WEIGHT, own_references

BINS = 10
SHARES = (5, 10, 20, 30, 40, 50)


class Judged(NamedTuple):
    """A statement or sentence with the certainty that it gets from other plans, and its errors."""

    kind: str
    certainty: float
    errors: int


def judged(rows: Sequence[Case]) -> Iterator[Judged]:
    """All cases, each judged by weights that its plan had no part in."""
    for plan in dict.fromkeys(row.plan for row in rows):
        weights = dict(learnt_weights()) | dict(weights_of(row for row in rows if row.plan != plan))
        for row in rows:
            if row.plan == plan:
                yield Judged(row.signed.kind, certainty(row.signed, weights), row.errors)


def calibration_error(rows: Sequence[Judged]) -> float:
    """The mean difference between certainty and share right, over bins of equal width."""
    bins: dict[int, list[Judged]] = defaultdict(list)
    for row in rows:
        bins[min(BINS - 1, int(row.certainty * BINS))].append(row)
    apart = (abs(sum(row.certainty - (not row.errors) for row in group)) for group in bins.values())
    return sum(apart) / len(rows)


def share_found(rows: Sequence[Judged], share: int) -> float:
    """The share of all errors that stand in the first so many per cent, the least sure first."""
    ordered = sorted(rows, key=lambda row: row.certainty)
    first = ordered[: len(ordered) * share // 100]
    return sum(row.errors for row in first) / max(1, sum(row.errors for row in ordered))


def main() -> None:
    """Print the figures."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--models", type=Path)
    options = parser.parse_args()
    references = [reference for folder in options.folders for reference in read_references(folder)]
    with TemporaryDirectory() as scratch:
        folder = options.models or Path(scratch)
        if not options.models:
            train([*own_references(), *specification() * WEIGHT], folder)
        with models_from(folder):
            rows = [row for reference in references for row in cases(reference)]
    judgements = list(judged(rows))
    for kind in sorted({row.kind for row in judgements}):
        group = [row for row in judgements if row.kind == kind]
        right = sum(not row.errors for row in group) / len(group)
        print(f"{kind:10} {len(group):5}  right {right:.2f}  calibration error {calibration_error(group):.3f}")
    print(
        f"{'all':10} {len(judgements):5}  errors {sum(row.errors for row in judgements)}  "
        f"calibration error {calibration_error(judgements):.3f}"
    )
    statements = [row for row in judgements if row.kind != "sentence"]
    for title, group in (("statements and sentences", judgements), ("statements alone", statements)):
        print(f"{title}: " + ", ".join(f"first {share} % {share_found(group, share):.2f}" for share in SHARES))


if __name__ == "__main__":
    main()
