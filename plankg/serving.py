"""The server as a process: the port, the addresses it prints, and how it stops."""

from __future__ import annotations

import errno
import signal
import socket
from collections.abc import Sequence
from pathlib import Path

import uvicorn

from plankg.building import HOME_PAGE
from plankg.printing import complain, say, tell
from plankg.schema.errors import UsageError
from plankg.schema.wording import words
from plankg.server import application, served
from plankg.workplan import WorkPlan, together

LOCAL = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound by itself
GRACE_SECONDS = 3


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
    listening: socket.socket, host: str, works: Sequence[WorkPlan], folders: Sequence[Path]
) -> None:
    """Serve the built plans, say where, and return when Ctrl-C or SIGTERM stops it."""
    store, idle = together(works)
    for issue in idle:
        complain(issue.message)
    plans = [served(work.plan.id, work.title, folder) for work, folder in zip(works, folders, strict=True)]
    hosts = ["*"] if host in EVERYWHERE else [*LOCAL, host]
    config = uvicorn.Config(
        application(plans, store, hosts=hosts),
        log_level="warning",
        access_log=False,
        server_header=False,
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


def _address(listening: socket.socket, host: str) -> str:
    port = listening.getsockname()[1]
    shown = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
