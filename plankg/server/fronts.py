"""Processes that answer at one address, so that each core has one: they share the socket, not what they do."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from plankg.schema.errors import UsageError

from plankg.server.site import Server
from plankg.server.sparql.confinement import end_with_parent, reap_all
from plankg.server.sparql.connections import Connection

GRACE_SECONDS = 3
KEEP_ALIVE_SECONDS = 30


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there (port 0: any free one); before the work, so that nobody waits for a port in use.

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


class _Front(uvicorn.Server):
    """uvicorn's server that ends what it serves before it waits for the answers: whoever is still waiting is told so at once."""

    app: Server

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop the engines, then the connections."""
        self.app.stop()
        await super().shutdown(sockets)


def _is_no_news(record: logging.LogRecord) -> bool:
    """Keep back what uvicorn says of connections that it cuts when it stops: that it has stopped is said in one line."""
    return not str(record.msg).startswith("Cancel %s running task")


def run(listening: socket.socket, server: Callable[[], Server], *, fronts: int) -> None:
    """Answer from so many processes, each with a server of its own, until Ctrl-C or SIGTERM stops this one."""
    config = uvicorn.Config(
        lambda: app,
        factory=True,
        http=Connection,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    logging.getLogger("uvicorn.error").addFilter(_is_no_news)
    front = _Front(config)
    # before there are copies, which may answer first: a stop that comes now must not be lost, nor end us without order.
    # uvicorn puts these back when it has stopped, and raises the signal once more, which then does no harm
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, front.handle_exit)
    copies = _copies(fronts - 1)
    app = front.app = server()
    front.run(sockets=[listening])
    app.stop()
    for copy in copies or ():
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(copy, signal.SIGTERM)
            os.waitpid(copy, 0)
    reap_all()
    if copies is None:
        os._exit(0)


def _copies(number: int) -> list[int] | None:
    """Copy this process so many times: give the numbers of the copies, or None in a copy."""
    copies = []
    for _ in range(number):
        copy = os.fork()
        if copy == 0:
            end_with_parent()
            return None
        copies.append(copy)
    return copies
