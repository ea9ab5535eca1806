"""Rows: one thing that a step of extraction read, and by what."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from plankg.graph.explaining.choices import Choice
from plankg.graph.explaining.trace import Trace
from plankg.graph.extraction.draft.spans import Span
from plankg.schema.wording import Language


@dataclass(frozen=True)
class Row:
    """What was read: the characters (positions in the source text), what they were taken for, and the rule or the choice.

    `value` is for programs, `told` and `remark` for people.
    """

    quote: str
    start: int
    end: int
    value: str
    told: str
    rule: str | None = None
    choice: Choice | None = None
    remark: str = ""

    @classmethod
    def of(cls, trace: Trace, span: Span, value: str, told: str, **more: Any) -> Row:
        """The row of a stretch of the text that rules read."""
        evidence = trace.draft.document.evidence(*span)
        return cls(evidence.quote, evidence.start - trace.base, evidence.end - trace.base, value, told, **more)

    def as_json(self) -> dict[str, Any]:
        """The row as JSON-ready values, with what spoke for and against each choice."""
        row: dict[str, Any] = {
            "quote": self.quote, "start": self.start, "end": self.end, "value": self.value, "told": self.told
        }  # fmt: skip
        row |= {"rule": self.rule} if self.rule else {}
        row |= {"remark": self.remark} if self.remark else {}
        return row | ({"choice": _choice(self.choice)} if self.choice else {})


def _choice(choice: Choice) -> dict[str, Any]:
    reasons = [{"feature": reason.feature, "weight": round(reason.weight, 3)} for reason in (*choice.pro, *choice.con)]
    return {
        "model": choice.model, "label": choice.label, "share": round(choice.share, 3), "rival": choice.rival,
        "rival_share": round(choice.rival_share, 3), "reasons": reasons,
    }  # fmt: skip


Tell = Callable[[Trace, Span, Language], Iterator[Row]]
"""What tells of a step in a stretch of the text that rules read, in a language."""
