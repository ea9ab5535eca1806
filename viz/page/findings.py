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


def page_doubts(loaded: Loaded, named: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """Give the doubts in their order, with the decision that would settle each, where one can; `named` are the `references`."""
    for versions in doubts_in(loaded.plan, loaded.document, languages()):
        yield {**_issue([doubt.issue for doubt in versions], named), "decision": versions[0].decision}


def page_findings(loaded: Loaded, named: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """Give the defects of the text; no decision settles them, but a change of the text."""
    for versions in lint_in(loaded.plan, loaded.document, languages()):
        yield {**_issue(versions, named), "decision": None}


def page_unread(account: Iterable[Sequence[Issue]], named: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """Give the account of a plan in all languages: what was not read and what gives itself away as wrong, the worst first."""
    for versions in account:
        yield {**_issue(versions, named), "decision": None}


def references(plan: Plan) -> dict[str, str]:
    """Give what the page calls each statement: the end of its IRI (`task/8.1`), of an entity its id (`School/白鹭小学`)."""
    iris = Iris(plan.id)
    named = (
        *((row.id, iris.section(row.id)) for row in plan.sections),
        *((row.id, iris.task(row.id)) for row in plan.tasks),
        *((row.id, iris.target(row.id)) for row in plan.targets),
        *((row.id, iris.assignment(row.id)) for row in plan.assignments),
        *((row.id, iris.relation(row.id)) for row in plan.relations),
    )
    return {id_: iris.name_of(iri) for id_, iri in named} | {row.id: row.id for row in plan.entities}


def _issue(versions: Sequence[Issue], named: Mapping[str, str]) -> dict[str, object]:
    """Give an issue that was found once for each language."""
    first = versions[0]
    return {
        **first.model_dump(mode="json"),
        "message": {language: issue.message for language, issue in zip(languages(), versions, strict=True)},
        "statement": first.statement and named.get(first.statement, first.statement),
    }
