"""The graph held against its shapes: those made from the models, and those between statements."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox
from plankg.graph.rdf import PREFIXES, expand
from plankg.graph.store.places import evidence_of, identifier_of, words_near
from plankg.graph.store.shapes import checks, messages, severity
from plankg.schema.issue import Issue
from plankg.schema.wording import language
from pyoxigraph import Literal, NamedNode, QuerySolutions


class Finding(NamedTuple):
    """A node that breaks a shape, and the value that does so where there is one."""

    shape: NamedNode
    focus: NamedNode
    value: NamedNode | None


def validate(graph: ox.Store) -> tuple[Issue, ...]:
    """Give what breaks a shape, sorted by shape and statement: the shape's sentence, the node's id, and its words."""
    return issues(graph, _findings(graph))


def issues(graph: ox.Store, findings: Iterable[Finding]) -> tuple[Issue, ...]:
    """Give the issues of findings, each once, sorted by shape and statement."""
    found = {_issue(graph, finding) for finding in findings}
    return tuple(sorted(found, key=lambda issue: (issue.check, issue.statement or "", issue.message)))


def _findings(graph: ox.Store) -> Iterator[Finding]:
    for check in checks():
        allowed = None
        for row in _rows(graph, check.query):
            if check.focus is not None and allowed is None:
                allowed = {one["this"] for one in _rows(graph, f"SELECT $this WHERE {{ {check.focus} }}")}
            focus, value = row[0], row[1] if len(row) > 1 else None
            if allowed is None or focus in allowed:
                yield Finding(check.shape, focus, value if isinstance(value, NamedNode) else None)


def _rows(graph: ox.Store, query: str) -> QuerySolutions:
    found = graph.query(query, prefixes=PREFIXES, use_default_graph_as_union=True, custom_functions=CASTS)
    if not isinstance(found, QuerySolutions):
        raise TypeError(f"no SELECT: {query}")
    return found


def _structure(text: Literal | NamedNode) -> Literal | None:
    """Cast text to rdf:JSON, as xsd's datatypes are cast: nothing where it is not well-formed."""
    try:
        json.loads(text.value)
    except ValueError:
        return None
    return Literal(text.value, datatype=JSON)


JSON = NamedNode(expand("rdf:JSON"))
CASTS: dict[NamedNode, Callable[..., Any]] = {JSON: _structure}


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
