"""Plans as an RDF dataset: load, ask, validate."""

from plankg.graph.store.opening import open_store
from plankg.graph.store.plan_store import PlanStore
from plankg.graph.store.store import Store

__all__ = ["PlanStore", "Store", "open_store"]
