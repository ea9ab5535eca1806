"""Where a SPARQL server takes queries, updates and graphs, and how one logs in.

https://www.w3.org/TR/sparql11-protocol/ leaves the addresses to the server. Known here: Oxigraph (`/query`, `/update`, `/store`),
Fuseki and others that name them side by side, our own (`/sparql`, `/update`, `/store`), and Virtuoso (`/sparql`, after a login
`/sparql-auth`, `/sparql-graph-crud`). For any other, the three are written one after the other.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from plankg.schema.errors import UsageError

LOGIN, TOKEN = "PLANKG_STORE_LOGIN", "PLANKG_TOKEN"
QUERIES = ("query", "sparql")
"""Last words of the path of an address that takes queries, beside which the others stand."""


@dataclass(frozen=True)
class Addresses:
    """The three addresses of a server, without a login; None where the server's kind has to tell."""

    query: str
    update: str | None = None
    graphs: str | None = None

    def on(self, server: str, *, logged_in: bool) -> Addresses:
        """All three addresses, knowing what the server calls itself (its header `Server`)."""
        if server.startswith("Virtuoso"):
            update = f"{self.query}-auth" if logged_in else self.query
            return replace(self, update=self.update or update, graphs=self.graphs or f"{self.query}-graph-crud")
        return replace(
            self,
            update=self.update or _beside(self.query, "update"),
            graphs=self.graphs or _beside(self.query, "store"),
        )


@dataclass(frozen=True)
class Login:
    """A user with a password, a token, or neither."""

    user: str | None = None
    password: str = ""
    token: str | None = None

    @property
    def known(self) -> bool:
        """Whether there is any."""
        return self.user is not None or self.token is not None

    def answer(self, challenge: str) -> Any:
        """What answers a server's challenge (`WWW-Authenticate`), as httpx takes it; None where nothing does."""
        import httpx  # noqa: PLC0415 - only who asks a server needs it

        scheme = challenge.partition(" ")[0].casefold()
        if self.user is not None and scheme in {"basic", "digest"}:
            kind = httpx.DigestAuth if scheme == "digest" else httpx.BasicAuth
            return kind(self.user, self.password)
        if self.token is not None and scheme == "bearer":
            return lambda request: _bearing(request, self.token)
        return None


def read(where: str) -> tuple[Addresses, Login]:
    """Read `query [update [graphs]]`: addresses of a server, the first with a login in it (`user:password@`) or none.

    Without one in the address, the environment tells: PLANKG_STORE_LOGIN (`user:password`), PLANKG_TOKEN. Raises UsageError
    for what is no such address.

    >>> read("http://127.0.0.1:7878")[0].query
    'http://127.0.0.1:7878/query'
    """
    parts = [_parted(address, where) for address in where.split()]
    if not 1 <= len(parts) <= len(Addresses.__dataclass_fields__):
        raise UsageError("store_url", url=where)
    user, _, password = os.environ.get(LOGIN, "").partition(":")
    if parts[0].username is not None:
        user, password = unquote(parts[0].username), unquote(parts[0].password or "")
    plain = [urlunsplit(part._replace(netloc=part.netloc.rpartition("@")[2])) for part in parts]
    if not parts[0].path.strip("/"):
        plain[0] = plain[0].rstrip("/") + "/query"
    return Addresses(*plain), Login(user or None, password, os.environ.get(TOKEN))


def is_address(where: str) -> bool:
    """Whether it is a server's address rather than a folder."""
    return where.strip().casefold().startswith(("http://", "https://"))


def _parted(address: str, where: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        valid = parts.scheme in {"http", "https"} and parts.hostname and (parts.port is None or parts.port)
    except ValueError:
        valid = False
    if not valid:
        raise UsageError("store_url", url=where)
    return parts


def _beside(address: str, name: str) -> str:
    """The address with the last word of its path replaced, or itself where that does not stand for queries."""
    start, _, last = address.rpartition("/")
    return f"{start}/{name}" if last in QUERIES else address


def _bearing(request: Any, token: str | None) -> Any:
    request.headers["Authorization"] = f"Bearer {token}"
    return request
