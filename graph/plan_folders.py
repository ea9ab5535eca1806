"""Folders of many plans: which of the files and folders in them are plans."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from plankg.graph.plans import SETTINGS
from plankg.graph.reading.files import OLD_SUFFIXES, OTHER_SUFFIXES, READERS
from plankg.schema.errors import UsageError

RECORD = "corpus.json"
"""The file by which one knows what a build of many plans wrote, which is not read again as plans."""
BESIDE = frozenset([".md", ".csv", ".tsv"])
"""Readable as plans where one is named, but in a folder notes and tables that lie beside them."""
ENDINGS = frozenset([*(end for reader in READERS for end in reader.suffixes), *OLD_SUFFIXES, *OTHER_SUFFIXES]) - BESIDE
"""How files end that are taken for plans; what cannot be read of them is told, not passed over."""


def is_folder_of_plans(place: str | Path) -> bool:
    """Whether it is a folder, but not that of one plan."""
    return Path(place).is_dir() and not (Path(place) / SETTINGS).is_file()


def plans_in(folder: Path) -> tuple[Path, ...]:
    """The plans in a folder and the folders in it, by name: folders with a `plan.toml` as one each, files that can be plans.

    Hidden files, the locks of office programs, and what a build wrote are passed over. Raises UsageError where there is no plan.
    """
    places = tuple(sorted(_places(folder)))
    if not places:
        raise UsageError("no_plans", path=folder)
    return places


def plans_at(places: Iterable[str]) -> tuple[str, ...]:
    """The same places, each folder of plans replaced by the plans in it."""
    return tuple(
        str(plan) for place in places for plan in (plans_in(Path(place)) if is_folder_of_plans(place) else [place])
    )


def _places(folder: Path) -> Iterator[Path]:
    for where, folders, names in os.walk(folder):
        here = Path(where)
        if SETTINGS in names:
            folders.clear()
            yield here
        elif RECORD in names:
            folders.clear()
        else:
            folders[:] = [name for name in folders if not name.startswith(".")]
            yield from (here / name for name in names if _may_be_plan(name))


def _may_be_plan(name: str) -> bool:
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() in ENDINGS
