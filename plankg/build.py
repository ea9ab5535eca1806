"""The files of plans, written into a folder that is swapped in whole: an interrupted build leaves the last good one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from plankg.graph.formats.registry import FORMATS, Exports
from plankg.graph.stopping import held_back
from plankg.graph.writing import folder_beside, write_whole
from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from plankg.schema.wording import Language, language
from plankg.viz.breakdown.files import BUILT, file_name

from plankg.saved_views import saved_views

HOME_PAGE = "index.html"
Writer = Callable[[Path], object]


def build(loaded: Loaded, folder: Path, *, tell: Callable[[str], None] = lambda _: None) -> tuple[Path, ...]:
    """Write the exports, the table and the pages of a plan into `folder`; give the files, in the order of writing.

    Raises UsageError where the folder holds something that no build wrote, GraphError where it cannot be written.
    """
    return _write(folder, dict(_writers(loaded)), tell)


def build_together(
    plans: Sequence[Loaded], folder: Path, *, tell: Callable[[str], None] = lambda _: None
) -> tuple[Path, ...]:
    """Write the page of several plans, drawn in its turn, into `folder`, and what `build` writes of each into a folder in it.

    Those folders go by the plans' ids. Raises as `build` does.
    """
    writers: dict[str, Writer] = {HOME_PAGE: lambda path: write_whole(path, page_of(plans).encode())}
    for loaded in plans:
        writers |= {f"{loaded.plan.id}/{name}": write for name, write in _writers(loaded)}
    return _write(folder, writers, tell)


def _write(folder: Path, writers: Mapping[str, Writer], tell: Callable[[str], None]) -> tuple[Path, ...]:
    """Write the files of these names, all or none; give their paths.

    Everything is written into a folder beside it first. `tell` hears the name of each file as it is begun.
    """
    folder = folder.resolve()
    _refuse_foreign(folder, writers)
    with folder_beside(folder) as part:
        _recover(folder)
        for name, write in writers.items():
            tell(name)
            (part / name).parent.mkdir(exist_ok=True)
            write(part / name)
        with held_back():
            _swap(part, folder)
    return tuple(folder / name for name in writers)


def names(loaded: Loaded) -> tuple[str, ...]:
    """The names of the files that a build of this plan writes."""
    return tuple(name for name, _ in _writers(loaded))


def pages(loaded: Loaded, *, lang: Language | None = None) -> dict[str, Callable[[], str]]:
    """The pages by file name, each drawn when called: HTML that opens from disk and loads nothing else."""
    return {HOME_PAGE: lambda: page_of([loaded], lang=lang)}


def page_of(plans: Sequence[Loaded], *, lang: Language | None = None) -> str:
    """The planners' page of one plan or of several, with the views that people saved of each."""
    from plankg.viz import workbench_page  # noqa: PLC0415 - the dictionary of pinyin is slow to load

    views = {loaded.plan.id: saved_views(loaded.folder) for loaded in plans}
    return workbench_page(plans, lang=lang or language(), views=views)


def _writers(loaded: Loaded) -> Iterator[tuple[str, Writer]]:
    """Each file's name with what writes it to a path."""
    exports = Exports(loaded)

    def exported(syntax: str) -> Writer:
        return lambda path: write_whole(path, exports.written(syntax))

    def drawn(page: Callable[[], str]) -> Writer:
        return lambda path: write_whole(path, page().encode())

    def table(path: Path) -> None:
        from plankg.viz import write_workbook  # noqa: PLC0415 - openpyxl is slow to load

        write_workbook(loaded.plan, loaded.document, path, lang=language())

    def breakdown(path: Path) -> None:
        from plankg.viz import write_breakdown  # noqa: PLC0415 - see above

        write_breakdown(loaded, path, lang=language())

    for syntax, row in FORMATS.items():
        if row.built:
            yield f"plan{row.suffix}", exported(syntax)
    yield f"{loaded.plan.id}.xlsx", table
    for suffix in BUILT:
        yield file_name(loaded.plan, suffix, language()), breakdown
    for name, page in pages(loaded).items():
        yield name, drawn(page)


def _refuse_foreign(folder: Path, writers: Mapping[str, Writer]) -> None:
    """Raise UsageError where swapping the folder would take away files that are not a build's."""
    if folder.is_dir():
        files = {folder / name for name in writers}
        folders = {folder, *(path.parent for path in files)}
        inside = (entry for each in sorted(folders) if each.is_dir() for entry in sorted(each.iterdir()))
        foreign = next((entry for entry in inside if entry not in files | folders), None)
        if foreign:
            raise UsageError("output_folder_foreign", path=folder, name=foreign.relative_to(folder).as_posix())
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
