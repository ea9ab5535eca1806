"""What the address of a request says: which of the endpoint's it is, which graph it names, and what an answer to it goes by."""

from __future__ import annotations

from collections.abc import Mapping

from plankg.server.sparql.graph_store import graph_named
from plankg.server.sparql.http import Request

SPARQL, UPDATE, STORE, ASK = "/sparql", "/update", "/store", "/ask"
METHODS = {
    SPARQL: "GET, HEAD, POST, OPTIONS",
    UPDATE: "POST, OPTIONS",
    STORE: "GET, HEAD, PUT, POST, DELETE, OPTIONS",
    ASK: "GET, HEAD, OPTIONS",
}
BEYOND = f"{STORE}/"
"""Where the graphs lie that are resources of their own."""
Key = tuple[object, ...]


def resource(path: str) -> str | None:
    """Which of the addresses a path belongs to, None where it is none of the endpoint's.

    >>> resource("/sparql/"), resource("/store/notes"), resource("/plans")
    ('/sparql', '/store', None)
    """
    if path.startswith(BEYOND):
        return STORE
    return path.rstrip("/") if path.rstrip("/") in METHODS else None


def key_from(path: str, query: bytes, scheme: str, headers: Mapping[bytes, bytes], *posted: object) -> Key:
    """All that an answer depends on while the graph stays the same."""
    get = headers.get
    return path, query, scheme, get(b"host"), get(b"accept"), get(b"accept-encoding"), *posted


def key_of(request: Request, *posted: object) -> Key:
    """The same of a request."""
    return key_from(request.path, request.address, request.scheme, request.headers, *posted)


def base_of(request: Request) -> str:
    """The address of the service, which relative IRIs are resolved against (section 2.1.5 and RFC 3986, 5.1.3)."""
    return f"{request.scheme}://{request.header(b'host')}{request.path}"


def beyond(request: Request) -> str:
    """What of the path goes beyond the graph store, with its slash: the name of a graph that is a resource of its own."""
    return request.path.removeprefix(STORE) if len(request.path) > len(BEYOND) else ""


def store_of(request: Request) -> str:
    """The address of the graph store."""
    return f"{request.scheme}://{request.header(b'host')}{STORE}"


def graph_of(request: Request) -> str | None:
    """The graph that a request to the store names; None for the default graph."""
    return graph_named(store_of(request), request.address, beyond(request))
