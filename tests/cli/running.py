"""The real command as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

PLAN_ID = "baoshan-2023h2"
TIMEOUT = 180


class Run(NamedTuple):
    """How a command ended, and what it wrote."""

    status: int
    out: bytes
    errors: bytes

    @property
    def complaint(self) -> list[str]:
        return self.errors.decode().splitlines()


Runner = Callable[..., Run]


def command(arguments: Sequence[str | Path]) -> list[str]:
    return [sys.executable, "-m", "plankg", *map(str, arguments)]


def environment(**changes: str) -> dict[str, str]:
    """Give this process' environment without what would change the command's language and encoding."""
    kept = {
        key: value for key, value in os.environ.items() if key not in {"PLANKG_LANG", "PYTHONIOENCODING", "COLUMNS"}
    }
    return kept | changes


def run(folder: Path, *arguments: str | Path, stdin: bytes = b"", **changes: str) -> Run:
    done = subprocess.run(
        command(arguments),
        cwd=folder,
        env=environment(**changes),
        input=stdin,
        capture_output=True,
        timeout=TIMEOUT,
        check=False,
    )
    return Run(done.returncode, done.stdout, done.stderr)
