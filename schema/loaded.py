"""A plan as it is loaded, with all that belongs to it: what every part of the program passes on."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Self
from weakref import WeakValueDictionary

from plankg.schema.decision import Review
from plankg.schema.document import Document
from plankg.schema.drawn import Drawn
from plankg.schema.issue import Issue
from plankg.schema.plan import Plan

_living: WeakValueDictionary[int, Loaded] = WeakValueDictionary()
"""All that are in use, each by its own identity: equal plans may be loaded twice."""


@dataclass(frozen=True)
class Loaded(Drawn):
    """A plan and the document that it was read from.

    `issues` are the decisions of its review that change nothing any more; `folder` is the plan's own, None where it is just a file.
    """

    plan: Plan
    document: Document
    review: Review = field(default_factory=Review, hash=False)
    issues: tuple[Issue, ...] = ()
    folder: Path | None = None

    def __new__(cls, *_: object, **__: object) -> Self:
        """Remember what is made, unpickled or copied for as long as it is in use: a statement is shown with its sentence."""
        loaded = super().__new__(cls)
        _living[id(loaded)] = loaded
        return loaded

    def __reduce__(self) -> tuple[type[Loaded], tuple[object, ...]]:
        """What it is without what was reckoned from it: another process makes its own store."""
        return type(self), tuple(getattr(self, each.name) for each in fields(self))


def living() -> list[Loaded]:
    """The loaded plans that are in use, the latest first."""
    return list(_living.values())[::-1]
