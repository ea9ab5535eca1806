"""The bundled plan as read, extracted and reviewed, for tests that need a whole plan; the browser of those that open pages."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from plankg.graph.plans import load_plan
from plankg.schema import Document, Plan
from plankg.schema.decision import Review
from plankg.schema.loaded import Loaded
from playwright.sync_api import Browser, sync_playwright

# how fast the machine is says nothing of the program
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")

SLOW = frozenset(["cli", "notebooks", "pages", "server"])
"""Folders whose tests start programs or open pages: `make quick` leaves them out, as it does modules marked slow."""
MARKED = "\npytestmark = pytest.mark.slow\n"

PLAN_ID = "baoshan-2023h2"
SWITCHES = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave slow folders and modules unread where their tests are not wanted: to import them takes longer than many a test."""
    if config.getoption("markexpr") != "not slow":
        return None
    if collection_path.suffix == ".py":
        return True if MARKED in collection_path.read_text("utf-8") else None
    return True if collection_path.name in SLOW else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of slow folders before `-m` chooses."""
    for item in items:
        if SLOW.intersection(item.path.relative_to(Path(__file__).parent).parts):
            item.add_marker("slow")


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    return load_plan(PLAN_ID)


@pytest.fixture(scope="session")
def document(loaded: Loaded) -> Document:
    return loaded.document


@pytest.fixture(scope="session")
def plan(loaded: Loaded) -> Plan:
    return loaded.plan


@pytest.fixture(scope="session")
def review(loaded: Loaded) -> Review:
    return loaded.review


def which_chromium() -> str | None:
    """The Chromium that is built without windows, where there is one: it opens a page in a third of the time."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all: two at once would share an event loop, which Playwright refuses."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=which_chromium(), args=SWITCHES)
        yield chromium
        chromium.close()
