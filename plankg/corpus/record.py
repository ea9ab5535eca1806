"""What a build of many plans keeps of itself: of each plan where it came from, what it holds, or what is wrong with it."""

from __future__ import annotations

from pathlib import Path

from plankg.graph.plan_folders import RECORD
from plankg.schema.model import Model
from pydantic import Field, ValidationError

FORM = 1
"""Rises when what is kept changes its form: older builds are then made anew."""


class Head(Model):
    """What is told of a plan without loading it; `errors` is how many the checks of its quotes and ids found."""

    id: str
    title: str
    issuer: str | None = None
    issued: str | None = None
    counts: dict[str, int] = Field(default_factory=dict)
    errors: int = 0


class Entry(Model):
    """A plan of the corpus by its name in the folder: read, with its head, or not, with the fault in one line.

    `id` is known before it is read. `paged` says that the build has what its page needs.
    """

    name: str
    id: str = ""
    fingerprint: str = ""
    head: Head | None = None
    paged: bool = False
    fault: str | None = None


class Record(Model):
    """All plans of a build in order, and the folder that they were read from.

    `stored` says of each store that they were put into, by plan, the fingerprint of what it has.
    """

    form: int = FORM
    folder: str = ""
    entries: tuple[Entry, ...] = ()
    stored: dict[str, dict[str, str]] = Field(default_factory=dict)

    @property
    def heads(self) -> tuple[Head, ...]:
        """Those of the plans that were read, in order."""
        return tuple(entry.head for entry in self.entries if entry.head)

    @property
    def faults(self) -> tuple[Entry, ...]:
        """The entries that say what is wrong."""
        return tuple(entry for entry in self.entries if entry.fault)

    def written(self) -> bytes:
        """The record as JSON."""
        return self.model_dump_json(indent=1).encode() + b"\n"


def read_record(built: Path) -> Record | None:
    """The record of a build, None where there is none or it has another form."""
    try:
        record = Record.model_validate_json((built / RECORD).read_bytes())
    except (OSError, ValidationError):
        return None
    return record if record.form == FORM else None
