from __future__ import annotations

import pytest
from plankg.graph.plans import load_plan
from plankg.schema.loaded import Loaded


@pytest.fixture(scope="session")
def bundled() -> Loaded:
    return load_plan("baoshan-2023h2")
