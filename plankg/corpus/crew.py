"""Plans read by several processes of this machine, each one plan at a time.

A process that dies (no memory, ended from outside) takes nothing with it but the plan that it was at, which is then known; another
takes its place. Pools of Python's library lose every plan that was under way, and do not say which one ended them.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from queue import Empty, Queue, SimpleQueue
from threading import Thread

from plankg.graph.stopping import undone_by_a_stop
from plankg.schema.errors import GraphError

from plankg.corpus.reading import Job, Outcome, outcome

PROGRAM = (sys.executable, "-m", "plankg.reader")
AHEAD = 2
"""So many outcomes a process may be ahead of whoever takes them: they wait in memory."""


def cores() -> int:
    """How many processes this one may use at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def outcomes(jobs: Sequence[Job], *, processes: int | None = None) -> Iterator[Outcome]:
    """The outcomes of all jobs as they come, in no order; whoever stops taking them ends the processes.

    A single job, or all with a single process, are done here: to start another takes as long as to read a plan.
    """
    size = min(processes or cores(), len(jobs))
    if size == 1:
        yield from map(outcome, jobs)
        return
    crew = _Crew(jobs, size)
    with undone_by_a_stop(crew.end):
        try:
            crew.begin()
            for _ in jobs:
                yield crew.done.get()
        finally:
            crew.end()


class _Crew:
    """Threads, each of which hands jobs to a process of its own."""

    def __init__(self, jobs: Sequence[Job], size: int) -> None:
        self._waiting: SimpleQueue[Job] = SimpleQueue()
        for job in jobs:
            self._waiting.put(job)
        self.done: Queue[Outcome] = Queue(maxsize=AHEAD * size)
        self._running: set[subprocess.Popen[bytes]] = set()
        self._ended = False
        self._threads = [Thread(target=self._work, daemon=True) for _ in range(size)]

    def begin(self) -> None:
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """End all processes, and let the threads see it."""
        self._ended = True
        for process in tuple(self._running):
            process.kill()
        while any(thread.is_alive() for thread in self._threads):
            with suppress(Empty):
                self.done.get(timeout=0.01)

    def _work(self) -> None:
        process = None
        while not self._ended:
            try:
                job = self._waiting.get_nowait()
            except Empty:
                break
            if process is None:
                process = self._started()
            result = _exchanged(process, job)
            if result is None:
                status = self._finished(process)
                process = None
                ended = f"signal {-status}" if status < 0 else f"status {status}"
                result = Outcome(job.name, fault=str(GraphError("reader_died", name=job.name, ended=ended)))
            self.done.put(result)
        if process is not None:
            self._finished(process)

    def _started(self) -> subprocess.Popen[bytes]:
        process = subprocess.Popen(  # noqa: S603 - our own module
            PROGRAM,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # what stops the whole group of processes is for this one to answer
        )
        self._running.add(process)
        return process

    def _finished(self, process: subprocess.Popen[bytes]) -> int:
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        status = process.wait()
        self._running.discard(process)
        return status


def _exchanged(process: subprocess.Popen[bytes], job: Job) -> Outcome | None:
    """What the process makes of the job, None where it has ended."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        pickle.dump(job, process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
        answer: Outcome = pickle.load(process.stdout)  # noqa: S301 - from a process that this one started
    except (OSError, EOFError, pickle.UnpicklingError):
        return None
    return answer
