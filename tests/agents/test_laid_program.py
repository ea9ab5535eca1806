"""The program as an assistant starts it: the file `plankg` beside Python, spoken to line by line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from plankg.agents.replies import CHARACTERS
from plankg.launcher import lay

pytestmark = pytest.mark.slow
PLAN_ID = "baoshan-2023h2"
ALL = "SELECT (GROUP_CONCAT(CONCAT('\"', STR(?s), '\"', STR(?o))) AS ?all) { ?s ?p ?o }"


class Lines:
    """A client that writes a line and reads the next."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.numbers = count(1)

    def write(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        self.process.stdin.flush()

    def line(self, method: str, **params: object) -> str:
        self.write({"id": next(self.numbers), "method": method, "params": params})
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def call(self, name: str, **arguments: object) -> str:
        return self.line("tools/call", name=name, arguments=arguments)

    def told(self, name: str, **arguments: object) -> dict[str, Any]:
        result = json.loads(self.call(name, **arguments))["result"]
        assert not result["isError"], result
        return dict(result["structuredContent"])


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lines]:
    # where a system cannot have signals wait, the file that the installer laid stays
    program = lay(tmp_path_factory.mktemp("程序")) or Path(sys.executable).with_name("plankg")
    environment = {key: value for key, value in os.environ.items() if key != "PLANKG_LANG"} | {"PYTHONUTF8": "1"}
    with subprocess.Popen(
        [program, "mcp", PLAN_ID], env=environment, encoding="utf-8", stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        lines = Lines(process)
        about = {"name": "lines", "version": "1"}
        lines.line("initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo=about)
        lines.write({"method": "notifications/initialized"})
        yield lines
        process.terminate()


def test_queries_are_answered_one_after_the_other(lines: Lines) -> None:
    for _ in range(2):
        assert lines.told("sparql", query="ASK { ?s a plankg:Task }")["boolean"] is True


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("sparql", {"query": "SELECT * { ?s ?p ?o }"}),
        ("sparql", {"query": ALL}),
        ("statements", {"sentence": "，"}),
        ("evidence", {"wanted": "，"}),
        ("ask", {"text": "哪些任务没有指标"}),
    ],
)
def test_no_line_is_longer_than_an_assistant_takes(name: str, arguments: dict[str, str], lines: Lines) -> None:
    line = lines.call(name, **arguments)
    assert CHARACTERS // 25 < len(line) <= CHARACTERS
    result = json.loads(line)["result"]
    assert json.loads(result["content"][0]["text"]) == result["structuredContent"]


@pytest.mark.parametrize("uri", ["plankg://vocabulary", "plankg://questions", f"plankg://plans/{PLAN_ID}/text"])
def test_no_resource_is_longer_either(uri: str, lines: Lines) -> None:
    assert len(lines.line("resources/read", uri=uri)) <= CHARACTERS
