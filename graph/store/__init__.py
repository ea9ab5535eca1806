"""Plans as an RDF dataset: load, ask, validate."""

from plankg.graph.store.any_store import PlanStore
from plankg.graph.store.local import Store
from plankg.graph.store.opening import is_new, is_store, open_store

__all__ = ["PlanStore", "Store", "is_new", "is_store", "open_store"]
