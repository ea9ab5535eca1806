"""What every view owes to everyone: axe-core finds nothing, nothing is cut off, text can be twice as large."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

import pytest
from page_checks import SIZES, VIEWS, Opener, sideways
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "viz" / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
STATES: Mapping[str, Mapping[str, str]] = {
    **{view: {"view": view} for view in VIEWS},
    "a task": {"view": "text", "select": "task/9.1"},
    "a unit": {"view": "units", "unit": "SchoolDistrict/五大学区", "select": "SchoolDistrict/五大学区"},
    "unnamed": {"view": "units", "unit": "unnamed"},
    "an assignment": {"view": "matrix", "select": "assignment/a1"},
    "in English": {"view": "start", "lang": "en", "select": "School/白鹭小学"},
    "a broken address": {"view": "nowhere"},
    "the tasks of all plans": {"view": "plans", "part": "tasks"},
    "the time line of all plans": {"view": "plans", "part": "times"},
}


def violations(page: Page) -> list[str]:
    """Gives what axe-core finds against the rules of WCAG and good practice, each with the element."""
    page.evaluate(AXE.read_text("utf-8"))
    # axe leaves the size of targets (WCAG 2.2) out unless it is asked for
    found = page.evaluate(
        "axe.run(document, { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })"
    )
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.fixture(scope="module", params=STATES)
def shown(request: pytest.FixtureRequest, every_view: str, open_once: Opener) -> Iterator[Page]:
    """The page in a state, for as long as the tests of that state last."""
    page = open_once(every_view, **STATES[request.param])
    yield page
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(shown: Page, scheme: Literal["light", "dark"]) -> None:
    shown.emulate_media(color_scheme=scheme)
    expect(shown.locator(f":root[data-theme={scheme}]")).to_be_attached()
    shown.wait_for_timeout(100)
    assert violations(shown) == []


@pytest.mark.parametrize("view", ["start", "network", "sparql"])
def test_axe_finds_nothing_where_a_page_opens_in_dark(every_view: str, open_page: Opener, view: str) -> None:
    page = open_page(every_view, scheme="dark", view=view)
    expect(page.locator(":root[data-theme=dark]")).to_be_attached()
    assert violations(page) == []


def test_axe_finds_nothing_while_somebody_searches(every_view: str, open_page: Opener) -> None:
    page = open_page(every_view)
    page.keyboard.press("/")
    page.keyboard.type("学校")
    page.wait_for_selector("[role=option]")
    assert violations(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_list_of_saved_views_is_for_everyone_and_closes_by_escape(
    every_view: str, open_page: Opener, size: str
) -> None:
    page = open_page(every_view, size=size)
    button = page.get_by_role("button", name="保存的视图")
    button.press("Enter")
    box = page.get_by_role("dialog", name="保存的视图").bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= SIZES[size][0] - box["width"]
    assert violations(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_the_tab_of_the_view_that_is_shown_stands_whole_in_the_window(
    every_view: str, open_page: Opener, lang: str
) -> None:
    page = open_page(every_view, size="phone", lang=lang)
    for view in VIEWS:
        page.evaluate("hash => { location.hash = hash }", f"#view={view}&lang={lang}")
        expect(page.locator(f"#tab-{view}[aria-current=page]")).to_be_in_viewport(ratio=0.95)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_window(every_view: str, open_page: Opener, size: str, lang: str) -> None:
    page = open_page(every_view, size=size, lang=lang)
    for view in VIEWS:
        page.evaluate("hash => { location.hash = hash }", f"#view={view}&lang={lang}&select=task/9.1")
        page.wait_for_selector(f"#tab-{view}[aria-current=page]")
        assert sideways(page) == 0, view
        wide = page.locator("#main").evaluate("main => main.scrollWidth - main.clientWidth")
        assert wide == 0, view


def test_text_can_be_twice_as_large(every_view: str, open_page: Opener) -> None:
    """At 200 % a laptop's window is half as wide and half as high, https://www.w3.org/TR/WCAG21/#resize-text."""
    page = open_page(every_view)
    page.set_viewport_size({"width": 683, "height": 384})
    for view in VIEWS:
        page.evaluate("hash => { location.hash = hash }", f"#view={view}&select=task/9.1")
        page.wait_for_selector(f"#tab-{view}[aria-current=page]")
        assert sideways(page) == 0, view
        main = page.locator("#main").bounding_box()
        assert main is not None
        assert main["height"] > 100, view


def test_what_has_the_focus_is_seen(every_view: str, open_page: Opener) -> None:
    page = open_page(every_view, view="units")
    for _ in range(25):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            "(({ outlineStyle, outlineWidth }) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
        )
        assert ring[0] == "solid", page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
