"""Engines over a graph on disk, each a program of its own: they read the picture that the last update left.

A picture is a backup of the store: files that no longer change, linked and not copied where both lie on one disk.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
from itertools import count
from pathlib import Path
from typing import cast

from plankg.server.sparql import frames
from plankg.server.sparql.engines import temporary_folder
from plankg.server.sparql.pool import Pool
from plankg.server.sparql.refusals import Refusal
from plankg.server.sparql.running import Answer, Worker, broken
from plankg.server.sparql.settings import Settings

START_SECONDS = 60
KEPT = 2
"""Pictures that are kept: the present one, and the one that a query may still be reading."""


class SpawnedEngines:
    """Engines that read a picture of a graph, and one that writes the graph in its folder, if it may change."""

    def __init__(
        self, settings: Settings, pictures: Path, *, source: Path | None = None, written: Path | None = None
    ) -> None:
        """Take the folder for pictures, what to read first (a picture, or a file of N-Quads), and the store that may change."""
        self._temporary = temporary_folder()
        self.folder = Path(self._temporary.name)
        self._settings = settings
        self._pictures = pictures
        self._written = written
        self._numbers = count(1)
        self._taken: list[Path] = []
        self.source = str(source or "")
        self._writer: Worker | None = None

    async def start(self) -> None:
        """Open the store that may change and take its first picture."""
        if self._written:
            head, body = await self._write({"does": "picture", "seconds": START_SECONDS}, b"")
            if not frames.done(head):
                raise RuntimeError(body.decode())

    async def reader(self) -> Worker:
        """Start an engine that answers."""
        return await self._spawned()

    async def update(self, head: frames.Head, body: bytes, pool: Pool) -> Answer:  # noqa: ARG002 - engines reopen by themselves
        """Have a change carried out; from then on messages name the new picture."""
        try:
            return await self._write(head, body)
        except Refusal:
            # it may have been ended just after it was done: what is read from now on is what the store holds
            await self.start()
            raise

    async def _write(self, head: frames.Head, body: bytes) -> Answer:
        if self._writer is None or not self._writer.alive:
            self._writer = await self._spawned(str(self._written))
        picture = self._pictures / str(next(self._numbers))
        try:
            answer = await self._writer.ask(frames.pack(head | {"picture": str(picture)}, body), head["seconds"])
        except Refusal:
            shutil.rmtree(picture, ignore_errors=True)
            raise
        if frames.done(answer[0]):
            self.source = str(picture)
            self._taken.append(picture)
            while len(self._taken) > KEPT:
                shutil.rmtree(self._taken.pop(0), ignore_errors=True)
        return answer

    def stop(self) -> None:
        """End the writer and take the pictures away."""
        if self._writer:
            self._writer.end()
        shutil.rmtree(self._pictures, ignore_errors=True)
        self._temporary.cleanup()

    async def _spawned(self, *arguments: str) -> Worker:
        program = (sys.executable, "-P", "-m", "plankg.server.sparql")
        command = (self._settings.model_dump_json(exclude={"token"}), str(self.folder), *arguments)
        _, protocol = await asyncio.get_running_loop().subprocess_exec(
            _Pipes,
            *program,
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=None,
            start_new_session=True,  # what stops the server's group is for the server to answer, which ends its engines
        )
        return protocol.worker


class _Pipes(asyncio.SubprocessProtocol):
    """Passes on what comes from an engine's standard output."""

    worker: Worker

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._process = cast(
            "asyncio.SubprocessTransport", transport
        )  # uvloop's transports are none of asyncio's classes
        pipe = cast("asyncio.WriteTransport", self._process.get_pipe_transport(0))
        self.worker = Worker(pipe.write, self._process.close)

    def pipe_data_received(self, _: int, data: bytes) -> None:
        self.worker.arrived(data)

    def process_exited(self) -> None:
        status = self._process.get_returncode()
        self.worker.ended(lambda: broken(status))
