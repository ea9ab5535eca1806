"""Stops: Ctrl-C and SIGTERM end the program in order and with one line, whatever it is at.

Python's own answer to Ctrl-C is an exception that comes up wherever the program happens to be, in a module that is half loaded or
in a destructor, too, and is seen as a traceback. SIGTERM would end it without putting back what it is at.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

STOPS = (signal.SIGINT, signal.SIGTERM)
BY_SIGNAL = 128
"""What is added to the number of the signal to make the exit status, as shells have it."""

_undoing: list[Callable[[], object]] = []


def hold_back() -> None:
    """Let stops wait: what comes from now on comes when they are let through. `.venv/bin/plankg` begins so itself."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)


def let_through() -> None:
    """Let stops come, also those that waited."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


@contextmanager
def held_back() -> Iterator[None]:
    """Let stops wait meanwhile: for what must not be left half done."""
    hold_back()
    try:
        yield
    finally:
        let_through()


def stop_in_order() -> None:
    """Answer stops from now on: what is to be undone is undone, then one line says it."""
    from plankg.schema.wording import words  # noqa: PLC0415 - loaded while stops wait

    line = f"{words('cli.stopped')}\n".encode(sys.stderr.encoding or "utf-8", "replace")

    def stop(number: int, _: FrameType | None) -> None:
        for each in STOPS:
            signal.signal(each, signal.SIG_IGN)
        for undo in reversed(_undoing):
            with suppress(Exception):
                undo()
        with suppress(OSError):
            os.write(2, line)
        os._exit(BY_SIGNAL + number)

    for each in STOPS:
        signal.signal(each, stop)


@contextmanager
def undone_by_a_stop(undo: Callable[[], object]) -> Iterator[None]:
    """Have this called where a stop comes meanwhile, because nothing after it is carried out any more."""
    _undoing.append(undo)
    try:
        yield
    finally:
        _undoing.remove(undo)
