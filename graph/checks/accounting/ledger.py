"""The account of a plan, worst first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from plankg.graph.checks.accounting.figures import odd_figures
from plankg.graph.checks.accounting.halves import half_read
from plankg.graph.checks.accounting.names import cut_names
from plankg.graph.checks.accounting.objects import unnamed_objects
from plankg.graph.checks.accounting.reading import Reading
from plankg.graph.checks.accounting.structure import odd_structure
from plankg.graph.checks.accounting.tasks import cut_tasks
from plankg.graph.checks.accounting.units import odd_units
from plankg.graph.checks.accounting.unread import half_sentences, unread
from plankg.graph.checks.table_findings import Finding
from plankg.graph.checks.validation import statements
from plankg.graph.extraction.words.lexicon import lexicon
from plankg.schema.document import Document
from plankg.schema.issue import Issue
from plankg.schema.plan import Plan
from plankg.schema.terms import Severity
from plankg.schema.wording import Language, words

FINDERS: tuple[Callable[[Reading], Iterator[Finding]], ...] = (
    unread,
    cut_names,
    cut_tasks,
    odd_structure,
    odd_units,
    odd_figures,
    half_read,
    unnamed_objects,
    half_sentences,
)
# What weighs so much changes who does what by when: a doubt; the rest is a note.
HEAVY = 60


def _weights() -> dict[str, int]:
    book = lexicon("accounting")
    return {**{kind: row["weight"] for kind, row in book["kinds"].items()}, **book["doubts"]}


CHECKS = _weights()
"""Every check of the account with its weight."""


def entries(plan: Plan, document: Document) -> tuple[Finding, ...]:
    """What the account lists, the heaviest first, then in the order of the text; a place once for each check."""
    reading = Reading(plan, document)
    findings = [finding for finder in FINDERS for finding in finder(reading)]
    rows: list[Finding] = []
    ends: dict[str, int] = defaultdict(int)
    for finding in sorted(findings, key=lambda finding: (finding.evidence.start, -finding.evidence.end)):
        if finding.evidence.start >= ends[finding.check]:
            ends[finding.check] = finding.evidence.end
            rows.append(finding)
    sure = {name: statement.certainty for name, statement in statements(plan)}
    rated = (
        row if row.certainty is not None else row._replace(certainty=sure.get(row.statement or "")) for row in rows
    )
    return tuple(sorted(rated, key=_order))


def _order(finding: Finding) -> tuple[int, float, int]:
    """The order of findings: the heaviest first, of these the least sure, then as in the text."""
    certainty = 1.0 if finding.certainty is None else finding.certainty
    return -CHECKS[finding.check], certainty, finding.evidence.start


def account(plan: Plan, document: Document, *, lang: Language | None = None) -> tuple[Issue, ...]:
    """The account as issues, worded in that language (default: the one in force)."""
    return tuple(issue for (issue,) in account_in(plan, document, (lang,)))


def account_in(plan: Plan, document: Document, langs: Sequence[Language | None]) -> Iterator[tuple[Issue, ...]]:
    """Each issue of `account`, found once and worded in several languages, in their order."""
    for finding in entries(plan, document):
        yield tuple(_issue(finding, lang) for lang in langs)


def _issue(finding: Finding, lang: Language | None) -> Issue:
    return Issue(
        check=finding.check,
        severity=Severity.WARNING if CHECKS[finding.check] >= HEAVY else Severity.NOTE,
        message=words(f"account.{finding.check}", lang, **finding.values),
        statement=finding.statement,
        evidence=finding.evidence,
        certainty=finding.certainty,
    )
