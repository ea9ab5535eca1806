"""Engines that the system ends: others take their place, with the graph as it is now; meanwhile nobody says that all is well."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from serving_process import TOKEN, Server, writable

from plankg.server.sparql import Endpoint, Settings
from plankg.server.sparql.running import Answer, Worker

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are engines copies")
Found = TypeVar("Found")
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH <http://g/notes> { ?s ?p ?o } }"


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Server]:
    with writable(tmp_path, "memory") as running:
        yield running


@pytest.fixture
def client(running: Server) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=running.address, headers=headers, trust_env=False, timeout=60) as client:
        yield client


def state_and_parent(number: int | str) -> list[str]:
    """Give the letter of what a process is at, and the process that it comes from. Raises OSError where it is gone."""
    return Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()[:2]


def family(parent: int) -> dict[int, int]:
    """Give the processes that come from one, each with its own parent; those that are dead aside."""
    rows: dict[int, int] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, of = state_and_parent(folder.name)
            except OSError:
                continue
            if state != "Z":
                rows[int(folder.name)] = int(of)
    found: dict[int, int] = {}
    grown = {parent}
    while grown:
        grown = {number for number, of in rows.items() if of in grown}
        found.update({number: rows[number] for number in grown})
    return found


def stands_still(number: int) -> bool:
    return state_and_parent(number)[0] == "T"


def holder(server: Server) -> int:
    """Give the process that holds the graph: the one that has children."""
    return until(lambda: next(iter(set(family(server.process.pid).values()) - {server.process.pid}), None))


def until(found: Callable[[], Found | None]) -> Found:
    late = time.monotonic() + 60
    while (value := found()) is None:
        assert time.monotonic() < late
        time.sleep(0.05)
    return value


def noted(client: httpx.Client, number: int) -> int:
    update = f"INSERT DATA {{ GRAPH <http://g/notes> {{ <http://s/{number}> <http://p/> 1 }} }}"
    return client.post("/update", data={"update": update}).status_code


def count(client: httpx.Client, note: object) -> int:
    answer = client.get("/sparql", params={"query": f"{COUNT} # {note}", "format": "csv"})
    assert answer.status_code == 200, answer.text
    return int(answer.text.split()[1])


def test_the_process_that_holds_the_graph_is_started_again_with_all_updates(
    running: Server, client: httpx.Client
) -> None:
    for number in range(1, 4):
        os.kill(holder(running), signal.SIGKILL)
        assert client.get("/health").json()["status"] == "ok"
        assert noted(client, number) == 204
        assert count(client, number) == number


def test_where_all_engines_are_ended_the_graph_of_the_start_is_served_and_the_loss_is_said(
    running: Server, client: httpx.Client
) -> None:
    assert noted(client, 1) == 204
    assert count(client, "before") == 1
    held = holder(running)
    os.kill(held, signal.SIGSTOP)
    until(lambda: stands_still(held) or None)
    before = family(running.process.pid)
    # no engine can be under way from one that stands still, and with it goes the last that has the graph
    for number in [*(before.keys() - {held}), held]:
        os.kill(number, signal.SIGKILL)
    until(lambda: None if before.keys() & family(running.process.pid).keys() else True)
    assert count(client, "again") == 0
    assert client.get("/sparql", params={"query": "ASK { ?s a plankg:Task }"}).json()["boolean"] is True
    assert noted(client, 2) == 204
    running.process.terminate()
    assert "更新没有保留下来" in running.process.communicate(timeout=60)[1]


def test_health_is_bad_while_no_engine_answers(running: Server, client: httpx.Client) -> None:
    assert client.get("/health").status_code == 200

    def bad() -> httpx.Response | None:
        # again each time: an engine may have been under way to its place
        for number in family(running.process.pid):
            os.kill(number, signal.SIGSTOP)
        answer = client.get("/health")
        return answer if answer.status_code == 503 else None

    assert until(bad).json()["status"] != "ok"
    for number in family(running.process.pid):
        os.kill(number, signal.SIGCONT)
    until(lambda: client.get("/health").status_code == 200 or None)


class Unready:
    """Engines of which none gets ready."""

    folder, source = Path(), ""

    async def start(self) -> None:
        """Do nothing: there is nothing to start."""

    async def reader(self) -> Worker:
        return await asyncio.get_running_loop().create_future()

    async def update(self, *_: object) -> Answer:
        raise NotImplementedError

    def stop(self) -> None:
        """Do nothing: nothing was started."""


def test_a_start_waits_for_no_engine_so_that_it_can_be_stopped() -> None:
    async def started_and_stopped() -> None:
        endpoint = Endpoint(Unready(), Settings())
        await asyncio.wait_for(endpoint.start(), 60)
        endpoint.stop()

    # in a thread of its own: Playwright's loop may run in this one
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, started_and_stopped()).result()
