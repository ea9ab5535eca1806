"""What goes to the terminal: words for people in its own encoding, bytes for programs always in UTF-8."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from plankg.schema.wording import words

if TYPE_CHECKING:
    from plankg.schema.issue import Issue

    from plankg.show import Shown

NO_TERMINAL_WIDTH = 100_000
"""Tables that go into a file or another program are as wide as their contents: nothing is cut or wrapped there."""


def prepare() -> None:
    """Let no character stop the output: what the terminal's encoding (GBK on Windows) lacks is written as `?`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(text: str = "") -> None:
    """Print a line of the answer."""
    _line(text, sys.stdout)


def tell(key: str, **values: object) -> None:
    """Print on stderr what is being done, in the words of that key."""
    _line(words(f"cli.{key}", **values), sys.stderr)


def complain(problem: object) -> None:
    """Print on stderr, as one line, what is wrong."""
    _line(" ".join(str(problem).split()), sys.stderr)


def give(content: bytes) -> None:
    """Write bytes to the standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def give_json(value: object) -> None:
    """Write a value as JSON in UTF-8; dates as ISO 8601."""
    give((json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n").encode())


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table, as wide as the terminal."""
    from rich.console import Console  # noqa: PLC0415 - programs ask for JSON and need no rich
    from rich.table import Table  # noqa: PLC0415 - see above

    width = None if sys.stdout.isatty() else NO_TERMINAL_WIDTH
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
    lines = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        lines.add_column(heading, overflow="fold")
    for row in rows:
        lines.add_row(*("" if value is None else str(value) for value in row))
    console.print(lines)


def issues(findings: Sequence[Issue]) -> None:
    """Print the findings of the checks, a line each: how much it matters, where, what."""
    for issue in findings:
        severity = issue.severity.said()
        place = words("cli.place", start=issue.evidence.start, end=issue.evidence.end) if issue.evidence else ""
        say(f"{severity}  {place}  {issue.message}")


def mark(words_: str) -> str:
    """Words that are to be noticed: in brackets that plans do not use, and bold where it is a terminal that reads."""
    return f"\x1b[1m〔{words_}〕\x1b[0m" if sys.stdout.isatty() else f"〔{words_}〕"


def shown(what: Shown) -> None:
    """Print what is said of a thing: its data, then each saying with its words, place and sentence."""
    say(f"{what.title}  [{what.id}]")
    for label, value in what.facts:
        say(f"  {label}  {value}")
    for saying in what.sayings:
        place = words("cli.place", start=saying.start, end=saying.end)
        page = words("cli.page", page=saying.page) if saying.page else ""
        say()
        say(f"· {saying.what}  {saying.of}  {saying.quote}")
        say(f"    “{saying.sentence}”")
        say(f"    {' '.join(part for part in (saying.directive, page, place) if part)} · {saying.standing}")


def _line(text: str, stream: TextIO) -> None:
    stream.write(f"{text}\n")
    stream.flush()
