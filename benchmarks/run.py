"""Speed side by side, in one run: each promise as a ratio or a time, with its bound beside it.

What is compared runs in turn, once each a round, so that a busy machine slows both; medians of the rounds are given.
Baselines: jieba.posseg tagging the same text, rdflib loading the same statements, pySHACL, bare Python, pyvis' page.
"""

from __future__ import annotations

import argparse
import json
import logging
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from importlib.resources import as_file, files
from pathlib import Path
from statistics import median
from typing import NamedTuple

from plankg.graph.checks.validation import verify
from plankg.graph.extraction import extract
from plankg.graph.rdf import dataset, serialize
from plankg.graph.reading import read
from plankg.graph.store import Store
from plankg.schema import Document, Plan

import plankg

PLAN_ID = "baoshan-2023h2"
FRAMES = (30, 25, 20)
"""Frames a second that are promised while 600, 2,000 and 5,000 nodes are dragged, without a graphics card."""
COMMAND = str(Path(sys.executable).with_name("plankg"))


class Result(NamedTuple):
    """One measure: what is held against what, in milliseconds, and the promise."""

    name: str
    ours: float
    baseline: float | None
    bound: float
    unit: str

    @property
    def value(self) -> float:
        """The number that the bound is for: the ratio to the baseline, or the time."""
        return self.ours / self.baseline if self.unit == "×" and self.baseline else self.ours

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.value <= self.bound


