"""The HTTP face of built plans: their pages and files, and the SPARQL endpoint beside them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from html import unescape
from urllib.parse import quote

from plankg.graph.store.changes import statement
from plankg.schema.wording import language, words
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from plankg.build import HOME_PAGE
from plankg.server.served import Served, content_type
from plankg.server.sparql import HEADERS, NOTHING_LOADED, Endpoint, Refusal, resource
from plankg.server.sparql.http import Handler
from plankg.server.views import asking_its_server, views_route
from plankg.server.vocabulary import description_routes

DATA = b'<script type="application/json" id="plankg-page">{'
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"')


class Server:
    """Answers each request by its address: the endpoint's, or a page. `hosts` are the names it goes by, `*` any."""

    def __init__(self, pages: ASGIApp, endpoint: Endpoint, *, hosts: Sequence[str]) -> None:
        """Take what answers."""
        self._pages = pages
        self._endpoint = endpoint
        self._hosts = None if "*" in hosts else frozenset(hosts)

    def kept(self, address: bytes, headers: list[tuple[bytes, bytes]]) -> bytes | None:
        """An answer that the endpoint has kept: none that was asked for by a wrong host name."""
        return self._endpoint.kept(address, headers)

    def handler(self, path: bytes, headers: list[tuple[bytes, bytes]]) -> Handler | None:
        """What answers a request without a body at that path, if the endpoint does."""
        if resource(path.decode("latin-1")) is None or (self._hosts is not None and _host(headers) not in self._hosts):
            return None
        return self._endpoint.handle

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or start and stop the endpoint with the server."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._hosts is not None and _host(scope["headers"]) not in self._hosts:
            # a page from elsewhere whose name was made to point here reads nothing: https://owasp.org/www-community/attacks/DNS_Rebinding
            await _Headers(PlainTextResponse(words("cli.host_refused") + "\n", 400))(scope, receive, send)
        elif resource(str(scope["raw_path"], "latin-1")):
            await self._endpoint(scope, receive, send)
        else:
            await self._pages(scope, receive, send)

    def stop(self) -> None:
        """End the endpoint's engines; whoever waits for them is told that the server stops."""
        self._endpoint.stop()

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await self._endpoint.start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self.stop()
        await send({"type": "lifespan.shutdown.complete"})


def _host(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """The host that a request names, without its port: https://www.rfc-editor.org/rfc/rfc9110#field.host."""
    for name, value in headers:
        if name == b"host":
            authority = str(value, "latin-1").lower()
            host, colon, port = authority.rpartition(":")
            return host if colon and port.isdigit() else authority
    return ""


def pages(
    plans: Sequence[Served], endpoint: Endpoint, page_of_all: bytes = b"", *, differing: Collection[str] = ()
) -> Starlette:
    """The application of the pages: at `/` the files of the one plan, or where there are several the page of them all.

    Without any plan it is the page of the store behind the endpoint. Pages tell where the graph is another than they were made
    from: of the plans that are `differing` from the start, of all once it was changed. Whether all is well is for an engine of
    the endpoint to say, which has to answer.
    """
    by_id = {plan.id: plan for plan in plans}
    folders = {plan.id: plan.folder for plan in plans if plan.folder}
    home = (
        plans[0].files if len(plans) == 1 else {HOME_PAGE: asking_its_server(page_of_all) if folders else page_of_all}
    )

    def file(files: dict[str, bytes], name: str, shown: Collection[str]) -> Response:
        is_older = name == HOME_PAGE and (endpoint.changed or not set(differing).isdisjoint(shown))
        return _file({name: as_older(files[name])} if is_older and name in files else files, name)

    async def at_home(request: Request) -> Response:
        name = request.path_params.get("name") or HOME_PAGE
        if not plans and name == HOME_PAGE:
            return await _store_page(endpoint)
        # a plan's page links to the files beside it, so its address has to end with a slash
        return RedirectResponse(f"/{quote(name)}/") if name in by_id else file(home, name, by_id)

    async def of_plan(request: Request) -> Response:
        plan = by_id.get(request.path_params["plan"])
        name = request.path_params.get("name") or HOME_PAGE
        return file(plan.files, name, [plan.id]) if plan else _file({}, name)

    async def health(_: Request) -> Response:
        body = {"plans": list(by_id)}
        if problem := await endpoint.ailing():
            return JSONResponse({"status": problem, **body}, 503)
        return JSONResponse({"status": "ok", **body})

    return Starlette(
        routes=[
            Route("/", at_home),
            Route("/health", health),
            *description_routes(plans),
            Route("/{name}", at_home),
            Route("/{plan}/", of_plan),
            views_route(folders),
            Route("/{plan}/{name}", of_plan),
        ],
        middleware=[Middleware(_Headers)],
        exception_handlers={404: _not_found},
    )


def as_older(html: bytes) -> bytes:
    """A plan's page that tells that the graph is not the one which it was made from any more."""
    return html.replace(DATA, DATA + b'"older":true,', 1)


async def _store_page(endpoint: Endpoint) -> Response:
    """The page of the store's plans as they are now."""
    from plankg.viz import store_page  # noqa: PLC0415 - few servers have none of their own

    try:
        listed = await endpoint.rows(statement("listed.rq"))
    except Refusal as refusal:
        return PlainTextResponse(refusal.body, refusal.status)
    headers, html = with_policy(store_page(listed, lang=language()).encode())
    return Response(html, headers=headers, media_type=content_type(HOME_PAGE))


def with_policy(html: bytes) -> tuple[dict[str, str], bytes]:
    """A page that is made while we serve, with its headers: the policy is the page's own."""
    headers = {"Content-Security-Policy": policy} if (policy := _policy(html)) else {}
    return HEADERS | headers, html


def _file(files: dict[str, bytes], name: str) -> Response:
    content = files.get(name)
    if content is None:
        return PlainTextResponse(words("cli.not_found") + "\n", 404)
    headers = {"Content-Type": content_type(name)}
    if name.endswith(".html") and (policy := _policy(content)):
        headers["Content-Security-Policy"] = policy
    return Response(content, headers=headers)


def _policy(html: bytes) -> str | None:
    """The policy that a page states, and that no other page may frame it, which only a header can say."""
    match = POLICY.search(html[:100_000].decode("utf-8", "ignore"))
    return f"{unescape(match[1])}; frame-ancestors 'none'" if match else None


async def _not_found(_: Request, __: Exception) -> Response:
    return PlainTextResponse(words("cli.not_found") + "\n", 404)


class _Headers:
    """Puts on every response what keeps browsers from guessing, framing and loading."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the headers that it left out."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {**HEADERS, "Content-Security-Policy": NOTHING_LOADED}.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, with_headers)
