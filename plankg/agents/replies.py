"""How much one reply tells: so many rows and so many characters at most, and how to get the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from plankg.schema.wording import words

from plankg.agents.evidence import Told

CHARACTERS = 100_000
"""An assistant takes a longer reply badly or not at all."""
SHORTENED = 2000
"""So much is told of a text in a reply that is too long with one row already."""


def bounded(tell: Callable[[int], Told], rows: int, *, offset: int, more: bool) -> Told:
    """What is told of as many of the rows as there is room for.

    `tell` tells of that many, from the `offset` on; there are `rows` of them, and `more` that are not at hand.
    """
    reply, shown = tell(rows), rows
    if size(reply) > CHARACTERS:
        shown = _most(tell, rows)
        reply = tell(shown)
        if size(reply) > CHARACTERS:
            reply = _shortened(reply, SHORTENED)
    if shown < rows or more:
        return {**reply, "complete": False, "next": offset + shown, "rest": words("agents.rest", next=offset + shown)}
    return {**reply, "complete": True}


def size(reply: Told) -> int:
    """How many characters a reply has."""
    return len(as_text(reply))


def as_text(reply: Told) -> str:
    """A reply as JSON."""
    return json.dumps(reply, ensure_ascii=False, default=str)


def part(text: str, uri: str, begin: int = 0, end: int | None = None) -> str:
    """A text from one character to another, as much of it as there is room for, and where it goes on."""
    stop = min(len(text) if end is None else end, begin + CHARACTERS)
    if stop >= len(text) or end is not None:
        return text[begin:stop]
    values = {"total": len(text), "end": stop, "next": min(stop + CHARACTERS, len(text)), "uri": uri}
    return text[begin:stop] + words("agents.text_rest", **values)


def _most(tell: Callable[[int], Told], rows: int) -> int:
    """How many rows there is room for, one at the least."""
    least, most = 1, max(rows, 1)
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if size(tell(middle)) <= CHARACTERS else (least, middle - 1)
    return least


def _shortened(value: Any, longest: int) -> Any:
    """A value whose texts end after so many characters, and lists after so many members as there is room for."""
    if isinstance(value, dict):
        return {key: _shortened(each, longest) for key, each in value.items()}
    if isinstance(value, list):
        members: list[Any] = []
        room = CHARACTERS // 2
        for each in (_shortened(each, longest) for each in value):
            room -= len(json.dumps(each, ensure_ascii=False, default=str))
            if room < 0 and members:
                break
            members.append(each)
        return members
    if isinstance(value, str) and len(value) > longest:
        return words("agents.shortened", shown=value[:longest], left=len(value) - longest)
    return value
