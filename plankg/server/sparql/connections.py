"""Connections that don't wait for ever, and that give what is kept at once.

uvicorn has no limits for a request's head, https://uvicorn.dev/settings/#timeouts; bodies are looked after where they are read.
An answer that is kept goes out without a task of its own: that takes a fraction of the time.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle
from http import HTTPStatus
from typing import Protocol, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from plankg.server.sparql.exchange import Exchange
from plankg.server.sparql.http import Handler, Request
from plankg.server.sparql.refusals import Refusal

HEAD_SECONDS = 10
HEAD_BYTES = 2**18
OF_BODY = (b"content-length", b"transfer-encoding", b"expect")


class Application(Protocol):
    """An application that keeps answers, and that handles some requests without the detours of ASGI."""

    def kept(self, address: bytes, headers: list[tuple[bytes, bytes]]) -> bytes | None:
        """The answer to a GET request as it goes over the wire after the status and the date, if it is kept."""

    def handler(self, path: bytes, headers: list[tuple[bytes, bytes]]) -> Handler | None:
        """What answers a request without a body at that path, if it needs no more than that."""


class Connection(HttpToolsProtocol):
    """A client's connection: 408 for a head that doesn't come to its end, 431 for one without end."""

    _late: TimerHandle | None = None
    _in_head = True
    _answered = False
    _size = 0

    def connection_made(self, transport: BaseTransport) -> None:
        """Let the client have some seconds for its first head."""
        super().connection_made(transport)  # type: ignore[arg-type]  # uvicorn narrows what asyncio gives
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take the next piece; a head that is not whole by now has to be soon, and must not be too long."""
        super().data_received(data)
        if self._in_head and not self.transport.is_closing():
            self._size += len(data)
            if self._size > HEAD_BYTES:
                self._end(Refusal(431, "request_head_too_long", limit=HEAD_BYTES))
            elif self._late is None:
                self._wait()

    def on_message_begin(self) -> None:
        """Begin a head."""
        super().on_message_begin()
        self._in_head = True
        self._size = 0

    def on_headers_complete(self) -> None:
        """Go on: the head is whole. Give what is kept, or have the application answer."""
        self._in_head = False
        self._stop_waiting()
        path, _, query = self.url.partition(b"?")
        app = cast("Application", self.app)
        plain = self._plain()
        answer = app.kept(self.url, self.headers) if plain else None
        handler = app.handler(path, self.headers) if plain and answer is None else None
        self._answered = answer is not None or handler is not None
        if answer is not None:
            dates = [b"%b: %b\r\n" % header for header in self.server_state.default_headers]
            self.transport.write(b"".join((b"HTTP/1.1 200 OK\r\n", *dates, answer)))
            self.on_response_complete()
        elif handler is not None:
            self._exchange(handler, path.decode("latin-1"), query)
        else:
            super().on_headers_complete()

    def _exchange(self, handler: Handler, path: str, query: bytes) -> None:
        dates = self.server_state.default_headers
        exchange = Exchange(self.transport, self.flow, dates, self.on_response_complete)
        self.cycle = cast("RequestResponseCycle", exchange)
        request = Request("GET", path, query, self.headers, exchange.receive, scheme=str(self.scheme))
        task = self.loop.create_task(exchange.run(handler, request))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def on_body(self, body: bytes) -> None:
        """Take a piece of the body, unless the answer is given already."""
        if not self._answered:
            super().on_body(body)

    def on_message_complete(self) -> None:
        """Take note that the request is whole, unless the answer is given already."""
        if not self._answered:
            super().on_message_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _plain(self) -> bool:
        """Whether this is a GET request without a body, and nothing else is still being sent on this connection."""
        busy = self.cycle is not None and not self.cycle.response_complete
        if busy or self.flow.write_paused or self.parser.get_method() != b"GET" or not self.parser.should_keep_alive():
            return False
        if self.parser.get_http_version() != "1.1" or self.parser.should_upgrade() or b"#" in self.url:
            return False
        return not any(name in OF_BODY for name, _ in self.headers)

    def _wait(self) -> None:
        self._late = self.loop.call_later(HEAD_SECONDS, self._end, Refusal(408, "request_unfinished"))

    def _stop_waiting(self) -> None:
        if self._late:
            self._late.cancel()
            self._late = None

    def _end(self, refusal: Refusal) -> None:
        """Say why and close; there is no request yet that could be answered."""
        if self.transport.is_closing():
            return
        status = HTTPStatus(refusal.status)
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: text/plain; charset=utf-8\r\n"
            f"Content-Length: {len(refusal.body)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + refusal.body)
        self.transport.close()
