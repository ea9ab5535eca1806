"""Engines that the system ends: others take their place, with the graph as it is now; meanwhile nobody says that all is well."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import TypeVar

import httpx
import pyoxigraph as ox
import pytest
from serving_process import TOKEN, Server, writable

from plankg.server.sparql import Endpoint, Settings
from plankg.server.sparql.changes import MOST_BYTES, MOST_SECONDS, Changes, pictured
from plankg.server.sparql.running import Answer, Worker

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux are engines copies")
Found = TypeVar("Found")
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH <http://g/notes> { ?s ?p ?o } }"
NOTED = "SELECT ?s { GRAPH <http://g/notes> { ?s ?p ?o } }"
DRAWN = "SELECT ?o { GRAPH <http://g/drawn> { ?s ?p ?o } }"
TURTLE = {"Content-Type": "text/turtle"}


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


def stopped(number: int) -> int | None:
    """Have a process stand still; give it once it does, None where it has ended."""
    with suppress(OSError):
        while state_and_parent(number)[0] != "T":
            os.kill(number, signal.SIGSTOP)
        return number
    return None


def holder(server: Server) -> int:
    """Give the process that holds the graph: the one that has children."""
    return until(lambda: next(iter(set(family(server.process.pid).values()) - {server.process.pid}), None))


def end_all(server: Server) -> None:
    """End every process of the server but itself; one that stands still can start no other meanwhile."""
    held = until(lambda: stopped(holder(server)))
    before = family(server.process.pid)
    for number in [*(before.keys() - {held}), held]:
        os.kill(number, signal.SIGKILL)
    until(lambda: None if before.keys() & family(server.process.pid).keys() else True)


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


def test_where_all_engines_are_ended_all_updates_are_there(running: Server, client: httpx.Client) -> None:
    assert noted(client, 1) == 204
    assert client.put("/store", params={"graph": "http://g/empty"}, content=b"", headers=TURTLE).status_code == 201
    drawn = "INSERT { GRAPH <http://g/drawn> { <http://s/> <http://p/> ?u } } WHERE { BIND(STRUUID() AS ?u) }"
    assert client.post("/update", data={"update": drawn}).status_code == 204
    value = client.get("/sparql", params={"query": DRAWN, "format": "csv"}).text
    assert noted(client, 2) == 204
    for number in range(3, 6):
        end_all(running)
        assert count(client, number) == number - 1
        assert client.get("/sparql", params={"query": f"{DRAWN} # {number}", "format": "csv"}).text == value
        assert client.get("/store", params={"graph": "http://g/empty"}).status_code == 200
        assert client.get("/sparql", params={"query": "ASK { ?s a plankg:Task }"}).json()["boolean"] is True
        assert noted(client, number) == 204
    running.process.terminate()
    assert "Traceback" not in running.process.communicate(timeout=60)[1]


def test_no_update_is_lost_to_kills_at_random_moments(running: Server, client: httpx.Client) -> None:
    chance = random.Random(11)  # noqa: S311 - only moments
    ended = Event()

    def end_again_and_again() -> None:
        while not ended.wait(chance.uniform(0, 0.3)):
            numbers = list(family(running.process.pid))
            for number in chance.sample(numbers, chance.randint(min(1, len(numbers)), len(numbers))):
                with suppress(ProcessLookupError):
                    os.kill(number, signal.SIGKILL)

    with ThreadPoolExecutor(1) as killer:
        killing = killer.submit(end_again_and_again)
        done = [number for number in range(60) if noted(client, number) == 204]
        ended.set()
        killing.result()
    assert len(done) > 5
    answer = client.get("/sparql", params={"query": NOTED, "format": "csv"})
    assert {int(line.rpartition("/")[2]) for line in answer.text.split()[1:]} == set(done)


def test_a_picture_of_the_graph_takes_the_place_of_many_changes(tmp_path: Path) -> None:
    graph = ox.Store()
    changes = Changes(graph, tmp_path)
    small = {"does": "update", "text": "INSERT DATA { <http://s/> <http://p/> 1 }"}
    assert changes.picture(small, b"") == ""
    changes.add(small, b"", 0.001, None)
    assert changes.picture({"does": "write"}, b" " * MOST_BYTES)
    assert changes.picture({"does": "update", "text": "INSERT { <a:a> <a:b> ?n } WHERE { BIND(NOW() AS ?n) }"}, b"")
    changes.add(small, b"", MOST_SECONDS + 1, None)
    path = changes.picture(small, b"")
    other = ox.Store()
    other.update("INSERT DATA { <http://s/> <http://p/> 2 } ; CREATE GRAPH <http://g/>")
    changes.add(small, b"", 0.001, pictured(other, path))
    assert changes.picture(small, b"") == ""
    changes.add(small, b"", 0.001, None)
    repeated: list[str] = []
    again = changes.graph(lambda _, head, __: repeated.append(head["text"]))
    assert set(again) == set(other)
    assert again.contains_named_graph(ox.NamedNode("http://g/"))
    assert repeated == [small["text"]]


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
