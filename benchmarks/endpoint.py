"""How many short questions a second our endpoint answers, beside the bare `oxigraph serve` on the same quads: 16 clients each.

Both run at the same time and are asked in turn. The questions come again, as pages and notebooks ask them; `first` counts them
made new each time, so that nothing can be kept. The best of many short rounds counts, which a busy machine blurs least.
"""

from __future__ import annotations

import argparse
import json
import os
import selectors
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pyoxigraph as ox
from plankg.graph.questions.library import question
from plankg.graph.rdf import PREFIXES

import plankg

PLAN_ID = "baoshan-2023h2"
CLIENTS = 16
SECONDS = 0.5
HEADS = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def questions(kind: str) -> list[str]:
    """Short questions of one kind, one for each of many names."""
    store = plankg.load(PLAN_ID).store()
    names = sorted(store.names())[:60]
    if kind == "name":
        return [f'{HEADS}SELECT ?thing WHERE {{ ?thing skos:prefLabel "{name}" }}' for name in names]
    lines = question("unit-tasks").sparql.splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#"))
    return [text.replace("WHERE {", f'WHERE {{ VALUES ?unit {{ "{name}" }}', 1) for name in names]


class Client:
    """One connection that asks the next question when it has the answer to the last."""

    def __init__(self, port: int, path: str) -> None:
        """Connect."""
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.path = path
        self.answered = 0
        self._arrived = b""

    def ask(self, text: str) -> None:
        """Send a question."""
        head = f"GET {self.path}?query={quote(text)} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/sparql-results+json\r\n\r\n"
        self.socket.sendall(head.encode())

    def take(self) -> bool:
        """Take what has arrived; tell whether the answer is whole. Raises ConnectionError for anything but an answer."""
        self._arrived += self.socket.recv(2**18)
        head, end, body = self._arrived.partition(b"\r\n\r\n")
        if not end:
            return False
        lower = head.lower()
        if not lower.startswith(b"http/1.1 200"):
            raise ConnectionError(self._arrived[:500])
        if b"content-length:" in lower:
            whole = len(body) >= int(lower.split(b"content-length:")[1].split(b"\r\n")[0])
        else:
            whole = body.endswith(b"0\r\n\r\n")
        if whole:
            self._arrived = b""
            self.answered += 1
        return whole


def milliseconds(port: int, path: str, texts: Sequence[str], *, first: Iterator[int] | None = None) -> float:
    """The milliseconds for an answer under all clients at once; with `first` each question is one never asked before."""
    clients = [Client(port, path) for _ in range(CLIENTS)]
    turn = count()

    def following() -> str:
        text = texts[next(turn) % len(texts)]
        return text if first is None else f"{text}\n# {next(first)}"

    with selectors.DefaultSelector() as selector:
        for client in clients:
            selector.register(client.socket, selectors.EVENT_READ, client)
            client.ask(following())
        begin = time.perf_counter()
        while time.perf_counter() - begin < SECONDS:
            for key, _ in selector.select():
                if key.data.take():
                    key.data.ask(following())
        took = time.perf_counter() - begin
    for client in clients:
        client.socket.close()
    return took * 1000 / max(1, sum(client.answered for client in clients))


@contextmanager
def servers(folder: Path) -> Iterator[tuple[int, int]]:
    """Start ours and the bare engine's server on the same quads; give their ports."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        bare_port = free.getsockname()[1]
    quads = folder / "plan.nq"
    plankg.load(PLAN_ID).store().oxigraph.dump(quads, format=ox.RdfFormat.N_QUADS)
    oxigraph = str(Path(sys.executable).with_name("oxigraph"))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    ours = subprocess.Popen(
        [sys.executable, "-m", "plankg", "serve", PLAN_ID, "--port", "0"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip
    bare = subprocess.Popen([oxigraph, "serve", "--bind", f"127.0.0.1:{bare_port}", "--union-default-graph"], **quiet)  # type: ignore[call-overload]
    try:
        said = next(line for line in ours.stdout or () if line.startswith("SPARQL"))
        post = [
            "curl",
            "--noproxy",
            "*",
            "-sf",
            "--retry",
            "20",
            "--retry-connrefused",
            "-H",
            "Content-Type: application/n-quads",
        ]
        subprocess.run([*post, "--data-binary", f"@{quads}", f"http://127.0.0.1:{bare_port}/store"], check=True)
        yield int(said.rpartition(":")[2].partition("/")[0]), bare_port
    finally:
        ours.terminate()
        bare.terminate()
        ours.wait()
        bare.wait()


def measured(rounds: int) -> list[tuple[str, float, float]]:
    """For each kind of question, its name and the least milliseconds an answer of ours and of the bare server's."""
    rows = []
    with TemporaryDirectory() as folder, servers(Path(folder)) as (ours, bare):
        numbers = count()
        for name, kind, first in (
            ("what a unit carries", "unit", None),
            ("what bears a name", "name", None),
            ("what a unit carries, asked for the first time", "unit", numbers),
        ):
            texts = questions(kind)
            took: dict[str, list[float]] = {"ours": [], "bare": []}
            for _ in range(rounds + 1):
                took["ours"].append(milliseconds(ours, "/sparql", texts, first=first))
                took["bare"].append(milliseconds(bare, "/query", texts, first=first))
            rows.append((name, min(took["ours"][1:]), min(took["bare"][1:])))
    return rows


def main() -> None:
    """Print what was measured; with --json, for a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=16)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = measured(options.rounds)
    if options.json:
        json.dump(rows, sys.stdout)
        return
    for name, ours, bare in rows:
        print(f"{1000 / ours:9.0f}/s ours {1000 / bare:9.0f}/s bare {bare / ours:7.2f} of bare  {name}")


if __name__ == "__main__":
    main()
