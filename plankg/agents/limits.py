"""Queries that anybody may write, answered within limits: in a process of their own, which is ended when its time is up.

That process is a program of its own and no copy of the one that asks: whatever script that is, it is run only once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from threading import Event, Lock, Timer
from typing import Any

import pyoxigraph as ox
from plankg.graph.questions.answers import value_of
from plankg.graph.store import Store
from plankg.schema.errors import GraphError, PlankgError
from plankg.schema.wording import catalogue, language

from plankg.server.sparql import frames
from plankg.server.sparql.confinement import end_after, hold_memory, nothing_opened
from plankg.server.sparql.refusals import ending
from plankg.server.sparql.settings import Settings

PROGRAM = (sys.executable, "-P", "-m", "plankg.agents.limits")
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
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: Iterator[tuple[frames.Head, bytes]] = iter(())

    def answer(
        self, sparql: str, *, plan: str | None = None, rows: int | None = None, offset: int = 0
    ) -> dict[str, Any]:
        """Columns and rows of a SELECT, the truth of an ASK, or the triples of a CONSTRUCT, and whether that is all.

        As many rows are passed over first as `offset` says.

        Raises GraphError for what is no query, would call another server, or takes too long or too much memory; and with what
        ended the process where it was something else.
        """
        asked = {"text": sparql, "plan": plan, "offset": offset, "rows": min(rows or self.rows, self.rows)}
        with self._asking:
            answer = self._answered(self._ready(), asked)
        if key := answer.get("key"):
            raise GraphError(key, **answer["values"])
        return answer

    def stop(self) -> None:
        """End the process; the next query starts another."""
        if self._process is not None:
            self._process.kill()
            _status(self._process)
        self._process = None

    def _answered(self, process: subprocess.Popen[bytes], asked: frames.Head) -> dict[str, Any]:
        late = Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = Timer(self.seconds, end)
        timer.start()
        body = self._exchanged(process, frames.pack(asked))
        timer.cancel()
        timer.join()
        if body is None or late.is_set():
            self._process, status = None, _status(process)
        if body is None:
            raise GraphError("query_timeout") if late.is_set() else ending(status)
        return dict(json.loads(body))

    def _ready(self) -> subprocess.Popen[bytes]:
        """The process, started and with the graphs where there is none."""
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                PROGRAM,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
                start_new_session=True,  # what stops the whole group of processes is for this one to answer
            )
            self._answers = frames.read(_number(self._process.stdout))
            # not with its arguments: where this process is stopped meanwhile, the other would find half of them
            if self._exchanged(self._process, frames.pack({"seconds": self.seconds}, self._quads)) is None:
                process, self._process = self._process, None
                raise ending(_status(process))
        return self._process

    def _exchanged(self, process: subprocess.Popen[bytes], message: bytes) -> bytes | None:
        """What the process replies, None where it has ended."""
        with suppress(OSError):
            frames.send(_number(process.stdin), message)
            for _, body in self._answers:
                return body
        return None


def _number(stream: Any) -> int:
    return int(stream.fileno())


def _status(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end of a process; give its exit status."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    return process.wait()


def main() -> None:
    """Be the process: answer one query after the other until nobody asks any more, within the limits of the endpoint's engines.

    It is not bound to the end of its parent (`end_with_parent`): the system means the thread that started it, and those end.
    """
    with suppress(BrokenPipeError, KeyboardInterrupt):
        _answer(sys.stdin.fileno(), sys.stdout.fileno())


def _answer(incoming: int, outgoing: int) -> None:
    messages = frames.read(incoming)
    store, seconds = Store(), 0.0
    for head, quads in islice(messages, 1):
        seconds = head["seconds"]
        store.oxigraph.bulk_load(quads, format=ox.RdfFormat.N_QUADS, lenient=True)
        catalogue(language())  # the words of errors lie in a file
        hold_memory(Settings().memory_bytes)
        frames.send(outgoing, frames.pack({}))
    with nothing_opened():
        for head, _ in messages:
            end_after(seconds + BEYOND_SECONDS)
            answer = json.dumps(_found(store, **head), default=str)
            end_after(0)
            frames.send(outgoing, frames.pack({}, answer.encode()))


def _found(store: Store, text: str, plan: str | None, offset: int, rows: int) -> dict[str, Any]:
    """The answer, or the key of an error with what fills its sentence."""
    try:
        results = store.results(text, plan=plan)
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
    except MemoryError:
        return {"key": "query_memory", "values": {}}
    except (ValueError, OSError, RuntimeError) as error:
        return {"key": "query_failed", "values": {"problem": " ".join(str(error).split())}}


if __name__ == "__main__":
    main()
