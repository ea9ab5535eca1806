"""Plans in any server that speaks SPARQL 1.1, with the verbs of every store of plans.

SPARQL 1.1 Protocol, https://www.w3.org/TR/sparql11-protocol/, and Graph Store HTTP Protocol,
https://www.w3.org/TR/sparql11-http-rdf-update/ (to read whole graphs). Changes go as one update request, not as PUT of graph
after graph: between two graphs, and in Virtuoso within one, readers would see half a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from textwrap import shorten
from typing import TYPE_CHECKING, Any
from weakref import finalize

import pyoxigraph as ox
from plankg.graph.rdf import BASE, PREFIXES
from plankg.graph.store.addresses import Addresses, read
from plankg.graph.store.any_store import Bindings, PlanStore, Results
from plankg.graph.store.changes import by_graph, replacement, statement
from plankg.graph.store.federation import refuse_service
from plankg.graph.store.substitution import substituted, with_prefixes
from plankg.graph.store.syntax import syntax_error
from plankg.schema.errors import GraphError
from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, RdfFormat

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 600.0
TABLE, TRIPLES = QueryResultsFormat.JSON.media_type, RdfFormat.N_TRIPLES.media_type
UNION = "union-default-graph"
"""The parameter by which Oxigraph joins all graphs into the default graph; other servers take no notice of it."""
ROWS_AT_MOST = "X-SPARQL-MaxRows"
"""The header in which Virtuoso says after how many rows it stops."""
UNAUTHORIZED, FORBIDDEN, NOT_FOUND, REFUSED = 401, 403, 404, 400
UPDATE = {"Content-Type": "application/sparql-update"}
TRUTHS = {True: b'{"head":{},"boolean":true}', False: b'{"head":{},"boolean":false}'}

Fields = dict[str, str | list[str]]


class RemoteStore(PlanStore):
    """The graphs of plans in a SPARQL server."""

    def __init__(self, where: str, *, base: str = BASE) -> None:
        """Take a server by its address; it is first asked when something is wanted of it.

        Raises UsageError for what is no address.
        """
        import httpx  # noqa: PLC0415 - the store of our own needs none

        self.base = base
        self._told, self._login = read(where)
        self._auth: Any = None
        self._client = httpx.Client(
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS), follow_redirects=True
        )
        finalize(self, self._client.close)  # an error keeps its store, which then goes whenever its frames do

    @cached_property
    def addresses(self) -> Addresses:
        """The server's three addresses. Raises GraphError where it does not answer."""
        answer = self._send("POST", self._told.query, data={"query": "ASK {}"}, headers={"Accept": TABLE})
        if answer.status_code == UNAUTHORIZED:
            raise GraphError("store_forbidden", url=self._told.query, status=UNAUTHORIZED)
        return self._told.on(answer.headers.get("Server", ""), logged_in=self._login.user is not None)

    def results(self, sparql: str, *, plan: str | None = None, bindings: Bindings | None = None) -> Results:
        """What the server gives for a query, as pyoxigraph gives its own.

        The default graph is the union of all graphs, or of one plan's graphs; the usual prefixes are known. Raises GraphError
        for a query that is no SPARQL, with line and column, that would call another server, or that the server refuses.
        """
        refuse_service(sparql)
        kind = _kind(sparql, bindings or {})
        text = with_prefixes(substituted(sparql, bindings or {}))
        answer = self._asked(text, TRIPLES if kind is QueryTriples else TABLE, self._scope(plan))
        try:
            results: Results = _triples(answer.content) if kind is QueryTriples else _table(answer.content)
        except (SyntaxError, ValueError) as error:
            raise GraphError("store_no_sparql", url=self.addresses.query) from error
        if kind is QuerySolutions:
            self._refuse_cut(answer)
        return _truth(results) if kind is QueryBoolean else results

    def update(self, sparql: str) -> None:
        """Carry out an update in one request. Raises GraphError where the server refuses it."""
        self._change(with_prefixes(sparql))

    def copy(self, plan: str) -> ox.Store:
        """The graphs of one plan in a store of their own, in memory, read by the graph store protocol.

        Raises GraphError where the server gives only the beginning of a graph: Virtuoso stops without a word.
        """
        copied, address, size = ox.Store(), str(self.addresses.graphs), 0
        for graph in self._graphs(plan):
            answer = self._send("GET", address, params={"graph": graph.value}, headers={"Accept": TRIPLES})
            if answer.status_code == NOT_FOUND:
                continue
            if answer.status_code >= REFUSED:
                raise _refusal("store_query_refused", address, answer)
            copied.load(answer.content, format=RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)
            ((count,),) = self._rows(statement("size.rq", graph=graph.value))
            size += int(count.value)
        if len(copied) != size:
            raise GraphError("store_cut", url=address, rows=len(copied))
        return copied

    def _replace(self, graphs: Sequence[NamedNode], lines: bytes) -> None:
        self._change(replacement(map(str, graphs), by_graph(lines)))

    def _change(self, sparql: str) -> None:
        address = str(self.addresses.update)
        if self._auth is None and self._login.known:
            # an update of nothing, to be asked for the login: the real one may be large and need not be sent twice
            self._send("POST", address, content=b"", headers=UPDATE)
        answer = self._send("POST", address, content=sparql.encode(), headers=UPDATE)
        if answer.status_code >= REFUSED:
            raise _refusal("store_update_refused", address, answer)

    def _scope(self, plan: str | None) -> Fields:
        """The dataset of a query: one plan's graphs, or all."""
        if plan is not None:
            graphs = [graph.value for graph in self._scope_of(plan)]
            return {"default-graph-uri": graphs, "named-graph-uri": graphs}
        if self._joins:
            return {UNION: "true"}
        graphs = [str(row["graph"].value) for row in self._rows(statement("graphs.rq"))]
        return {"default-graph-uri": graphs, "named-graph-uri": graphs}

    @cached_property
    def _joins(self) -> bool:
        """Whether the server joins its graphs into the default graph, as it does or is told to; true of one without plans."""
        return len(self._rows(statement("split.rq"))) == 0

    def _rows(self, sparql: str) -> list[Any]:
        return _rows(self._asked(sparql, TABLE, {UNION: "true"}).content)

    def _asked(self, sparql: str, accept: str, scope: Fields) -> httpx.Response:
        address = self.addresses.query
        answer = self._send("POST", address, data={"query": sparql, **scope}, headers={"Accept": accept})
        if answer.status_code >= REFUSED:
            raise _refusal("store_query_refused", address, answer)
        if answer.headers.get("Content-Type", "").partition(";")[0].strip() != accept:
            raise GraphError("store_no_sparql", url=address)
        return answer

    def _refuse_cut(self, answer: httpx.Response) -> None:
        """Raise GraphError where the server stopped before the last row."""
        limit = answer.headers.get(ROWS_AT_MOST)
        if limit is not None and len(_rows(answer.content)) >= int(limit):
            raise GraphError("store_cut", url=self.addresses.query, rows=limit)

    def _send(self, method: str, address: str, **request: Any) -> httpx.Response:
        """Send a request; where the server asks for a login and there is one, once more with it."""
        with _reached(address):
            answer = self._client.request(method, address, auth=self._auth, **request)
            if answer.status_code == UNAUTHORIZED and self._auth is None:
                self._auth = self._login.answer(answer.headers.get("WWW-Authenticate", ""))
                if self._auth is not None:
                    answer = self._client.request(method, address, auth=self._auth, **request)
        return answer


