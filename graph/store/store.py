"""Plans as an RDF dataset that one can ask: a handful of verbs over pyoxigraph."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import pyoxigraph as ox
from plankg.graph.identity import Identity
from plankg.graph.rdf import BASE, PREFIXES, Iris, expand, identities_graph, identity_nquads, nquads
from plankg.graph.store.answers import Answer, answer
from plankg.graph.store.federation import refuse_service
from plankg.graph.store.parameters import bind
from plankg.graph.store.questions import question
from plankg.schema.decision import Review
from plankg.schema.document import Document
from plankg.schema.errors import GraphError
from plankg.schema.issue import Issue
from plankg.schema.plan import Plan
from plankg.schema.wording import Language
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples

if TYPE_CHECKING:
    from rdflib import Dataset

Graph = NamedNode | ox.BlankNode | ox.DefaultGraph
NAMES = tuple(NamedNode(expand(name)) for name in ("skos:prefLabel", "skos:altLabel", "skos:hiddenLabel"))
SYNTAX_ERROR = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


class Store:
    """The graphs of plans, in memory or in a folder of their own."""

    def __init__(self, path: Path | None = None, *, base: str = BASE) -> None:
        """Open an empty store in memory, or the one in that folder (made where there is none).

        Raises GraphError where the folder holds something else or another process has it open.
        """
        self.base = base
        try:
            self.oxigraph = ox.Store() if path is None else ox.Store(str(path))
        except OSError as error:
            raise GraphError("store_unreadable", path=path) from error

    def __len__(self) -> int:
        """Give the number of quads."""
        return len(self.oxigraph)

    def load(self, plan: Plan, document: Document, *, review: Review | None = None) -> None:
        """Put the plan's graphs in place of those it had; whoever asks meanwhile never finds the plan missing.

        With the review, the graph tells of each decision, too.
        """
        lines = nquads(plan, document, review=review, base=self.base)
        self._replace(self._graphs(plan.id), lines)

    def identify(self, identities: Sequence[Identity]) -> None:
        """Say what is the same in different plans, in place of what was said of that before.

        Whoever loads several plans does it after the last one.
        """
        self._replace([NamedNode(identities_graph(self.base))], identity_nquads(identities, base=self.base))

    def _replace(self, graphs: Sequence[Graph], lines: bytes) -> None:
        known = {quad for graph in graphs for quad in self.oxigraph.quads_for_pattern(None, None, None, graph)}
        self.oxigraph.load(lines, format=ox.RdfFormat.N_QUADS, lenient=True)
        if known:
            for quad in known.difference(ox.parse(lines, format=ox.RdfFormat.N_QUADS, lenient=True)):
                self.oxigraph.remove(quad)

    def _graphs(self, plan: str) -> list[Graph]:
        iris = Iris(plan, self.base)
        return [NamedNode(iris.plan), NamedNode(iris.decisions), NamedNode(iris.cited)]

    def results(
        self,
        sparql: str,
        *,
        plan: str | None = None,
        bindings: Mapping[ox.Variable, NamedNode | ox.Literal] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """Give what pyoxigraph gives for a query, which can be serialized in the formats of the SPARQL protocol.

        The default graph is the union of all graphs, or of one plan's graphs; the usual prefixes are known.
        Raises GraphError for a query that is no SPARQL, with line and column, or that would call another server.
        """
        refuse_service(sparql)
        try:
            return self.oxigraph.query(
                sparql,
                prefixes=PREFIXES,
                use_default_graph_as_union=plan is None,
                default_graph=None if plan is None else self._graphs(plan),
                substitutions=dict(bindings or {}),
            )
        except SyntaxError as error:
            raise _syntax_error(str(error)) from error

    def query(self, sparql: str, *, plan: str | None = None) -> Answer | bool | tuple[ox.Triple, ...]:
        """Answer a query: SELECT as an Answer, ASK as True or False, CONSTRUCT and DESCRIBE as triples."""
        found = self.results(sparql, plan=plan)
        if isinstance(found, QuerySolutions):
            return answer(found)
        return bool(found) if isinstance(found, QueryBoolean) else tuple(found)

    def ask(self, name: str, *, plan: str | None = None, lang: Language | None = None, **told: str) -> Answer:
        """Answer a question of the library; roles, kinds and types appear by their label in that language.

        Raises UsageError for a question or a value that is not known (with the nearest) and for what was not told.
        """
        asked = question(name)
        bindings = bind(asked, told, self.names)
        found = self.results(asked.sparql, plan=plan, bindings=bindings)
        if not isinstance(found, QuerySolutions):
            raise TypeError(f"{name}.rq is no SELECT")
        return answer(found).without(set(told)).labelled(lang)

    def names(self) -> set[str]:
        """Give the names and aliases of all entities."""
        found = (quad.object for name in NAMES for quad in self.oxigraph.quads_for_pattern(None, name, None, None))
        return {term.value for term in found if isinstance(term, ox.Literal)}

    def dataset(self) -> Dataset:
        """Give an rdflib Dataset over this very store, without a copy; its default graph is the union."""
        from oxrdflib import OxigraphStore  # noqa: PLC0415 - rdflib loads slower than all the rest together
        from rdflib import Dataset  # noqa: PLC0415 - see above

        view = Dataset(store=OxigraphStore(store=self.oxigraph), default_union=True)
        for prefix, namespace in PREFIXES.items():
            view.bind(prefix, namespace)
        return view

    def validate(self) -> tuple[Issue, ...]:
        """Hold the graph against the SHACL shapes; an empty tuple says that it conforms."""
        from plankg.graph.store.shacl import validate  # noqa: PLC0415 - asking needs no shapes

        return validate(self.oxigraph)


def _syntax_error(message: str) -> GraphError:
    """Say where a query is wrong in one line: what could have stood there is cut after a few choices."""
    found = SYNTAX_ERROR.match(message)
    line, column, expected = found.groups() if found else ("1", "1", message)
    words = expected.removeprefix("expected ").removeprefix("one of ")
    return GraphError("query_syntax", line=line, column=column, expected=shorten(words, 80, placeholder="…"))
