"""The bundled plan as read, extracted and reviewed, for every test that needs a whole plan."""

from __future__ import annotations

import pytest
from plankg.graph.plans import Loaded, load_plan
from plankg.schema import Document, Plan
from plankg.schema.decision import Review

PLAN_ID = "baoshan-2023h2"


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    return load_plan(PLAN_ID)


@pytest.fixture(scope="session")
def document(loaded: Loaded) -> Document:
    return loaded.document


@pytest.fixture(scope="session")
def plan(loaded: Loaded) -> Plan:
    return loaded.plan


@pytest.fixture(scope="session")
def review(loaded: Loaded) -> Review:
    return loaded.review
