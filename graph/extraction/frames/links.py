"""Links: an edge found in a clause, from a task or a name to a name."""

from __future__ import annotations

from typing import NamedTuple

from plankg.graph.extraction.draft.spans import Name, Span
from plankg.schema.terms import Predicate, Standing

REACH = 60
"""How far from a name rules look, in characters: so a list of n names costs n."""


class Link(NamedTuple):
    """An edge as found: from a task's id or a name to a name, with the characters that say it.

    `certainty` is how likely the model finds it; nothing where only a rule found it.
    """

    subject: str | Name
    predicate: Predicate
    object: Name
    span: Span
    rule: str
    standing: Standing = Standing.STATED
    certainty: float | None = None
