"""A plan's files, written into a folder that is swapped in whole: an interrupted build leaves the last good one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from plankg.exports import FORMATS
from plankg.graph.files import folder_beside, write_whole
from plankg.graph.stopping import held_back
from plankg.schema.errors import UsageError

if TYPE_CHECKING:
    from plankg.workplan import WorkPlan

HOME_PAGE = "index.html"


def build(work: WorkPlan, folder: Path, *, tell: Callable[[str], None] = lambda _: None) -> tuple[Path, ...]:
    """Write the exports, the table and the pages of a plan into `folder`; give the files, in the order of writing.

    Everything is written into a folder beside it first. `tell` hears the name of each file as it is begun. Raises UsageError
    where the folder holds something that no build wrote, GraphError where it cannot be written.
    """
    folder = folder.resolve()
    _refuse_foreign(folder, work)
    with folder_beside(folder) as part:
        _recover(folder)
        names = []
        for name, write in _writers(work):
            tell(name)
            write(part / name)
            names.append(name)
        with held_back():
            _swap(part, folder)
    return tuple(folder / name for name in names)


def names(work: WorkPlan) -> tuple[str, ...]:
    """Give the names of the files that a build of this plan writes."""
    return tuple(name for name, _ in _writers(work))


def _writers(work: WorkPlan) -> Iterator[tuple[str, Callable[[Path], object]]]:
    """Give each file's name with what writes it to a path."""

    def exported(syntax: str) -> Callable[[Path], object]:
        return lambda path: write_whole(path, work.export(syntax))

    def drawn(page: str) -> Callable[[Path], object]:
        return lambda path: write_whole(path, work.pages()[page]().encode())

    for syntax, kind in FORMATS.items():
        if kind.built:
            yield f"plan{kind.suffix}", exported(syntax)
    yield f"{work.plan.id}.xlsx", work.table
    for page in work.pages():
        yield page, drawn(page)


def _refuse_foreign(folder: Path, work: WorkPlan) -> None:
    """Raise UsageError where swapping the folder would take away files that are not a build's."""
    if folder.is_dir():
        ours = set(names(work))
        foreign = sorted(entry.name for entry in folder.iterdir() if entry.name not in ours)
        if foreign:
            raise UsageError("output_folder_foreign", path=folder, name=foreign[0])
    elif folder.exists():
        raise UsageError("output_not_folder", path=folder)


def _last(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}-last")


def _recover(folder: Path) -> None:
    """Bring back the last build where one was killed between its two renames."""
    last = _last(folder)
    if last.exists() and not folder.exists():
        last.rename(folder)


def _swap(part: Path, folder: Path) -> None:
    """Put the new folder in the place of the old; whatever stops it in between, the old one is put back."""
    last = _last(folder)
    shutil.rmtree(last, ignore_errors=True)
    if folder.exists():
        folder.rename(last)
    try:
        part.rename(folder)
    except BaseException:
        if last.exists():
            last.rename(folder)
        raise
    shutil.rmtree(last, ignore_errors=True)
