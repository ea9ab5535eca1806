"""Saved views of a plan's page: kept as `views.json` in the plan's folder, in the order in which they were saved."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from plankg.graph.writing import write_whole
from plankg.schema.errors import GraphError, UsageError
from plankg.schema.view import SavedView, ViewChange
from pydantic import TypeAdapter, ValidationError

if sys.platform != "win32":
    import fcntl

FILE = "views.json"
MOST = 200


def saved_views(folder: Path | None) -> tuple[SavedView, ...]:
    """The views that a plan's folder keeps: none where it has no such file, or the plan no folder.

    Raises GraphError where the file cannot be read as views.
    """
    path = folder / FILE if folder else None
    if path is None or not path.exists():
        return ()
    try:
        return _views().validate_json(path.read_bytes())
    except (ValidationError, OSError) as error:
        raise GraphError("views_broken", path=path, problem=str(error).splitlines()[0]) from error


def change_views(folder: Path, change: ViewChange) -> tuple[SavedView, ...]:
    """Change the views of a folder, one change after the other, and give them as they are then.

    Raises UsageError where the change doesn't fit them, GraphError where the file cannot be read or written.
    """
    with _alone(folder):
        views = changed(saved_views(folder), change)
        write_whole(folder / FILE, _views().dump_json(views, indent=2) + b"\n")
    return views


def changed(views: Sequence[SavedView], change: ViewChange) -> tuple[SavedView, ...]:
    """The views after a change: a new one stands last, one of the same name keeps its place.

    >>> views = changed((), ViewChange(name="甲", address="view=text"))
    >>> changed(views, ViewChange(name="乙", was="甲"))
    (SavedView(name='乙', address='view=text'),)
    """
    known = {view.name: view for view in views}
    if change.address is not None:
        known[change.name] = SavedView(name=change.name, address=change.address)
        if len(known) > MOST:
            raise UsageError("views_too_many", most=MOST)
        return tuple(known.values())
    old = change.name if change.was is None else change.was
    if old not in known:
        raise UsageError("view_unknown", name=old)
    if change.was is None:
        return tuple(view for view in views if view.name != old)
    if change.name != old and change.name in known:
        raise UsageError("view_name_taken", name=change.name)
    return tuple(SavedView(name=change.name, address=view.address) if view.name == old else view for view in views)


def _views() -> TypeAdapter[tuple[SavedView, ...]]:
    return TypeAdapter(tuple[SavedView, ...])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep the other processes that answer at this address waiting; where there cannot be any, go on."""
    if sys.platform == "win32":
        yield
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise GraphError("file_not_written", path=folder / FILE, reason=error.strerror or error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
