"""A folder of plans built: what changed is read, side by side, and written with all the rest in one folder, whole or not at all.

    corpus.json                  the record: where each plan came from, what it holds, what is wrong
    index.html                   the page of all plans, of so many as one page can show
    plans/<id>.json.gz           each plan with its text and decisions
    tables/<table>/<nn>.parquet  the rows of all plans

What was read is kept beside it until the build is done, so that a build that was stopped goes on where it was.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plankg.graph.plan_folders import RECORD
from plankg.graph.writing import write_whole
from plankg.schema.errors import PlankgError, ReadingError, UsageError
from plankg.schema.extras import need

from plankg.build import HOME_PAGE, replaced
from plankg.corpus.crew import outcomes
from plankg.corpus.done import Done
from plankg.corpus.pages import MOST_PLANS, Piece, corpus_page
from plankg.corpus.reading import Job, Outcome
from plankg.corpus.record import Entry, Record, read_record
from plankg.corpus.sources import Source, fingerprint, of_places, plan_id_of
from plankg.corpus.tables import write_shards

PLANS = "plans"
PACKED, PAGED, BESIDE = ".json.gz", ".page.json.gz", ".beside.json"
"""What the files of a plan end with: the plan itself, what the page shows of it, what it tells of it beside the others."""


@dataclass(frozen=True)
class Progress:
    """What hears how a build goes: how many plans there are and have to be read, the name of each that is read, the end."""

    begin: Callable[[int, int], object] = lambda _all, _new: None
    step: Callable[[str], object] = lambda _name: None
    end: Callable[[], object] = lambda: None


def build_corpus(
    places: Sequence[Path],
    folder: Path,
    *,
    review: bool = True,
    on: str | None = None,
    processes: int | None = None,
    progress: Progress | None = None,
) -> Record:
    """Build the plans at these places (folders of plans, plans' folders, files) into a folder; the record says what is wrong.

    Read are those that are new, changed, or were at fault, by as many processes as there are cores, or by the workers of the
    Dask scheduler `on`. Raises UsageError where there is no plan or the folder holds something else, GraphError where it
    cannot be written, InstallationError without pyarrow.
    """
    need("corpus")
    progress, folder = progress or Progress(), folder.resolve()
    listed = of_places(places)
    before, paged, done = read_record(folder) or Record(), len(listed) <= MOST_PLANS, Done(folder)
    entries = {entry.name: entry for entry in _apart(_entry(source, review=review) for source in listed)}
    entries |= _unchanged(entries, before, paged=paged)
    wants = frozenset(["page"] if paged else [])
    jobs = [Job(each.name, str(each.place), review, wants) for each in listed if _is_open(entries[each.name])]
    progress.begin(len(listed), len(jobs))
    new: dict[str, Outcome] = {}
    try:
        for result in _read(jobs, entries, done, on=on, processes=processes):
            progress.step(result.name)
            entry = entries[result.name]
            entries[result.name] = entry.model_copy(
                update={"head": result.head, "fault": result.fault, "paged": bool(result.page)}
            )
            if result.head:
                new[result.head.id] = result
    finally:
        progress.end()
    root = os.path.commonpath([place.resolve() for place in places])
    record = Record(folder=root, entries=tuple(entries[each.name] for each in listed), stored=before.stored)
    if new or record != before:
        _write(folder, record, before, new)
    done.clear()
    return record


def built_file(folder: Path, plan: str, ending: str) -> Path:
    """One of the files that a build keeps a plan in."""
    return folder / PLANS / f"{plan}{ending}"


def _entry(source: Source, *, review: bool) -> Entry:
    """What is known of a plan before it is read: its id and the fingerprint of its files, or why it has none."""
    try:
        return Entry(name=source.name, id=plan_id_of(source), fingerprint=fingerprint(source, review=review))
    except OSError as error:
        return _faulty(source.name, ReadingError("file_unreadable", path=source.name, reason=error.strerror or error))
    except PlankgError as error:
        return _faulty(source.name, error)


def _faulty(name: str, error: PlankgError, plan: str = "") -> Entry:
    return Entry(name=name, id=plan, fault=str(error))


def _apart(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries; where two go by one id the first keeps it, and the other is at fault."""
    names: dict[str, str] = {}
    for entry in entries:
        first = names.setdefault(entry.id, entry.name) if entry.id else entry.name
        if first == entry.name:
            yield entry
        else:
            same = UsageError("plans_same_id", first=first, second=entry.name, id=entry.id)
            yield _faulty(entry.name, same, entry.id)


def _is_open(entry: Entry) -> bool:
    """Whether a plan is still to be read."""
    return entry.head is None and entry.fault is None


def _unchanged(entries: Mapping[str, Entry], before: Record, *, paged: bool) -> dict[str, Entry]:
    """The entries of the last build that hold as they are: read of the same, and with what the page needs."""
    return {
        entry.name: entry
        for entry in before.entries
        if entry.head
        and (entry.paged or not paged)
        and (now := entries.get(entry.name)) is not None
        and (now.fault, now.fingerprint) == (None, entry.fingerprint)
    }


def _read(
    jobs: Sequence[Job], entries: Mapping[str, Entry], done: Done, *, on: str | None, processes: int | None
) -> Iterator[Outcome]:
    """The outcomes of all jobs: those that a stopped build had, then the others as they come, kept until the build is done."""
    rest = []
    for job in jobs:
        if known := done.outcome(entries[job.name].fingerprint, job):
            yield known
        else:
            rest.append(job)
    if not rest:
        return
    if on is None:
        coming = outcomes(rest, processes=processes)
    else:
        from plankg.corpus.cluster import outcomes_on  # noqa: PLC0415 - only where a cluster is wanted

        coming = outcomes_on(on, rest)
    for result in coming:
        if result.head and len(rest) > 1:
            done.keep(entries[result.name].fingerprint, result)
        yield result


def _write(folder: Path, record: Record, before: Record, new: Mapping[str, Outcome]) -> None:
    """Put a build of these plans in the place of the last; what is the same is linked, not written again."""
    plans = [head.id for head in record.heads]
    paged = [entry.id for entry in record.entries if entry.head and entry.paged]
    gone = {head.id for head in before.heads} - set(plans)
    with replaced(folder, _files(folder, before)) as part:
        (part / PLANS).mkdir()
        for plan, result in new.items():
            write_whole(built_file(part, plan, PACKED), result.plan)
            if result.page:
                write_whole(built_file(part, plan, PAGED), result.page.data)
                write_whole(built_file(part, plan, BESIDE), result.page.brief)
        tables = {plan: result.tables for plan, result in new.items()}
        kept = [f"{PLANS}/{plan}{PACKED}" for plan in plans if plan not in new]
        kept += [f"{PLANS}/{plan}{end}" for plan in paged if plan not in new for end in (PAGED, BESIDE)]
        if plans:
            kept += write_shards(part, folder, plans, tables, gone)
        for name in kept:
            _link(folder / name, part / name)
        if paged:
            files = ([built_file(part, plan, end) for end in (PAGED, BESIDE)] for plan in paged)
            page = corpus_page([Piece(*(path.read_bytes() for path in each)) for each in files])
            write_whole(part / HOME_PAGE, page.encode())
        write_whole(part / RECORD, record.written())


def _files(folder: Path, before: Record) -> set[str]:
    """The files of the last build by their paths in the folder."""
    plans = {f"{PLANS}/{head.id}{end}" for head in before.heads for end in (PACKED, PAGED, BESIDE)}
    tables = (
        {path.relative_to(folder).as_posix() for path in folder.glob("tables/*/*.parquet")} if before.heads else set()
    )
    return {RECORD, HOME_PAGE, *plans, *tables} if before.entries else set()


def _link(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        write_whole(new, old.read_bytes())  # disks without links
