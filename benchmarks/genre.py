"""What is read out of a whole folder of plans, in one table: python benchmarks/genre.py DIR.

A file that is no plan is a line that says why. Exit status 1 where a file made the program fail, or where a numbered paragraph
belongs to no section.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plankg.graph.extraction.draft.spans import Span
from plankg.graph.extraction.structure.contents import without_contents
from plankg.graph.extraction.structure.numbering import numbering
from plankg.graph.reading.files import OLD_SUFFIXES, OTHER_SUFFIXES, READERS
from plankg.schema import Document, Plan, PlankgError
from plankg.schema.wording import words
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table

import plankg
from plankg.workplan import WorkPlan

SUFFIXES = {*(suffix for reader in READERS for suffix in reader.suffixes), *OLD_SUFFIXES, *OTHER_SUFFIXES} - {".md"}
"""Whatever a plan may come as, also where it cannot be read: the line says why. A folder's README is none."""
PLAIN_WIDTH = 200
ATTACHMENTS = re.compile("附[件表][:：]")


class Row(NamedTuple):
    """The numbers of one plan; `homeless` are the numbered paragraphs that belong to no section."""

    chapters: int
    directives: int
    tasks: int
    with_unit: int
    annotated: int
    targets: int
    deadlines: int
    sentences: int
    telling: int
    doubts: int
    defects: int
    homeless: int
    seconds: float

    def __add__(self, other: object) -> Row:
        """The sums."""
        if not isinstance(other, Row):
            return NotImplemented
        return Row(*(one + more for one, more in zip(self, other, strict=True)))

    def cells(self) -> Iterator[str]:
        """The cells of the table, without the sentences: they are told as the share that gave something."""
        for name, value in self._asdict().items():
            if name == "telling":
                yield f"{self.telling / self.sentences:.1%}" if self.sentences else "—"
            elif name != "sentences":
                yield f"{value:.2f}" if name == "seconds" else str(value)


def measure(path: Path) -> Row:
    """Read a plan and count. Raises PlankgError for a file that is none."""
    begin = time.perf_counter()
    work = plankg.load(path, review=False)
    seconds = time.perf_counter() - begin
    return _counted(work, seconds)


def _counted(work: WorkPlan, seconds: float) -> Row:
    plan = work.plan
    accounts, count = work.coverage(), work.counts()
    return Row(
        chapters=count["chapters"],
        directives=count["directives"],
        tasks=count["tasks"],
        with_unit=count["tasks"] - count["unnamed"],
        annotated=len({row.unit for row in plan.assignments if row.basis == "annotated"}),
        targets=count["targets"],
        deadlines=count["deadlines"],
        sentences=len(accounts),
        telling=sum(bool(account.statements) for account in accounts),
        doubts=len(work.doubts()),
        defects=len(work.lint()),
        homeless=len(homeless(plan, work.document)),
        seconds=seconds,
    )


def homeless(plan: Plan, document: Document) -> list[str]:
    """The numbered paragraphs that are neither the heading nor in the body of any section.

    The list of attachments (附件：1.… and the lines numbered on below it) and the table of contents are no part of the plan.
    """
    owned = [
        (section.evidence.start, section.body.end if section.body else section.evidence.end)
        for section in plan.sections
    ]
    left, attachments = [], False
    lines = [Span(match.start(), match.end()) for match in re.finditer("[^\n]+", document.normal)]
    for start, end in without_contents(document.normal, lines):
        line = document.normal[start:end]
        numbered = numbering(line) is not None
        attachments = bool(ATTACHMENTS.match(line)) or (attachments and numbered)
        if numbered and not attachments:
            first, last = document.offsets[start], document.offsets[end - 1] + 1
            if not any(here < last and first < there for here, there in owned):
                left.append(line)
    return left


def main(folder: Path) -> int:
    """Print the table of a folder's plans and the totals; give the exit status."""
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, markup=False)
    paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    table = Table(box=None, pad_edge=False)
    table.add_column(words("genre.file"), overflow="fold")
    for name in Row._fields:
        if name != "sentences":
            table.add_column(words(f"genre.{name}"), justify="right")
    total, refused, failed = None, [], 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        for path in progress.track(paths, description=words("genre.reading")):
            try:
                row = measure(path)
            except PlankgError as error:
                refused.append(f"{path.name}  {error}")
                continue
            except Exception as error:  # noqa: BLE001 (a program that fails on a plan is what is looked for)
                refused.append(f"{path.name}  !! {type(error).__name__}: {error}")
                failed += 1
                continue
            table.add_row(path.name, *row.cells())
            total = row if total is None else total + row
    if total is not None:
        table.add_section()
        table.add_row(words("genre.total", count=len(paths) - len(refused)), *total.cells())
        console.print(table)
    for line in refused:
        console.print(line, soft_wrap=True)
    return 1 if failed or (total is not None and total.homeless) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
