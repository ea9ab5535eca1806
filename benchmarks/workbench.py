"""The planners' page in headless Chromium without a graphics card: first picture, dragging, searching, asking.

The first picture of the whole plan is held against a blank page, opened in turn with it; dragging is told in frames a
second at growing sizes, made of the bundled plan's statements several times over in one plan.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from plankg.graph.network import network
from plankg.graph.plans import Loaded, load_plan
from plankg.viz import workbench_page
from playwright.sync_api import Browser, Page, sync_playwright

PLAN_ID = "baoshan-2023h2"
SIZES = (600, 2_000, 5_000)
WINDOW = {"width": 1366, "height": 768}
SOFTWARE = ("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
BLANK = '<!doctype html><meta charset="utf-8"><title>x</title><p>x</p>'
SHOWN = "() => Number(document.querySelector('.canvas .stage')?.dataset.nodes) > 0 && document.querySelector('.sigma-mouse')"
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
DRAG = (Path(__file__).with_name("drag.js")).read_text("utf-8").split("\n", 1)[1]
SECONDS = 3
QUERY = "SELECT ?type (COUNT(?thing) AS ?n) WHERE { ?thing a ?type } GROUP BY ?type"
TOOK = "() => Number(/(\\d+) (?:毫秒|ms)/.exec(document.querySelector('.run [role=status]')?.textContent)?.[1] ?? NaN)"


def multiplied(loaded: Loaded, times: int) -> Loaded:
    """Give the plan with its tasks, things and what ties them several times over, under other ids and names."""
    plan = loaded.plan
    tasks, entities, assignments, targets = list(plan.tasks), list(plan.entities), [*plan.assignments], [*plan.targets]
    for n in range(1, times):
        tasks += [row.model_copy(update={"id": f"{row.id}x{n}"}) for row in plan.tasks]
        entities += [row.model_copy(update={"id": f"{row.id}x{n}", "name": f"{row.name}{n}"}) for row in plan.entities]
        assignments += [
            row.model_copy(update={"id": f"{row.id}x{n}", "task": f"{row.task}x{n}", "unit": f"{row.unit}x{n}"})
            for row in plan.assignments
        ]
        targets += [
            row.model_copy(update={"id": f"{row.id}x{n}", "task": row.task and f"{row.task}x{n}", "entity": None})
            for row in plan.targets
        ]
    tasks.sort(key=lambda row: row.evidence.start)
    rows = {"tasks": tasks, "entities": entities, "assignments": assignments, "targets": targets}
    larger = plan.model_copy(update={name: tuple(found) for name, found in rows.items()})
    return Loaded(larger, loaded.document, loaded.review, loaded.issues, loaded.folder)


def opened(browser: Browser, address: str, shown: str) -> tuple[Page, float]:
    """Give the page and the milliseconds from opening it until it is painted."""
    page = browser.new_page(viewport=WINDOW)
    begin = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_function(shown, timeout=120_000, polling="raf")
    page.evaluate(PAINTED)
    return page, (time.perf_counter() - begin) * 1000


def first_pictures(browser: Browser, blank: str, ours: str, rounds: int) -> tuple[float, float]:
    """Give the medians for the blank page and for ours, opened in turn; the first round is not counted."""
    took: dict[str, list[float]] = {blank: [], ours: []}
    for _ in range(rounds + 1):
        for address, shown in ((blank, "() => document.body !== null"), (f"{ours}#view=network", SHOWN)):
            page, milliseconds = opened(browser, address, shown)
            page.close()
            took[address.partition("#")[0]].append(milliseconds)
    return median(took[blank][1:]), median(took[ours][1:])


def frames(browser: Browser, address: str) -> dict[str, float]:
    """Give the frames a second while the whole picture, and while one node is dragged."""
    page, _ = opened(browser, f"{address}#view=network", SHOWN)
    page.wait_for_timeout(500)
    found = {"picture": page.evaluate(f"({DRAG})", {"seconds": SECONDS, "node": False})}
    found["node"] = page.evaluate(f"({DRAG})", {"seconds": SECONDS, "node": True})
    page.close()
    return found


def asking(browser: Browser, address: str, rounds: int) -> float:
    """Give the milliseconds of a grouping query, as the page itself tells them; the first is not counted."""
    page, _ = opened(browser, f"{address}#view=sparql", "() => document.querySelector('.run')")
    took = []
    for n in range(rounds + 1):
        page.wait_for_function(f"() => !Number.isNaN(({TOOK})())", timeout=60_000)
        page.locator(".cm-content").click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(f"{QUERY} # {n}")
        page.locator(".run button").click()
        page.wait_for_function(f"() => location.hash.includes('%23+{n}') && !Number.isNaN(({TOOK})())", timeout=60_000)
        took.append(float(page.evaluate(TOOK)))
    page.close()
    return median(took[1:])


def main() -> None:
    """Measure and print, with --json for a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    loaded = load_plan(PLAN_ID)
    each = len(network(loaded.plan, loaded.document))
    fluent: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=SOFTWARE)
        ours = _written(Path(folder) / "ours.html", workbench_page([loaded]))
        nothing = _written(Path(folder) / "blank.html", BLANK)
        blank, first = first_pictures(browser, nothing, ours, options.rounds)
        query = asking(browser, ours, options.rounds)
        for size in SIZES:
            larger = multiplied(loaded, max(1, round(size / each)))
            page = _written(Path(folder) / f"{size}.html", workbench_page([larger], sparql=False))
            fluent[str(size)] = frames(browser, page)
        browser.close()
    found = {"blank": blank, "first": first, "query": query, "frames": fluent}
    if options.json:
        json.dump(found, sys.stdout)
        return
    print(json.dumps(found, indent=2))


def _written(path: Path, html: str) -> str:
    path.write_bytes(html.encode())
    return path.as_uri()


if __name__ == "__main__":
    main()
