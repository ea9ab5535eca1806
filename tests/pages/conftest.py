from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import pytest
from page_checks import SIZES, Opener
from plankg.graph.plans import load_plan
from plankg.schema.loaded import Loaded
from plankg.viz.page.file import workbench_page
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Route

HOSTILE = Path(__file__).parent / "hostile.txt"


@pytest.fixture(scope="session")
def bundled(loaded: Loaded) -> Loaded:
    return loaded


@pytest.fixture(scope="session")
def hostile() -> Loaded:
    return load_plan(HOSTILE)


@pytest.fixture(scope="session")
def workbench(bundled: Loaded) -> str:
    """The planners' page of the bundled plan, with the views of one plan."""
    return workbench_page([bundled])


@pytest.fixture(scope="session")
def every_view(bundled: Loaded, hostile: Loaded) -> str:
    """The page of two plans: only several can be compared, so only it has every view there is."""
    return workbench_page([bundled, hostile])


@pytest.fixture(scope="session")
def hostile_page(hostile: Loaded) -> str:
    """The page of a plan whose words look like markup, without queries."""
    return workbench_page([hostile], sparql=False)


@contextmanager
def opening(browser: Browser, path: Path) -> Iterator[Opener]:
    """Opens HTML from a file in a window of a size; a request, a console message or an error fails the test at the end."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def opened(html: str, *, size: str = "laptop", scheme: Literal["light", "dark"] = "light", **state: str) -> Page:
        path.write_bytes(html.encode())
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()

        def route(route: Route) -> None:
            if route.request.url.split("#")[0] == path.as_uri():
                route.continue_()
            else:
                complaints.append(f"request {route.request.url}")
                route.abort()

        def console(message: ConsoleMessage) -> None:
            # the driver of a machine without a graphics card tells how it fares; the page can do nothing about it
            if "GL Driver Message" not in message.text:
                complaints.append(f"console {message.text}")

        def error(error: Error) -> None:
            complaints.append(f"error {error}")

        page.route("**/*", route)
        page.on("console", console)
        page.on("pageerror", error)
        page.goto(f"{path.as_uri()}#{urlencode(state)}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Opens pages of which a test has each to itself."""
    with opening(browser, tmp_path / "计划 page.html") as opener:
        yield opener


@pytest.fixture(scope="module")
def open_once(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opener]:
    """Opens pages that several tests of a module look at."""
    with opening(browser, tmp_path_factory.mktemp("pages") / "计划 page.html") as opener:
        yield opener
