"""Files and folders written whole or not at all: the one way in which this program writes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plankg.graph.unfinished import file_in_making, folder_in_making, on_disk
from plankg.schema.errors import GraphError

FILE_MODE, FOLDER_MODE = 0o644, 0o755
OPEN_FILES = {Path("/dev"), Path("/proc")}
"""What goes by a name below these is open already (/dev/stdout), and somebody else's to replace."""


def write_whole(path: Path, content: bytes) -> None:
    """Write the file beside its place first, then put it there; it keeps the rights of the one before.

    When it returns the file is on the disk, and would be there after a power cut. A link goes on to lead to the file that it
    leads to. Devices, pipes and files open already are written to as they are.
    Raises GraphError where that cannot be done.
    """
    try:
        if is_stream(path):
            with path.open("ab", buffering=0) as stream:
                _pour(content, stream.fileno())
            return
        place = path.resolve()
        with file_in_making(place) as part:
            part.write_bytes(content)
            part.chmod(place.stat().st_mode & 0o777 if place.exists() else FILE_MODE)
            on_disk(part)
            part.replace(place)
        on_disk(place.parent)
    except OSError as error:
        raise GraphError("file_not_written", path=path, reason=error.strerror or error) from error


def is_stream(path: Path) -> bool:
    """Whether a path is written to as it is, not replaced: a device, a pipe, a file that is open already."""
    return (path.exists() and not path.is_file()) or not OPEN_FILES.isdisjoint(path.absolute().parents)


@contextmanager
def folder_beside(folder: Path) -> Iterator[Path]:
    """A new folder beside this one to fill and put in its place; what is still there at the end is cleared away.

    Raises GraphError where a file or folder cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with folder_in_making(folder) as part:
            part.chmod(FOLDER_MODE)
            yield part
    except OSError as error:
        raise GraphError("file_not_written", path=error.filename or folder, reason=error.strerror or error) from error


def _pour(content: bytes, number: int) -> None:
    """Write all to an open file; a pipe takes what it has room for each time."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(number, rest) :]
