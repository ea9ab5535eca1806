"""Plans in a store of our own, in memory or in a folder: pyoxigraph with the verbs of every store of plans."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from textwrap import shorten
from threading import Lock
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
from plankg.graph.rdf import BASE, ONTOLOGY, PREFIXES, nquads, vocabulary_nquads
from plankg.graph.store.any_store import Bindings, PlanStore, Results
from plankg.graph.store.changes import by_graph, change
from plankg.graph.store.datasets import names_dataset
from plankg.graph.store.federation import refuse_service
from plankg.graph.store.syntax import syntax_error
from plankg.schema.errors import GraphError
from plankg.schema.issue import Issue
from plankg.schema.loaded import Loaded
from pyoxigraph import NamedNode, RdfFormat

if TYPE_CHECKING:
    from rdflib import Dataset

STREAM_BYTES = 1 << 20
MARK = "CURRENT"
"""The file by which one knows a folder of RocksDB: https://github.com/facebook/rocksdb/wiki/MANIFEST."""


class Store(PlanStore):
    """The graphs of plans, in memory or in a folder of their own."""

    def __init__(self, path: Path | None = None, *, base: str = BASE) -> None:
        """Open an empty store in memory, or the one in that folder (made where there is none or an empty one).

        Raises GraphError where the folder holds something else or another process has it open.
        """
        self.base = base
        self.path = path
        self._writing = Lock()
        if path is not None and path.is_dir() and not (path / MARK).is_file() and any(path.iterdir()):
            raise GraphError("store_is_no_store", path=path)
        with self._told():
            self.oxigraph = ox.Store() if path is None else ox.Store(path)

    @classmethod
    def over(cls, graph: ox.Store, *, base: str = BASE) -> Store:
        """A store over what pyoxigraph holds, without a copy."""
        store = cls(base=base)
        store.oxigraph = graph
        return store

    @classmethod
    def of_lines(cls, lines: bytes, base: str) -> Store:
        """A store in memory that holds those N-Quads."""
        store = cls(base=base)
        store.oxigraph.bulk_load(input=lines, format=RdfFormat.N_QUADS)
        return store

    def __reduce__(self) -> tuple[Callable[..., Store], tuple[object, ...]]:
        """Another process has what a store in memory holds; one in a folder opens it there, as soon as nobody else has it open."""
        if self.path is not None:
            return type(self), (self.path,)
        return type(self).of_lines, (self.oxigraph.dump(format=RdfFormat.N_QUADS), self.base)

    def __repr__(self) -> str:
        """Where it lies, and how much it holds."""
        return f"Store({str(self.path) if self.path else 'in memory'}: {len(self)} quads)"

    def __len__(self) -> int:
        """The number of quads."""
        return len(self.oxigraph)

    def load_all(self, works: Iterable[Loaded]) -> None:
        """Put plans in: those that are not there yet together in one transaction, as they come, then the others one by one."""
        known: list[Loaded] = []

        def new() -> Iterator[bytes]:
            if not self._holds([NamedNode(ONTOLOGY)]):
                yield vocabulary_nquads()
            for work in works:
                if self._holds(self._graphs(work.plan.id)):
                    known.append(work)
                else:
                    yield nquads(work.plan, work.document, review=work.review, base=self.base)

        self.read(new())
        for work in known:
            self.load(work.plan, work.document, review=work.review)

    def read(self, pieces: Iterable[bytes]) -> None:
        """Add N-Quads, given piece by piece as they come, in one transaction."""
        with self._writing, self._told():
            self.oxigraph.bulk_load(
                BufferedReader(_Stream(iter(pieces)), STREAM_BYTES), format=RdfFormat.N_QUADS, lenient=True
            )

    def _replace(self, graphs: Sequence[NamedNode], lines: bytes) -> None:
        """Load what is new at once; of what was there, touch only what differs, so that it costs what the plan is large."""
        with self._writing, self._told():
            if not self._holds(graphs):
                load = self.oxigraph.load if self.path is None else self.oxigraph.bulk_load
                load(lines, format=RdfFormat.N_QUADS, lenient=True)
                return
            known = {str(graph): self._lines(graph) for graph in graphs}
            self.oxigraph.update(change({graph: has for graph, has in known.items() if has}, by_graph(lines)))

    def holds(self, plan: str) -> bool:
        """Whether the store has anything of a plan."""
        return self._holds(self._graphs(plan))

    def differences(self, other: Store, plan: str) -> tuple[int, int]:
        """How many triples of a plan this store has that another has not, and how many the other has more."""
        ours, theirs = self.triples(plan), other.triples(plan)
        return len(ours - theirs), len(theirs - ours)

    def triples(self, plan: str) -> set[tuple[str, str]]:
        """All triples of a plan as lines of N-Triples, each with its graph."""
        return {(graph.value, line) for graph in self._graphs(plan) for line in self._lines(graph)}

    def _holds(self, graphs: Iterable[NamedNode]) -> bool:
        return any(map(self.oxigraph.contains_named_graph, graphs))

    def _lines(self, graph: NamedNode) -> list[str]:
        dumped = self.oxigraph.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
        return dumped.decode().split("\n")[:-1]

    def update(self, sparql: str) -> None:
        """Carry out an update whole or not at all. Raises GraphError where it is none or the disk fails."""
        try:
            with self._writing, self._told():
                self.oxigraph.update(sparql, prefixes=PREFIXES)
        except SyntaxError as error:
            raise syntax_error(str(error)) from error

    def results(self, sparql: str, *, plan: str | None = None, bindings: Bindings | None = None) -> Results:
        """What pyoxigraph gives for a query, which can be serialized in the formats of the SPARQL protocol.

        The default graph is the union of all graphs, or of one plan's graphs, or what the query names with FROM; the usual
        prefixes are known. Raises GraphError for a query that is no SPARQL, with line and column, or would call another server.
        """
        refuse_service(sparql)
        try:
            return self.oxigraph.query(
                sparql,
                prefixes=PREFIXES,
                use_default_graph_as_union=plan is None and not names_dataset(sparql),
                default_graph=None if plan is None else list(self._scope_of(plan)),
                substitutions=dict(bindings or {}),
            )
        except SyntaxError as error:
            raise syntax_error(str(error)) from error
        except RuntimeError as error:
            raise GraphError("query_failed", problem=error) from error

    def dataset(self) -> Dataset:
        """An rdflib Dataset over this very store, without a copy; its default graph is the union."""
        from oxrdflib import OxigraphStore  # noqa: PLC0415 - rdflib loads slower than all the rest together
        from rdflib import Dataset  # noqa: PLC0415 - see above

        view = Dataset(store=OxigraphStore(store=self.oxigraph), default_union=True)
        for prefix, namespace in PREFIXES.items():
            view.bind(prefix, namespace)
        return view

    def copy(self, plan: str) -> ox.Store:
        """The graphs of one plan in a store of their own, in memory."""
        copied = ox.Store()
        for graph in self._graphs(plan):
            triples = self.oxigraph.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
            copied.load(triples, format=RdfFormat.N_TRIPLES, to_graph=graph, lenient=True)
        return copied

    def validate(self, *, plan: str | None = None) -> tuple[Issue, ...]:
        """Hold all that is in the store, or one plan's graphs, against the SHACL shapes; an empty tuple says that it conforms."""
        from plankg.graph.conformance.conformance import validate  # noqa: PLC0415 - asking needs no shapes

        if plan is not None and self.path is not None:
            return super().validate(plan=plan)  # queries on a copy in memory cost less than on the disk
        return validate(self.oxigraph, graphs=None if plan is None else self._graphs(plan))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Say what went wrong on the disk in one line."""
        try:
            yield
        except (OSError, RuntimeError) as error:
            problem = " ".join(str(error).split())
            key = "store_locked" if "/LOCK" in problem else "store_failed"
            raise GraphError(key, path=self.path, problem=shorten(problem, 200, placeholder="…")) from error


class _Stream(RawIOBase):
    """Pieces of bytes as a file that is read once, made as the reader comes to them."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")

    def readable(self) -> bool:
        """True: one can read it."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer from the current piece; the number of bytes put into it, 0 at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = memoryview(piece)
        size = min(len(buffer), len(self._left))
        buffer[:size], self._left = self._left[:size], self._left[size:]
        return size
