"""Engines that share one graph in memory: copies of a process that holds it, which the system makes at no cost.

An update is carried out in a copy, too. The copy that succeeds takes the place of the process it was made from; one that fails or
takes too long is dropped, and nothing has happened.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, cast

import pyoxigraph as ox

from plankg.endpoint import frames
from plankg.endpoint.confinement import end_after, hold_memory, nothing_opened, release_memory
from plankg.endpoint.engines import temporary_folder
from plankg.endpoint.evaluation import Engine
from plankg.endpoint.pool import Pool
from plankg.endpoint.refusals import Refusal
from plankg.endpoint.running import Answer, Worker
from plankg.endpoint.settings import Settings
from plankg.endpoint.spool import Spool
from plankg.endpoint.worker import reply_of, work

FORKS = sys.platform == "linux"
"""Whether processes can be copied safely here: macOS' own libraries don't bear it, Windows cannot."""
REAP_SECONDS = 2


class ForkedEngines:
    """Engines over a graph in memory. Has to be made before the event loop and any thread."""

    source = ""

    def __init__(self, graph: ox.Store, settings: Settings, *, closing: Sequence[socket.socket] = ()) -> None:
        """Start the process that holds the graph; it closes the sockets that are the server's own."""
        self._temporary = temporary_folder()
        self.folder = Path(self._temporary.name)
        self._orders, orders = socket.socketpair()
        self._updates, updates = socket.socketpair()
        self._pid = os.fork()
        if self._pid == 0:
            for each in (self._orders, self._updates, *closing):
                each.close()
            _Holder(graph, settings, self.folder, orders, updates).run()
        orders.close()
        updates.close()

    async def start(self) -> None:
        """Connect to the process that carries out updates."""
        self._updater = await _connected(self._updates)

    async def reader(self) -> Worker:
        """Start an engine that answers."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._orders, [b"+"], [theirs.fileno()])
        return await _connected(ours)

    async def update(self, head: frames.Head, body: bytes, pool: Pool) -> Answer:
        """Have a change carried out; engines that run now finish what they are at."""
        answer = await self._updater.ask(frames.pack(head, body), head["seconds"] + 5)
        if frames.done(answer[0]):
            pool.renew()
            self._reap()
        return answer

    def _reap(self) -> None:
        """Let the system forget the process that the first update took the place of."""
        with suppress(ChildProcessError):
            os.waitpid(self._pid, os.WNOHANG)

    def stop(self) -> None:
        """Close the connections: the process that holds the graph ends by that."""
        self._updater.close()
        self._orders.close()
        self._temporary.cleanup()


class _Connection(asyncio.Protocol):
    """Passes on what comes from an engine."""

    worker: Worker

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        both = cast("asyncio.Transport", transport)  # uvloop's transports are none of asyncio's classes
        self.worker = Worker(both.write, both.close)

    def data_received(self, data: bytes) -> None:
        self.worker.arrived(data)

    def connection_lost(self, _: Exception | None) -> None:
        self.worker.ended()


async def _connected(end: socket.socket) -> Worker:
    end.setblocking(False)
    _, protocol = await asyncio.get_running_loop().create_connection(_Connection, sock=end)
    return protocol.worker


class _Holder:
    """The process that holds the graph."""

    def __init__(
        self, graph: ox.Store, settings: Settings, folder: Path, orders: socket.socket, updates: socket.socket
    ) -> None:
        self.graph = graph
        self.settings = settings
        self.folder = folder
        self.orders = orders
        self.updates = updates
        self.messages = frames.read(updates.fileno())

    def run(self) -> NoReturn:
        """Make copies that answer, and carry out updates, until the server closes its end."""
        try:
            for number, action in ((signal.SIGINT, signal.SIG_IGN), (signal.SIGTERM, signal.SIG_DFL)):
                signal.signal(number, action)
            while True:
                readable, _, _ = select.select([self.orders, self.updates], [], [], REAP_SECONDS)
                _reap()
                if (self.orders in readable and not self._copy()) or (self.updates in readable and not self._update()):
                    break
        finally:
            # a copy of the server must never go on as one
            os._exit(0)

    def _copy(self) -> bool:
        """Make a copy that answers; False where the server is gone."""
        _, given, _, _ = socket.recv_fds(self.orders, 1, 1)
        if not given:
            return False
        if os.fork() == 0:
            for each in (self.orders, self.updates):
                each.close()
            release_memory()
            with socket.socket(fileno=given[0]) as end:
                engine = Engine(self.graph, self.settings, Spool(self.folder, limit=self.settings.result_bytes))
                with suppress(OSError):
                    work(end.fileno(), end.fileno(), engine)
            os._exit(0)
        os.close(given[0])
        return True

    def _update(self) -> bool:
        """Carry out an update in a copy, and end if the copy takes over; False where the server is gone."""
        message = next(self.messages, None)
        if message is None:
            return False
        done, tell = os.pipe()
        copy = os.fork()
        if copy == 0:
            os.close(done)
            self._take_over(*message, tell)
            return True
        os.close(tell)
        if os.read(done, 1):
            os._exit(0)
        os.close(done)
        _, status = os.waitpid(copy, 0)
        if os.WIFSIGNALED(status):
            late = os.WTERMSIG(status) == signal.SIGALRM
            refusal = Refusal(503, "query_timeout") if late else Refusal(500, "query_memory")
            self.updates.sendall(frames.pack({"status": refusal.status}, refusal.body))
        return True

    def _take_over(self, head: frames.Head, body: bytes, tell: int) -> None:
        """Carry out an update in this copy; return only where it succeeded."""
        end_after(head["seconds"])
        hold_memory(self.settings.memory_bytes)
        with nothing_opened(but=bool(self.settings.services)):
            reply = reply_of(Engine(self.graph, self.settings), head, body)
        end_after(0)
        if done := frames.done(reply.head):
            release_memory()
            os.write(tell, b"+")
            os.close(tell)
        self.updates.sendall(frames.pack(reply.head, reply.body))
        if not done:
            os._exit(0)


def _reap() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
