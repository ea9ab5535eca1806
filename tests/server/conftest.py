from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from serving_process import PLAN_ID, TOKEN, Server, serving, writable


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("服务"), "serve", PLAN_ID) as running:
        yield running


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.address, trust_env=False) as client:
        yield client


@pytest.fixture(scope="session", params=["memory", "disk"])
def open_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that takes updates, with its graph in memory and on disk."""
    with writable(tmp_path_factory.mktemp(request.param), request.param) as running:
        yield running


@pytest.fixture
def endpoint(open_server: Server) -> Iterator[httpx.Client]:
    """A client that bears the token, and an empty default graph and four small graphs before each test."""
    with httpx.Client(base_url=open_server.address, trust_env=False, timeout=30) as client:
        client.headers["Authorization"] = f"Bearer {TOKEN}"
        graphs = "".join(f"GRAPH <http://g/{n}> {{ <http://s/{n}> <http://p/> {n} }}" for n in (1, 2, 3, 4))
        update = f"DROP DEFAULT ; DROP SILENT GRAPH <http://g/new> ; {DROPS} INSERT DATA {{ {graphs} }}"
        assert client.post("/update", data={"update": update}).status_code == 204
        yield client


DROPS = "".join(f"DROP SILENT GRAPH <http://g/{n}> ; " for n in (1, 2, 3, 4))
