"""The engines as the server sees them: who is free, who takes too long, who has to be started."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from plankg.endpoint.frames import Frames, Head
from plankg.endpoint.refusals import Refusal

GROW_SECONDS = 0.2
"""How long all engines have to be at one request each before another one is started for those who wait."""
KEEP_SECONDS = 20
"""How long an engine beyond the least number is kept idle."""
Answer = tuple[Head, bytes]


def _late() -> Refusal:
    return Refusal(503, "query_timeout")


def _busy() -> Refusal:
    return Refusal(503, "server_busy", {"Retry-After": "5"})


def _stopping() -> Refusal:
    return Refusal(503, "server_stopping")


class Worker:
    """A running engine: takes one message at a time. Its process is killed where it takes too long."""

    def __init__(self, write: Callable[[bytes], None], close: Callable[[], None]) -> None:
        """Take how one sends to the process, and how its connection is closed. It is `ready` when it has said its number."""
        self.ready = asyncio.get_running_loop().create_future()
        self.write = write
        self.close = close
        self.pid: int | None = None
        self.alive = True
        self.since = 0.0
        self.on_end: Callable[[Worker], None] = lambda _: None
        self._frames = Frames()
        self._waiting: asyncio.Future[Answer] | None = None
        self._late: asyncio.TimerHandle | None = None

    def ask(self, message: bytes, seconds: float, late: Callable[[], Refusal] = _late) -> asyncio.Future[Answer]:
        """Send a message and give what will be answered. Its result may be a Refusal: `late`, or the engine broke down."""
        loop = asyncio.get_running_loop()
        self._waiting = loop.create_future()
        self.since = loop.time()
        self._late = loop.call_later(seconds, self.end, late)
        self.write(message)
        return self._waiting

    def arrived(self, data: bytes) -> None:
        """Take what the engine sends."""
        for head, body in self._frames.feed(data):
            if "pid" in head:
                self.pid = head["pid"]
                self._stand_ready()
            elif self._waiting and not self._waiting.done():
                self._settle()
                self._waiting.set_result((head, body))

    def end(self, why: Callable[[], Refusal] = _stopping) -> None:
        """Kill the process; whoever waits for it gets that refusal."""
        self._refuse(why())
        if self.pid is not None and self.alive:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        self.ended()

    def ended(self) -> None:
        """Take note that the process is gone."""
        self._refuse(Refusal(500, "query_memory"))
        self._stand_ready()
        self.close()
        if self.alive:
            self.alive = False
            self.on_end(self)

    def _stand_ready(self) -> None:
        if not self.ready.done():
            self.ready.set_result(None)

    def _refuse(self, refusal: Refusal) -> None:
        self._settle()
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(refusal)

    def _settle(self) -> None:
        if self._late:
            self._late.cancel()


class Pool:
    """Engines that answer from the same graph: as many as are wanted at least, more while slow queries hold others up."""

    def __init__(self, start: Callable[[], Awaitable[Worker]], *, least: int, most: int) -> None:
        """Take how an engine is started; none is yet."""
        self._start = start
        self._least = least
        self._most = most
        self._idle: list[Worker] = []
        self._all: set[Worker] = set()
        self._outdated: set[Worker] = set()
        self._renewed = 0
        self._queue: deque[asyncio.Future[Worker]] = deque()
        self._starting: set[asyncio.Task[None]] = set()
        self._watch: asyncio.TimerHandle | None = None

    async def warm(self) -> None:
        """Start the engines that are wanted at least."""
        await asyncio.gather(*(self._add() for _ in range(self._least)))

    async def ask(self, message: bytes, seconds: float) -> Answer:
        """Have a free engine answer. Raises Refusal where that takes longer than so many seconds in all."""
        late = _late
        if self._idle:
            worker = self._idle.pop()
        else:
            loop = asyncio.get_running_loop()
            begin = loop.time()
            worker = await self._free(seconds)
            waited = loop.time() - begin
            # what waited for most of its time might be quick enough another time
            late = _busy if waited > seconds / 2 else _late
            seconds = max(0.001, seconds - waited)
        try:
            return await worker.ask(message, seconds, late)
        except asyncio.CancelledError:
            # whoever asked is gone: nobody needs the answer
            worker.end()
            raise
        finally:
            self._give_back(worker)

    def renew(self) -> None:
        """Let no engine that runs now answer another request: the graph has changed."""
        self._outdated |= self._all
        self._renewed += 1
        for worker in [*self._idle]:
            worker.end()
        for _ in range(self._least):
            self._grow()

    def stop(self) -> None:
        """End all engines."""
        self._least = self._most = 0
        for worker in [*self._all]:
            worker.end()

    async def _free(self, seconds: float) -> Worker:
        loop = asyncio.get_running_loop()
        place: asyncio.Future[Worker] = loop.create_future()
        self._queue.append(place)
        if len(self._all) + len(self._starting) < self._least:
            self._grow()
        self._watch = self._watch or loop.call_later(GROW_SECONDS, self._grow_where_held_up)
        late = loop.call_later(seconds, _refuse, place)
        try:
            return await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled() and not place.exception():
                self._give_back(place.result())
            raise
        finally:
            late.cancel()

    def _give_back(self, worker: Worker) -> None:
        if not worker.alive:
            return
        if worker in self._outdated:
            worker.end()
            return
        while self._queue:
            place = self._queue.popleft()
            if not place.done():
                place.set_result(worker)
                return
        self._idle.append(worker)
        if len(self._all) > self._least:
            asyncio.get_running_loop().call_later(KEEP_SECONDS, self._shrink)

    def _shrink(self) -> None:
        """End an engine that nobody wants any more: of the idle ones, that which has been so longest."""
        if self._idle and len(self._all) > self._least:
            self._idle[0].end()

    def _grow_where_held_up(self) -> None:
        """Start another engine where slow queries hold up those who wait; many quick ones only take their turn."""
        self._watch = None
        if not any(not place.done() for place in self._queue):
            return
        loop = asyncio.get_running_loop()
        if not self._starting and all(loop.time() - worker.since > GROW_SECONDS for worker in self._all):
            self._grow()
        self._watch = loop.call_later(GROW_SECONDS, self._grow_where_held_up)

    def _grow(self) -> None:
        if len(self._all - self._outdated) + len(self._starting) < self._most:
            task = asyncio.get_running_loop().create_task(self._add())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _add(self) -> None:
        renewed = self._renewed
        worker = await self._start()
        await worker.ready
        worker.on_end = self._ended
        if not worker.alive:
            self._ended(worker)
        elif renewed != self._renewed:
            # it may have been started from the graph as it was
            worker.end()
        else:
            self._all.add(worker)
            self._give_back(worker)

    def _ended(self, worker: Worker) -> None:
        self._all.discard(worker)
        self._outdated.discard(worker)
        if worker in self._idle:
            self._idle.remove(worker)
        if len(self._all) + len(self._starting) < self._least:
            asyncio.get_running_loop().call_later(GROW_SECONDS if not self._queue else 0, self._refill)

    def _refill(self) -> None:
        if len(self._all - self._outdated) + len(self._starting) < self._least:
            self._grow()


def _refuse(place: asyncio.Future[Worker]) -> None:
    if not place.done():
        place.set_exception(_busy())
