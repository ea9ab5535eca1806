"""What an engine's process may take, held to by the operating system, whatever a query does inside the store.

Where there are no such limits (Windows), the server itself still ends what takes too long.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from time import monotonic, sleep

if sys.platform != "win32":
    import resource

SIZE = Path("/proc/self/statm")
END_WITH_PARENT = 1
"""PR_SET_PDEATHSIG, https://man7.org/linux/man-pages/man2/PR_SET_PDEATHSIG.2const.html."""
ADOPT = 36
"""PR_SET_CHILD_SUBREAPER, https://man7.org/linux/man-pages/man2/PR_SET_CHILD_SUBREAPER.2const.html."""
OWN_FILES = Path("/proc/self/fd")
REAP_SECONDS = 2
REAP_EACH_SECONDS = 0.01


def end_with_parent() -> None:
    """End this process when its parent does, however that ends: it would keep a store on disk locked."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)


def adopt_orphans() -> None:
    """Become the parent of what this process' children leave behind: in a container nobody else might reap it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT, 1)


def reap() -> bool:
    """Let the system forget the children that have ended; tell whether there are any others."""
    if sys.platform == "win32":
        return False
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        return False
    return True


def reap_all() -> None:
    """Wait a moment for the children that are about to end."""
    late = monotonic() + REAP_SECONDS
    while reap() and monotonic() < late:
        sleep(REAP_EACH_SECONDS)


def leave_to_the_server() -> None:
    """Let stops pass: they go to the whole group of processes, and the server ends its engines in order."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)


def close_all_but(*files: int) -> None:
    """Close what this process got with its copy, the standard streams and these files aside (Linux)."""
    for name in os.listdir(OWN_FILES):  # noqa: PTH208 - a path for each of them would open files anew
        number = int(name)
        if number > 2 and number not in files:  # noqa: PLR2004 - standard input, output, error
            try:
                os.close(number)
            except OSError:
                continue  # the listing itself


def end_after(seconds: float) -> None:
    """End this process after that time, even inside the store, and even if nobody waits for it any more; 0 calls it off."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def hold_memory(more: int) -> None:
    """Let this process take that many bytes more than it has now; the store ends the process that wants more."""
    if sys.platform != "win32" and SIZE.exists():
        pages = int(SIZE.read_text("ascii").split()[0])
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + more, most))


def release_memory() -> None:
    """Undo `hold_memory`."""
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


@contextmanager
def nothing_opened(*, but: bool = False) -> Iterator[None]:
    """Let the process open no file and no connection meanwhile; what is open stays so. `but` makes it do nothing."""
    with nullcontext() if but else _openings(0):
        yield


@contextmanager
def opened_again() -> Iterator[None]:
    """Let the process open files for a moment inside `nothing_opened`."""
    with _openings(None):
        yield


@contextmanager
def _openings(limit: int | None) -> Iterator[None]:
    """Set how many files may be opened meanwhile, None for as many as the system lets."""
    if sys.platform == "win32":
        yield
        return
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most if limit is None else limit, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (now, most))
