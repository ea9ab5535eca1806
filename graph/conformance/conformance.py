"""The graph held against its shapes: those made from the models, and those between statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import pyoxigraph as ox
from plankg.graph.conformance.backed import surely_backed
from plankg.graph.conformance.components import breaking
from plankg.graph.conformance.node_words import evidence_of, identifier_of, words_near
from plankg.graph.conformance.shapes import checks, messages, severity
from plankg.graph.conformance.surely import EDGES, surely
from plankg.graph.conformance.tables import Tables
from plankg.graph.rdf import PREFIXES, expand
from plankg.schema.issue import Issue
from plankg.schema.wording import language
from pyoxigraph import NamedNode, QuerySolutions

NAMESPACE = PREFIXES["plankg"]


class Finding(NamedTuple):
    """A node that breaks a shape, and the value that does so where there is one."""

    shape: NamedNode
    focus: NamedNode
    value: NamedNode | None


def validate(graph: ox.Store, *, graphs: Sequence[NamedNode] | None = None) -> tuple[Issue, ...]:
    """What breaks a shape, sorted by shape and statement: the shape's sentence, the node's id, and its words.

    What is held is all that is in the store, or the named graphs, taken together.
    """
    return issues(graph, _findings(graph, graphs))


def issues(graph: ox.Store, findings: Iterable[Finding]) -> tuple[Issue, ...]:
    """The issues of findings, each once, sorted by shape, statement and words.

    Statements that go by one id (a broken graph has them) are told apart by their words, so that the order is always the same.
    """
    distinct = {_issue(graph, finding) for finding in findings}
    return tuple(sorted(distinct, key=lambda issue: (issue.check, issue.statement or "", issue.message, _words(issue))))


def _words(issue: Issue) -> tuple[object, ...]:
    evidence = issue.evidence
    return () if evidence is None else (*((piece.start, piece.end) for piece in evidence.pieces), (evidence.quote,))


def _findings(graph: ox.Store, graphs: Sequence[NamedNode] | None) -> Iterator[Finding]:
    ask = partial(_rows, graph, graphs)
    tables = Tables(partial(ask, prefixes=None))
    queries = {check.shape.value.removeprefix(NAMESPACE): check.query for check in checks() if check.query}
    holding = frozenset([*surely(tables, queries[EDGES]), *surely_backed(tables, queries)])
    for check in checks():
        focus = check.targets.among(tables)
        if check.query is None:
            for node, value in breaking(tables, focus, check.path, dict(check.parameters)):
                yield Finding(check.shape, _iri(node), _iri(value) if value and value.startswith("<") else None)
        elif focus and check.shape.value.removeprefix(NAMESPACE) not in holding:
            for row in ask(check.query):
                value = row[1] if len(row) > 1 else None
                if str(row[0]) in focus:
                    yield Finding(check.shape, row[0], value if isinstance(value, NamedNode) else None)


def _iri(written: str) -> NamedNode:
    return NamedNode(written.strip("<>"))


def _rows(
    graph: ox.Store, graphs: Sequence[NamedNode] | None, query: str, *, prefixes: dict[str, str] | None = PREFIXES
) -> QuerySolutions:
    results = graph.query(
        query,
        prefixes=prefixes,
        use_default_graph_as_union=graphs is None,
        default_graph=None if graphs is None else list(graphs),
    )
    if not isinstance(results, QuerySolutions):
        raise TypeError(f"no SELECT: {query}")
    return results


def _issue(graph: ox.Store, finding: Finding) -> Issue:
    """Read one finding: it is about its focus, or about its value where the focus is the whole text."""
    subject, value = finding.focus, finding.value
    if value is not None and evidence_of(graph, subject) is None:
        subject = value
    return Issue(
        check=finding.shape.value.removeprefix(expand("plankg:")),
        severity=severity(finding.shape),
        message=messages(finding.shape)[language()],
        statement=identifier_of(graph, subject),
        evidence=words_near(graph, subject),
    )
