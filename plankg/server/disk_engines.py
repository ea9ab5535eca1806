"""Engines for a graph on disk, or for one in memory where processes cannot be copied (Windows, macOS)."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from plankg.graph.stopping import held_back, undone_by_a_stop
from plankg.graph.store import Store, is_new
from plankg.schema.issue import Issue
from plankg.schema.wording import words
from pyoxigraph import RdfFormat

from plankg.server.sparql import Settings, SpawnedEngines
from plankg.workplan import WorkPlan, together


class Stored(NamedTuple):
    """A graph on disk: what makes engines for it, what there is to say of it, and the plans of which it has something else."""

    engines: Callable[[], SpawnedEngines]
    said: tuple[Issue | str, ...]
    differing: frozenset[str]


def engines_on_disk(
    works: Sequence[WorkPlan], settings: Settings, path: Path | None, *, reload: bool = False
) -> Stored:
    """Put the plans that are not there yet, or to `reload` all, into the store of that folder, or into a temporary one.

    What the store has of a plan may have been changed in it, so it stays unless it is told otherwise. Without updates the engines
    read the graph as it is now, and the folder is free for others.
    """
    new: tuple[str, ...] = ()
    if path is not None:
        path = path.resolve()
        new = (words("cli.store_new", path=path),) if is_new(str(path)) else ()
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(path)
    # beside the store, because files are linked and not copied on the same disk
    with ExitStack() as until_stored:
        with held_back():
            pictures = Path(mkdtemp(prefix=_prefix(path), suffix=f"-{os.getpid()}", dir=path.parent if path else None))
            until_stored.enter_context(undone_by_a_stop(lambda: shutil.rmtree(pictures, ignore_errors=True)))
        stored = _engines(works, settings, path, pictures, reload=reload)
    return stored._replace(said=(*new, *stored.said))


def _engines(
    works: Sequence[WorkPlan], settings: Settings, path: Path | None, pictures: Path, *, reload: bool
) -> Stored:
    if path is None and not settings.allow_update:
        store, idle = together(works)
        written = pictures / "graph.nq"
        store.oxigraph.dump(written, format=RdfFormat.N_QUADS)
        return Stored(lambda: SpawnedEngines(settings, pictures, source=written), idle, frozenset())
    disk = path or pictures / "store"
    store, idle = together(works, path=disk, anew=reload)
    differing = dict(_differing(store, works))
    said = tuple(words("cli.store_newer", plan=plan, more=more, fewer=few) for plan, (more, few) in differing.items())
    store.oxigraph.flush()
    if settings.allow_update:
        # the engine that writes opens it next: nobody else may have it open then
        del store
        return Stored(lambda: SpawnedEngines(settings, pictures, written=disk), (*idle, *said), frozenset(differing))
    picture = pictures / "0"
    store.oxigraph.backup(picture)
    return Stored(lambda: SpawnedEngines(settings, pictures, source=picture), (*idle, *said), frozenset(differing))


def _differing(store: Store, works: Sequence[WorkPlan]) -> Iterator[tuple[str, tuple[int, int]]]:
    """The plans of which the store has something else than was read now: so many triples more, so many fewer."""
    for work in works:
        more, fewer = store.differences(work.store(), work.plan.id)
        if more or fewer:
            yield work.plan.id, (more, fewer)


def _prefix(path: Path | None) -> str:
    return f".{path.name}-pictures-" if path else "plankg-"


def _clear_leftovers(path: Path) -> None:
    """Take away the pictures of servers that were killed: the number of their process ends the name."""
    if sys.platform == "win32":
        return
    for folder in path.parent.glob(f"{_prefix(path)}*"):
        number = folder.name.rpartition("-")[2]
        with suppress(ValueError, PermissionError):
            try:
                os.kill(int(number), 0)
            except ProcessLookupError:
                shutil.rmtree(folder, ignore_errors=True)
