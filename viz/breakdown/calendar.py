"""The deadlines as a calendar that Outlook, WPS and telephones take in: iCalendar (https://www.rfc-editor.org/rfc/rfc5545)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256

from plankg.viz.breakdown.listing import Listing
from plankg.viz.breakdown.measures import Measure

LONGEST = 75
"""Octets of a line; a longer one goes on in the next behind a space (3.1)."""
STAMP = "19800101T000000Z"
"""The time of writing that each entry must have: one for all, so that the same table gives the same bytes."""


def ics_bytes(listing: Listing) -> bytes:
    """A whole-day entry on the day on which each measure with a date is due; a measure without one has none."""
    rows = {row.ids: row for part in listing.parts for row in part.rows}.values()
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//plankg//plankg//ZH",
        f"X-WR-CALNAME:{_escaped(listing.title)}",
    ]
    for row in rows:
        for day in sorted({context.task.due for context in row.tasks if context.task.due}):
            lines += _entry(listing, row, day)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in _folded(line)).encode()


def _entry(listing: Listing, row: Measure, day: date) -> Iterator[str]:
    known = sha256(f"{listing.plan} {' '.join(row.ids)} {day}".encode()).hexdigest()[:32]
    columns = {column.key: column for column in listing.known}
    details = (f"{columns[key].heading}：{columns[key].cell(row) or ''}" for key in ("lead", "support", "key_task"))
    yield "BEGIN:VEVENT"
    yield f"UID:{known}@plankg"
    yield f"DTSTAMP:{STAMP}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(row.text)}"
    yield "DESCRIPTION:" + _escaped("\n".join(details))
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    r"""Text as a value (3.3.11).

    >>> _escaped("甲,乙;丙\n丁")
    '甲\\,乙\\;丙\\n丁'
    """
    for mark in ("\\", ",", ";"):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of so many octets, none of which parts a character."""
    piece, room = "", LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            yield piece
            piece, room = " ", LONGEST - 1
        piece, room = piece + character, room - size
    yield piece
