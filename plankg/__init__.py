"""A public body's work plan as a knowledge graph that points at its own sentences.

>>> import plankg
>>> plankg.load("baoshan-2023h2").plan.directives[0].title
'坚持党对教育事业的全面领导'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from plankg import version

if TYPE_CHECKING:
    from plankg.graph.explaining import explain
    from plankg.schema.errors import PlankgError

    from plankg.workplan import WorkPlan, load

__version__ = version.VERSION

__all__ = ["PlankgError", "WorkPlan", "__version__", "explain", "load"]

HOMES = {
    "PlankgError": "schema.errors", "WorkPlan": "workplan", "explain": "graph.explaining", "load": "workplan"
}  # fmt: skip


def __getattr__(name: str) -> object:
    """A name from its module when it is first wanted: `import plankg` alone costs nothing."""
    if name in HOMES:
        return getattr(import_module(f"plankg.{HOMES[name]}"), name)
    raise AttributeError(name)
