"""How much one reply tells: so many rows and so many characters at most, and how to get the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from plankg.schema.wording import words

from plankg.agents.evidence import Told

CHARACTERS = 100_000
"""An assistant takes a longer reply badly or not at all. All that is sent is counted, the answer and the message around it."""
AROUND = 1000
"""So much is left for that message, and for where the rest is."""
ROOM = CHARACTERS - AROUND
SHORTENED = 2000
"""So much is told of a text in a reply that is too long with one row already."""


LISTED = 12
"""A list in such a reply is no longer than so many of these texts."""


def bounded(tell: Callable[[int], Told], rows: int, *, offset: int, more: bool) -> Told:
    """What is told of as many of the rows as there is room for.

    `tell` tells of that many, from the `offset` on; there are `rows` of them, and `more` that are not at hand.
    """
    reply, shown = tell(rows), rows
    if size(reply) > ROOM:
        shown = _most(tell, rows)
        reply, longest = tell(shown), SHORTENED
        while size(reply) > ROOM and longest:
            reply, longest = _shortened(tell(shown), longest), longest // 2
    if shown < rows or more:
        return {**reply, "complete": False, "next": offset + shown, "rest": words("agents.rest", next=offset + shown)}
    return {**reply, "complete": True}


def size(reply: Told) -> int:
    """How many characters a reply is sent as: as JSON, and once more as text that holds that JSON.

    The protocol wants both, the text for clients that know no other:
    https://modelcontextprotocol.io/specification/2025-06-18/server/tools#structured-content.
    """
    text = as_text(reply)
    return len(text) + _sent(text)


def _sent(text: str) -> int:
    """How many characters a text has in a message, where it stands in quotes."""
    return len(json.dumps(text, ensure_ascii=False))


def as_text(reply: Told) -> str:
    """A reply as JSON."""
    return json.dumps(reply, ensure_ascii=False, default=str)


def part(text: str, uri: str, begin: int = 0, end: int | None = None) -> str:
    """A text from one character to another, as much of it as there is room for, and where it goes on."""
    last = len(text) if end is None else min(end, len(text))
    stop = min(last, begin + ROOM)
    while (sent := _sent(text[begin:stop])) > ROOM:
        stop = begin + (stop - begin) * ROOM // sent
    if stop >= last:
        return text[begin:stop]
    values = {"total": len(text), "end": stop, "next": min(stop + ROOM, last), "uri": uri}
    return text[begin:stop] + words("agents.text_rest", **values)


def _most(tell: Callable[[int], Told], rows: int) -> int:
    """How many rows there is room for, one at the least."""
    least, most = 1, max(rows, 1)
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if size(tell(middle)) <= ROOM else (least, middle - 1)
    return least


def _shortened(value: Any, longest: int) -> Any:
    """A value whose texts end after so many characters, and lists before they have more than some texts of that length."""
    if isinstance(value, dict):
        return {key: _shortened(each, longest) for key, each in value.items()}
    if isinstance(value, list):
        members: list[Any] = []
        room = longest * LISTED
        for each in (_shortened(each, longest) for each in value):
            room -= len(json.dumps(each, ensure_ascii=False, default=str))
            if room < 0 and members:
                break
            members.append(each)
        return members
    if isinstance(value, str) and len(value) > longest:
        return words("agents.shortened", shown=value[:longest], left=len(value) - longest)
    return value
