"""Figures that belong to a name, and indicators that are none."""

from __future__ import annotations

from collections.abc import Iterator

from plankg.graph.checks.accounting.reading import Reading, form
from plankg.graph.checks.table_findings import Finding
from plankg.graph.extraction.draft.spans import Span
from plankg.schema.terms import TargetKind

# What stands in quotes of so many characters with a figure is a name.
QUOTED = 8


def odd_figures(reading: Reading) -> Iterator[Finding]:
    """The figures read inside a short quote or a word like 4/5G, and those whose indicator begins or ends as none does."""
    for target in reading.plan.targets:
        span = reading.span(target.evidence)
        if target.decision is None and form("digits-in-name").match(reading.text, span.start):
            yield reading.finding("figure-in-name", span, target.id)
        elif target.decision is None and target.kind is not TargetKind.CODE and target.unit != "大":
            if _in_name(reading, span):
                yield reading.finding("figure-in-name", span, target.id)
            elif form("odd-indicator").search(target.indicator):
                yield reading.finding("indicator-odd", span, target.id, indicator=target.indicator)


def _in_name(reading: Reading, span: Span) -> bool:
    opens = reading.text.rfind("“", max(0, span.start - QUOTED), span.start + 1)
    closes = reading.text.find("”", opens, opens + QUOTED) if opens >= 0 else -1
    return span.end <= closes + 1
