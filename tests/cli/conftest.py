from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from running import Runner, run


@pytest.fixture
def plankg(tmp_path: Path) -> Runner:
    """Runs the real command in a folder of its own, in Chinese unless told otherwise."""
    return partial(run, tmp_path)
