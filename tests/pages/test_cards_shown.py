"""Cards as a notebook shows them: 700 pixels wide, light and dark, in what JupyterLab, VS Code and marimo put around them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from page_checks import sideways
from plankg.graph.network import network
from plankg.schema.loaded import Loaded
from plankg.viz.cards import card, marked_text
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "viz" / "workbench" / "node_modules" / "axe-core" / "axe.min.js"
CUT_TEXTS = (Path(__file__).parent / "cut_texts.js").read_text("utf-8")
JUPYTER = """
<style>.jp-RenderedHTMLCommon ul:not(.list-inline) { padding-left: 2em } .jp-RenderedHTMLCommon td { text-align: right }
.jp-RenderedHTMLCommon mark { background: #ffd } .jp-RenderedHTMLCommon tbody tr:nth-child(odd) { background: #eee }</style>
"""
AROUND = {
    "JupyterLab light": ('data-jp-theme-light="true"', "light"),
    "JupyterLab dark": ('data-jp-theme-light="false"', "dark"),
    "VS Code light": ('class="vscode-light"', "light"),
    "VS Code dark": ('class="vscode-dark"', "dark"),
    "marimo dark": ('class="dark dark-theme"', "dark"),
}
"""What stands on the body of each, and what it wears, whatever the system wears."""


@pytest.fixture(scope="module")
def cards(bundled: Loaded) -> str:
    plan = bundled.plan
    busy = max(plan.entities, key=lambda entity: sum(row.unit == entity.id for row in plan.assignments))
    graph = network(plan, bundled.document)
    rows = (
        plan.tasks[55],
        busy,
        plan.targets[3],
        plan.assignments[3],
        plan.relations[5],
        plan.citations[0],
        plan.directives[7],
    )
    things = [card(each, bundled) for each in (bundled, *rows, graph)]
    return "".join((*things, marked_text(bundled), card(plan.tasks[55], bundled, lang="en")))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 700, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("place", AROUND)
def test_cards_wear_what_the_notebook_wears_and_can_be_read(page: Page, cards: str, place: str) -> None:
    attribute, scheme = AROUND[place]
    page.emulate_media(color_scheme="light" if scheme == "dark" else "dark")
    colours = "#fff; color: #111" if scheme == "light" else "#111; color: #eee"
    head = f'<!doctype html><html lang="zh-CN"><title>notebook</title><body {attribute} style="background: {colours}">'
    page.set_content(f'{head}{JUPYTER}<main class="jp-RenderedHTMLCommon"><h1>notebook</h1>{cards}</main>')
    assert page.evaluate("getComputedStyle(document.querySelector('.plankg')).colorScheme") == scheme
    page.evaluate(AXE.read_text("utf-8"))
    violations = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]
    assert [f"{rule['id']}: {node['html'][:160]}" for rule in violations for node in rule["nodes"]] == []
    assert sideways(page) == 0
    assert page.evaluate(CUT_TEXTS) == []


def test_pointing_at_a_name_tells_its_type_and_moves_nothing(page: Page, bundled: Loaded) -> None:
    page.set_content(marked_text(bundled, 5))
    name = page.locator("mark.PartnerInstitution").first
    before = name.bounding_box()
    name.hover()
    assert name.evaluate("name => getComputedStyle(name, '::before').content") == '"合作机构"'
    assert name.bounding_box() == before
