from __future__ import annotations

import pytest
from plankg.graph.store import Store
from plankg.schema import Document, Plan
from plankg.schema.decision import Review


@pytest.fixture(scope="module")
def store(plan: Plan, document: Document, review: Review) -> Store:
    reviewed = Store()
    reviewed.load(plan, document, review=review)
    return reviewed
