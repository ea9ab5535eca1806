"""The server as a process: the port, the addresses it prints, and how it stops."""

from __future__ import annotations

import errno
import os
import signal
import socket
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from plankg.building import HOME_PAGE
from plankg.endpoint import FORKS, Endpoint, Engines, ForkedEngines, Settings
from plankg.endpoint.connections import Connection
from plankg.printing import complain, say, tell
from plankg.schema.errors import UsageError
from plankg.schema.wording import words
from plankg.server import Server, pages, query_page, served
from plankg.stored import engines_on_disk
from plankg.workplan import WorkPlan, together

LOCAL = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound by itself
GRACE_SECONDS = 3
KEEP_ALIVE_SECONDS = 30
TOKEN = "PLANKG_TOKEN"  # noqa: S105 - the name of the variable, not the token
LEAST_TOKEN = 16


def settings(*, timeout: float, allow_update: bool, cors: Sequence[str], services: Sequence[str]) -> Settings:
    """Give the endpoint's settings. Raises UsageError where updates are allowed and no token, or a short one, is set."""
    token = os.environ.get(TOKEN)
    if allow_update and len(token or "") < LEAST_TOKEN:
        raise UsageError("token_not_set", variable=TOKEN, least=LEAST_TOKEN)
    return Settings(
        timeout=timeout,
        allow_update=allow_update,
        token=token if allow_update else None,
        cors=tuple(cors),
        services=tuple(service.lower() for service in services),
    )


def listen(host: str, port: int) -> socket.socket:
    """Give a socket that listens there (port 0: any free one); before the work, so that nobody waits for a port in use.

    Raises UsageError where the port is taken or the address is none of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        try:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                # Windows lets two programs listen on one port unless it is told not to
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen()
        except OSError:
            listening.close()
            raise
    except socket.gaierror:
        raise UsageError("host_unknown", host=host) from None
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            key = "port_in_use" if error.errno == errno.EADDRINUSE else "port_forbidden"
            raise UsageError(key, port=port, other=port + 1 if port < 65535 else port - 1) from None  # noqa: PLR2004
        raise UsageError("host_unknown", host=host) from None
    return listening


def serve_until_stopped(
    listening: socket.socket,
    host: str,
    works: Sequence[WorkPlan],
    folders: Sequence[Path],
    *,
    settings: Settings,
    store: Path | None = None,
) -> None:
    """Serve the built plans, say where, and return when Ctrl-C or SIGTERM stops it. `store` is a folder that holds the graph."""
    plans = [served(work.plan.id, work.title, folder) for work, folder in zip(works, folders, strict=True)]
    engines = _engines(works, settings, store, listening)
    endpoint = Endpoint(engines, settings, page=query_page(plans))
    hosts = ["*"] if host in EVERYWHERE else [*LOCAL, host]
    config = uvicorn.Config(
        Server(pages(plans), endpoint, hosts=hosts),
        http=Connection,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    address = _address(listening, host)
    say(words("cli.serving", address=address))
    for folder in folders:
        say(words("cli.page_on_disk", path=folder / HOME_PAGE))
    say(words("cli.sparql_at", address=f"{address}sparql"))
    tell("stop_with")
    # uvicorn stops, then raises the signal again for whoever else handles it: nobody, so the process ends in order
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)
    uvicorn.Server(config).run(sockets=[listening])
    tell("stopped")


def _engines(works: Sequence[WorkPlan], settings: Settings, path: Path | None, listening: socket.socket) -> Engines:
    """Put the plans together, and give the engines that answer from them: copies of this process where it can be copied."""
    if path is None and FORKS:
        store, idle = together(works)
        engines: Engines = ForkedEngines(store.oxigraph, settings, closing=[listening])
    else:
        engines, idle = engines_on_disk(works, settings, path)
    for issue in idle:
        complain(issue.message)
    return engines


def _address(listening: socket.socket, host: str) -> str:
    port = listening.getsockname()[1]
    shown = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
