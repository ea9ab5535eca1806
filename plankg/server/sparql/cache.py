"""Answers that are kept while the graph stays as it is: the same request gets the same bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

SHARE = 16
"""One answer may take this part of the cache at most."""


@dataclass
class Kept:
    """An answer as it is sent."""

    etag: bytes
    headers: list[tuple[bytes, bytes]]
    body: bytes

    @cached_property
    def wire(self) -> bytes:
        """Headers and body as they go over the wire, for whoever asks again."""
        lines = [b"%b: %b\r\n" % header for header in self.headers]
        return b"".join((*lines, b"\r\n", self.body))


class Cache:
    """The answers used last, up to so many bytes in all."""

    def __init__(self, limit: int) -> None:
        """Start with none."""
        self._limit = limit
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._size = 0
        self.state = 0
        """Counts the changes of the graph."""

    def get(self, request: Hashable) -> Kept | None:
        """The answer to that request, if it is kept."""
        entry = self._kept.get(request)
        if entry:
            self._kept.move_to_end(request)
        return entry

    def keep(self, request: Hashable, answer: Kept, state: int) -> None:
        """Keep an answer, unless the graph has changed since its state was looked at, or it is large."""
        if state != self.state or len(answer.body) * SHARE > self._limit or request in self._kept:
            return
        self._kept[request] = answer
        self._size += 2 * len(answer.body)
        while self._size > self._limit:
            _, oldest = self._kept.popitem(last=False)
            self._size -= 2 * len(oldest.body)

    def clear(self) -> None:
        """Forget all answers: the graph has changed."""
        self._kept.clear()
        self._size = 0
        self.state += 1
