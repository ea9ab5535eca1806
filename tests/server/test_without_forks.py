"""The server where processes cannot be copied (Windows, macOS): engines are programs of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from serving_process import SHORT_PLAN, TOKEN, Server, serving

WITHOUT_FORKS = (
    "import sys, plankg.server.program as it; it.FORKS = False; "
    "from plankg.cli.application import run; sys.exit(run(sys.argv[1:]))"
)
WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module", params=[(), ("--allow-update",)], ids=["read", "update"])
def spawning(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("spawning")
    (folder / "要点.txt").write_text(SHORT_PLAN, "utf-8")
    arguments = ("serve", "要点.txt", "--timeout", "8", *request.param)
    with serving(folder, *arguments, token=TOKEN, program=("-c", WITHOUT_FORKS)) as running:
        yield running


def test_it_answers_and_ends_what_takes_too_long(spawning: Server) -> None:
    many = " ".join(f"VALUES ?v{number} {{ 1 2 3 4 5 6 7 8 9 10 }}" for number in range(12))
    with httpx.Client(base_url=spawning.address, trust_env=False, timeout=60) as client:
        for query, status in (
            ("ASK { ?s a plankg:Task }", 200),
            (f"SELECT (COUNT(*) AS ?n) {{ {many} }}", 503),
            ("ASK {}", 200),
        ):
            answer = client.get("/sparql", params={"query": query})
            assert answer.status_code == status, answer.text
        assert client.get("/sparql", params={"query": "ASK { ?s a plankg:Task }"}).json()["boolean"]


def test_it_changes_only_where_that_is_allowed(spawning: Server) -> None:
    update = {"update": "INSERT DATA { <http://s/> <http://p/> 1 }"}
    asked = {"query": "ASK { <http://s/> ?p ?o }"}
    with httpx.Client(base_url=spawning.address, trust_env=False, timeout=60) as client:
        done = client.post("/update", data=update, headers=WITH_TOKEN).status_code
        assert done in {204, 403}
        assert client.get("/sparql", params=asked).json()["boolean"] == (done == 204)
