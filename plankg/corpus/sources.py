"""The plans of a corpus by name, and a fingerprint of all that decides how each is read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import as_file, files
from pathlib import Path
from typing import NamedTuple

from plankg.graph.own_words import WORDS
from plankg.graph.plan_folders import is_folder_of_plans, plans_in
from plankg.graph.plans import SETTINGS, locate

from plankg.version import VERSION

READ_BY = {"plankg.graph": ("*.py",), "plankg.schema": ("*.py",), "plankg.data": ("lexicon/*.yaml", "models/*")}
"""What decides how a text is read, besides the text: code, lexicon, models."""


class Source(NamedTuple):
    """A plan as it lies there: by its path from the folder, whose `place` is what it is loaded by."""

    name: str
    place: Path


def of_places(places: Iterable[Path]) -> tuple[Source, ...]:
    """The plans at these places, by the names that they were given; a folder of plans gives all that are in it.

    Where there is but one folder, names are paths from it. Raises UsageError where a folder holds no plan.
    """
    places = tuple(places)
    root = places[0] if len(places) == 1 else Path()
    rows: list[Source] = []
    for place in places:
        plans = plans_in(place) if is_folder_of_plans(place) else (place,)
        rows += [Source((each.relative_to(root) if each != root else each).as_posix(), each) for each in plans]
    return tuple(rows)


def fingerprint(source: Source, *, review: bool) -> str:
    """A checksum of whatever decides how a plan is read: its files, and the program with its lexicon and models.

    Raises OSError where a file cannot be read, UsageError where the folder's settings are at fault.
    """
    checksum = sha256(f"{program()}\0{review}\0".encode())
    for path in parts(source):
        content = path.read_bytes() if path.is_file() else b""
        checksum.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return checksum.hexdigest()


def parts(source: Source) -> tuple[Path, ...]:
    """The files that a plan is read from: its text, and in a folder of its own settings, decisions and words."""
    folder, settings, text = locate(source.place)
    if folder is None:
        return (text,)
    return (text, folder / SETTINGS, folder / settings.review, folder / WORDS)


def plan_id_of(source: Source) -> str:
    """The id that a plan goes by. Raises UsageError where its folder's settings are at fault."""
    return locate(source.place)[1].id


@cache
def program() -> str:
    """A checksum of what reads: version, code, lexicon, models."""
    checksum = sha256(VERSION.encode())
    for package, patterns in READ_BY.items():
        with as_file(files(package)) as root:
            for path in sorted(path for pattern in patterns for path in root.rglob(pattern) if path.is_file()):
                checksum.update(f"{path.name}\0".encode() + path.read_bytes())
    return checksum.hexdigest()
