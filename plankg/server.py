"""The HTTP face of built plans: their pages and files, and SPARQL to read. Nothing can be changed through it.

SPARQL 1.1 Protocol, https://www.w3.org/TR/sparql11-protocol/, the query operation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from plankg.building import HOME_PAGE
from plankg.graph.store import Store
from plankg.schema.errors import GraphError, PlankgError, UsageError
from plankg.schema.wording import words
from plankg.sparql import accepted, result_bytes

QUERY, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
MAX_QUERY_BYTES = 1_000_000
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')
NOTHING = "default-src 'none'"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".json": "application/json",
    ".ttl": "text/turtle; charset=utf-8",
    ".trig": "application/trig; charset=utf-8",
    ".nq": "application/n-quads; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".graphml": "application/xml",
    ".gexf": "application/xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class Served:
    """A built plan: its id, its title and its files by name."""

    id: str
    title: str
    files: dict[str, bytes]


def served(plan_id: str, title: str, folder: Path) -> Served:
    """Give a built plan with its files as they are now: a build while we serve changes nothing under the readers' hands."""
    return Served(plan_id, title, {path.name: path.read_bytes() for path in sorted(folder.iterdir())})


def application(plans: Sequence[Served], store: Store, *, hosts: Sequence[str]) -> Starlette:
    """Give the application: one plan's page at `/`, a list where there are several; `hosts` are the names it answers to."""
    by_id = {plan.id: plan for plan in plans}
    home = plans[0].files if len(plans) == 1 else {HOME_PAGE: _list_page(plans)}

    async def at_home(request: Request) -> Response:
        name = request.path_params.get("name") or HOME_PAGE
        # a plan's page links to the files beside it, so its address has to end with a slash
        return RedirectResponse(f"/{quote(name)}/") if name in by_id else _file(home, name)

    async def of_plan(request: Request) -> Response:
        plan = by_id.get(request.path_params["plan"])
        return _file(plan.files if plan else {}, request.path_params.get("name") or HOME_PAGE)

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", "plans": list(by_id), "quads": len(store)})

    async def sparql(request: Request) -> Response:
        try:
            query = await _query(request)
        except UsageError as error:
            return PlainTextResponse(f"{error}\n", 400)
        return await run_in_threadpool(_answer, store, query, request.headers.get("accept", ""))

    return Starlette(
        routes=[
            Route("/", at_home),
            Route("/health", health),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/{name}", at_home),
            Route("/{plan}/", of_plan),
            Route("/{plan}/{name}", of_plan),
        ],
        middleware=[Middleware(_Headers), Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))],
        exception_handlers={404: _not_found},
    )


async def _query(request: Request) -> str:
    """Give the query of a request: from the address, a form, or as it is. Raises UsageError where there is none."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_QUERY_BYTES:
            raise UsageError("query_too_long", limit=MAX_QUERY_BYTES)
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if request.method == "POST" and media_type == QUERY:
            return body.decode()
        given = request.url.query if request.method != "POST" else body.decode("ascii") if media_type == FORM else ""
        queries = [value for name, value in parse_qsl(given, errors="strict") if name == "query"]
    except UnicodeDecodeError:
        raise UsageError("query_encoding", path="/sparql") from None
    if len(queries) != 1:
        raise UsageError("query_parameter")
    return queries[0]


def _answer(store: Store, query: str, accept: str) -> Response:
    try:
        results = store.results(query)
        chosen = accepted(accept, results)
        if chosen is None:
            return PlainTextResponse(words("cli.not_acceptable") + "\n", 406)
        return Response(result_bytes(results, chosen[0]), headers={"Content-Type": chosen[1], "Vary": "Accept"})
    except PlankgError as error:
        return PlainTextResponse(f"{error}\n", 400)
    except (ValueError, OSError, RuntimeError) as error:
        # pyoxigraph says so of what fails only while it is being evaluated
        return PlainTextResponse(f"{GraphError('query_failed', problem=error)}\n", 400)


def _file(files: dict[str, bytes], name: str) -> Response:
    content = files.get(name)
    if content is None:
        return PlainTextResponse(words("cli.not_found") + "\n", 404)
    headers = {"Content-Type": MEDIA_TYPES[Path(name).suffix]}
    if name.endswith(".html") and (policy := POLICY.search(content[:100_000].decode("utf-8", "ignore"))):
        headers["Content-Security-Policy"] = f"{unescape(policy[1])}; frame-ancestors 'none'"
    return Response(content, headers=headers)


async def _not_found(_: Request, __: Exception) -> Response:
    return PlainTextResponse(words("cli.not_found") + "\n", 404)


def _list_page(plans: Sequence[Served]) -> bytes:
    from plankg.viz.plans import plans_page  # noqa: PLC0415 - only where there are several

    return plans_page([(plan.id, plan.title) for plan in plans]).encode()


class _Headers:
    """Puts on every response what keeps browsers from guessing, framing and loading."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers that it left out."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**HEADERS, "Content-Security-Policy": f"{NOTHING}; frame-ancestors 'none'"}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)
