"""Run the notebooks and keep what they show: `make notebooks` writes the outputs into the files anew.

The code of the English twin is that of the Chinese notebook but for the language; who changes it does so in the Chinese one, and
this writes it into the other.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "notebooks"
LANGUAGE = 'os.environ["PLANKG_LANG"] = "{}"'
SECONDS = 300
FRESH = "%reset -f\nimport warnings\nwarnings.simplefilter('error')"
KEPT = ("image/png", "text/html", "text/plain")
"""The kinds of output that are kept, each cell's richest one."""


def pairs() -> Iterator[tuple[Path, Path]]:
    """Each notebook in Chinese with its English twin."""
    for path in sorted((FOLDER / "zh").glob("*.ipynb")):
        yield path, FOLDER / "en" / path.name


def read(path: Path) -> Any:
    """A notebook as nbformat has it."""
    return nbformat.read(path, as_version=4)


def code(book: Any) -> list[Any]:
    """The cells of code."""
    return [cell for cell in book.cells if cell.cell_type == "code"]


def in_english(source: str) -> str:
    """The code of a Chinese notebook as its twin has it."""
    return source.replace(LANGUAGE.format("zh"), LANGUAGE.format("en"))


@contextmanager
def kernel() -> Iterator[Callable[[Any], Any]]:
    """A function that runs notebook after notebook in one kernel; starting it and importing what all need takes longest."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(FOLDER / "zh"), env={**os.environ, "PYTHONHASHSEED": "0"})
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=SECONDS)
        yield lambda book: _run(book, manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def _run(book: Any, manager: KernelManager, client: Any) -> Any:
    """Execute a notebook with nothing of the one before, every warning an error; what it shows stands in its cells."""
    first = nbformat.v4.new_code_cell(FRESH)
    book.cells.insert(0, first)
    # a line may come in two pieces, as it happens
    executor = NotebookClient(book, timeout=SECONDS, km=manager, coalesce_streams=True)
    executor.kc = client
    executor.execute()
    book.cells.remove(first)
    for cell in code(book):
        cell.outputs = [_kept(output) for output in cell.outputs]
        cell.metadata.pop("execution", None)
        cell.execution_count = None
    return book


def _kept(output: Any) -> Any:
    """An output with its richest kind alone, and without the number of its run."""
    if "data" in output:
        richest = next(kind for kind in KEPT if kind in output.data)
        output.data = nbformat.from_dict({richest: output.data[richest]})
        output.metadata = nbformat.from_dict({})
    if output.output_type == "execute_result":
        output.execution_count = None
    return output


def main(names: Sequence[str]) -> None:
    """Run those notebooks whose names begin so, else all, and write them with what they show."""
    wanted = [pair for pair in pairs() if not names or pair[0].name.startswith(tuple(names))]
    with kernel() as run:
        for chinese, english in wanted:
            book, twin = read(chinese), read(english)
            for cell, other in zip(code(book), code(twin), strict=True):
                other.source = in_english(cell.source)
            for path, each in ((chinese, book), (english, twin)):
                print(path.relative_to(ROOT), flush=True)
                nbformat.write(run(each), path)


if __name__ == "__main__":
    main(sys.argv[1:])
