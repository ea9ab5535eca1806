"""What every store of plans can do, wherever its graphs lie: put plans in, take them out, answer."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import pyoxigraph as ox
from plankg.graph.questions.answers import Answer, answer
from plankg.graph.questions.library import Question, question
from plankg.graph.questions.parameters import bind
from plankg.graph.rdf import ONTOLOGY, Iris, identities_graph, identity_nquads, nquads, vocabulary_nquads
from plankg.graph.rdf.vocabulary_graph import version
from plankg.graph.store.changes import by_graph, replacement, statement, texts
from plankg.graph.things.identity import Identity
from plankg.schema.decision import Review
from plankg.schema.document import Document
from plankg.schema.errors import UsageError
from plankg.schema.issue import Issue
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Plan
from plankg.schema.table import Column, joined, plan_column
from plankg.schema.wording import Language
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Variable

Results = QuerySolutions | QueryBoolean | QueryTriples
Bindings = Mapping[Variable, NamedNode | Literal]


class PlanStore(ABC):
    """The graphs of plans. Each change is one transaction: who asks meanwhile finds the state before it or the one after it."""

    base: str
    """What the IRIs of plans begin with."""

    @abstractmethod
    def results(self, sparql: str, *, plan: str | None = None, bindings: Bindings | None = None) -> Results:
        """What pyoxigraph gives for a query, which can be serialized in the formats of the SPARQL protocol.

        The default graph is the union of all graphs, or of one plan's graphs; the usual prefixes are known. Raises GraphError
        for a query that is no SPARQL, with line and column, that would call another server, or that the store cannot answer.
        """

    @abstractmethod
    def update(self, sparql: str) -> None:
        """Carry out an update whole or not at all. Raises GraphError where the store refuses or fails."""

    @abstractmethod
    def copy(self, plan: str) -> ox.Store:
        """The graphs of one plan in a store of their own, in memory."""

    @abstractmethod
    def _replace(self, graphs: Sequence[NamedNode], lines: bytes) -> None:
        """Put N-Quads in place of what the graphs held, in one transaction."""

    def load(self, plan: Plan, document: Document, *, review: Review | None = None) -> None:
        """Put the plan's graphs in place of those it had; whoever asks meanwhile never finds the plan missing.

        With the review, the graph tells of each decision, too. The vocabulary stands beside the plans, in a graph of its own.
        """
        self._learn_terms()
        self._replace(self._graphs(plan.id), nquads(plan, document, review=review, base=self.base))

    def _learn_terms(self) -> None:
        """Put the vocabulary in, unless that of this version is there."""
        if not self._knows_terms:
            self._replace([NamedNode(ONTOLOGY)], vocabulary_nquads())
            self._knows_terms = True

    @cached_property
    def _knows_terms(self) -> bool:
        return bool(self.results(statement("terms.rq", vocabulary=ONTOLOGY, version=version().value)))

    def load_all(self, works: Iterable[Loaded]) -> None:
        """Put plans in, each in place of what it had: each is one transaction at most."""
        for work in works:
            self.load(work.plan, work.document, review=work.review)

    def remove(self, plan: str) -> None:
        """Take a plan's graphs out, with what was said to be the same in it and in other plans.

        Raises UsageError where there is no such plan, with those that there are.
        """
        iris = Iris(self.known(plan), self.base)
        graphs = {"plan": iris.plan, "decisions": iris.decisions, "cited": iris.cited}
        self.update(statement("remove.ru", identities=identities_graph(self.base), **graphs))

    def identify(self, identities: Sequence[Identity], *, among: Iterable[str] | None = None) -> None:
        """Say what is the same in different plans, in place of what was said of that before: of all plans, or of those named.

        Whoever loads several plans does it after the last one.
        """
        graph, lines = identities_graph(self.base), identity_nquads(identities, base=self.base)
        if among is None:
            self._replace([NamedNode(graph)], lines)
            return
        ends = texts(f"{Iris(plan, self.base).plan}/" for plan in among)
        self.update(" ;\n".join([statement("part.ru", ends, identities=graph), replacement((), by_graph(lines))]))

    def plans(self) -> tuple[str, ...]:
        """The ids of the plans, in order."""
        return tuple(str(id_) for (id_,) in self._select("plans.rq").rows)

    def known(self, plan: str) -> str:
        """The id of a plan that is there. Raises UsageError where there is none, with those that there are."""
        known = self.plans()
        if plan not in known:
            raise UsageError("plan_not_stored", name=plan, known="、".join(known) or "—")
        return plan

    def query(self, sparql: str, *, plan: str | None = None) -> Answer | bool | tuple[ox.Triple, ...]:
        """Answer a query: SELECT as an Answer, ASK as True or False, CONSTRUCT and DESCRIBE as triples.

        Who knows which it is takes `select`, `boolean` or `construct`.
        """
        results = self.results(sparql, plan=plan)
        if isinstance(results, QuerySolutions):
            return answer(results)
        return bool(results) if isinstance(results, QueryBoolean) else tuple(results)

    def select(self, sparql: str, *, plan: str | None = None, by_plan: bool = False) -> Answer:
        """The table that a SELECT gives; `by_plan`, each plan is asked by itself and each row says its plan.

        Raises UsageError for a query of another kind.
        """
        return self._by_plan(sparql) if by_plan and self.plans() else self._table(sparql, plan=plan)

    def boolean(self, sparql: str, *, plan: str | None = None) -> bool:
        """What an ASK gives. Raises UsageError for a query of another kind."""
        results = self.results(sparql, plan=plan)
        if not isinstance(results, QueryBoolean):
            raise UsageError("query_of_other_kind", wanted="ASK")
        return bool(results)

    def construct(self, sparql: str, *, plan: str | None = None) -> tuple[ox.Triple, ...]:
        """The triples that a CONSTRUCT or DESCRIBE gives. Raises UsageError for a query of another kind."""
        results = self.results(sparql, plan=plan)
        if not isinstance(results, QueryTriples):
            raise UsageError("query_of_other_kind", wanted="CONSTRUCT / DESCRIBE")
        return tuple(results)

    def ask(self, name: str, *, plan: str | None = None, lang: Language | None = None, **settings: str) -> Answer:
        """Answer a question of the library; roles, kinds and types appear by their label in that language.

        Raises UsageError for a question or a value that is not known (with the nearest) and for what was not told.
        """
        template = question(name)
        values = {variable.value: terms for variable, terms in bind(template, settings, self).items()}
        return self.answer(template, template.bound(values), plan=plan).without(template.hidden).in_words(lang)

    def answer(self, asked: Question, sparql: str, *, plan: str | None = None) -> Answer:
        """The answer of a question by its query, each column of the kind that it has; of several plans, each row says its plan."""
        several = plan is None and not asked.says_plan and len(self.plans()) > 1
        return self._by_plan(sparql, asked.fields) if several else self._table(sparql, plan=plan, known=asked.fields)

    def _by_plan(self, sparql: str, known: Mapping[str, Column] | None = None) -> Answer:
        return joined(
            [self._table(sparql, plan=each, known=known).led_by(plan_column(), each) for each in self.plans()]
        )

    def names(self) -> set[str]:
        """The names and aliases of all entities."""
        return {str(name) for (name,) in self._select("names.rq").rows}

    def has_name(self, name: str) -> bool:
        """Whether an entity bears that name or alias."""
        return bool(self.results(statement("named.rq"), bindings={Variable("name"): Literal(name)}))

    def passages(self, words: str) -> tuple[str, ...]:
        """The pieces of the texts that hold words, in one run or apart."""
        from plankg.graph.questions.passages import passages  # noqa: PLC0415 - only what is asked with words needs a dictionary

        return passages(words, self._table)

    def validate(self, *, plan: str | None = None) -> tuple[Issue, ...]:
        """Hold all plans, or one, against the SHACL shapes; an empty tuple says that they conform."""
        from plankg.graph.conformance.conformance import validate  # noqa: PLC0415 - asking needs no shapes

        plans = self.plans() if plan is None else (plan,)
        return tuple(issue for each in plans for issue in validate(self.copy(each)))

    def _select(self, name: str) -> Answer:
        return self._table(statement(name))

    def _table(self, sparql: str, *, plan: str | None = None, known: Mapping[str, Column] | None = None) -> Answer:
        results = self.results(sparql, plan=plan)
        if not isinstance(results, QuerySolutions):
            raise UsageError("query_of_other_kind", wanted="SELECT")
        return answer(results, known)

    def _graphs(self, plan: str) -> list[NamedNode]:
        iris = Iris(plan, self.base)
        return [NamedNode(iris.plan), NamedNode(iris.decisions), NamedNode(iris.cited)]

    def _scope_of(self, plan: str) -> list[NamedNode]:
        """What a question about one plan is asked of: its graphs, and the vocabulary."""
        return [*self._graphs(plan), NamedNode(ONTOLOGY)]
