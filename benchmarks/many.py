"""Many plans from their files on: how many are read a second, one that changed of them, SQL, memory, the page in Chromium.

`many.py 20 100 1000`, in order; a thousand take half an hour. What a person would do otherwise stands beside it: read the
plans one after the other in a loop, and go through the tables of all plans with pandas.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import Corpus as Texts
from plankg.graph.plans import load_plan
from plankg.graph.store import Store
from playwright.sync_api import sync_playwright
from run import Result, shown

from plankg.corpus import Corpus
from plankg.corpus.building import build_corpus
from plankg.corpus.crew import cores
from plankg.corpus.pages import MOST_PLANS

MIB = 1024
ROUNDS = 7
QUERIES = {
    "tasks a plan": ("SELECT plan, count(*) FROM tasks GROUP BY plan", {}),
    "who has most parts": (
        "SELECT name, role, count(*) AS n FROM assignments GROUP BY ALL ORDER BY n DESC LIMIT 20",
        {},
    ),
    "sentences with words": ("SELECT plan, quote FROM sentences WHERE contains(quote, $words)", {"words": "校园安全"}),
}


def seconds(run: Callable[[], object]) -> float:
    """The seconds of one run by the clock."""
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def checked(place: Path) -> None:
    """One plan all the way: read, put into a store, held against the shapes."""
    loaded, store = load_plan(place), Store()
    store.load(loaded.plan, loaded.document, review=loaded.review)
    store.validate()


def building(folder: Path, out: Path, size: int) -> list[Result]:
    """Build all, then again with one plan changed; side by side with a loop over a few of them in one process."""
    some = sorted(folder.iterdir())[:5]
    checked(some[0])
    alone = seconds(lambda: [checked(place) for place in some]) / len(some) * 1000
    each = seconds(lambda: build_corpus([folder], out)) / size * 1000
    changed = sorted(folder.iterdir())[size // 2]
    changed.write_text(changed.read_text("utf-8") + "\n", "utf-8")
    again = seconds(lambda: build_corpus([folder], out)) * 1000
    own, children = (
        resource.getrusage(who).ru_maxrss / MIB for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return [
        Result(
            f"build {size} plans, a plan, {cores()} cores : a loop through store and checks", each, alone, 1 / 1.6, "×"
        ),
        Result(f"build {size} plans, a plan (20 a second)", each, None, 50, "ms"),
        Result(f"one changed of {size} plans", again, None, 1000, "ms"),
        Result(
            f"memory of a build of {size} plans, with {cores()} workers", own + cores() * children, None, 2048, "MiB"
        ),
    ]


def asking(out: Path, size: int) -> list[Result]:
    """Aggregates and quotes by SQL, against pandas over the same Parquet files."""
    import pandas as pd  # noqa: PLC0415 - slow to load

    corpus = Corpus(out)
    corpus.sql("SELECT 1")
    rows = []
    for name, (sql, values) in QUERIES.items():
        took = min(seconds(lambda sql=sql, values=values: corpus.sql(sql, **values)) for _ in range(ROUNDS)) * 1000  # type: ignore[misc]
        rows.append(Result(f"{name}, {size} plans, SQL", took, None, 20, "ms"))
    sentences = pd.read_parquet(corpus.tables()["sentences"])
    frame = min(
        seconds(lambda: sentences[sentences["quote"].str.contains("校园安全", regex=False)]) for _ in range(ROUNDS)
    )
    return [
        *rows,
        Result(f"sentences with words, {size} plans, SQL : pandas in memory", rows[-1].ours, frame * 1000, 1, "×"),
    ]


def opening(out: Path, size: int) -> list[Result]:
    """The page of all plans, from asking for a tab until the first view stands; by its middle of three."""
    bound = 2000 if size <= 20 else 4000  # noqa: PLR2004 - as promised
    times = []
    with sync_playwright() as playwright:
        program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for _ in range(3):
            page = browser.new_page()
            begin = time.perf_counter()
            page.goto((out / "index.html").as_uri(), wait_until="commit")
            page.wait_for_selector("main > *")
            times.append((time.perf_counter() - begin) * 1000)
            page.close()
        browser.close()
    return [Result(f"open the page of {size} plans", sorted(times)[1], None, bound, "ms")]


def measured(texts: Texts, size: int, place: Path | None) -> list[Result]:
    """Make so many plans and measure everything on them."""
    with TemporaryDirectory(prefix="plankg-many-", dir=place) as name:
        folder, out = Path(name, "plans"), Path(name, "built")
        texts.write(folder, size)
        rows = [*building(folder, out, size), *asking(out, size)]
        return [*rows, *(opening(out, size) if size <= MOST_PLANS else [])]


def main() -> None:
    """Measure each size and print it beside what is promised; with --json, for a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("plans", type=int, nargs="*", default=[20, 100], help="so many plans, each size in turn")
    parser.add_argument("--folder", type=Path, help="where they are made")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {cores()} cores", file=sys.stderr)
    texts = Texts()
    results = [result for size in options.plans for result in measured(texts, size, options.folder)]
    if options.json:
        json.dump([{**result._asdict(), "value": result.value, "kept": result.kept} for result in results], sys.stdout)
    else:
        shown(results)


if __name__ == "__main__":
    main()
