"""Relations: the typed edges that a sentence states between names, or of its task, or that a named rule infers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from plankg.graph.extraction.draft.draft import Draft
from plankg.graph.extraction.frames.links import Link
from plankg.graph.extraction.frames.parts import part_edges
from plankg.graph.extraction.frames.wholes import whole_edges
from plankg.graph.extraction.frames.works import work_edges
from plankg.graph.extraction.tables.table_statements import RULE as TABLE_RULE
from plankg.graph.extraction.tables.table_statements import answers
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Relation
from plankg.schema.terms import Predicate, Standing


class Edge(NamedTuple):
    """An edge before it is numbered."""

    subject: str
    predicate: Predicate
    object: str
    directive: str
    evidence: Evidence
    rule: str
    standing: Standing
    certainty: float | None


def make_relations(draft: Draft) -> tuple[Relation, ...]:
    """The edges in the order of the text, each once; those that only repeat other statements are derived later."""
    seen: dict[tuple[str, Predicate, str], Edge] = {}
    for edge in sorted(
        _name_edges(draft), key=lambda edge: (edge.evidence.start, edge.predicate, edge.subject, edge.object)
    ):
        seen.setdefault((edge.subject, edge.predicate, edge.object), edge)
    return tuple(
        Relation(
            id=f"r{place}",
            subject=edge.subject,
            predicate=edge.predicate,
            object=edge.object,
            directive=edge.directive,
            evidence=edge.evidence,
            rule=edge.rule,
            standing=edge.standing,
            certainty=edge.certainty,
        )
        for place, edge in enumerate(seen.values(), start=1)
    )


def _name_edges(draft: Draft) -> Iterator[Edge]:
    """The edges that the names of a clause make with the clause, each other, and names of other clauses or figures."""
    for edges in (work_edges(draft), part_edges(draft), whole_edges(draft)):
        for section, link in edges:
            yield _edge(draft, section, link)
    for answer in answers(draft):
        cell = draft.document.evidence(answer.cell.start, answer.cell.end)
        target, part = answer.target, answer.role.edge
        yield Edge(answer.unit, part, target.id, target.directive, cell, TABLE_RULE, Standing.STATED, None)


def _edge(draft: Draft, section: str, link: Link) -> Edge:
    return Edge(
        link.subject if isinstance(link.subject, str) else draft.identities[link.subject],
        link.predicate,
        draft.identities[link.object],
        section,
        draft.document.evidence(link.span.start, link.span.end),
        link.rule,
        link.standing,
        link.certainty,
    )
