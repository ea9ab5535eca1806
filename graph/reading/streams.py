"""What the streams of a PDF file unpack to, found out a piece at a time before anything is made of them.

ISO 32000-1, 7.3.8 (stream objects) and 7.4 (filters). A file of a few kilobytes can hold streams that unpack to gigabytes, and
whoever draws a page unpacks its streams whole. Pictures are not counted: their streams are not read for the text.
"""

from __future__ import annotations

import re
import zlib
from typing import Final

from plankg.graph.reading.limits import MAX_PART, MAX_STREAMS

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY: Final = 2_000
"""A stream's dictionary is looked for in so many bytes before it."""

_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_ZIPPED = re.compile(rb"/(?:FlateDecode|Fl)\b")
_RUNS = re.compile(rb"/(?:LZWDecode|LZW|RunLengthDecode|RL)\b")
_MOST_OF_RUNS: Final = 64
"""LZW and run lengths unpack to more than this many times their bytes only where a stream is made for it."""

_CHUNK: Final = 1 << 16


def unpacks_to_too_much(data: bytes) -> bool:
    """Whether one stream of a PDF file unpacks to more than MAX_PART bytes, or all together to more than MAX_STREAMS."""
    total = end = 0
    for match in _STREAM.finditer(data):
        if match.start() < end:
            continue
        head = data[max(end, match.start() - _DICTIONARY) : match.start()]
        head = head[head.rfind(b"obj") + 3 :]
        if head.endswith(b"end") or _PICTURE.search(head):
            continue
        end = data.find(b"endstream", match.end())
        end = len(data) if end < 0 else end
        size = _size(data[match.end() : end], len(_ZIPPED.findall(head)), runs=bool(_RUNS.search(head)))
        total += size
        if size > MAX_PART or total > MAX_STREAMS:
            return True
    return False


def _size(packed: bytes, layers: int, *, runs: bool) -> int:
    """How many bytes a stream unpacks to, or more than MAX_PART; `layers` is how often it is deflated."""
    size = len(packed)
    for _ in range(layers):
        packed = _unpacked(packed)
        size = max(size, len(packed))
        if size > MAX_PART:
            return size
    return size * _MOST_OF_RUNS if runs else size


def _unpacked(packed: bytes) -> bytes:
    """What inflates of a stream, up to a chunk beyond MAX_PART; a broken one up to where it breaks."""
    inflating = zlib.decompressobj()
    pieces: list[bytes] = []
    size = 0
    rest = packed
    try:
        while rest and size <= MAX_PART and not inflating.eof:
            piece = inflating.decompress(rest, _CHUNK)
            rest = inflating.unconsumed_tail
            pieces.append(piece)
            size += len(piece)
    except zlib.error:
        pass
    return b"".join(pieces)
