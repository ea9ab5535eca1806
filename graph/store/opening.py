"""A store by what a person calls it: a folder, or the address of a server."""

from __future__ import annotations

from pathlib import Path

from plankg.graph.rdf import BASE
from plankg.graph.store.addresses import is_address
from plankg.graph.store.any_store import PlanStore
from plankg.graph.store.local import MARK, Store
from plankg.schema.errors import GraphError


def open_store(where: str, *, create: bool = False, base: str = BASE) -> PlanStore:
    """The store in a folder, or that of a SPARQL server by its address (`http://…`).

    A folder that is not there is made only if told so. Raises GraphError where there is no store or it cannot be opened,
    UsageError for an address that is none.
    """
    if is_address(where):
        from plankg.graph.store.remote import RemoteStore  # noqa: PLC0415 - a folder needs no HTTP

        return RemoteStore(where, base=base)
    path = Path(where)
    if not create and not path.exists():
        raise GraphError("store_missing", path=path)
    return Store(path, base=base)


def is_store(where: str) -> bool:
    """Whether that is the folder of a store that is there, or the address of a server."""
    return is_address(where) or (Path(where) / MARK).is_file()


def is_new(where: str) -> bool:
    """Whether a store opened there begins empty: there is no such folder, or nothing in it."""
    path = Path(where)
    return not is_address(where) and (not path.exists() or (path.is_dir() and not any(path.iterdir())))
