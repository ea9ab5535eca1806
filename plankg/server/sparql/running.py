"""An engine as the server sees it: what it is asked, in turn, and how it is ended."""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from plankg.server.sparql.frames import Frames, Head
from plankg.server.sparql.refusals import Refusal, ending

Answer = tuple[Head, bytes]
Why = Callable[[], Refusal]


def late() -> Refusal:
    """Say that a query ran out of time."""
    return Refusal(503, "query_timeout")


def busy() -> Refusal:
    """Say that others took the time."""
    return Refusal(503, "server_busy", {"Retry-After": "5"})


def stopping() -> Refusal:
    """Say that the server stops."""
    return Refusal(503, "server_stopping")


def broken(status: int | None = None) -> Refusal:
    """Say that the process ended, with that exit status where anybody saw it."""
    error = ending(status)
    return Refusal(503 if error.key == "query_timeout" else 500, error)


@dataclass(eq=False)
class Asked:
    """A message and what will be answered: it may be a Refusal. Nobody waits for it any more once that is done."""

    message: bytes
    answer: asyncio.Future[Answer] = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def refuse(self, why: Why) -> None:
        """Say why there is no answer."""
        if not self.answer.done():
            self.answer.set_exception(why())


class Worker:
    """A running engine: it answers one message after the other. Its process is killed where one takes too long.

    It gets the next message before it has answered the last: waiting for each other costs more than a short query.
    """

    def __init__(self, write: Callable[[bytes], None], close: Callable[[], None]) -> None:
        """Take how one sends to the process, and how its connection is closed. It is `ready` when it has said its number."""
        self.ready = asyncio.get_running_loop().create_future()
        self.write = write
        self.close = close
        self.pid: int | None = None
        self.alive = True
        self.since = 0.0
        """When it began with what it is at."""
        self.asked: deque[Asked] = deque()
        self.on_answer: Callable[[Worker], None] = lambda _: None
        self.on_end: Callable[[Worker, list[Asked]], None] = lambda _, __: None
        self._frames = Frames()

    def ask(self, message: bytes, seconds: float) -> asyncio.Future[Answer]:
        """Send a message that has to be answered in that time."""
        request = Asked(message)
        timer = asyncio.get_running_loop().call_later(seconds, self.end, late)
        request.answer.add_done_callback(lambda _: timer.cancel())
        self.take(request)
        return request.answer

    def take(self, request: Asked) -> None:
        """Send a message; it waits for its turn."""
        if not self.asked:
            self.since = asyncio.get_running_loop().time()
        self.asked.append(request)
        self.write(request.message)

    def arrived(self, data: bytes) -> None:
        """Take what the engine sends."""
        for head, body in self._frames.feed(data):
            if "pid" in head:
                self.pid = head["pid"]
                self._stand_ready()
            elif self.asked:
                request = self.asked.popleft()
                self.since = asyncio.get_running_loop().time()
                if not request.answer.done():
                    request.answer.set_result((head, body))
                self.on_answer(self)

    def end(self, why: Why = stopping) -> None:
        """Kill the process; whoever's turn it is gets that refusal."""
        if self.pid is not None and self.alive:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        self.ended(why)

    def ended(self, why: Why = broken) -> None:
        """Take note that the process is gone: what it was at broke it, what waited for its turn did not."""
        if not self.alive:
            return
        self.alive = False
        self._stand_ready()
        self.close()
        if self.asked:
            self.asked.popleft().refuse(why)
        waiting = [request for request in self.asked if not request.answer.done()]
        self.asked.clear()
        self.on_end(self, waiting)

    def hand_over(self) -> list[Asked]:
        """Hand what waits behind the present message to somebody else; the answers that still come are nobody's."""
        waiting = [request for request in list(self.asked)[1:] if not request.answer.done()]
        for place in range(1, len(self.asked)):
            self.asked[place] = _nobody()
        return waiting

    def _stand_ready(self) -> None:
        if not self.ready.done():
            self.ready.set_result(None)


def _nobody() -> Asked:
    request = Asked(b"")
    request.answer.cancel()
    return request
