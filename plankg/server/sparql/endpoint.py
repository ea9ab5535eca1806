"""SPARQL over HTTP: `/sparql` to ask, `/update` to change, `/store` for whole graphs; and `/ask` for people's own words.

https://www.w3.org/TR/sparql11-protocol/, https://www.w3.org/TR/sparql11-http-rdf-update/,
https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Sequence
from pathlib import Path

from plankg.schema.wording import language, languages
from starlette.types import Receive, Scope, Send

from plankg.server.sparql import frames, protocol
from plankg.server.sparql.addresses import (
    ASK,
    METHODS,
    SPARQL,
    STORE,
    UPDATE,
    Key,
    base_of,
    beyond,
    graph_of,
    key_from,
    key_of,
    resource,
    store_of,
)
from plankg.server.sparql.cache import Cache, Kept
from plankg.server.sparql.engines import Engines
from plankg.server.sparql.fields import fields
from plankg.server.sparql.graph_store import WRITES, new_graph
from plankg.server.sparql.http import (
    SAFE,
    Pair,
    Pairs,
    Request,
    answer,
    answer_file,
    delete,
    matches,
    pairs,
    refuse,
    taken_file,
    while_awaited,
)
from plankg.server.sparql.negotiation import RDF, TABLE, Offer, chosen
from plankg.server.sparql.pool import Pool
from plankg.server.sparql.refusals import PROBLEM, Refusal, ToldError, problem
from plankg.server.sparql.settings import Settings

VARY = (b"vary", b"Accept, Accept-Encoding, Origin")
HTML = Offer("text/html; charset=utf-8")
PREFLIGHT_SECONDS = 600
HEALTH_SECONDS = 5
"""In this time an engine has to answer, if all is well."""
BASE = "http://localhost/"


class Endpoint:
    """The addresses over one graph. `page` is what a browser gets at `/sparql` where it asks nothing: headers and HTML."""

    def __init__(
        self, engines: Engines, settings: Settings, *, page: tuple[dict[str, str], bytes] | None = None
    ) -> None:
        """Take the engines that answer, and what the endpoint allows."""
        self._engines = engines
        self._settings = settings
        self._page = page
        self._pool = Pool(engines.reader, least=settings.engines, most=settings.most_engines)
        self._cache = Cache(settings.cached_bytes)
        self._writing = asyncio.Lock()
        self._changes = 0
        self._safe = [pair for pair in SAFE if not settings.cors or pair[0] != b"cross-origin-resource-policy"]

    async def start(self) -> None:
        """Start the engines."""
        await self._engines.start()
        self._pool.warm()

    def stop(self) -> None:
        """End the engines."""
        self._pool.stop()
        self._engines.stop()

    @property
    def changed(self) -> bool:
        """Whether the graph was changed since the start."""
        return self._changes > 0

    async def ailing(self) -> str | None:
        """Have an engine answer the least of questions: give its refusal where none does in time, else None."""
        try:
            await self._own("ASK {}", HEALTH_SECONDS)
        except Refusal as refusal:
            return str(refusal)
        return None

    async def rows(self, query: str) -> list[dict[str, str]]:
        """Answer a query of our own: the values of each row by column. Raises Refusal where no engine answers."""
        results = json.loads(await self._own(query, self._settings.timeout))
        return [{name: value["value"] for name, value in row.items()} for row in results["results"]["bindings"]]

    async def _own(self, query: str, seconds: float) -> bytes:
        defaults = {
            "default": (),
            "named": (),
            "accept": "",
            "encoding": "",
            "base": BASE,
            "source": self._engines.source,
        }
        head, body = await self._pool.ask(
            frames.pack({"does": "query", "text": query, **defaults, "seconds": seconds}), seconds
        )
        if not frames.done(head):
            raise Refusal(head["status"], ToldError(body.decode().strip()))
        return taken_file(Path(head["file"])) if "file" in head else body

    def kept(self, address: bytes, headers: Pairs) -> bytes | None:
        """The answer to a GET request as it goes over the wire, if it is kept and every client gets the same."""
        by_name = dict(headers)
        if self._settings.cors or len(by_name) < len(headers) or b"if-none-match" in by_name:
            return None
        path, _, query = address.partition(b"?")
        entry = self._cache.get(key_from(path.decode("latin-1"), query, "http", by_name))
        return entry.wire if entry else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request to one of the addresses."""
        await self.handle(Request.of(scope, receive), send)

    async def handle(self, request: Request, send: Send) -> None:
        """Answer a request, or say why not."""
        try:
            await self._answer(request, send)
        except Refusal as refusal:
            await refuse(send, refusal, request, [*self._safe, *self._shared(request)])

    async def _answer(self, request: Request, send: Send) -> None:
        address = resource(request.path) or SPARQL
        allowed = METHODS[address]
        if request.method == "OPTIONS":
            headers = [*self._safe, *self._preflight(request, allowed), (b"allow", allowed.encode())]
            await answer(send, 204, headers, b"")
        elif request.method not in allowed.split(", "):
            raise Refusal(405, "method", {"Allow": allowed}, method=request.method, allowed=allowed)
        elif address == STORE:
            await self._graph(request, send)
        elif address == ASK:
            await self._question(request, send)
        elif request.method == "POST":
            await self._post(request, send)
        else:
            await self._get(request, send)

    async def _get(self, request: Request, send: Send) -> None:
        """Answer the query in the address; where there is none, give the query page or the service description."""
        if entry := self._cache.get(key := key_of(request)):
            await self._send(request, send, entry)
        elif request.address:
            operation = protocol.get(request.address)
            if not operation.accept and await self._page_sent(request, send, (*TABLE, *RDF, HTML)):
                return
            await self._asked(request, send, protocol.query_head(operation, request.header(b"accept")), key)
        elif not await self._page_sent(request, send, (*RDF, HTML)):
            # a browser takes HTML before anything: where there is no page it gets the description
            like = "" if "text/html" in request.header(b"accept") else request.header(b"accept")
            await self._asked(request, send, {"does": "describe", "accept": like}, key)

    async def _page_sent(self, request: Request, send: Send, among: Sequence[Offer]) -> bool:
        """Send the query page to a client that likes it best; it carries out itself the query that its address holds."""
        if self._page is None or chosen(request.header(b"accept"), among) is not HTML:
            return False
        headers, page = self._page
        length = (b"content-length", b"%d" % len(page))
        await answer(send, 200, [*pairs(headers), (b"content-type", HTML.media_type.encode()), VARY, length], page)
        return True

    async def _question(self, request: Request, send: Send) -> None:
        """Answer a question in people's own words with JSON: `?q=`, `&plan=` for one plan, `&lang=` for labels in that language."""
        if entry := self._cache.get(key := key_of(request)):
            await self._send(request, send, entry)
            return
        parameters = dict(fields(request.address))
        if not parameters.get("q"):
            raise Refusal(400, "question_parameter")
        lang = next((each for each in languages() if each == parameters.get("lang")), language())
        head = {"does": "ask", "text": parameters["q"], "plan": parameters.get("plan", ""), "lang": lang}
        await self._asked(request, send, head | {"accept": request.header(b"accept")}, key)

    async def _post(self, request: Request, send: Send) -> None:
        kind = protocol.media_type(request.header(b"content-type"))
        to_update = resource(request.path) == UPDATE
        if self._settings.allow_update and (to_update or kind == protocol.UPDATE):
            self._may_write(request)
        longest = self._settings.update_bytes if self._settings.allow_update else self._settings.query_bytes
        body = await request.body(longest)
        if entry := self._cache.get(key := key_of(request, kind, body)):
            await self._send(request, send, entry)
            return
        operation = protocol.post(request.address, kind, body)
        if isinstance(operation, protocol.Update):
            if not self._settings.allow_update:
                await self._check(request, operation)
            self._may_write(request)
            head = {"does": "update", "text": operation.text, "default": operation.default, "named": operation.named}
            await self._changed(request, send, head)
        elif to_update:
            raise Refusal(400, "update_parameter")
        elif len(body) > self._settings.query_bytes:
            raise Refusal(413, "request_too_long", limit=self._settings.query_bytes)
        else:
            await self._asked(request, send, protocol.query_head(operation, request.header(b"accept")), key)

    async def _check(self, request: Request, operation: protocol.Update) -> None:
        """Raise Refusal for an update that is none, be it allowed or not."""
        seconds = self._settings.timeout
        head = {"does": "check", "text": operation.text, "base": base_of(request), "source": self._engines.source}
        outcome, says = await self._pool.ask(frames.pack({**head, "seconds": seconds}), seconds)
        if not frames.done(outcome):
            raise Refusal(outcome["status"], ToldError(says.decode().strip()))

    async def _graph(self, request: Request, send: Send) -> None:
        """Read or change a graph: SPARQL 1.1 Graph Store HTTP Protocol, section 5."""
        if request.method in WRITES:
            await self._write(request, send)
        elif entry := self._cache.get(key := key_of(request)):
            await self._send(request, send, entry)
        else:
            wanted = protocol.accept(fields(request.address)) or request.header(b"accept")
            head = {"does": "graph", "graph": graph_of(request), "accept": wanted}
            await self._asked(request, send, head, key)

    async def _write(self, request: Request, send: Send) -> None:
        """Change a graph; what is posted to the store itself becomes a new one, and the answer tells where."""
        is_new = request.method == "POST" and not request.address and not beyond(request)
        graph = new_graph(store_of(request)) if is_new else graph_of(request)
        self._may_write(request)
        head = {"does": "write", "method": request.method, "graph": graph, "type": request.header(b"content-type")}
        where = [(b"location", graph.encode())] if is_new and graph else []
        await self._changed(request, send, head, await request.body(self._settings.update_bytes), where)

    async def _asked(self, request: Request, send: Send, head: frames.Head, key: Key) -> None:
        """Have an engine answer; nothing is sent before the answer is whole."""
        seconds, state = self._settings.timeout, self._cache.state
        context = {
            "base": base_of(request),
            "encoding": request.header(b"accept-encoding"),
            "source": self._engines.source,
        }
        message = frames.pack({**head, **context, "seconds": seconds})
        outcome, body = await while_awaited(request, self._pool.ask(message, seconds))
        if outcome["status"] != 200:  # noqa: PLR2004 - HTTP
            await self._said(request, send, outcome, body)
            return
        path = Path(outcome["file"]) if "file" in outcome else None
        size = path.stat().st_size if path else len(body)
        etag = f'"{outcome["etag"]}"'.encode()
        headers = [*self._safe, VARY, (b"content-type", outcome["type"].encode()), (b"content-length", b"%d" % size)]
        if "encoding" in outcome:
            headers.append((b"content-encoding", outcome["encoding"].encode()))
        entry = Kept(etag, [*headers, (b"etag", etag)], body)
        if path is None:
            if outcome["lasting"]:
                self._cache.keep(key, entry, state)
            await self._send(request, send, entry)
        else:
            await self._send_file(request, send, entry, path)

    async def _said(
        self, request: Request, send: Send, outcome: frames.Head, body: bytes, more: Sequence[Pair] = ()
    ) -> None:
        """Send what an engine says of a query that it refuses or of a change: a line of text, or problem details for who asks."""
        kind = outcome.get("type", TEXT)
        if "place" in outcome and PROBLEM in request.header(b"accept"):
            kind, body = PROBLEM, problem(outcome["status"], body, outcome["place"])
        headers = [*self._safe, *self._shared(request), *more, (b"content-length", b"%d" % len(body))]
        await answer(send, outcome["status"], [*headers, (b"content-type", kind.encode())] if body else headers, body)

    async def _send(self, request: Request, send: Send, entry: Kept) -> None:
        """Send an answer, or that the client has it already: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2."""
        headers = entry.headers if not self._settings.cors else [*entry.headers, *self._shared(request)]
        if b"if-none-match" in request.headers and matches(request, entry.etag):
            await answer(send, 304, [pair for pair in headers if pair[0] not in OF_BODY], b"")
        else:
            await answer(send, 200, headers, entry.body)

    async def _send_file(self, request: Request, send: Send, entry: Kept, path: Path) -> None:
        if request.method == "HEAD" or matches(request, entry.etag):
            delete(path)
            await self._send(request, send, entry)
        else:
            await answer_file(send, [*entry.headers, *self._shared(request)], path)

    async def _changed(
        self, request: Request, send: Send, change: frames.Head, body: bytes = b"", more: Sequence[Pair] = ()
    ) -> None:
        """Have a change carried out, one after the other; whoever asks after the answer finds it done."""
        async with self._writing:
            head = change | {"base": base_of(request), "seconds": self._settings.timeout}
            try:
                outcome, says = await self._engines.update(head, body, self._pool)
                self._changes += frames.done(outcome)
            finally:
                self._cache.clear()
        await self._said(request, send, outcome, says, more if outcome["status"] == CREATED else ())

    def _may_write(self, request: Request) -> None:
        """Raise Refusal where changes are not allowed, or the request bears no token (https://www.rfc-editor.org/rfc/rfc6750)."""
        token = self._settings.token
        if not self._settings.allow_update or not token:
            raise Refusal(403, "update_not_allowed")
        scheme, _, credentials = request.header(b"authorization").partition(" ")
        if scheme.lower() != "bearer":
            raise Refusal(401, "token_missing", {"WWW-Authenticate": 'Bearer realm="plankg"'})
        if not hmac.compare_digest(credentials.strip().encode(), token.encode()):
            raise Refusal(401, "token_wrong", {"WWW-Authenticate": 'Bearer realm="plankg", error="invalid_token"'})

    def _shared(self, request: Request) -> Pairs:
        """The headers that let pages of allowed origins read an answer: https://fetch.spec.whatwg.org/#http-cors-protocol."""
        origin = request.header(b"origin")
        if not origin or not {origin, "*"} & set(self._settings.cors):
            return []
        allowed = b"*" if "*" in self._settings.cors else origin.encode("latin-1")
        return [(b"access-control-allow-origin", allowed), (b"access-control-expose-headers", b"ETag")]

    def _preflight(self, request: Request, methods: str) -> Pairs:
        shared = self._shared(request)
        return shared and [
            *shared,
            (b"access-control-allow-methods", methods.encode()),
            (b"access-control-allow-headers", b"Accept, Authorization, Content-Type, If-None-Match"),
            (b"access-control-max-age", b"%d" % PREFLIGHT_SECONDS),
        ]


TEXT = "text/plain; charset=utf-8"
CREATED = 201
OF_BODY = (b"content-type", b"content-length", b"content-encoding")
