"""Plans read on other machines, by Dask distributed (https://distributed.dask.org).

The files of each plan are sent along and the outcome comes back, so that workers need neither a shared disk nor this machine's
paths, only the same plankg. What is written is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from plankg.schema.errors import GraphError
from plankg.schema.extras import need

from plankg.corpus.reading import Job, Outcome, outcome
from plankg.corpus.sources import Source, parts, program

# distributed has types for a part of itself only, so its clients and futures are Any here.

CONNECT_SECONDS = 10
AHEAD = 4
"""So many plans a thread of the cluster are sent ahead: outcomes wait in the memory of its workers."""


def outcomes_on(address: str, jobs: Sequence[Job]) -> Iterator[Outcome]:
    """The outcomes of all jobs as they come, in no order, from the workers of that scheduler (`tcp://host:8786`).

    A plan whose worker dies is tried on others, as often as the scheduler allows (`distributed.scheduler.allowed-failures`).
    Raises GraphError where no scheduler answers, it has no workers, or these have another plankg; InstallationError
    without Dask.
    """
    need("cluster")
    import distributed  # noqa: PLC0415 - it comes with an extra

    waited_for: Any = distributed.as_completed

    with _client(address) as client:
        threads = _same_program(client, address)
        waiting = iter(jobs)
        names: dict[str, str] = {}

        def sent(job: Job) -> Any:
            future = client.submit(outcome, _with_files(job), pure=False)
            names[future.key] = job.name
            return future

        first = [sent(job) for job, _ in zip(waiting, range(AHEAD * threads), strict=False)]
        futures = waited_for(first, loop=client.loop)
        for future in futures:
            result = _result(future, names.pop(future.key))
            future.release()
            if (job := next(waiting, None)) is not None:
                futures.add(sent(job))
            yield result


def _client(address: str) -> Any:
    import distributed  # noqa: PLC0415 - it comes with an extra

    client: Any = distributed.Client
    try:
        return client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        problem = " ".join(str(error).split()) or type(error).__name__
        raise GraphError("cluster_unreachable", address=address, problem=problem) from error


def _same_program(client: Any, address: str) -> int:
    """How many threads the workers have. Raises GraphError where there are none, or some that would read otherwise."""
    threads: int = sum(client.nthreads().values())
    if not threads:
        raise GraphError("cluster_without_workers", address=address)
    try:
        others = {worker for worker, mark in client.run(program).items() if mark != program()}
    except ModuleNotFoundError:
        others = set(client.nthreads())
    if others:
        raise GraphError("cluster_other_version", address=address, workers="、".join(sorted(others)))
    return threads


def _with_files(job: Job) -> Job:
    """The job with the files of its plan, by their paths from its folder. Raises OSError where one cannot be read."""
    place = Path(job.place)
    paths = [path for path in parts(Source(job.name, place)) if path.is_file()]
    root = place if place.is_dir() else place.parent
    return replace(job, files={path.relative_to(root).as_posix(): path.read_bytes() for path in paths})


def _result(future: Any, name: str) -> Outcome:
    if future.status == "finished":
        result: Outcome = future.result()
        return result
    error = future.exception()
    return Outcome(name, fault=str(GraphError("reader_died", name=name, ended=type(error).__name__)))
