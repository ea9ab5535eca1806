"""Requests that get an error: the status that the standards ask for, and one line that says what to do.

https://www.w3.org/TR/sparql11-protocol/#query-failure, https://www.rfc-editor.org/rfc/rfc9110#section-15. Whoever asks for
problem details gets them: https://www.rfc-editor.org/rfc/rfc9457.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Mapping
from http import HTTPStatus

from plankg.graph.store.syntax import QuerySyntaxError
from plankg.schema.errors import GraphError, PlankgError, UsageError, packed
from plankg.schema.wording import words

PROBLEM = "application/problem+json"


class ToldError(PlankgError):
    """What an engine has said already, in words."""

    def __init__(self, said: str) -> None:
        """Take the sentence."""
        super().__init__("told", said=said)


class Refusal(Exception):  # noqa: N818 - an answer to the client, no fault of the program
    """The answer to a request that cannot be carried out."""

    def __init__(
        self, status: int, key: str | PlankgError, headers: Mapping[str, str] | None = None, **values: object
    ) -> None:
        """Take the status and the words: the key of a sentence with what fills it, or an error that has its own."""
        error = key if isinstance(key, PlankgError) else UsageError(key, **values)
        super().__init__(str(error))
        self.status = status
        self.headers = dict(headers or {})
        self.place: dict[str, object] = {}
        """Where a query is wrong and what could have stood there, for programs."""
        if isinstance(error, QuerySyntaxError):
            self.place = {"line": error.line, "column": error.column, "expected": list(error.expected)}

    def __reduce__(self) -> tuple[object, ...]:
        """As it was said: another process raises it again."""
        return packed(self)

    @property
    def body(self) -> bytes:
        """The sentence as a line of plain text."""
        return (" ".join(str(self).split()) + "\n").encode()


def ending(status: int | None) -> PlankgError:
    """Why a process ended before it had answered, by its exit status: below 0 it is a signal, None is one that nobody saw.

    >>> ending(-9).values, ending(0).values
    ({'how': '信号 SIGKILL'}, {'how': '退出码 0'})
    """
    if status is None:
        return GraphError("process_ended_unseen")
    names = {-number: number.name for number in signal.Signals}
    match names.get(status):
        case "SIGABRT":  # so the store ends where it gets no more memory
            return GraphError("query_memory")
        case "SIGALRM":
            return GraphError("query_timeout")
        case name:
            how = words("ending.signal", name=name or -status) if status < 0 else words("ending.status", status=status)
            return GraphError("process_ended", how=how)


def problem(status: int, said: bytes, place: Mapping[str, object]) -> bytes:
    """A refusal as problem details: the sentence, and the place of the fault in fields of their own."""
    detail = said.decode().strip()
    row = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **place}
    return json.dumps(row, ensure_ascii=False).encode()
