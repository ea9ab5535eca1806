from __future__ import annotations

import pytest
from page_checks import SIZES, Opener, pale_texts, sideways
from plankg.schema.loaded import Loaded
from plankg.viz import network_page
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PLACES = "[...nodes.getIds()].map((id) => drawing.getPosition(id))"


def network(loaded: Loaded, *, lang: str = "zh") -> str:
    return network_page(loaded.plan, loaded.document, lang="en" if lang == "en" else "zh")


def click_node(page: Page, node: str) -> None:
    """Clicks where the node is drawn."""
    at = page.evaluate("id => drawing.canvasToDOM(NODE.get(id))", node)
    frame = page.locator("#drawing").bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + at["x"], frame["y"] + at["y"])


def test_the_network_stands_still_from_the_first_picture_on(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(network(bundled))
    canvas = page.locator("#drawing canvas")
    places, picture = page.evaluate(PLACES), canvas.screenshot()
    page.wait_for_timeout(1500)
    assert page.evaluate(PLACES) == places
    assert canvas.screenshot() == picture


def test_a_click_on_a_unit_shows_its_quoted_sentence(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(network(bundled))
    click_node(page, "School/白鹭小学")
    expect(page.locator("#side h2")).to_have_text("白鹭小学")
    expect(page.locator("#side .card mark.unit")).to_have_text("白鹭小学")
    expect(page.locator("#side blockquote")).to_contain_text("确保华二高中新建")


def test_a_click_on_a_task_and_on_a_directive_shows_their_sentences(bundled: Loaded, open_page: Opener) -> None:
    task = next(task for task in bundled.plan.tasks if "推进白鹭小学" in task.text)
    page = open_page(network(bundled))
    click_node(page, task.id)
    expect(page.locator("#side .card")).to_have_count(1)
    assert "".join(page.locator("#side .card mark.task").all_text_contents()) == task.text
    page.get_by_role("button", name="看全图").click()
    expect(page.locator("#side .card")).to_have_count(0)
    click_node(page, task.directive)
    tasks = [each for each in bundled.plan.tasks if each.directive == task.directive]
    expect(page.locator("#side .card")).to_have_count(len(tasks))


def test_a_search_leads_to_a_unit_and_back_to_the_whole(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(network(bundled))
    page.get_by_role("searchbox").fill("五大学")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator("#side h2")).to_have_text("五大学区")
    expect(page.locator("#side .member.open")).to_have_count(5)
    page.go_back()
    expect(page.locator("#side h2")).to_have_text("任务与单位网络")


def test_the_legend_shows_shape_and_line_of_all_that_is_drawn(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(network(bundled))
    drawn = page.evaluate("[...new Set(DATA.nodes.map((node) => node.type).filter(Boolean))]")
    types = {entity.type.value: entity.type.zh for entity in bundled.plan.entities}
    rows = page.locator("#legend li").all_text_contents()
    assert drawn
    assert {types[each] for each in drawn} <= set(rows)
    shown = {entity.id for entity in bundled.plan.entities if entity.type.value in drawn}
    assert {row.role.zh for row in bundled.plan.assignments if row.unit in shown} <= set(rows)
    looks = page.evaluate(
        "[...new Set(DATA.nodes.filter((n) => n.type).map((n) => `${n.type} ${n.shape} ${n.color}`))]"
    )
    assert len({look.split(" ", 1)[1] for look in looks}) == len(drawn)


def test_the_language_switches_within_the_network(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(network(bundled), unit="School/白鹭小学")
    page.get_by_role("button", name="English").click()
    expect(page.locator("#side .role").first).to_have_text("is the site")
    expect(page.locator("#legend")).to_contain_text("Partner institution")


def test_hostile_text_stays_text_in_the_network(hostile: Loaded, open_page: Opener) -> None:
    page = open_page(network(hostile), unit="School/𠮷祥小学")
    expect(page.locator("#side h2")).to_have_text("𠮷祥小学")
    assert set(page.locator("#side .card mark.unit").all_text_contents()) == {"𠮷祥小学"}
    assert page.locator("#side img, #side script").count() == 0
    assert "坏" not in page.title()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_the_network_fits_its_window(bundled: Loaded, open_page: Opener, size: str, lang: str) -> None:
    page = open_page(network(bundled, lang=lang), size=size)
    assert sideways(page) == 0
    inside = page.evaluate(
        """() => {
          const room = byId("drawing");
          return DATA.nodes.every((node) => {
            const { x, y } = drawing.canvasToDOM(node);
            return x >= 0 && y >= 0 && x <= room.clientWidth && y <= room.clientHeight;
          });
        }"""
    )
    assert inside


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_beside_the_network_have_enough_contrast(bundled: Loaded, open_page: Opener, scheme: str) -> None:
    page = open_page(network(bundled), scheme=scheme, unit="SchoolDistrict/五大学区")
    assert pale_texts(page) == []