def medians(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median milliseconds of each, run in turn; the first round is not counted."""
    took: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds + 1):
        for name, run in runs.items():
            begin = time.perf_counter()
            result = run()
            took[name].append((time.perf_counter() - begin) * 1000)
            del result  # not before: to free what was made is no part of making it
    return {name: median(times[1:]) for name, times in took.items()}


def reading(document: Document, rounds: int) -> list[Result]:
    """Measure text to Plan against jieba.posseg alone, and all the way into a verified store, warm."""
    import jieba.posseg  # noqa: PLC0415 - it loads its dictionary, which is not to be measured

    jieba.setLogLevel(logging.WARNING)
    # a document keeps the evidence that it made: each round reads another one
    unread = iter([Document.model_validate(document.model_dump()) for _ in range(2 * (rounds + 1))])

    def verified() -> tuple[Plan, Store]:
        fresh = next(unread)
        plan, store = extract(fresh, plan_id=PLAN_ID), Store()
        store.load(plan, fresh)
        verify(plan, fresh)
        return plan, store

    took = medians(
        {
            "plan": lambda: extract(next(unread), plan_id=PLAN_ID),
            "jieba": lambda: jieba.posseg.lcut(document.text),
            "verified": verified,
        },
        rounds,
    )
    return [
        Result("text → Plan : jieba.posseg, same text", took["plan"], took["jieba"], 1, "×"),
        Result("text → Plan, warm", took["plan"], None, 20, "ms"),
        Result("text → Plan → quads → store → verified, warm", took["verified"], None, 100, "ms"),
    ]


def storing(document: Document, rounds: int) -> list[Result]:
    """Measure our load against rdflib's of the same statements, written both ways; our checks against pySHACL."""
    from rdflib import Graph  # noqa: PLC0415 - slow to load

    plan = extract(document, plan_id=PLAN_ID)
    quads = dataset(plan, document)
    turtle = serialize(quads, "turtle")
    ntriples = Store()
    ntriples.load(plan, document)
    import pyoxigraph as ox  # noqa: PLC0415 - see above

    lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    loads = medians(
        {
            "ours": lambda: Store().load(plan, document),
            "turtle": lambda: Graph().parse(data=turtle, format="turtle"),
            "ntriples": lambda: Graph().parse(data=lines, format="nt"),
        },
        max(1, rounds // 3),
    )
    from plankg.graph.conformance import oracle  # noqa: PLC0415 - see above

    ntriples.validate()
    checks = medians({"ours": ntriples.validate, "pyshacl": lambda: oracle.validate(ntriples.oxigraph)}, 1)
    return [
        Result("Plan → store : rdflib's load, N-Triples", loads["ours"], loads["ntriples"], 1, "×"),
        Result("Plan → store : rdflib's load, Turtle", loads["ours"], loads["turtle"], 1, "×"),
        Result("shapes held, warm : pySHACL", checks["ours"], checks["pyshacl"], 1, "×"),
    ]


def starting(rounds: int) -> list[Result]:
    """Measure commands, each a process of its own, against bare Python."""

    def process(*command: str) -> Callable[[], object]:
        return lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True)

    took = medians(
        {
            "python": process(sys.executable, "-c", "pass"),
            "version": process(COMMAND, "--version"),
            "export": process(COMMAND, "export", PLAN_ID),
        },
        rounds,
    )
    return [
        Result("plankg --version, cold : bare Python", took["version"], took["python"], 8, "×"),
        Result("plankg export, cold", took["export"], None, 400, "ms"),
    ]


def drawing() -> list[Result]:
    """Measure the network page's first picture in a browser against that of pyvis' default page."""
    script = Path(__file__).with_name("pages.py")
    done = subprocess.run([sys.executable, str(script), "--json"], capture_output=True, text=True, check=True)
    times = json.loads(done.stdout)
    return [Result(f"network page : pyvis' page, {times['nodes']} nodes", times["ours"], times["pyvis"], 0.1, "×")]


def planners() -> list[Result]:
    """Measure the planners' page: its first picture against a blank page, frames while something is dragged, a query in it."""
    script = Path(__file__).with_name("workbench.py")
    done = subprocess.run([sys.executable, str(script), "--json"], capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    frames = [
        Result(f"a frame while {size} nodes are dragged ({what})", 1000 / rate, None, 1000 / least, "ms")
        for (size, rates), least in zip(figures["frames"].items(), FRAMES, strict=True)
        for what, rate in rates.items()
    ]
    blank = figures["first"].pop("blank")
    pictures = [
        Result(f"a tab with the {view} view, first picture : a blank one", times["tab"], blank["tab"], 2, "×")
        for view, times in figures["first"].items()
    ]
    return [
        *pictures,
        Result("a grouping query inside the page", figures["query"], None, 200, "ms"),
        *frames,
    ]


def answering() -> list[Result]:
    """Measure short questions over HTTP under 16 clients against the bare engine's server."""
    script = Path(__file__).with_name("endpoint.py")
    done = subprocess.run([sys.executable, str(script), "--json"], capture_output=True, text=True, check=True)
    title = "HTTP, 16 clients, {} : bare oxigraph serve"
    return [Result(title.format(name), ours, bare, 1.25, "×") for name, ours, bare in json.loads(done.stdout)]


def shown(results: list[Result]) -> None:
    """Print the table."""
    print(f"{'':4}{'value':>9}{'bound':>9}{'ours ms':>11}{'base ms':>11}  measure")
    for result in results:
        base = f"{result.baseline:11.1f}" if result.baseline else " " * 11
        mark = "ok" if result.kept else "OVER"
        print(f"{mark:4}{result.value:8.2f}{result.unit[0]}{result.bound:9g}{result.ours:11.1f}{base}  {result.name}")


def main() -> None:
    """Measure everything and print it beside what is promised; with --json, for a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--no-browser", action="store_true", help="leave out the pages")
    options = parser.parse_args()
    with as_file(files("plankg.data") / "plans" / PLAN_ID / "source.txt") as source:
        document = read(source)
    results = [*starting(options.rounds), *reading(document, options.rounds), *storing(document, options.rounds)]
    results += answering()
    results += [] if options.no_browser else [*drawing(), *planners()]
    if options.json:
        rows = [{**result._asdict(), "value": result.value, "kept": result.kept} for result in results]
        json.dump({"version": plankg.__version__, "results": rows}, sys.stdout, ensure_ascii=False, indent=1)
    else:
        shown(results)


if __name__ == "__main__":
    main()
