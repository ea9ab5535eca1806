"""Review: what only a person can decide on a plan, with the reason."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from plankg.schema.model import Model, labelled
from plankg.schema.terms import Action

Subject = Literal["task", "entity", "assignment", "target", "citation", "relation", "member", "identity", "match"]


class Decision(Model):
    """One decision, keyed by directive and quote so that it survives another run.

    `statement` is its kind, `of` tells which one where the quote holds several (`{name: 学校, role: site}`), `set` what it
    is to be. `identity` is about what an entity of another plan is the same as: `{same_as: plan-id/Type/name}`; `match` is
    about which task of another plan a task is: `{plan: plan-id, quote: words of it}`. `id` counts within the file.
    """

    id: str = labelled("编号", "id", "dcterms:identifier")
    action: Action = labelled("处理", "action", "plankg:decidedAction")
    statement: Subject = labelled("针对", "kind of statement")
    directive: int = labelled("条", "directive's number")
    quote: str = labelled("原文", "quote", "oa:exact", min_length=1)
    of: dict[str, str] = labelled("所指", "which statement", default={})
    set: dict[str, Any] = labelled("改为", "what it is to be", default={})
    reason: str = labelled("理由", "reason", "rdfs:comment", min_length=1)
    by: str = labelled("审定人", "reviewer", min_length=1)
    date: dt.date = labelled("日期", "date", "dcterms:date")
    source: str | None = labelled("外部来源", "outside source", "dcterms:source", default=None)


class Review(Model):
    """All decisions on one plan, in the order of the file."""

    decisions: tuple[Decision, ...] = labelled("审定", "decisions", default=())
