"""The lines of the guide to many plans, as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from made_plans import write

pytestmark = pytest.mark.slow

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "corpus.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def test_its_commands_and_its_lines_of_python_run(tmp_path: Path) -> None:
    write(tmp_path / "各区计划", 2)
    (commands,) = blocks("sh")
    (lines,) = blocks("python")
    (tmp_path / "plankg").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plankg "$@"\n', "utf-8")
    (tmp_path / "plankg").chmod(0o755)
    paths = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    script = ["sh", "-e", "-c", commands]
    done = subprocess.run(script, cwd=tmp_path, env=os.environ | paths, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "0 份要读" in done.stderr or "0 to read" in done.stderr
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", lines], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
