"""Stops at any moment: one line, no traceback, nothing left behind. `python benchmarks/stops.py 1000` does it more often."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plankg.server.sparql import Settings

STOPS = Path(__file__).parents[2] / "benchmarks" / "stops.py"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes are left")
def test_a_stop_at_any_moment_is_one_line_and_leaves_nothing_behind() -> None:
    done = subprocess.run(
        [sys.executable, STOPS, "18", "--seed", "7", "--without", "make"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="only there one sees that the other end of a pipe is closed")
def test_an_engine_whose_folder_is_taken_away_by_a_stop_ends_without_a_word(tmp_path: Path) -> None:
    told = [Settings().model_dump_json(), str(tmp_path / "gone")]
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "plankg.server.sparql", *told],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as engine:  # fmt: skip
        with pytest.raises(subprocess.TimeoutExpired):
            # the server goes only after its folders; meanwhile the engine has begun
            engine.wait(2)
        assert engine.communicate(timeout=30) == ("", "")
