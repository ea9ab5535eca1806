"""Where a server's engines come from: what every kind of them can do."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from plankg.server.sparql.frames import Head
from plankg.server.sparql.pool import Pool
from plankg.server.sparql.running import Answer, Worker


class Engines(Protocol):
    """A graph with processes that answer from it, and one that changes it."""

    folder: Path
    """Where large results lie until they are sent."""

    @property
    def source(self) -> str:
        """What an engine has to open to answer from the graph as it is now."""

    async def start(self) -> None:
        """Get ready, inside the event loop."""

    async def reader(self) -> Worker:
        """Start an engine that answers."""

    async def update(self, head: Head, body: bytes, pool: Pool) -> Answer:
        """Have a change carried out; once it is, the pool answers from the graph that it left."""

    def stop(self) -> None:
        """End the process that changes the graph, and take away what lies in temporary folders."""


def temporary_folder() -> TemporaryDirectory[str]:
    """A folder that nobody else can read, gone when the server is."""
    return TemporaryDirectory(prefix="plankg-", ignore_cleanup_errors=True)
