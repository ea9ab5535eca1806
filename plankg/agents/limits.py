"""Queries that anybody may write, answered within limits: in a process of their own, which is ended when its time is up."""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any

import pyoxigraph as ox
from plankg.graph.questions.answers import value_of
from plankg.graph.stopping import held_back
from plankg.graph.store import Store
from plankg.schema.errors import GraphError, PlankgError
from plankg.schema.wording import catalogue, language

from plankg.server.sparql.confinement import end_after, end_with_parent, hold_memory, nothing_opened
from plankg.server.sparql.settings import Settings

BEYOND_SECONDS = 2
"""The process is ended in time; this much later it would end itself."""


class LimitedQueries:
    """Answers read-only queries on the graphs of a store, each within a number of seconds and rows."""

    def __init__(self, store: Store, *, seconds: float, rows: int) -> None:
        """Copy the graphs, so that nothing that a query does can touch the store."""
        self.seconds = seconds
        self.rows = rows
        self._quads = store.oxigraph.dump(format=ox.RdfFormat.N_QUADS) or b""
        self._asking = Lock()
        self._process: Any = None
        self._connection: Connection | None = None

    def answer(
        self, sparql: str, *, plan: str | None = None, rows: int | None = None, offset: int = 0
    ) -> dict[str, Any]:
        """Columns and rows of a SELECT, the truth of an ASK, or the triples of a CONSTRUCT, and whether that is all.

        As many rows are passed over first as `offset` says.

        Raises GraphError for what is no query, would call another server, takes too long, or takes too much memory.
        """
        with self._asking:
            try:
                connection = self._ready()
                connection.send((sparql, plan, offset, min(rows or self.rows, self.rows)))
                if not connection.poll(self.seconds):
                    self.stop()
                    raise GraphError("query_timeout")
                reply = connection.recv()
            except (EOFError, OSError) as error:
                self.stop()
                raise GraphError("query_memory") from error
        if key := reply.get("key"):
            raise GraphError(key, **reply["values"])
        return dict(reply)

    def stop(self) -> None:
        """End the process; the next query starts another."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None

    def _ready(self) -> Connection:
        if self._connection is None or not self._process.is_alive():
            self.stop()
            context = get_context("spawn")
            self._connection, other = context.Pipe()
            self._process = context.Process(target=_answer_until_closed, args=(other, self.seconds), daemon=True)
            # what stops the whole group of processes is for this one to answer: the other begins, and stays, without hearing it
            with held_back():
                self._process.start()
            other.close()
            # not with its arguments: where this process is stopped meanwhile, the other would find half of them
            self._connection.send_bytes(self._quads)
            self._connection.recv()
        return self._connection


def _answer_until_closed(connection: Connection, seconds: float) -> None:
    """Be the process: answer one query after the other until nobody asks any more, within the limits of the endpoint's engines."""
    end_with_parent()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        _answer(connection, seconds)


def _answer(connection: Connection, seconds: float) -> None:
    store = Store()
    store.oxigraph.bulk_load(connection.recv_bytes(), format=ox.RdfFormat.N_QUADS, lenient=True)
    catalogue(language())  # the words of errors lie in a file
    hold_memory(Settings().memory_bytes)
    connection.send("ready")
    with nothing_opened():
        while True:
            request = connection.recv()
            end_after(seconds + BEYOND_SECONDS)
            reply = _found(store, *request)
            end_after(0)
            connection.send(reply)


def _found(store: Store, sparql: str, plan: str | None, offset: int, rows: int) -> dict[str, Any]:
    """The answer, or the key of an error with what fills its sentence."""
    try:
        results = store.results(sparql, plan=plan)
        if isinstance(results, ox.QueryBoolean):
            return {"boolean": bool(results), "complete": True}
        if isinstance(results, ox.QueryTriples):
            columns, lines = ["subject", "predicate", "object"], (tuple(triple) for triple in results)
        else:
            columns = [variable.value for variable in results.variables]
            lines = (tuple(solution) for solution in results)
        table = [[value_of(term) for term in line] for line in islice(lines, offset, offset + rows)]
        return {"columns": columns, "rows": table, "complete": next(lines, None) is None}
    except PlankgError as error:
        return {"key": error.key, "values": error.values}
    except (ValueError, OSError, RuntimeError) as error:
        return {"key": "query_failed", "values": {"problem": " ".join(str(error).split())}}
