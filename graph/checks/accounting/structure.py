"""Headings, heads and lines that give away that the text was parted at the wrong places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from plankg.graph.checks.accounting.reading import Reading, form
from plankg.graph.checks.linting.numbering import numbering_breaks
from plankg.graph.checks.linting.source import Source
from plankg.graph.checks.table_findings import Finding
from plankg.graph.extraction.draft.spans import Span

# A deadline that so many tasks share, and nearly all that there are.
SHARED = 6
NEARLY_ALL = 0.9
# A line of so many characters that stands so often is a running head.
REPEATED = 3
LINE = 4


def odd_structure(reading: Reading) -> Iterator[Finding]:
    """What is wrong with headings, numbers, the document's data, deadlines that leaked, and running heads."""
    yield from _without_task(reading)
    for defect in numbering_breaks(Source(reading.document, reading.plan)):
        # 1.1.1 and 2—1 count within what stands above them, which need not be read as a heading.
        if not form("compound-number").search(str(defect.values["label"])):
            yield reading.finding("number-run-broken", reading.span(defect.evidence), None, **defect.values)
    yield from _clause_for_name(reading)
    yield from _untold_issuers(reading)
    yield from _leaked(reading)
    yield from _repeated(reading)


def _without_task(reading: Reading) -> Iterator[Finding]:
    directives = {task.directive for task in reading.plan.tasks} | {target.directive for target in reading.plan.targets}
    for section in reading.plan.directives:
        if section.id not in directives and not form("closing").search(
            section.title + (section.body.quote if section.body else "")
        ):
            yield reading.finding("directive-empty", reading.span(section.evidence), section.id)


def _clause_for_name(reading: Reading) -> Iterator[Finding]:
    data = reading.plan.document
    for field, fact in (("addressee", data.addressee), ("issuer", data.issuer)):
        if fact and form("clause-as-name").search(fact.value):
            yield reading.finding("head-like-clause", reading.span(fact.evidence), f"document/{field}")
    for section in reading.plan.sections:
        if form("text-in-title").search(section.title):
            yield reading.finding("head-like-clause", reading.span(section.evidence), section.id)


def _untold_issuers(reading: Reading) -> Iterator[Finding]:
    """Several issuers of which only one string was read: names that can't be told apart, or 等五部门 without the others."""
    data = reading.plan.document
    said = next((fact for fact in data.issuers if "、" in fact.value), None)
    if said is None and len(data.issuers) == 1 and data.title and form("issuers-more").match(data.title.value):
        said = data.issuer
    if said:
        yield reading.finding("issuers-together", reading.span(said.evidence), "document/issuer")


def _leaked(reading: Reading) -> Iterator[Finding]:
    """The deadline that stands once and is said of nearly all tasks, in more than one directive."""
    deadlines = [(task, task.time_evidence) for task in reading.plan.tasks if task.time_evidence]
    times = Counter((evidence.start, evidence.end) for _, evidence in deadlines)
    for (start, end), count in times.most_common(1):
        sharing = [(task, said) for task, said in deadlines if (said.start, said.end) == (start, end)]
        directives = {task.directive for task, _ in sharing}
        if count >= SHARED and count > NEARLY_ALL * len(reading.plan.tasks) and len(directives) > 1:
            task, said = sharing[0]
            yield reading.finding("deadline-shared", reading.span(said), task.id, count=count)


def _repeated(reading: Reading) -> Iterator[Finding]:
    """The first of the lines that stand alike on several pages and were read as text of the plan."""
    lines: dict[str, list[Span]] = {}
    place = 0
    for line in reading.text.split("\n"):
        key = form("page-number").sub("", line).strip()
        if len(key) >= LINE and "\t" not in line:
            lines.setdefault(key, []).append(Span(place, place + len(line)))
        place += len(line) + 1
    for spans in lines.values():
        if len(spans) >= REPEATED and any(reading.marked(("task",), span) for span in spans):
            yield reading.finding("line-repeated", spans[0], count=len(spans))
