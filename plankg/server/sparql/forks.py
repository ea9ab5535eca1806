"""Engines that share one graph in memory: copies of a process that holds it, which the system makes at no cost.

An update is carried out in a copy, too. The copy that succeeds takes the place of the process it was made from; one that fails or
takes too long is dropped, and nothing has happened.
"""

from __future__ import annotations

import asyncio
import gc
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, cast

import pyoxigraph as ox
from plankg.graph.stopping import let_through

from plankg.server.sparql import frames
from plankg.server.sparql.changes import Changes, pictured
from plankg.server.sparql.confinement import (
    adopt_orphans,
    close_all_but,
    end_after,
    hold_memory,
    leave_to_the_server,
    nothing_opened,
    reap,
    release_memory,
)
from plankg.server.sparql.engines import temporary_folder
from plankg.server.sparql.evaluation import Engine
from plankg.server.sparql.pool import Pool
from plankg.server.sparql.refusals import Refusal
from plankg.server.sparql.running import Answer, Worker, broken
from plankg.server.sparql.settings import Settings
from plankg.server.sparql.spool import Spool
from plankg.server.sparql.worker import reply_of, work

FORKS = sys.platform == "linux"
"""Whether processes can be copied safely here: macOS' own libraries don't bear it, Windows cannot."""
REAP_EACH = 2
"""So many seconds lie between two looks at which children have ended."""
AGAIN_SECONDS = 0.1
BROKEN = 500
BEYOND_SECONDS = 5
"""The process that carries out updates ends one in time; this much later it would be ended itself."""
PICTURE_SECONDS = 60
"""The same where it writes a picture of the graph, too."""


