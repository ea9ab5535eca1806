"""The picture of a plan's network: what it draws, what a click tells, and that it stands still and loads nothing."""

from __future__ import annotations

import pytest
from page_checks import Opener
from plankg.graph.network import Network, network
from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from plankg.viz import network_page
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PLACES = "[...nodes.keys()].map((id) => drawing.getPosition(id))"


@pytest.fixture(scope="module")
def graph(bundled: Loaded) -> Network:
    return network(bundled.plan, bundled.document)


def click(page: Page, node: str) -> None:
    """Clicks where the node is drawn."""
    at = page.evaluate("id => drawing.canvasToDOM(drawing.getPosition(id))", node)
    frame = page.locator("#drawing").bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + at["x"], frame["y"] + at["y"])


def test_it_stands_still_from_the_first_picture_on(graph: Network, open_page: Opener) -> None:
    page = open_page(network_page(graph))
    canvas = page.locator("#drawing canvas")
    places, picture = page.evaluate(PLACES), canvas.screenshot()
    page.wait_for_timeout(1000)
    assert page.evaluate(PLACES) == places
    assert canvas.screenshot() == picture


def test_the_whole_plan_is_its_tree_with_all_its_tasks(graph: Network, bundled: Loaded, open_page: Opener) -> None:
    page = open_page(network_page(graph))
    assert page.evaluate("[...nodes.keys()].filter((id) => id.includes('/task/')).length") == len(bundled.plan.tasks)
    expect(page.locator("#legend li", has_text="教育集团")).to_be_visible()


def test_around_a_unit_stand_its_tasks_and_a_click_shows_the_words(graph: Network, open_page: Opener) -> None:
    page = open_page(network_page(graph, around="白鹭小学", steps=2))
    labels = page.evaluate("[...nodes.values()].map(({ title }) => title)")
    assert {"白鹭小学", "白鹭幼儿园", "全力推进白鹭小学、白鹭幼儿园等项目顺利开工"} <= set(labels)
    assert len(labels) < len(graph) / 20
    click(page, "baoshan-2023h2/School/白鹭小学")
    expect(page.locator("#said b")).to_have_text("白鹭小学")
    click(
        page,
        next(
            node for node, label in graph.nodes(data="label") if label == "全力推进白鹭小学、白鹭幼儿园等项目顺利开工"
        ),
    )
    expect(page.locator("#said")).to_contain_text("全力推进白鹭小学、白鹭幼儿园等项目顺利开工")


def test_two_ends_are_joined_by_what_says_most_alone(graph: Network, open_page: Opener) -> None:
    page = open_page(network_page(graph, around="上海大学"))
    (title,) = page.evaluate("edges.map(({ title }) => title)")
    assert title.startswith("配合：与上海大学、上海戏剧学院")


def test_a_name_that_nothing_bears_is_refused_with_those_that_are_like_it(graph: Network) -> None:
    with pytest.raises(UsageError, match="白鹭小学"):
        network_page(graph, around="白鹭小雪")


def test_a_notebook_shows_it_in_a_frame_of_its_own(graph: Network) -> None:
    page = network_page(graph, around="上海大学")
    assert page._repr_html_().startswith('<iframe sandbox="allow-scripts"')
    assert "<script>" not in page._repr_html_()
