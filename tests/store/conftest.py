from __future__ import annotations

import pytest

from plankg.graph.store import Store
from plankg.schema import Document, Plan


@pytest.fixture(scope="module")
def store(plan: Plan, document: Document) -> Store:
    loaded = Store()
    loaded.load(plan, document)
    return loaded
