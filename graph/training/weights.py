"""Weights of certainty: learnt from statements whose models had not seen their plan, each right or wrong by its annotation."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from plankg.graph.extraction.certainty.signs import Signed, signs_of
from plankg.graph.extraction.certainty.weighing import ALWAYS, FILE, Weights, chance
from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.pipeline import draft_of, unweighed
from plankg.graph.reading.text import document_from_text
from plankg.graph.training.matching import Matching
from plankg.graph.training.references import Reference
from plankg.graph.writing import write_whole
from plankg.schema.plan import Plan

HELD = 1.0
"""How strongly weights are held near 0: of few statements little can be learnt."""
ROUNDS = 50
ENOUGH = 1e-9
DIGITS = 3


class Case(NamedTuple):
    """A statement or sentence of an annotated plan: its signs, and how many errors stand there (of a sentence: what it misses)."""

    plan: str
    signed: Signed
    errors: int


def cases(reference: Reference) -> Iterator[Case]:
    """The statements and sentences of a plan's annotated directives, read by the models in force."""
    document = document_from_text(reference.text, name=f"{reference.name}.txt")
    draft = draft_of(document, plan_id=reference.name)
    plan = unweighed(draft)
    matching = Matching(plan, document, reference)
    statements, missed = matching.held()
    signs = dict(_by_id(plan, draft))
    for row in statements:
        yield Case(reference.name, signs[row.id], int(not row.right))
    starts = [draft.place(sentence.evidence.start) for sentence in plan.sentences]
    lost = Counter(bisect_right(starts, row.span.start) - 1 for row in missed if row.span)
    for place, start in enumerate(starts):
        if matching.covers(start):
            yield Case(reference.name, signs[f"sentence/{place}"], lost[place])


def _by_id(plan: Plan, draft: Draft) -> Iterator[tuple[str, Signed]]:
    """The signs of each statement by its id, of a citation and a sentence by its place in the plan."""
    for name, rows in signs_of(plan, draft).items():
        for place, (row, signed) in enumerate(zip(getattr(plan, name), rows, strict=True)):
            yield getattr(row, "id", f"{name.removesuffix('s')}/{place}"), signed
    yield from ((f"document/{key}", Signed("fact", {})) for key, _, _ in plan.document.facts())


def weights_of(rows: Iterable[Case]) -> Weights:
    """The weights of each kind of statement that make the cases likeliest, held near 0."""
    kinds: dict[str, list[Case]] = defaultdict(list)
    for row in rows:
        kinds[row.signed.kind].append(row)
    return {kind: fitted(kinds[kind]) for kind in sorted(kinds)}


def fitted(rows: Sequence[Case]) -> dict[str, float]:
    """The weights of one kind: a logistic regression by Newton's method.

    Two cases more, one right and one wrong, stand for what is not known of a kind that was never seen wrong.
    """
    names = [ALWAYS, *sorted({sign for row in rows for sign in row.signed.signs})]
    points = [([1.0, *(row.signed.signs[name] for name in names[1:])], float(not row.errors)) for row in rows]
    blank = [1.0, *(0.0 for _ in names[1:])]
    points += [(blank, 1.0), (blank, 0.0)] if len(names) == 1 else []
    weights = [0.0] * len(names)
    for _ in range(ROUNDS):
        step = _step(points, names, weights)
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < ENOUGH:
            break
    return {name: round(weight, DIGITS) for name, weight in zip(names, weights, strict=True)}


def _step(points: Sequence[tuple[list[float], float]], names: Sequence[str], weights: Sequence[float]) -> list[float]:
    size = range(len(names))
    slope = [HELD * weights[place] * (place > 0) for place in size]
    curve = [[HELD * (row == column and row > 0) for column in size] for row in size]
    for values, right in points:
        likelihood = chance(dict(zip(names, weights, strict=True)), dict(zip(names[1:], values[1:], strict=True)))
        spread = likelihood * (1 - likelihood)
        for row in size:
            slope[row] += values[row] * (likelihood - right)
            for column in size:
                curve[row][column] += spread * values[row] * values[column]
    return _solved(curve, slope)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Solve linear equations by elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for place, pivot in enumerate(rows):
        pivot[:] = [value / pivot[place] for value in pivot]
        for other in rows:
            if other is not pivot:
                factor = other[place]
                other[:] = [value - factor * part for value, part in zip(other, pivot, strict=True)]
    return [row[-1] for row in rows]


def write_weights(weights: Weights, folder: Path) -> None:
    """Write weights where models are read from: the same cases give the same bytes."""
    values: Mapping[str, Mapping[str, float]] = weights
    write_whole(folder / FILE, (json.dumps(values, indent=1) + "\n").encode())
