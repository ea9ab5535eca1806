"""Connections: requests that come before the last is answered, with a body, or half, and what is sent then."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest
from serving_process import Server


@pytest.fixture
def connection(server: Server) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", httpx.URL(server.address).port or 0), timeout=60) as connected:
        yield connected


def get(number: int, *lines: str, path: str = "/sparql", version: str = "1.1") -> bytes:
    query = httpx.QueryParams({"query": f"SELECT ({number} AS ?n) {{}}"})
    head = [f"GET {path}?{query} HTTP/{version}", "Host: 127.0.0.1", "Accept: text/csv", *lines]
    return "\r\n".join([*head, "", ""]).encode()


def answers(connection: socket.socket, count: int) -> list[bytes]:
    """Read so many answers: the head and the body of each."""
    arrived, found = b"", []
    while len(found) < count:
        head, end, body = arrived.partition(b"\r\n\r\n")
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or 0)
        if end and len(body) >= length:
            found.append(head + end + body[:length])
            arrived = body[length:]
            continue
        piece = connection.recv(2**16)
        assert piece, arrived
        arrived += piece
    return found


def numbers(found: list[bytes]) -> list[int]:
    return [int(each.split()[-1]) for each in found]


def test_requests_sent_at_once_are_answered_in_their_order(connection: socket.socket) -> None:
    asked = [7101, 7102, 7101, 7103, 7104]
    connection.sendall(b"".join(get(number) for number in asked))
    assert numbers(answers(connection, 5)) == asked


def test_a_get_request_with_a_body_is_answered_and_the_next_one_too(connection: socket.socket) -> None:
    connection.sendall(get(7201, "Content-Length: 3") + b"abc" + get(7202))
    assert numbers(answers(connection, 2)) == [7201, 7202]


def test_pages_and_questions_share_a_connection(connection: socket.socket) -> None:
    connection.sendall(get(7301) + get(0, path="/health") + get(7302))
    first, health, last = answers(connection, 3)
    assert numbers([first, last]) == [7301, 7302]
    assert b'"plans"' in health


@pytest.mark.parametrize(
    ("lines", "version"), [((), "1.0"), (("Connection: close",), "1.1")], ids=["HTTP/1.0", "Connection: close"]
)
def test_a_connection_is_closed_where_the_client_wants_it(
    lines: tuple[str, ...], version: str, connection: socket.socket
) -> None:
    connection.sendall(get(7401, *lines, version=version))
    assert numbers(answers(connection, 1)) == [7401]
    assert connection.recv(1) == b""


def test_a_refusal_keeps_the_connection(connection: socket.socket) -> None:
    connection.sendall(get(7501).replace(b"SELECT", b"SELEKT") + get(7502))
    refused, answered = answers(connection, 2)
    assert refused.startswith(b"HTTP/1.1 400")
    assert numbers([answered]) == [7502]
