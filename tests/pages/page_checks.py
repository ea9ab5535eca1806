"""What is asked of every page, in the browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

CONTRACT = Path(__file__).parents[2] / "viz" / "workbench" / "src" / "views" / "contract.ts"
#: The views of the workbench, as its own list has them.
VIEWS = tuple(re.findall(r'\{\s*id: "(\w+)"', CONTRACT.read_text("utf-8")))

SIZES = {"laptop": (1366, 768), "desktop": (1920, 1080), "phone": (390, 844)}

Opener = Callable[..., Page]

PALE_TEXTS = (Path(__file__).parent / "pale_texts.js").read_text("utf-8")
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def pale_texts(page: Page) -> list[str]:
    """Give the texts on the page that are hard to read for their contrast."""
    found: list[str] = page.evaluate(PALE_TEXTS)
    return found


def sideways(page: Page) -> int:
    """Give by how many pixels the page is wider than its window."""
    found: int = page.evaluate(OVERFLOW)
    return found
