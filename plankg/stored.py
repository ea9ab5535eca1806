"""Engines for a graph on disk, or for one in memory where processes cannot be copied (Windows, macOS)."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from pyoxigraph import RdfFormat

from plankg.endpoint import Settings, SpawnedEngines
from plankg.schema.issue import Issue
from plankg.workplan import WorkPlan, together


def engines_on_disk(
    works: Sequence[WorkPlan], settings: Settings, path: Path | None
) -> tuple[Callable[[], SpawnedEngines], tuple[Issue, ...]]:
    """Put the plans into the store of that folder, or into a temporary one; give what makes engines for it, and idle decisions.

    Without updates the engines read the graph as it is now, and the folder is free for others.
    """
    if path is not None:
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(path)
    # beside the store, because files are linked and not copied on the same disk
    pictures = Path(mkdtemp(prefix=_prefix(path), suffix=f"-{os.getpid()}", dir=path.parent if path else None))
    if path is None and not settings.allow_update:
        store, idle = together(works)
        written = pictures / "graph.nq"
        store.oxigraph.dump(written, format=RdfFormat.N_QUADS)
        return lambda: SpawnedEngines(settings, pictures, source=written), idle
    disk = path or pictures / "store"
    store, idle = together(works, path=disk)
    store.oxigraph.flush()
    if settings.allow_update:
        # the engine that writes opens it next: nobody else may have it open then
        del store
        return lambda: SpawnedEngines(settings, pictures, written=disk), idle
    picture = pictures / "0"
    store.oxigraph.backup(picture)
    return lambda: SpawnedEngines(settings, pictures, source=picture), idle


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
