"""The changes made to a graph in memory since the server started, so that no end of a process can lose them.

The server itself keeps them: each as it was sent, from the last picture of the graph on, which is a file of N-Quads.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pyoxigraph as ox
from plankg.graph.store.tokens import keywords
from pyoxigraph import RdfFormat

from plankg.server.sparql import frames

UNREPEATABLE = (
    *("NOW", "RAND", "UUID", "SERVICE", "LOAD"),  # another value each time
    *("LIMIT", "OFFSET", "SAMPLE", "CONCAT", "SUM", "AVG", "MIN", "MAX"),  # what depends on the order of solutions
)
"""The keywords of updates that may do something else when they are carried out again."""
MOST_BYTES = 16 * 2**20
MOST_SECONDS = 3
"""So much is repeated at most when a process takes the place of one that was ended."""
Change = tuple[frames.Head, bytes]
Names = list[str]
Picture = tuple[str, Names]
"""Where the file lies, and the named graphs that hold nothing: N-Quads cannot tell of them."""


class Changes:
    """A graph as it was, and what was done to it since."""

    def __init__(self, graph: ox.Store, folder: Path) -> None:
        """Take the graph of the start, and the folder for pictures."""
        self._folder = folder
        self._numbers = count(1)
        self._base: ox.Store | Path = graph
        self._empty: Names = []
        self._since: list[Change] = []
        self._bytes = 0
        self._seconds = 0.0

    def picture(self, head: frames.Head, body: bytes) -> str:
        """Where a change has to leave a picture of the graph as it is after it, empty where it need not."""
        long = self._bytes + _size(head, body) > MOST_BYTES or self._seconds > MOST_SECONDS
        if long or keywords(head.get("text", ""), *UNREPEATABLE):
            return str(self._folder / f"picture-{next(self._numbers)}.nq")
        return ""

    def add(self, head: frames.Head, body: bytes, seconds: float, picture: Picture | None) -> None:
        """Take note of a change that was carried out, in so many seconds, and of the picture that it left, if it did."""
        self._since.append((head, body))
        self._bytes += _size(head, body)
        self._seconds += seconds
        if picture:
            before, self._base, self._empty = self._base, Path(picture[0]), picture[1]
            self._since, self._bytes, self._seconds = [], 0, 0.0
            if isinstance(before, Path):
                before.unlink(missing_ok=True)

    def graph(self, carry_out: Callable[[ox.Store, frames.Head, bytes], object]) -> ox.Store:
        """The graph with all changes, carried out anew."""
        if isinstance(self._base, Path):
            graph = ox.Store()
            graph.bulk_load(path=self._base, format=RdfFormat.N_QUADS, lenient=True)
            for name in self._empty:
                graph.add_graph(ox.NamedNode(name))
        else:
            graph = self._base
        for head, body in self._since:
            carry_out(graph, head, body)
        return graph


def pictured(graph: ox.Store, path: str) -> Picture:
    """Write a graph down. Raises OSError where there is no room for it."""
    graph.dump(path, format=RdfFormat.N_QUADS)
    names = [name for name in graph.named_graphs() if isinstance(name, ox.NamedNode)]
    return path, [name.value for name in names if next(graph.quads_for_pattern(None, None, None, name), None) is None]


def _size(head: frames.Head, body: bytes) -> int:
    return len(head.get("text", "")) + len(body)
