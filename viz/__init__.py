"""What people open: the planners' page, the network, the table."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plankg.viz.network import network_page
    from plankg.viz.stores import store_page
    from plankg.viz.table import write_table
    from plankg.viz.workbench import query_page, workbench_page

__all__ = ["network_page", "query_page", "store_page", "workbench_page", "write_table"]

HOMES = {
    "network_page": "network",
    "query_page": "workbench",
    "store_page": "stores",
    "workbench_page": "workbench",
    "write_table": "table",
}


def __getattr__(name: str) -> object:
    """Give a view from its module, so that nobody pays for the libraries of the others."""
    if name in HOMES:
        return getattr(import_module(f"plankg.viz.{HOMES[name]}"), name)
    raise AttributeError(name)
