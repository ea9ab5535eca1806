"""The server as a program: what it is told, what it prints, and what answers."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Collection, Sequence
from os import cpu_count
from pathlib import Path

from plankg.schema.errors import GraphError, UsageError
from plankg.schema.issue import Issue
from plankg.schema.wording import language, words

from plankg.build import HOME_PAGE, page_of
from plankg.server.disk_engines import engines_on_disk
from plankg.server.fronts import listen, run
from plankg.server.served import served
from plankg.server.site import Server, pages, with_policy
from plankg.server.sparql import FORKS, Endpoint, Engines, ForkedEngines, Settings
from plankg.terminal import complain, say, tell
from plankg.workplan import WorkPlan, together

__all__ = ["listen", "serve_until_stopped", "settings"]

LOCAL = ("127.0.0.1", "localhost", "[::1]")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound by itself
MOST_FRONTS = 4
TOKEN = "PLANKG_TOKEN"  # noqa: S105 - the name of the variable, not the token
LEAST_TOKEN = 16


def settings(*, timeout: float, allow_update: bool, cors: Sequence[str], services: Sequence[str]) -> Settings:
    """The endpoint's settings. Raises UsageError where updates are allowed and no token, or a short one, is set."""
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


def serve_until_stopped(
    listening: socket.socket,
    host: str,
    works: Sequence[WorkPlan],
    folders: Sequence[Path],
    *,
    settings: Settings,
    store: Path | None = None,
    reload: bool = False,
) -> None:
    """Serve the built plans, say where, and return when Ctrl-C or SIGTERM stops it.

    `store` is a folder that holds the graph; what it has of the plans is served as it is, unless it is to `reload` them.
    """
    plans = [
        served(work.plan.id, work.title, built, folder=work.folder) for work, built in zip(works, folders, strict=True)
    ]
    fronts = 1 if settings.allow_update or store or not FORKS else min(cpu_count() or 1, MOST_FRONTS)
    share = {"engines": max(1, settings.engines // fronts), "most_engines": settings.most_engines // fronts}
    shared = settings.model_copy(update=share)
    engines, remarks, differing = _engines(works, shared, store, reload=reload)
    for each in remarks:
        complain(each if isinstance(each, str) else each.message)
    page = _query_page(works)
    home = page_of(works).encode() if len(works) > 1 else b""
    hosts = ["*"] if host in EVERYWHERE else [*LOCAL, host]
    address = _address(listening, host)
    say(words("cli.serving", address=address))
    for folder in folders:
        say(words("cli.page_on_disk", path=folder / HOME_PAGE))
    say(words("cli.sparql_at", address=f"{address}sparql"))
    tell("stop_with")

    def server() -> Server:
        endpoint = Endpoint(engines(), shared, page=page)
        return Server(pages(plans, endpoint, home, differing=differing), endpoint, hosts=hosts)

    run(listening, server, fronts=fronts)
    tell("stopped")


def _engines(
    works: Sequence[WorkPlan], settings: Settings, path: Path | None, *, reload: bool
) -> tuple[Callable[[], Engines], Sequence[Issue | str], Collection[str]]:
    """Put the plans together, and give what makes engines for them: copies of this process where it can be copied.

    Besides, what there is to say of it, and the plans of which the graph has something else than was read.
    """
    if path is None and FORKS:
        store, idle = together(works)
        return lambda: ForkedEngines(store.oxigraph, settings), idle, ()
    return engines_on_disk(works, settings, path, reload=reload)


def _query_page(works: Sequence[WorkPlan]) -> tuple[dict[str, str], bytes] | None:
    """The page that a browser gets at the endpoint; it completes the names of the plans. None where it was never built."""
    from plankg.viz import query_page  # noqa: PLC0415 - the dictionary of pinyin is slow to load

    names = (name for work in works for entity in work.plan.entities for name in (entity.name, *entity.aliases))
    try:
        return with_policy(query_page(names, lang=language()).encode())
    except GraphError as error:
        complain(str(error))
        return None


def _address(listening: socket.socket, host: str) -> str:
    port = listening.getsockname()[1]
    shown = "127.0.0.1" if host in EVERYWHERE else f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
