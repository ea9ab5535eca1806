"""Building many plans from the command line: how far it is, what went wrong, what was written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from plankg.graph.stopping import undone_by_a_stop
from plankg.schema.wording import words

from plankg.corpus.building import Progress, build_corpus
from plankg.corpus.pages import MOST_PLANS
from plankg.terminal import complain, tell

OUT = Path("out")
SOME_FAILED = 2


def build_all(
    places: Sequence[str], output: Path | None, *, review: bool, on: str | None, store: str | None
) -> int | None:
    """Build folders of plans into one folder; the exit status says whether all were read and stored."""
    folder = (output or OUT / _name(places)).resolve()
    record = build_corpus(list(map(Path, places)), folder, review=review, on=on, progress=_shown())
    faults = [(entry.name, entry.fault) for entry in record.faults]
    tell("corpus_built", path=folder, plans=len(record.heads))
    if len(record.entries) > MOST_PLANS:
        tell("corpus_without_page", most=MOST_PLANS)
    if store is not None:
        from plankg.corpus.stores import store_build  # noqa: PLC0415 - only where a store is wanted

        faults += store_build(folder, store)
    if not faults:
        return None
    complain(words("cli.corpus_faults", n=len(faults)))
    for name, message in faults:
        complain(f"  {name}  {message}")
    return SOME_FAILED


def _name(places: Sequence[str]) -> str:
    return "+".join(Path(place).resolve().name for place in places)


def _shown() -> Progress:
    """Progress as a bar on a terminal; elsewhere only how much there is to do is said."""
    bar = _Bar() if sys.stderr.isatty() else None

    def begin(plans: int, new: int) -> None:
        tell("corpus_building", plans=plans, new=new)
        if bar and new:
            bar.begin(new)

    return Progress(begin, bar.step, bar.end) if bar else Progress(begin)


class _Bar:
    """A bar that a stop takes away, too, so that the cursor is there afterwards."""

    def __init__(self) -> None:
        self._until_the_end = ExitStack()

    def begin(self, total: int) -> None:
        from rich.console import Console  # noqa: PLC0415 - a file or program that reads along needs no rich
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415 - see above

        columns = (
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}", markup=False),
        )
        self._bar = Progress(*columns, console=Console(file=sys.stderr), transient=True)
        self._task = self._bar.add_task("", total=total)
        self._until_the_end.enter_context(undone_by_a_stop(self._bar.stop))
        self._until_the_end.enter_context(self._bar)

    def step(self, name: str) -> None:
        self._bar.update(self._task, advance=1, description=name)

    def end(self) -> None:
        self._until_the_end.close()
