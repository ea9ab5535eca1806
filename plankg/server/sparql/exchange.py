"""A request without a body and its answer, straight on the connection.

It stands where uvicorn has its cycle of request and response, and knows only what the endpoint sends: a head with its length, and
one piece or several. That takes a fraction of the time.
"""

from __future__ import annotations

import logging
from asyncio import Event, Transport
from collections.abc import Callable, Sequence

from starlette.types import Message
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import STATUS_LINE

from plankg.server.sparql.http import Handler, Request

FAILED = b"HTTP/1.1 500 Internal Server Error\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Exchange:
    """What uvicorn's connection asks of a cycle (`response_complete`, `disconnected`, …), and what ASGI gives an application."""

    def __init__(
        self, transport: Transport, flow: FlowControl, dates: Sequence[tuple[bytes, bytes]], done: Callable[[], None]
    ) -> None:
        """Take the connection, the headers that every answer has, and what to call when the answer is sent."""
        self.transport = transport
        self.response_complete = False
        self.disconnected = False
        self.keep_alive = True
        self.message_event = Event()
        self._flow = flow
        self._dates = dates
        self._done = done
        self._head = b""
        self._started = False

    async def receive(self) -> Message:
        """Wait until the client has closed the connection: there is no body."""
        await self.message_event.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Send a message of ASGI; the head goes out with the first piece."""
        if self.disconnected:
            return
        if message["type"] == "http.response.start":
            lines = [b"%b: %b\r\n" % header for header in (*self._dates, *message["headers"])]
            closing = b"" if self.keep_alive else b"connection: close\r\n"
            self._head = b"".join((STATUS_LINE[message["status"]], *lines, closing, b"\r\n"))
            return
        self._started = True
        self.transport.write(self._head + message["body"])
        self._head = b""
        if message.get("more_body"):
            await self._flow.drain()
        else:
            self.response_complete = True
            if not self.keep_alive:
                self.transport.close()
            self._done()

    async def run(self, handler: Handler, request: Request) -> None:
        """Have the request handled; a fault of the program is logged and ends the connection."""
        try:
            await handler(request, self.send)
        except Exception:
            logging.getLogger("uvicorn.error").exception("%s", request.path)
            if not self._started and not self.disconnected:
                self.transport.write(FAILED)
        finally:
            if not self.response_complete:
                self.transport.close()
