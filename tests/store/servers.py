"""Real SPARQL servers for the tests, each in a folder of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from string import Template
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

SECONDS = 90
ROWS = 30_000
"""After so many rows Virtuoso stops, as it is set up here."""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def running(command: Sequence[str], address: str, folder: Path) -> Iterator[str]:
    """Run a server until the block ends, from when it answers at its address."""
    with (
        (folder / "output.txt").open("wb") as output,
        subprocess.Popen(command, stdout=output, stderr=output) as process,
    ):
        try:
            _wait(process, address, folder)
            yield address
        finally:
            process.kill()


def _wait(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    for _ in range(SECONDS * 10):
        try:
            urlopen(f"{address}?query=ASK%7B%7D", timeout=5).close()  # noqa: S310 - an address of our own
        except HTTPError:
            return
        except (URLError, OSError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"{address} does not answer: {(folder / 'output.txt').read_text('utf-8', 'replace')[-500:]}")


@contextmanager
def oxigraph(folder: Path, *, verb: str = "serve") -> Iterator[str]:
    """Run the Oxigraph server (PyPI `oxigraph`); give the address of its queries."""
    port = free_port()
    program = str(Path(sys.executable).with_name("oxigraph"))
    command = [program, verb, "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    with running(command, f"http://127.0.0.1:{port}/query", folder) as address:
        yield address


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """Run Virtuoso 7 (Debian `virtuoso-opensource-7`), whose owner is `dba` with the password `dba`."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.fail("the tests need Virtuoso: run `make test`, or apt-get install virtuoso-opensource-7-bin")
    port = free_port()
    settings = Template((Path(__file__).parent / "virtuoso.ini").read_text("utf-8")).substitute(
        folder=folder, sql_port=free_port(), http_port=port, rows=ROWS
    )
    (folder / "virtuoso.ini").write_text(settings, "utf-8")
    command = [program, "+configfile", str(folder / "virtuoso.ini"), "+foreground"]
    with running(command, f"http://127.0.0.1:{port}/sparql", folder) as address:
        yield address
