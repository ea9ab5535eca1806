"""Connections that don't wait for ever: a request's head has to come in time and has to have a limit.

uvicorn has no such limits, https://uvicorn.dev/settings/#timeouts; bodies are looked after where they are read.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle
from http import HTTPStatus

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from plankg.endpoint.refusals import Refusal

HEAD_SECONDS = 20
HEAD_BYTES = 2**18


class Connection(HttpToolsProtocol):
    """A client's connection: 408 for a head that doesn't come to its end, 431 for one without end."""

    _late: TimerHandle | None = None
    _size = 0

    def connection_made(self, transport: BaseTransport) -> None:
        """Give the client time for its first head."""
        super().connection_made(transport)  # type: ignore[arg-type]  # uvicorn narrows what asyncio gives
        self._wait()

    def on_message_begin(self) -> None:
        """Give the client time for its next head."""
        super().on_message_begin()
        if self._late is None:
            self._wait()

    def on_url(self, url: bytes) -> None:
        """Take a piece of the address."""
        self._grown(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header."""
        self._grown(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Go on: the head is whole."""
        self._arrived()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._arrived()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._late = self.loop.call_later(HEAD_SECONDS, self._end, Refusal(408, "request_unfinished"))

    def _arrived(self) -> None:
        self._size = 0
        if self._late:
            self._late.cancel()
            self._late = None

    def _grown(self, size: int) -> None:
        self._size += size
        if self._size > HEAD_BYTES and not self.transport.is_closing():
            self._end(Refusal(431, "request_head_too_long", limit=HEAD_BYTES))

    def _end(self, refusal: Refusal) -> None:
        """Say why and close; there is no request yet that could be answered."""
        status = HTTPStatus(refusal.status)
        head = (
            f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Type: text/plain; charset=utf-8\r\n"
            f"Content-Length: {len(refusal.body)}\r\nConnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + refusal.body)
        self.transport.close()
