"""Make the pictures of the README from the real pages of the bundled plan: docs/pictures/*.png."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from plankg.graph.plans import load_plan
from plankg.viz import network_page, units_page
from playwright.sync_api import ViewportSize, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
WINDOW: ViewportSize = {"width": 1366, "height": 768}
SHOTS = {
    "units": (units_page, {"view": "tasks", "unit": "SchoolDistrict/五大学区"}),
    "network": (network_page, {}),
}


def main() -> None:
    """Open each page from disk in headless Chromium and photograph it."""
    loaded = load_plan("baoshan-2023h2")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=WINDOW)
        for name, (make, state) in SHOTS.items():
            path = Path(folder) / f"{name}.html"
            path.write_bytes(make(loaded.plan, loaded.document).encode())
            page.goto(f"{path.as_uri()}#{urlencode(state)}")
            page.wait_for_timeout(500)
            page.screenshot(path=PICTURES / f"{name}.png")
            print(PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
