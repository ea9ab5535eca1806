"""What people open: the planners' page, the network, the table that is sent round, the workbook."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plankg.viz.breakdown.files import write_breakdown
    from plankg.viz.network import network_page
    from plankg.viz.page.file import page_of_many, query_page, workbench_page
    from plankg.viz.stores import store_page
    from plankg.viz.workbook.xlsx import write_workbook

__all__ = [
    "network_page",
    "page_of_many",
    "query_page",
    "store_page",
    "workbench_page",
    "write_breakdown",
    "write_workbook",
]

HOMES = {
    "network_page": "network",
    "page_of_many": "page.file",
    "query_page": "page.file",
    "store_page": "stores",
    "workbench_page": "page.file",
    "write_breakdown": "breakdown.files",
    "write_workbook": "workbook.xlsx",
}


def __getattr__(name: str) -> object:
    """A view from its module, so that nobody pays for the libraries of the others."""
    if name in HOMES:
        return getattr(import_module(f"plankg.viz.{HOMES[name]}"), name)
    raise AttributeError(name)
