"""Explanations: how a sentence was read, in the order of the steps, from what the steps of extraction left and models decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plankg.graph.explaining.clauses import clause_rows
from plankg.graph.explaining.frames import frame_rows
from plankg.graph.explaining.names import name_rows
from plankg.graph.explaining.rows import Row, Tell
from plankg.graph.explaining.statements import review_rows, task_rows
from plankg.graph.explaining.surface import figure_rows, note_rows, structure_rows, word_rows
from plankg.graph.explaining.telling import text_of
from plankg.graph.explaining.trace import Trace
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.reading.text import document_from_text
from plankg.schema.document import Document
from plankg.schema.errors import ExtractionError
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Plan
from plankg.schema.wording import Language, language

STEPS: tuple[tuple[str, Tell], ...] = (
    ("words", word_rows),
    ("structure", structure_rows),
    ("notes", note_rows),
    ("figures", figure_rows),
    ("clauses", clause_rows),
    ("names", name_rows),
    ("frames", frame_rows),
    ("statements", task_rows),
)
"""What each step of extraction read, in their order; so is it told."""
FRAME = "一、重点任务\n1.重点工作。"
"""What a sentence by itself is put behind, to be read as the body of a directive."""
NAME = "句子.txt"


@dataclass(frozen=True, repr=False)
class Explanation:
    """How a text was read: the text, its place in its source, and the rows of each step, told in one language."""

    text: str
    start: int
    steps: tuple[tuple[str, tuple[Row, ...]], ...]
    lang: Language

    def __repr__(self) -> str:
        """The whole as the command line prints it."""
        return text_of(self)

    def rows(self, step: str) -> tuple[Row, ...]:
        """The rows of a step."""
        return dict(self.steps)[step]

    def as_json(self) -> dict[str, Any]:
        """The whole as JSON-ready values."""
        steps = [{"step": name, "rows": [row.as_json() for row in rows]} for name, rows in self.steps]
        return {"text": self.text, "start": self.start, "steps": steps}


def explain(text: str, *, lang: Language | None = None) -> Explanation:
    """How a sentence or a few are read; what has no number or heading of its own is read as the body of a directive.

    >>> [row.told for row in explain("县水务局会同县住建局改造老旧管网。", lang="zh").rows("frames")][:2]
    ['责任', '配合']
    """
    try:
        trace = Trace.of(document_from_text(text, name=NAME), plan_id="text")
    except ExtractionError as error:
        if error.key != "no_numbered_part":
            raise
        trace = Trace.of(document_from_text(FRAME + text, name=NAME), plan_id="text", base=len(FRAME))
    normal = trace.draft.text
    return explained(trace, Span(trace.draft.place(trace.base), len(normal)), lang=lang or language())


def explained(trace: Trace, span: Span, *, lang: Language) -> Explanation:
    """How a stretch of the text that rules read was read, which should be whole sentences."""
    evidence = trace.draft.document.evidence(*span)
    steps = tuple((name, tuple(step(trace, span, lang))) for name, step in STEPS)
    return Explanation(evidence.quote, evidence.start - trace.base, steps, lang)


def explain_in(document: Document, plan: Plan, places: Sequence[Evidence], *, lang: Language) -> Iterator[Explanation]:
    """How the sentences were read that stretches of a document stand in; the document is read once more for it.

    `plan` is the plan as reviewed: where decisions changed what was read, a last step tells it.
    """
    trace = Trace.of(document, plan_id=plan.id)
    for span in dict.fromkeys(trace.sentences(trace.normal(evidence)) for evidence in places):
        explanation = explained(trace, span, lang=lang)
        decided = tuple(review_rows(trace, plan, span, lang))
        yield replace(explanation, steps=(*explanation.steps, ("review", decided))) if decided else explanation
