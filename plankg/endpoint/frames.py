"""What the server and its engines say to each other: a head in JSON and a body, each with its length before it."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

LENGTHS = struct.Struct(">II")
Head = dict[str, Any]


def pack(head: Head, body: bytes = b"") -> bytes:
    """Give a message as bytes."""
    written = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((LENGTHS.pack(len(written), len(body)), written, body))


def read(stream: BinaryIO) -> Iterator[tuple[Head, bytes]]:
    """Give the messages of a stream until its other end is closed."""
    while len(lengths := stream.read(LENGTHS.size)) == LENGTHS.size:
        head, body = LENGTHS.unpack(lengths)
        yield json.loads(stream.read(head)), stream.read(body)


class Frames:
    """Puts messages together from the pieces in which they arrive."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._arrived = bytearray()

    def feed(self, data: bytes) -> Iterator[tuple[Head, bytes]]:
        """Take a piece and give the messages that are whole now."""
        self._arrived += data
        while len(self._arrived) >= LENGTHS.size:
            head, body = LENGTHS.unpack_from(self._arrived)
            start, end = LENGTHS.size + head, LENGTHS.size + head + body
            if len(self._arrived) < end:
                return
            message = json.loads(self._arrived[LENGTHS.size : start]), bytes(self._arrived[start:end])
            del self._arrived[:end]
            yield message