@contextmanager
def _reached(address: str) -> Iterator[None]:
    """Say in one line that a server does not answer."""
    import httpx  # noqa: PLC0415 - see above

    try:
        yield
    except httpx.HTTPError as error:
        problem = " ".join(str(error).split()) or type(error).__name__
        raise GraphError("store_unreachable", url=address, problem=problem) from error


def _refusal(key: str, address: str, answer: httpx.Response) -> GraphError:
    if answer.status_code in {UNAUTHORIZED, FORBIDDEN}:
        return GraphError("store_forbidden", url=address, status=answer.status_code)
    problem = shorten(" ".join(answer.text.split()), 160, placeholder="…")
    return GraphError(key, url=address, status=answer.status_code, problem=problem)


def _kind(sparql: str, bindings: Mapping[Any, Any]) -> type[Results]:
    """Which kind of results a query has; raises GraphError in our own words for what is no query."""
    try:
        return type(ox.Store().query(sparql, prefixes=PREFIXES, substitutions=dict(bindings)))
    except SyntaxError as error:
        raise syntax_error(str(error)) from error
    except RuntimeError as error:
        raise GraphError("query_failed", problem=error) from error


def _truth(results: Results) -> Results:
    """A yes or no; Virtuoso 7 writes some as a table of one number."""
    if not isinstance(results, QuerySolutions):
        return results
    return _table(TRUTHS[any(row[0].value in {"1", "true"} for row in results)])


def _triples(content: bytes) -> Results:
    store = ox.Store()
    store.load(content, format=RdfFormat.N_TRIPLES)
    return store.query("CONSTRUCT WHERE { ?subject ?predicate ?object }")


def _table(content: bytes) -> QuerySolutions | QueryBoolean:
    return ox.parse_query_results(content, format=QueryResultsFormat.JSON)


def _rows(content: bytes) -> list[Any]:
    results = _table(content)
    return list(results) if isinstance(results, QuerySolutions) else []