class ForkedEngines:
    """Engines over a graph in memory. Has to be made before the event loop and any thread."""

    source = ""

    def __init__(self, graph: ox.Store, settings: Settings) -> None:
        """Start the process that holds the graph."""
        self._temporary = temporary_folder()
        self.folder = Path(self._temporary.name)
        self._changes = Changes(graph, self.folder)
        self._settings = settings
        self._stopped = False
        adopt_orphans()
        self._hold()

    def _hold(self) -> None:
        self._orders, orders = socket.socketpair()
        self._updates, updates = socket.socketpair()
        if os.fork() == 0:
            _Holder(self._changes, self._settings, self.folder, orders, updates).run()
        orders.close()
        updates.close()

    async def start(self) -> None:
        """Connect to the process that carries out updates."""
        self._starting = asyncio.Lock()
        await self._connect()
        self._reaping = asyncio.get_running_loop().call_later(REAP_EACH, self._reap)

    async def _connect(self) -> None:
        self._updater = await _connected(self._updates)
        self._updater.on_end = lambda _, __: self._lost()

    def _lost(self) -> None:
        """Start the process anew that holds the graph: the system ended it, for want of memory, say."""
        if not self._stopped:
            self._again = asyncio.get_running_loop().create_task(self._begin_again())

    async def _begin_again(self) -> None:
        # what ends it each time must not keep the machine busy
        await asyncio.sleep(AGAIN_SECONDS)
        with suppress(OSError):
            await self._ready()

    async def _ready(self) -> None:
        """Wait until there is a process that holds the graph as it is now."""
        async with self._starting:
            if self._updater.alive or self._stopped:
                return
            self._orders.close()
            self._hold()
            await self._connect()

    async def reader(self) -> Worker:
        """Start an engine that answers. Raises OSError where the system has no room for one."""
        await self._ready()
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                socket.send_fds(self._orders, [b"+"], [theirs.fileno()])
            except OSError:
                # it has ended just now
                self._updater.ended()
                await self._ready()
                socket.send_fds(self._orders, [b"+"], [theirs.fileno()])
        return await _connected(ours)

    async def update(self, head: frames.Head, body: bytes, pool: Pool) -> Answer:
        """Have a change carried out; engines that run now finish what they are at."""
        try:
            answer = await self._carried_out(head, body)
        except Refusal as refusal:
            if self._updater.alive or self._stopped:
                raise
            # it may have been done, and then its process ended: nobody is to answer from that graph
            pool.renew()
            if refusal.status != BROKEN:
                raise
            # with the process that held the graph all is gone that it had changed, so this is no second time
            answer = await self._carried_out(head, body)
        if frames.done(answer[0]):
            pool.renew()
        return answer

    async def _carried_out(self, head: frames.Head, body: bytes) -> Answer:
        await self._ready()
        picture = self._changes.picture(head, body)
        began = asyncio.get_running_loop().time()
        asked = head | {"picture": picture}
        beyond = PICTURE_SECONDS if picture else BEYOND_SECONDS
        answer = await self._updater.ask(frames.pack(asked, body), head["seconds"] + beyond)
        if frames.done(answer[0]):
            # before anything else: what is not noted here ends with the process that carried it out
            took = asyncio.get_running_loop().time() - began
            self._changes.add(head, body, took, answer[0].get("picture"))
        return answer

    def _reap(self) -> None:
        reap()
        self._reaping = asyncio.get_running_loop().call_later(REAP_EACH, self._reap)

    def stop(self) -> None:
        """Close the connections: the process that holds the graph ends by that."""
        if self._stopped:
            return
        self._stopped = True
        for each in (self._updates, self._orders):
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
                each.close()
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
        self, changes: Changes, settings: Settings, folder: Path, orders: socket.socket, updates: socket.socket
    ) -> None:
        self.changes = changes
        self.settings = settings
        self.folder = folder
        self.orders = orders
        self.updates = updates
        self.messages = frames.read(updates.fileno())

    def run(self) -> NoReturn:
        """Make copies that answer, and carry out updates, until the server closes its end."""
        try:
            self._settle()
            while True:
                readable, _, _ = select.select([self.orders, self.updates], [], [], REAP_EACH)
                reap()
                if (self.orders in readable and not self._copy()) or (self.updates in readable and not self._update()):
                    break
        finally:
            # a copy of the server must never go on as one
            os._exit(0)

    def _settle(self) -> None:
        """Leave behind what is the server's: its signals, its connections, and objects whose end would close files of ours."""
        signal.set_wakeup_fd(-1)
        leave_to_the_server()
        let_through()
        gc.freeze()
        close_all_but(self.orders.fileno(), self.updates.fileno())
        self.graph = self.changes.graph(lambda graph, head, body: reply_of(Engine(graph, self.settings), head, body))

    def _copy(self) -> bool:
        """Make a copy that answers; False where the server is gone."""
        _, descriptors, _, _ = socket.recv_fds(self.orders, 1, 1)
        if not descriptors:
            return False
        if os.fork() == 0:
            for each in (self.orders, self.updates):
                each.close()
            release_memory()
            with socket.socket(fileno=descriptors[0]) as end:
                engine = Engine(self.graph, self.settings, Spool(self.folder, limit=self.settings.result_bytes))
                with suppress(OSError):
                    work(end.fileno(), end.fileno(), engine)
            os._exit(0)
        os.close(descriptors[0])
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
            refusal = broken(-os.WTERMSIG(status))
            self.updates.sendall(frames.pack({"status": refusal.status}, refusal.body))
        return True

    def _take_over(self, head: frames.Head, body: bytes, tell: int) -> None:
        """Carry out an update in this copy; return only where it succeeded."""
        end_after(head["seconds"])
        hold_memory(self.settings.memory_bytes)
        with nothing_opened(but=bool(self.settings.services)):
            reply = reply_of(Engine(self.graph, self.settings), head, body)
        end_after(0)
        outcome = reply.head
        if done := frames.done(outcome):
            release_memory()
            if head["picture"]:
                with suppress(OSError):  # without it the change is carried out again, should it come to that
                    outcome = outcome | {"picture": pictured(self.graph, head["picture"])}
            os.write(tell, b"+")
            os.close(tell)
        self.updates.sendall(frames.pack(outcome, reply.body))
        if not done:
            os._exit(0)
