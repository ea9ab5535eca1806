"""What no plan may say, whatever was read: the last step leaves it out, and a check of the text tells the doubt.

The shapes of the graph (`schema/constraints.ttl`) forbid the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

from plankg.graph.extraction.draft.draft import Draft
from plankg.schema.plan import Citation, Sentence, Target
from plankg.schema.terms import TargetKind

T = TypeVar("T")
WHOLE = 100


def sound_targets(draft: Draft) -> tuple[Target, ...]:
    """The targets; a share of more than the whole (覆盖率达到930%) is only an amount, and `share-above-whole` doubts it."""
    return tuple(
        row.model_copy(update={"kind": TargetKind.TARGET}) if _above_whole(row) else row for row in draft.targets
    )


def sound_citations(draft: Draft) -> tuple[Citation, ...]:
    """Each citation once: the same words say what a plan does with a document of one task, the first that has them."""
    return _first_of(draft.citations, [(row.relation, row.name, row.evidence.start) for row in draft.citations])


def sound_sentences(draft: Draft) -> tuple[Sentence, ...]:
    """Each sentence once, in the first section that it was found in."""
    return _first_of(draft.sentences, [row.evidence.pieces for row in draft.sentences])


def _above_whole(row: Target) -> bool:
    return row.kind is TargetKind.SHARE and any(
        isinstance(value, int | float) and not 0 <= value <= WHOLE for value in (row.value, row.value_max)
    )


def _first_of(rows: Iterable[T], keys: Iterable[Hashable]) -> tuple[T, ...]:
    first: dict[Hashable, T] = {}
    for row, key in zip(rows, keys, strict=True):
        first.setdefault(key, row)
    return tuple(first.values())
