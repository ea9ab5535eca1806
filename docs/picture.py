"""Make the pictures of the README and the guide from the real page of the bundled plan: docs/pictures/*.png."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from plankg.graph.plans import load_plan
from plankg.viz import workbench_page
from playwright.sync_api import ViewportSize, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
WINDOW: ViewportSize = {"width": 1366, "height": 768}
#: The pictures, each with the state of the page that it shows.
SHOTS = {
    "start": {},
    "text": {"view": "text", "select": "task/9.1"},
    "units": {"view": "units", "unit": "SchoolCategory/学校", "select": "SchoolCategory/学校"},
    "matrix": {"view": "matrix"},
    "network": {"view": "network"},
    "sparql": {"view": "sparql"},
}


def main() -> None:
    """Open the planners' page from disk in headless Chromium and photograph its views."""
    page_on_disk = workbench_page([load_plan("baoshan-2023h2")])
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "index.html"
        path.write_bytes(page_on_disk.encode())
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name, state in SHOTS.items():
            page = browser.new_page(viewport=WINDOW)
            page.goto(f"{path.as_uri()}#{urlencode(state)}")
            page.wait_for_timeout(4000)
            page.screenshot(path=PICTURES / f"{name}.png")
            page.close()
            print(PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
