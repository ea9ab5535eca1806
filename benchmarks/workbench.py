"""The planners' page in headless Chromium without a graphics card: first pictures, dragging, asking.

Each opening is a new tab in the same browser, as when a person double-clicks the file: from asking for the tab until
the frame with the picture is done, by the clock of the page itself. Each view is held against a blank page, opened in
turn with it; dragging is told in frames a second at growing sizes, made of the bundled plan's statements several times
over in one plan.
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
from typing import NamedTuple

from plankg.graph.network import network
from plankg.graph.plans import load_plan
from plankg.schema.loaded import Loaded
from plankg.viz import workbench_page
from playwright.sync_api import BrowserContext, Page, ViewportSize, sync_playwright

PLAN_ID = "baoshan-2023h2"
SIZES = (600, 2_000, 5_000)
WINDOW: ViewportSize = {"width": 1366, "height": 768}
SOFTWARE = ("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
BLANK = '<!doctype html><meta charset="utf-8"><title>x</title><p>x</p>'
#: What is there when a view shows its first picture; the others are there with all that is inside.
FIRST = {"network": "main .stage canvas", "table": "main .tabulator-row"}
VIEWS = ("network", "start", "text", "units", "matrix", "targets", "timeline", "table", "sparql")
WATCH = """(() => {
  const first = %s;
  const look = () => {
    const view = new URLSearchParams(location.hash.slice(1)).get("view");
    if (view ? document.querySelector(first[view] ?? "main > *") : document.body) requestAnimationFrame(tell);
    else requestAnimationFrame(look);
  };
  const tell = () => console.debug("painted", performance.timeOrigin + performance.now(), performance.now());
  if (location.protocol === "file:") requestAnimationFrame(look);
})()"""
MOVABLE = "() => document.querySelector('.sigma-mouse')"
DRAG = (Path(__file__).with_name("drag.js")).read_text("utf-8").split("\n", 1)[1]
SECONDS = 3
SETTLED = 500
QUERY = "SELECT ?type (COUNT(?thing) AS ?n) WHERE { ?thing a ?type } GROUP BY ?type"
TOOK = "() => Number(/(\\d+) (?:毫秒|ms)/.exec(document.querySelector('.run [role=status]')?.textContent)?.[1] ?? NaN)"


def multiplied(loaded: Loaded, times: int) -> Loaded:
    """The plan with its tasks, things and what ties them several times over, under other ids and names."""
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
    larger = plan.model_copy(update={name: tuple(copies) for name, copies in rows.items()})
    return Loaded(larger, loaded.document, loaded.review, loaded.issues, loaded.folder)


class Opened(NamedTuple):
    """The milliseconds until a page was painted: from asking for a tab, and from when the tab began to load it."""

    tab: float
    load: float


def opened(context: BrowserContext, address: str) -> tuple[Page, Opened]:
    """The page in a new tab, and how long it took until it was painted."""
    begin = time.time() * 1000
    page = context.new_page()
    with page.expect_console_message(lambda message: message.text.startswith("painted")) as event:
        page.goto(address, wait_until="commit")
    at, load = map(float, event.value.text.split()[1:])
    return page, Opened(at - begin, load)


def first_pictures(context: BrowserContext, blank: str, ours: str, rounds: int) -> dict[str, Opened]:
    """The medians for a blank page and for each view of ours, opened in turn; the first round is not counted."""
    addresses = {"blank": blank, **{view: f"{ours}#view={view}" for view in VIEWS}}
    took: dict[str, list[Opened]] = {name: [] for name in addresses}
    for _ in range(rounds + 1):
        for name, address in addresses.items():
            page, times = opened(context, address)
            page.wait_for_timeout(SETTLED)
            page.close()
            took[name].append(times)
    return {
        name: Opened(median(each.tab for each in times[1:]), median(each.load for each in times[1:]))
        for name, times in took.items()
    }


def frames(context: BrowserContext, address: str) -> dict[str, float]:
    """The frames a second while the whole picture, and while one node is dragged."""
    page, _ = opened(context, f"{address}#view=network")
    page.wait_for_function(MOVABLE)
    page.wait_for_timeout(SETTLED)
    rates = {"picture": page.evaluate(f"({DRAG})", {"seconds": SECONDS, "node": False})}
    rates["node"] = page.evaluate(f"({DRAG})", {"seconds": SECONDS, "node": True})
    page.close()
    return rates


def asking(context: BrowserContext, address: str, rounds: int) -> float:
    """The milliseconds of a grouping query, as the page itself tells them; the first is not counted."""
    page, _ = opened(context, f"{address}#view=sparql")
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
        context = browser.new_context(viewport=WINDOW)
        context.add_init_script(WATCH % json.dumps(FIRST))
        ours = _written(Path(folder) / "ours.html", workbench_page([loaded]))
        nothing = _written(Path(folder) / "blank.html", BLANK)
        first = first_pictures(context, nothing, ours, options.rounds)
        query = asking(context, ours, options.rounds)
        for size in SIZES:
            larger = multiplied(loaded, max(1, round(size / each)))
            page = _written(Path(folder) / f"{size}.html", workbench_page([larger], sparql=False))
            fluent[str(size)] = frames(context, page)
        browser.close()
    figures = {"first": {name: times._asdict() for name, times in first.items()}, "query": query, "frames": fluent}
    if options.json:
        json.dump(figures, sys.stdout)
        return
    print(json.dumps(figures, indent=2))


def _written(path: Path, html: str) -> str:
    path.write_bytes(html.encode())
    return path.as_uri()


if __name__ == "__main__":
    main()
