"""Requests and answers of HTTP, close to the ASGI messages: https://asgi.readthedocs.io/en/latest/specs/www.html."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from starlette.types import Receive, Scope, Send

from plankg.server.sparql.refusals import Refusal

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
"""What keeps browsers from guessing, framing and loading; every answer has it."""
NOTHING_LOADED = "default-src 'none'; frame-ancestors 'none'"
READ_SECONDS = 10
"""How long the next piece of a body may be in coming."""
SEND_SECONDS = 60
"""How long a client may take no piece of an answer."""
WATCH_SECONDS = 1
"""After this time it is looked whether a client still waits for its answer."""
DRAIN_SECONDS = 2
PIECE = 2**18
T = TypeVar("T")
Pair = tuple[bytes, bytes]
Pairs = list[Pair]


def pairs(headers: Mapping[str, str]) -> Pairs:
    """Headers as ASGI has them."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


SAFE = pairs(HEADERS | {"Content-Security-Policy": NOTHING_LOADED})


class Request:
    """A request's method, address and headers, and its body when it is asked for."""

    __slots__ = ("_receive", "_whole", "address", "headers", "method", "path", "scheme")

    def __init__(
        self, method: str, path: str, address: bytes, headers: Pairs, receive: Receive, *, scheme: str
    ) -> None:
        """Take what stands in its head, and how the body is received; all values of a repeated header count, as one list."""
        self.method = method
        self.path = path
        self.address = address
        self.scheme = scheme
        self._receive = receive
        self.headers: dict[bytes, bytes] = dict(headers)
        if len(self.headers) < len(headers):
            for name in self.headers:
                self.headers[name] = b", ".join(value for each, value in headers if each == name)
        self._whole = False

    @classmethod
    def of(cls, scope: Scope, receive: Receive) -> Request:
        """The request of an ASGI scope; its path is as it was sent, for two that differ there are two resources."""
        path, headers = str(scope["raw_path"], "latin-1"), list(scope["headers"])
        return cls(scope["method"], path, scope["query_string"], headers, receive, scheme=scope["scheme"])

    def header(self, name: bytes) -> str:
        """A header, empty where there is none."""
        return self.headers.get(name, b"").decode("latin-1")

    async def body(self, limit: int) -> bytes:
        """The body. Raises Refusal: too long (without reading it all, 413), compressed (415), not coming (408)."""
        if self.header(b"content-encoding").lower() not in ("", "identity"):
            raise Refusal(415, "request_compressed")
        length = self.header(b"content-length")
        if length.isdigit() and int(length) > limit:
            raise Refusal(413, "request_too_long", limit=limit)
        body = bytearray()
        while True:
            try:
                message = await asyncio.wait_for(self._receive(), READ_SECONDS)
            except TimeoutError:
                raise Refusal(408, "request_unfinished", {"Connection": "close"}) from None
            if message["type"] == "http.disconnect":
                raise Refusal(400, "request_unfinished")
            body += message.get("body", b"")
            if len(body) > limit:
                raise Refusal(413, "request_too_long", limit=limit)
            if not message.get("more_body"):
                self._whole = True
                return bytes(body)

    @property
    def whole(self) -> bool:
        """Whether all of the request has been read."""
        empty = self.header(b"content-length") in ("", "0") and b"transfer-encoding" not in self.headers
        return self._whole or empty

    async def drain(self) -> None:
        """Read on for a moment without keeping anything: a client that is still sending then finds the answer."""
        with suppress(TimeoutError):
            async with asyncio.timeout(DRAIN_SECONDS):
                while (message := await self._receive())["type"] != "http.disconnect" and message.get("more_body"):
                    pass

    async def gone(self) -> None:
        """Return when the client has closed the connection."""
        while (await self._receive())["type"] != "http.disconnect":
            pass


Handler = Callable[[Request, Send], Awaitable[None]]


async def answer(send: Send, status: int, headers: Sequence[tuple[bytes, bytes]], body: bytes) -> None:
    """Send an answer in one go."""
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def answer_file(send: Send, headers: Sequence[tuple[bytes, bytes]], path: Path) -> None:
    """Send what lies in a file piece by piece, as fast as the client takes it, and delete it."""
    try:
        with path.open("rb") as file:
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            while piece := file.read(PIECE):
                await asyncio.wait_for(
                    send({"type": "http.response.body", "body": piece, "more_body": True}), SEND_SECONDS
                )
            await send({"type": "http.response.body", "body": b""})
    finally:
        delete(path)


def delete(path: Path) -> None:
    """Delete a result that nobody waits for any more."""
    path.unlink(missing_ok=True)


async def refuse(send: Send, refusal: Refusal, request: Request, headers: Sequence[tuple[bytes, bytes]]) -> None:
    """Send a refusal as one line of text; of a body that was not read, no more than a moment's worth is."""
    all_headers = [*headers, (b"content-type", b"text/plain; charset=utf-8"), *pairs(refusal.headers)]
    all_headers.append((b"content-length", str(len(refusal.body)).encode()))
    if request.whole:
        await answer(send, refusal.status, all_headers, refusal.body)
        return
    all_headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": refusal.status, "headers": all_headers})
    await send({"type": "http.response.body", "body": refusal.body, "more_body": True})
    await request.drain()
    await send({"type": "http.response.body", "body": b""})


def matches(request: Request, etag: bytes) -> bool:
    """Whether a client has the answer of that tag already: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2."""
    tags = request.headers.get(b"if-none-match", b"")
    return tags.strip() == b"*" or any(each.strip().removeprefix(b"W/") == etag for each in tags.split(b","))


async def while_awaited(request: Request, answer: Coroutine[None, None, T]) -> T:
    """An answer, given up where it takes long and its client has closed the connection."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    gone: list[asyncio.Task[None]] = []

    def watch() -> None:
        gone.append(loop.create_task(request.gone()))
        gone[0].add_done_callback(lambda done: None if done.cancelled() or task is None else task.cancel())

    timer = loop.call_later(WATCH_SECONDS, watch)
    try:
        return await answer
    except asyncio.CancelledError:
        if not gone or not gone[0].done():
            raise
        raise Refusal(499, "request_unfinished") from None
    finally:
        timer.cancel()
        for each in gone:
            each.cancel()


def taken_file(path: Path) -> bytes:
    """What lies in a file, which is then deleted."""
    try:
        return path.read_bytes()
    finally:
        delete(path)
