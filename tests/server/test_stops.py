"""Stops at any moment: one line, no traceback, nothing left behind. `python benchmarks/stops.py 1000` does it more often."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

STOPS = Path(__file__).parents[2] / "benchmarks" / "stops.py"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes are left")
def test_a_stop_at_any_moment_is_one_line_and_leaves_nothing_behind() -> None:
    done = subprocess.run(
        [sys.executable, STOPS, "18", "--seed", "7", "--without", "make"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
