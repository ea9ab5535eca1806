"""Requests that get an error: the status that the standards ask for, and one line that says what to do.

https://www.w3.org/TR/sparql11-protocol/#query-failure, https://www.rfc-editor.org/rfc/rfc9110#section-15.
"""

from __future__ import annotations

from collections.abc import Mapping

from plankg.schema.errors import PlankgError, UsageError


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

    @property
    def body(self) -> bytes:
        """The sentence as a line of plain text."""
        return (" ".join(str(self).split()) + "\n").encode()
