"""Doubts and defects of a plan as the page shows them: each once, worded in all languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from plankg.graph.checks.doubts import doubts_in
from plankg.graph.checks.linting import lint_in
from plankg.graph.rdf import Iris
from plankg.schema import Plan
from plankg.schema.issue import Issue
from plankg.schema.loaded import Loaded
from plankg.schema.wording import languages
from plankg.viz.page.contract import Finding, labels


def page_doubts(loaded: Loaded, named: Mapping[str, str]) -> Iterator[Finding]:
    """The doubts in their order; `named` are the `references`."""
    for versions in doubts_in(loaded.plan, loaded.document, languages()):
        yield _finding([doubt.issue for doubt in versions], named)


def page_findings(loaded: Loaded, named: Mapping[str, str]) -> Iterator[Finding]:
    """The defects of the text, which only a change of the text can mend."""
    for versions in lint_in(loaded.plan, loaded.document, languages()):
        yield _finding(versions, named)


def page_unread(account: Iterable[Sequence[Issue]], named: Mapping[str, str]) -> Iterator[Finding]:
    """The account of a plan in all languages: what was not read and what gives itself away as wrong, the worst first."""
    for versions in account:
        yield _finding(versions, named)


def references(plan: Plan) -> dict[str, str]:
    """What the page calls each statement: the end of its IRI (`task/8.1`), of an entity its id (`School/白鹭小学`)."""
    iris = Iris(plan.id)
    named = (
        *((row.id, iris.section(row.id)) for row in plan.sections),
        *((row.id, iris.task(row.id)) for row in plan.tasks),
        *((row.id, iris.target(row.id)) for row in plan.targets),
        *((row.id, iris.assignment(row.id)) for row in plan.assignments),
        *((row.id, iris.relation(row.id)) for row in plan.relations),
    )
    return {id_: iris.name_of(iri) for id_, iri in named} | {row.id: row.id for row in plan.entities}


def _finding(versions: Sequence[Issue], named: Mapping[str, str]) -> Finding:
    """An issue that was found once for each language."""
    first = versions[0]
    messages = dict(zip(languages(), (issue.message for issue in versions), strict=True))
    return {
        "severity": first.severity.value,
        "message": labels(messages.__getitem__),
        "statement": first.statement and named.get(first.statement, first.statement),
        "evidence": first.evidence.model_dump(mode="json") if first.evidence else None,
    }
