"""The engines together: who gets the next message, who takes too long, who has to be started."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable

from plankg.server.sparql.running import Answer, Asked, Worker, busy, late, stopping

DEPTH = 4
"""How many messages an engine gets at once."""
SLOW_SECONDS = 0.1
"""After this time at one message an engine is slow: what waits behind it goes to others, and if all are, one is started."""
ROOM_SECONDS = 1
"""When an engine that could not be started is tried again."""
KEEP_SECONDS = 20
"""How long an engine beyond the least number is kept idle."""


class Pool:
    """Engines that answer from the same graph: as many as are wanted at least, more while slow queries hold others up."""

    def __init__(self, start: Callable[[], Awaitable[Worker]], *, least: int, most: int) -> None:
        """Take how an engine is started; none is yet."""
        self._start = start
        self._least = least
        self._most = most
        self._workers: list[Worker] = []
        """Those that answer from the graph as it is now."""
        self._leaving: set[Worker] = set()
        """Those that finish what they are at."""
        self._queue: deque[Asked] = deque()
        self._starting: set[asyncio.Task[None]] = set()
        self._renewed = 0
        self._watch: asyncio.TimerHandle | None = None

    def warm(self) -> None:
        """Begin to start the engines that are wanted at least; who asks meanwhile waits for the first, and a stop for none."""
        for _ in range(self._least):
            self._grow()

    async def ask(self, message: bytes, seconds: float) -> Answer:
        """Have an engine answer. Raises Refusal where that takes longer than so many seconds in all."""
        if not self._most:
            raise stopping()
        loop = asyncio.get_running_loop()
        request = Asked(message)
        timer = loop.call_later(seconds, self._too_late, request, seconds)
        self._place(request)
        try:
            return await request.answer
        except asyncio.CancelledError:
            # whoever asked is gone: nobody needs the answer
            if worker := self._at(request):
                worker.end()
            raise
        finally:
            timer.cancel()

    def renew(self) -> None:
        """Let no engine that runs now be asked anything more: the graph has changed."""
        self._renewed += 1
        leaving, self._workers = self._workers, []
        self._leaving.update(leaving)
        for worker in leaving:
            self._leave_if_done(worker)
        self.warm()

    def stop(self) -> None:
        """End all engines, also those that are being started."""
        self._least = self._most = 0
        self._renewed += 1
        for worker in [*self._workers, *self._leaving]:
            worker.end()
        while self._queue:
            self._queue.popleft().refuse(stopping)

    def _place(self, request: Asked) -> None:
        """Hand a message to the engine with the fewest, or keep it until one has room."""
        worker = min(self._workers, key=lambda worker: len(worker.asked), default=None)
        if worker and worker.asked:
            now = asyncio.get_running_loop().time()
            quick = (each for each in self._workers if not _slow(each, now))
            worker = min(quick, key=lambda worker: len(worker.asked), default=None)
        if worker and len(worker.asked) < DEPTH:
            worker.take(request)
        else:
            self._queue.append(request)
            self._refill()
        if (worker is None or len(worker.asked) > 1) and self._watch is None:
            self._watch = asyncio.get_running_loop().call_later(SLOW_SECONDS, self._look)

    def _look(self) -> None:
        """Move what waits behind slow queries, and start another engine where all are slow; look again while anybody waits."""
        loop = asyncio.get_running_loop()
        self._watch = None
        every = [*self._workers, *self._leaving]
        slow = [worker for worker in every if _slow(worker, loop.time())]
        moved = [request for worker in slow for request in worker.hand_over()]
        if (moved or self._queue) and all(worker in slow for worker in self._workers) and not self._starting:
            self._grow()
        for worker in slow:
            if _for_nobody(worker):
                # it is at what was moved to another
                worker.end()
        self._place_all(moved)
        if self._queue or any(len(worker.asked) > 1 or _for_nobody(worker) for worker in every):
            self._watch = self._watch or loop.call_later(SLOW_SECONDS, self._look)

    def _place_all(self, waiting: Iterable[Asked]) -> None:
        for request in waiting:
            if not request.answer.done():
                self._place(request)

    def _answered(self, worker: Worker) -> None:
        """Hand what waits to an engine that has room."""
        if worker in self._leaving:
            self._leave_if_done(worker)
            return
        while self._queue and len(worker.asked) < DEPTH:
            request = self._queue.popleft()
            if not request.answer.done():
                worker.take(request)
        if len(self._workers) > self._least and not worker.asked:
            asyncio.get_running_loop().call_later(KEEP_SECONDS, self._shrink)

    def _shrink(self) -> None:
        """End an engine that nobody wants any more."""
        idle = next((worker for worker in self._workers if not worker.asked), None)
        if idle and len(self._workers) > self._least:
            idle.end()

    def _leave_if_done(self, worker: Worker) -> None:
        if all(request.answer.done() for request in worker.asked):
            worker.end()

    def _grow(self) -> None:
        if len(self._workers) + len(self._starting) < self._most:
            task = asyncio.get_running_loop().create_task(self._add())
            self._starting.add(task)
            task.add_done_callback(self._starting.discard)

    async def _add(self) -> None:
        renewed = self._renewed
        try:
            worker = await self._start()
        except OSError:
            # the system has no room for another: later, perhaps
            asyncio.get_running_loop().call_later(ROOM_SECONDS, self._refill)
            return
        await worker.ready
        worker.on_answer, worker.on_end = self._answered, self._ended
        if not worker.alive:
            self._ended(worker, [])
        elif renewed != self._renewed:
            # it may have been started from the graph as it was
            worker.end()
        else:
            self._workers.append(worker)
            self._answered(worker)

    def _ended(self, worker: Worker, waiting: list[Asked]) -> None:
        """Have others answer what an engine had not begun with, and start another in its place."""
        self._leaving.discard(worker)
        if worker in self._workers:
            self._workers.remove(worker)
        self._place_all(waiting)
        if len(self._workers) + len(self._starting) < self._least:
            asyncio.get_running_loop().call_later(SLOW_SECONDS if not self._queue else 0, self._refill)

    def _refill(self) -> None:
        if len(self._workers) + len(self._starting) < self._least:
            self._grow()

    def _too_late(self, request: Asked, seconds: float) -> None:
        """End the engine that is at a message too long; what only waited might be quick enough another time."""
        worker = self._at(request)
        if worker is None:
            request.refuse(busy)
        else:
            began_late = asyncio.get_running_loop().time() - worker.since < seconds / 2
            worker.end(busy if began_late else late)

    def _at(self, request: Asked) -> Worker | None:
        """The engine whose turn this message is."""
        return next(
            (each for each in [*self._workers, *self._leaving] if each.asked and each.asked[0] is request), None
        )


def _slow(worker: Worker, now: float) -> bool:
    return bool(worker.asked) and now - worker.since > SLOW_SECONDS


def _for_nobody(worker: Worker) -> bool:
    return bool(worker.asked) and worker.asked[0].answer.done()
