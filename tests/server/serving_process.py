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
TOKEN = "not-a-secret-only-for-tests"  # noqa: S105 - as it says
SHORT_PLAN = "某区教育局文件\n\n某区教育局2023年工作要点\n\n一、推进改革\n\n1.加强学校建设。推进白鹭小学项目建设，完成95%以上。\n"


class Server(NamedTuple):
    """A running server: its process, the address it printed, and the folder it was started in."""

    process: subprocess.Popen[str]
    address: str
    said: list[str]
    folder: Path


@contextmanager
def serving(
    folder: Path, *arguments: str, token: str | None = None, program: tuple[str, ...] = ("-m", "plankg")
) -> Iterator[Server]:
    """Start `plankg` with these arguments, wait until it says where it serves, and stop it at the end."""
    environment = {key: value for key, value in os.environ.items() if key != "PLANKG_LANG"} | {"PYTHONUTF8": "1"}
    if token:
        environment["PLANKG_TOKEN"] = token
    process = subprocess.Popen(
        [sys.executable, *program, *arguments, "--port", "0"],
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
            try:
                process.communicate(timeout=120)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


@contextmanager
def writable(folder: Path, kind: str, *options: str) -> Iterator[Server]:
    """Start a server that takes updates, with a short plan in memory or an empty store on disk."""
    (folder / "要点.txt").write_text(SHORT_PLAN, "utf-8")
    what = ["要点.txt"] if kind == "memory" else ["--store", "图谱"]
    with serving(folder, "serve", *what, "--allow-update", *options, token=TOKEN) as running:
        yield running
