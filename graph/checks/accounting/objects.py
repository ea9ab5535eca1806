"""Things that a task makes, holds or drafts and that have no name in the plan as read."""

from __future__ import annotations

from collections.abc import Iterator

from plankg.graph.checks.accounting.reading import Reading, form
from plankg.graph.checks.table_findings import Finding
from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.words.lexicon import lexicon
from plankg.schema.plan import Task
from plankg.schema.terms import EntityType, Predicate, TaskKind

# The head of an object's name has so many characters.
HEAD = 2
# 专项整治 alone is no name; 药品专项整治 is one.
SHORTEST_NAME = 5
NAMED = ("name", "document")
WHOLES = {Predicate.PART_OF, Predicate.HAS_PART}


def unnamed_objects(reading: Reading) -> Iterator[Finding]:
    """The documents, systems, trainings that a task makes without a name for them; and parts without their whole."""
    drafted = bytearray(len(reading.text))
    for (start, end), entity in reading.mentions:
        if entity.type is EntityType.POLICY_DOCUMENT:
            drafted[start:end] = b"\1" * (end - start)
    for span, task in reading.tasks:
        if task.decision is None:
            named = drafted.find(1, span.start, span.end) >= 0 or reading.marked(("document",), span)
            if task.kind is TaskKind.FORMULATE_DOCUMENT and not named and form("drafted").search(reading.quote(span)):
                yield reading.finding("document-unnamed", span, task.id)
            elif _unnamed(reading, task, span) or _half_named(reading, task, span):
                yield reading.finding("object-unnamed", span, task.id)
    yield from _without_whole(reading)


def _unnamed(reading: Reading, task: Task, span: Span) -> bool:
    """Whether a task makes or holds something whose head, its last word, belongs to no name."""
    book = lexicon("accounting")
    makes = task.action.split("、")[0] in book["making"] and reading.quote(span).endswith(tuple(book["made_heads"]))
    proper = bool(task.objects) and len(task.objects[-1]) >= SHORTEST_NAME
    return makes and proper and not reading.marked(("name", "document"), Span(span.end - HEAD, span.end))


def _half_named(reading: Reading, task: Task, span: Span) -> bool:
    """Whether a drafted document's name begins behind a mark that may stand inside it (防汛抢险、人员转移方案)."""
    if len(task.objects) < 2:  # noqa: PLR2004 (a list has two)
        return False
    places = [(reading.text.find(name, span.start, span.end), len(name)) for name in task.objects]
    named = [start >= 0 and reading.marked(NAMED, Span(start, start + size)) for start, size in places]
    paper = form("drafted").search(task.objects[-1]) or task.kind is TaskKind.FORMULATE_DOCUMENT
    return bool(paper) and reading.marked(NAMED, span) and named[-1] and not any(named[:-1])


def _without_whole(reading: Reading) -> Iterator[Finding]:
    """The further documents that go with one named before (及3个配套办法) and are part of nothing."""
    parts = [reading.span(row.evidence) for row in reading.plan.relations if row.predicate in WHOLES]
    for match in form("with-parts").finditer(reading.text):
        span = Span(*match.span())
        if not any(part.start <= span.start < part.end for part in parts):
            yield reading.finding("object-unnamed", span)
