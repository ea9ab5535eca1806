"""What would call other servers: refused unless their host is allowed, because a plan's graph answers from what it holds.

SERVICE, https://www.w3.org/TR/sparql11-federated-query/, and LOAD, https://www.w3.org/TR/sparql11-update/#load.
The engine reads keywords with no space after them (`SERVICESILENT<…>`, `5SERVICE<…>`, even `SERVICE:name`), so whatever it
could take for one counts as one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from plankg.graph.store.tokens import Token, lexed
from plankg.schema.errors import GraphError

_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def refuse_service(sparql: str, *, allowed: Collection[str] = ()) -> None:
    """Raise GraphError where a query or update uses SERVICE; in strings, IRIs, names and comments the word may stand.

    `allowed` are hosts (`example.org`, any port) or hosts with a port (`example.org:7878`): they may be called, by an
    address written in full.

    >>> refuse_service("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }", allowed={"example.org"})
    """
    for text in _readings(sparql):
        if "SERVICE" in text.upper() and not all(_allowed(target, allowed) for target in _services(text)):
            raise GraphError("query_service")


def refuse_load(update: str, *, allowed: Collection[str] = ()) -> None:
    """Raise GraphError where an update uses LOAD for what is on none of these hosts.

    >>> refuse_load("INSERT DATA { <http://a/load> <http://a/p> 'LOAD' }")
    """
    for text in _readings(update):
        if "LOAD" in text.upper() and not all(_allowed(target, allowed) for target in _loads(text)):
            raise GraphError("update_load")


def silenced(sparql: str, *, allowed: Collection[str] = ()) -> str:
    """A text in which SERVICE SILENT and LOAD SILENT of hosts that are not allowed do what they do where a call fails.

    That is nothing: https://www.w3.org/TR/sparql11-federated-query/#serviceFailure, https://www.w3.org/TR/sparql11-update/#load.

    >>> silenced("SELECT * { ?s ?p ?o SERVICE SILENT <http://a/> { ?o ?q ?r } }")
    'SELECT * { ?s ?p ?o OPTIONAL { VALUES () {} { ?o ?q ?r } } }'
    >>> silenced("LOAD SILENT <http://a/> INTO GRAPH <http://g/> ; CLEAR ALL")
    'INSERT DATA {} ; CLEAR ALL'
    """
    if "SILENT" not in sparql.upper() or "\\" in sparql:
        return sparql
    tokens = list(lexed(sparql))
    for place in reversed(range(len(tokens) - 2)):
        verb, silent, target = (token.text for token in tokens[place : place + 3])
        if silent.upper() != "SILENT" or _allowed(target, allowed):
            continue
        if verb.upper() == "SERVICE" and tokens[place + 3 : place + 4] and tokens[place + 3].text == "{":
            return silenced(_without_service(sparql, tokens, place), allowed=allowed)
        if verb.upper() == "LOAD" and tokens[place].kind == "word":
            return silenced(_without_load(sparql, tokens, place), allowed=allowed)
    return sparql


def _without_service(sparql: str, tokens: list[Token], place: int) -> str:
    opened = tokens[place + 3]
    closed = next((token for token in tokens[place + 4 :] if token.text == "}" and token.depth == opened.depth), None)
    end = closed.start + 1 if closed else len(sparql)
    pattern = sparql[opened.start : end]
    return f"{sparql[: tokens[place].start]}OPTIONAL {{ VALUES () {{}} {pattern} }}{sparql[end:]}"


def _without_load(sparql: str, tokens: list[Token], place: int) -> str:
    last = place + 2
    if [token.text.upper() for token in tokens[place + 3 : place + 5]] == ["INTO", "GRAPH"]:
        last = min(place + 5, len(tokens) - 1)
    end = tokens[last].start + len(tokens[last].text)
    return f"{sparql[: tokens[place].start]}INSERT DATA {{}}{sparql[end:]}"


def _readings(sparql: str) -> set[str]:
    """The text as our engine reads it, and as the standard does: code points may be escaped anywhere in it.

    https://www.w3.org/TR/sparql11-query/#codepointEscape
    """
    if "\\" not in sparql:
        return {sparql}
    return {sparql, _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16) % 0x110000), sparql)}


def _services(sparql: str) -> Iterator[str]:
    tokens = list(lexed(sparql))
    for place, token in enumerate(tokens):
        word = _word(token)
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        before = _word(tokens[place - 1]) if place else ""
        if token.kind == "word" and "SERVICE" in word:
            yield _target(tokens, place, "SERVICE")
        elif token.kind == "name" and "SERVICE" in word and token.depth and after == "{" and before != "GRAPH":
            yield token.text


def _loads(update: str) -> Iterator[str]:
    tokens = list(lexed(update))
    for place, token in enumerate(tokens):
        word = _word(token)
        if token.kind == "word" and "LOAD" in word:
            yield _target(tokens, place, "LOAD")
        elif (
            token.kind == "name"
            and "LOAD" in word
            and not token.depth
            and (not place or tokens[place - 1].kind != "word")
        ):
            # after a word (PREFIX, GRAPH, WITH, TO …) it is a name; where an operation begins it is LOAD and a name
            yield token.text


def _word(token: Token) -> str:
    """What could be a keyword in a token: the whole word, or the prefix of a name."""
    if token.kind == "name":
        return token.text.partition(":")[0].upper()
    return token.text.upper() if token.kind == "word" else ""


def _target(tokens: list[Token], place: int, keyword: str) -> str:
    """The address that is called: an IRI token, or whatever stands in its place."""
    if tokens[place].text.upper() != keyword:
        return tokens[place].text
    following = tokens[place + 1 : place + 3]
    if following and following[0].text.upper() == "SILENT":
        del following[0]
    return following[0].text if following else ""


def _allowed(target: str, allowed: Collection[str]) -> bool:
    """Say whether an IRI token is an http address, with nothing hidden in it, on one of these hosts."""
    if not target.startswith("<") or "\\" in target:
        return False
    try:
        address = urlsplit(target[1:-1])
        host, port = address.hostname or "", address.port
    except ValueError:
        return False
    if address.scheme not in {"http", "https"} or "@" in address.netloc:
        return False
    return host in allowed or (port is not None and f"{host}:{port}" in allowed)
