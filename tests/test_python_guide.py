"""The guide to Python is true: its blocks run from the top, in one go."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

GUIDE = Path(__file__).parents[1] / "docs" / "guide" / "python.md"


def test_every_block_runs_after_those_above_it() -> None:
    blocks = re.findall(r"^```python\n(.+?)^```", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) >= 6
    exec(compile("\n".join(blocks), str(GUIDE), "exec"), {"__name__": "guide"})  # noqa: S102 - our own page
