"""Stores of many plans against the bare engine on the same quads, side by side: `scale.py 1 100 1000` (10^4 to 10^7 triples).

Measured on disk at each size: opening by the clock; loading, replacing one plan, asking for one unit and holding one plan
against the shapes by the time of the processor, in all its threads.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox
from corpus import Corpus, plan_id
from plankg.graph.conformance.conformance import validate
from plankg.graph.rdf import PREFIXES
from plankg.graph.store import Store
from pyoxigraph import Literal, RdfFormat
from run import Result, shown

BY_HAND = Path(__file__).with_name("unit.rq").read_text("utf-8")
PIECE = 1 << 20
ROUNDS = 7


def took(run: Callable[[], object], clock: Callable[[], float]) -> float:
    """The milliseconds of one run by that clock."""
    begin = clock()
    run()
    return (clock() - begin) * 1000


def least(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The least milliseconds of the processor that each takes, in turn: what else the machine does is not counted."""
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            gc.collect()
            times[name].append(took(run, time.process_time))
    return {name: min(series) for name, series in times.items()}


def pieces(path: Path) -> Iterator[bytes]:
    """A file piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def loading(folder: Path, size: int) -> list[Result]:
    """Load the quads into a store of ours and into a bare one, in turn; both stay on disk."""
    quads = folder / "quads.nq"

    def bare(name: str) -> float:
        def load() -> None:
            ox.Store(str(folder / name)).bulk_load(path=quads, format=RdfFormat.N_QUADS, lenient=True)

        return took(load, time.process_time)

    first = bare("bare")
    ours = took(lambda: Store(folder / "store").read(pieces(quads)), time.process_time)
    base = bare("again") if size == 1 else first  # the first load of a process is slower than the next
    return [Result(f"load {size} plans : bare bulk load", ours, base, 1.1, "×")]


def opening(folder: Path, size: int) -> list[Result]:
    """Open the store several times; nobody else may have it open meanwhile."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        times.append(took(lambda: Store(folder / "store"), time.perf_counter))
    return [Result(f"open a store of {size} plans", min(times), None, 50, "ms")]


def replacing(folder: Path, store: Store, corpus: Corpus, size: int) -> list[Result]:
    """Put a plan that is there in again, its last task gone and back again; the same where it is the only one."""
    original = corpus.original
    plans = [original.plan, original.plan.model_copy(update={"tasks": original.plan.tasks[:-1]})]
    single = Store(folder / "single")
    for target in (store, single):
        target.load(original.plan, original.document, review=original.review)

    def replace(target: Store) -> Callable[[], object]:
        turns = cycle((plans[1], plans[0]))
        return lambda: target.load(next(turns), original.document, review=original.review)

    times = least({"ours": replace(store), "single": replace(single)}, ROUNDS)
    store.remove(original.plan.id)
    return [Result(f"replace one of {size} plans : the only one", times["ours"], times["single"], 1.5, "×")]


def asking(store: Store, corpus: Corpus, size: int) -> list[Result]:
    """Ask what a unit carries, of all plans and of one, against the bare engine with a query of no more than the rows need."""
    number = size // 2
    unit, plan = corpus.unit(number), plan_id(number)
    sparql = BY_HAND.replace("?unit .", f"{Literal(unit)} .")
    graphs = store._graphs(plan)  # noqa: SLF001 - what the bare engine has to be told

    def bare(**scope: object) -> Callable[[], object]:
        return lambda: [tuple(row) for row in store.oxigraph.query(sparql, prefixes=PREFIXES, **scope)]  # type: ignore[arg-type, union-attr]

    times = least(
        {
            "ours": lambda: store.ask("unit-tasks", unit=unit),
            "bare": bare(use_default_graph_as_union=True),
            "ours of one": lambda: store.ask("unit-tasks", plan=plan, unit=unit),
            "bare of one": bare(default_graph=list(graphs)),
        },
        ROUNDS * 3,
    )
    return [
        Result(f"one unit's tasks in {size} plans : bare engine", times["ours"], times["bare"], 2, "×"),
        Result(f"one unit's tasks in one of {size} : bare engine", times["ours of one"], times["bare of one"], 2, "×"),
    ]


def validating(store: Store, size: int) -> list[Result]:
    """Hold one of the plans against the shapes, as it is built: in memory."""
    built = store.copy(plan_id(size // 2))
    times = least({"ours": lambda: validate(built)}, ROUNDS)
    return [Result(f"hold one of {size} plans against the shapes", times["ours"], None, 50, "ms")]


def measured(corpus: Corpus, size: int, place: Path | None) -> list[Result]:
    """Make so many plans and measure everything on them."""
    with TemporaryDirectory(prefix="plankg-scale-", dir=place) as name:
        folder = Path(name)
        with (folder / "quads.nq").open("wb") as file:
            file.writelines(corpus.pieces(size))
        results = loading(folder, size)
        results += opening(folder, size)
        gc.collect()
        store = Store(folder / "store")
        results += [*replacing(folder, store, corpus, size), *asking(store, corpus, size), *validating(store, size)]
        quads = len(store)
        del store
        gc.collect()
    return [result._replace(name=f"{result.name} ({quads:,} quads)") for result in results[:1]] + results[1:]


def main() -> None:
    """Measure each size and print it beside what is promised; with --json, for a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=int, nargs="*", default=[1, 100], help="so many plans, each size in turn")
    parser.add_argument("--folder", type=Path, help="where the stores are made (a thousand plans take 20 GB)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    corpus = Corpus()
    results = [result for size in options.plans for result in measured(corpus, size, options.folder)]
    if options.json:
        json.dump([{**result._asdict(), "value": result.value, "kept": result.kept} for result in results], sys.stdout)
    else:
        shown(results)


if __name__ == "__main__":
    main()
