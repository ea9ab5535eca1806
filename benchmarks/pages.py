"""Time to the first picture in headless Chromium: our network page against pyvis' default page, same nodes and edges.

The nodes are those of the bundled plan, with some of its tasks a second time up to the number wanted. vis-network hides
pyvis' default page until its first thousand steps of physics are done: that is its first picture; it goes on moving
until it calls itself stabilized, which is measured too, up to a limit. What that page loads from outside is handed to
it at once from the installed package: otherwise it could show nothing on a machine without network.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
import time
from importlib.resources import files
from math import inf
from pathlib import Path
from statistics import median

from plankg.graph.network import Network, network
from plankg.graph.plans import load_plan
from plankg.viz import network_page
from plankg.viz.network import VIS_NETWORK
from playwright.sync_api import Browser, Route, sync_playwright
from playwright.sync_api import TimeoutError as PageTimeout
from pyvis.network import Network as Drawing  # type: ignore[import-untyped]

PLAN_ID = "baoshan-2023h2"
LIMIT_MS = 60_000

#: Ours never moves: its first picture is the one that stays.
OURS = "() => typeof drawing === 'object' && document.querySelector('#drawing canvas') !== null"
PYVIS_FIRST = "() => window.shown === true"
PYVIS_STILL = "() => window.still === true"
WATCH_PYVIS = """
  const wait = setInterval(() => {
    if (typeof network === "undefined" || !network) return;
    clearInterval(wait);
    network.once("stabilizationIterationsDone", () => { window.shown = true; });
    network.once("stabilized", () => { window.still = true; });
  }, 1);
"""


def graph_of(size: int) -> Network:
    """The network of the bundled plan, with some tasks a second time so that it has `size` nodes."""
    loaded = load_plan(PLAN_ID)
    plan = loaded.plan
    missing = max(0, size - len(network(plan, loaded.document)))
    again = tuple(task.model_copy(update={"id": f"{task.id}+"}) for task in plan.tasks[:missing])
    return network(plan.model_copy(update={"tasks": plan.tasks + again}), loaded.document)


def pyvis_default(graph: Network) -> str:
    """The page that pyvis itself makes of the same nodes and edges, its physics as it comes."""
    drawing = Drawing(directed=True)
    for node, row in graph.nodes(data=True):
        drawing.add_node(node, label=str(row["label"]))
    for one, other in graph.edges():
        drawing.add_edge(one, other)
    # A hash of the file on the web keeps the browser from taking the same file from the package.
    return re.sub(r'integrity="[^"]*"', "", drawing.generate_html())


def time_until(browser: Browser, path: Path, shown: str) -> float:
    """The milliseconds from opening the file until `shown` holds and is painted; infinity at the limit."""
    vis = files("pyvis").joinpath(*VIS_NETWORK).read_text("utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 768})

    def hand_over(route: Route) -> None:
        if route.request.url.startswith("file:") and "/lib/" not in route.request.url:
            route.continue_()
        elif "vis-network" in route.request.url and route.request.url.endswith(".js"):
            route.fulfill(body=vis, content_type="text/javascript", headers={"Access-Control-Allow-Origin": "*"})
        else:
            route.fulfill(body="", headers={"Access-Control-Allow-Origin": "*"})

    page.route("**/*", hand_over)
    page.add_init_script(WATCH_PYVIS)
    begin = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    try:
        page.wait_for_function(shown, timeout=LIMIT_MS, polling="raf")
    except PageTimeout:
        page.close()
        return inf
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    took = (time.perf_counter() - begin) * 1000
    page.close()
    return took


def main() -> None:
    """Measure both pages and print the ratio of their first pictures, with --json for a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=700)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    graph = graph_of(options.nodes)
    default = pyvis_default(graph)
    pages = {
        "ours": (network_page(graph), OURS),
        "pyvis": (default, PYVIS_FIRST),
        "pyvis_still": (default, PYVIS_STILL),
    }
    took: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, (html, shown) in pages.items():
            path = Path(folder) / f"{name}.html"
            path.write_bytes(html.encode())
            took[name] = median(time_until(browser, path, shown) for _ in range(options.runs))
        browser.close()
    ratio = took["ours"] / min(took["pyvis"], LIMIT_MS)
    if options.json:
        json.dump(
            {
                "nodes": len(graph),
                # what is not there by then took longer: the ratio is at most this
                **{name: round(min(ms, LIMIT_MS)) for name, ms in took.items()},
                "ratio": ratio,
            },
            sys.stdout,
        )
        return
    print(
        f"{len(graph)} nodes: first picture {took['ours']:.0f} ms, pyvis' default {took['pyvis']:.0f} ms "
        f"(still after {took['pyvis_still']:.0f} ms), ratio {ratio:.3f}"
    )


if __name__ == "__main__":
    main()
