"""Two plans compared as quads: a graph of its own that says what became of each task, on the words of both plans.

A task of the later plan is a revision of the one that it continues (https://www.w3.org/TR/prov-o/#wasRevisionOf); where it is
one of its parts, or a task of the office below, it is derived from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from plankg.graph.comparison import Change, Comparison, Side
from plankg.graph.rdf import iris
from plankg.graph.rdf.iris import BASE, Iris
from plankg.graph.rdf.ntriples import iri, name, number, term, text
from plankg.graph.rdf.spans import Spans
from plankg.schema.errors import UsageError
from plankg.schema.terms import Standing
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

Three = tuple[bytes, bytes, bytes]


def comparison_triples(comparison: Comparison, *, base: str = BASE) -> list[Triple]:
    """The comparison in the order of its changes, then the words on which it rests.

    Raises UsageError where both plans have one id, so that their tasks have one name, and ValueError for a base that is no IRI.
    """
    before, after = comparison.before, comparison.after
    if before.plan.id == after.plan.id:
        raise UsageError("plans_same_id", first=before.document.name, second=after.document.name, id=before.plan.id)
    NamedNode(base)
    writer = _Writer(comparison, base)
    lines = [b" ".join(triple) + b" .\n" for triple in writer.triples()]
    plain = b"".join([*lines, *writer.words()])
    return [quad.triple for quad in parse(plain, format=RdfFormat.N_QUADS, lenient=True)]


class _Writer:
    """The statements of a comparison; nodes are terms of N-Triples."""

    def __init__(self, comparison: Comparison, base: str) -> None:
        self._comparison = comparison
        works = comparison.before, comparison.after
        self._iris = tuple(Iris.of(work.plan, base) for work in works)
        self._spans = tuple(
            Spans(work.document, names, work.plan.sentences) for work, names in zip(works, self._iris, strict=True)
        )
        self._base = base
        self._whole = iris.comparison((work.plan.id for work in works), base)

    def words(self) -> Iterator[bytes]:
        """What describes the characters that were pointed at."""
        for spans in self._spans:
            yield from spans.said

    def triples(self) -> Iterator[Three]:
        """All that is said of the plans and the changes."""
        whole = iri(self._whole)
        yield whole, name("rdf:type"), name("plankg:Comparison")
        works = self._comparison.before, self._comparison.after
        for link, work, names in zip(("plankg:before", "plankg:after"), works, self._iris, strict=True):
            yield whole, name(link), iri(names.plan)
            yield iri(names.plan), name("rdfs:label"), text(work.plan.title)
        for change in self._comparison.changes:
            yield from self._change(change, whole)

    def _change(self, change: Change, whole: bytes) -> Iterator[Three]:
        path = f"after/{change.after[0].task.id}" if change.after else f"before/{change.before[0].task.id}"
        place = f"{self._whole}/{path}"
        node = iri(place)
        yield node, name("rdf:type"), name("plankg:TaskChange")
        yield node, name("dcterms:isPartOf"), whole
        for kind in change.kinds:
            yield node, name("plankg:changeKind"), term(kind)
        yield node, name("plankg:standing"), term(change.standing)
        if change.score is not None:
            yield node, name("plankg:likeness"), number(change.score)
        if change.decision and change.standing is Standing.DECIDED:
            plan, decision = change.decision
            yield node, name("prov:wasInfluencedBy"), iri(Iris(plan, self._base).decision(decision))
        for number_, (link, side) in enumerate((("plankg:before", change.before), ("plankg:after", change.after))):
            for each in side:
                yield from self._side(node, link, each, number_)
        yield from self._revisions(change)
        for row in change.differences:
            part = iri(f"{place}/{row.kind.value}")
            yield node, name("plankg:difference"), part
            yield part, name("rdf:type"), name("plankg:Difference")
            yield part, name("plankg:changeKind"), term(row.kind)
            if row.before:
                yield part, name("plankg:saidBefore"), text(row.before)
            if row.after:
                yield part, name("plankg:saidAfter"), text(row.after)

    def _side(self, node: bytes, link: str, side: Side, number_: int) -> Iterator[Three]:
        task = iri(self._iris[number_].task(side.task.id))
        yield node, name(link), task
        yield node, name("oa:hasTarget"), self._spans[number_].target(side.task.evidence)
        yield task, name("rdfs:label"), text(side.quote)

    def _revisions(self, change: Change) -> Iterator[Three]:
        """Say which task comes from which."""
        whole = self._comparison.relation != "levels" and not change.parted
        for later in change.after:
            for earlier in change.before:
                ends = (iri(names.task(side.task.id)) for names, side in zip(self._iris, (earlier, later), strict=True))
                first, second = ends
                yield second, name("prov:wasRevisionOf" if whole else "prov:wasDerivedFrom"), first
