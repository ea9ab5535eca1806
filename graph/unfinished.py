"""Files and folders in the making: beside their place, under a name of their own, held as long as somebody is at them.

A process that is killed lets go of what it held. Whoever makes the same thing next clears away what nobody holds.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from glob import escape
from pathlib import Path
from tempfile import mkdtemp, mkstemp
from time import time

from plankg.graph.stopping import held_back, undone_by_a_stop

if sys.platform != "win32":
    import fcntl

SUFFIX = ".part"
LEFTOVER_SECONDS = 3600
"""Where a system cannot tell whether anybody holds something (Windows, some network disks), this age says that nobody does."""


@contextmanager
def folder_in_making(place: Path) -> Iterator[Path]:
    """An empty folder beside a place; what still lies there at the end is taken away."""

    def make() -> Path:
        return Path(mkdtemp(prefix=f".{place.name}-", suffix=SUFFIX, dir=place.parent))

    with _in_making(place, make) as part:
        yield part


@contextmanager
def file_in_making(place: Path) -> Iterator[Path]:
    """An empty file beside a place; if it still lies there at the end it is taken away."""

    def make() -> Path:
        number, name = mkstemp(prefix=f".{place.name}-", suffix=SUFFIX, dir=place.parent)
        os.close(number)
        return Path(name)

    with _in_making(place, make) as part:
        yield part


@contextmanager
def temporary_files() -> Iterator[None]:
    """Where libraries put their temporary files meanwhile is a folder that goes when they end, and when a stop comes, too."""
    with held_back():  # it tries a file out where temporary ones go
        place = Path(tempfile.gettempdir()) / "plankg"
    with folder_in_making(place) as folder:
        before, tempfile.tempdir = tempfile.tempdir, str(folder)
        try:
            yield
        finally:
            tempfile.tempdir = before


def on_disk(path: Path) -> None:
    """Return when what was written to a file, or which files a folder holds, has reached the disk."""
    if sys.platform == "win32" and path.is_dir():
        return
    number = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _in_making(place: Path, make: Callable[[], Path]) -> Iterator[Path]:
    _clear(place)
    with ExitStack() as at_the_end:
        with held_back():
            part = make()
            # somebody who clears away may have come before it was held
            while (descriptor := _hold(part)) is None and not part.exists():
                part = make()
            if descriptor is not None:
                at_the_end.callback(os.close, descriptor)
            at_the_end.enter_context(undone_by_a_stop(lambda: _remove(part)))
        at_the_end.callback(_remove, part)
        yield part


def _clear(place: Path) -> None:
    """Take away what was left in the making of the same thing and nobody holds."""
    for leftover in place.parent.glob(f".{escape(place.name)}-*{SUFFIX}"):
        descriptor = _hold(leftover)
        if descriptor is not None:
            _remove(leftover)
            os.close(descriptor)
        elif not _tells_holders(leftover):
            with suppress(OSError):
                if time() - leftover.stat().st_mtime > LEFTOVER_SECONDS:
                    _remove(leftover)


def _hold(path: Path) -> int | None:
    """Hold a file or folder and give its number, None where somebody else does, it is gone, or the system has no such thing."""
    if sys.platform == "win32":
        return None
    try:
        number = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(number), path.stat()):
            return number
    except OSError:
        pass
    os.close(number)
    return None


def _tells_holders(path: Path) -> bool:
    """Whether the system knows who holds what there: then what could not be held is held by another."""
    if sys.platform == "win32":
        return False
    try:
        number = os.open(path, os.O_RDONLY)
    except OSError:
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(number)
    return True


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()
