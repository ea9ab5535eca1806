"""The real server as a process of its own, on a free port."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

PLAN_ID = "baoshan-2023h2"


class Server(NamedTuple):
    """A running server: its process, the address it printed, and the folder it was started in."""

    process: subprocess.Popen[str]
    address: str
    said: list[str]
    folder: Path


@contextmanager
def serving(folder: Path, *arguments: str) -> Iterator[Server]:
    """Start `plankg` with these arguments, wait until it says where it serves, and stop it at the end."""
    environment = {key: value for key, value in os.environ.items() if key != "PLANKG_LANG"} | {"PYTHONUTF8": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "plankg", *arguments, "--port", "0"],
        cwd=folder, env=environment, encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = []
        for line in process.stdout:
            said.append(line.rstrip("\n"))
            if line.startswith("SPARQL"):
                break
        found = re.search(r"http://127\.0\.0\.1:\d+/", "\n".join(said))
        if not found:
            process.kill()
            raise AssertionError(process.stderr.read())
        try:
            yield Server(process, found[0], said, folder)
        finally:
            process.terminate()
            process.communicate(timeout=20)
