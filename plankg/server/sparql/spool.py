"""A result as it is written: in memory while it is small, then in a file, and never larger than the limit."""

from __future__ import annotations

import gzip
import os
import zlib
from hashlib import blake2b
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO

IN_MEMORY = 2**20
WORTH_COMPRESSING = 1024
LEVEL = 5


class ResultTooLargeError(Exception):
    """A result goes beyond the limit."""


class Spool:
    """Takes one result after the other. Its file is opened beforehand: while a query runs, no file can be."""

    def __init__(self, folder: Path, *, limit: int) -> None:
        """Open a file in that folder for the first result that is too large for memory."""
        self.folder = folder
        self.limit = limit
        self.replace_file()
        self.begin(compressed=False)

    def replace_file(self) -> None:
        """Open another file: the one before now belongs to whoever reads it."""
        number, name = mkstemp(dir=self.folder)
        self.path = Path(name)
        self._file: BinaryIO = os.fdopen(number, "wb")

    def begin(self, *, compressed: bool) -> None:
        """Get ready for the next result."""
        self.compressed = compressed
        self.size = 0
        self.in_file = False
        self._memory = bytearray()
        self._digest = blake2b(digest_size=16)

    def write(self, data: bytes) -> int:
        """Take a piece. Raises ResultTooLargeError where it goes beyond the limit."""
        self.size += len(data)
        if self.size > self.limit:
            raise ResultTooLargeError
        if self.in_file:
            self._into_file(data)
        else:
            self._memory += data
            if len(self._memory) > IN_MEMORY:
                self.in_file = True
                # not made before it is needed: making one takes as long as answering a short question
                self._compress = zlib.compressobj(LEVEL, wbits=31)
                self._into_file(bytes(self._memory))
        return len(data)

    def flush(self) -> None:
        """Do nothing: a result is passed on when it is whole."""

    def finish(self) -> bytes:
        """The result, empty where it lies in the file; `compressed` says whether it is."""
        if self.in_file:
            if self.compressed:
                self._append(self._compress.flush())
            self._file.close()
            return b""
        body = bytes(self._memory)
        self.compressed = self.compressed and len(body) > WORTH_COMPRESSING
        if self.compressed:
            body = gzip.compress(body, LEVEL, mtime=0)
        self._digest.update(body)
        return body

    @property
    def digest(self) -> str:
        """A name for exactly these bytes."""
        return self._digest.hexdigest()

    def drop(self) -> None:
        """Forget what was written of a result that failed."""
        if self.in_file:
            self._file.seek(0)
            self._file.truncate()

    def _into_file(self, data: bytes) -> None:
        self._append(self._compress.compress(data) if self.compressed else data)

    def _append(self, data: bytes) -> None:
        self._file.write(data)
        self._digest.update(data)
