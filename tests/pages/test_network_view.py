"""The network of the planners' page: what is drawn, what the legend and the list do to it, and what a link shows."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from page_checks import SIZES, Opener, sideways
from PIL import Image
from plankg.graph.network import network
from plankg.schema.loaded import Loaded
from plankg.schema.terms import EntityType, Role
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

BAILU = "School/白鹭小学"
NO_WEBGL = """
  const own = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.includes("webgl") ? null : own.call(this, kind, ...rest);
  };
"""


def picture(page: Page) -> Locator:
    found = page.get_by_role("group", name="网络图")
    expect(found).to_have_attribute("data-nodes", re.compile(r"[1-9]"))
    return found


def drawn(page: Page) -> int:
    return int(picture(page).get_attribute("data-nodes") or 0)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_the_whole_plan_is_drawn_and_stands_still(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="network")
    assert drawn(page) == len(network(bundled.plan, bundled.document))
    page.wait_for_timeout(400)
    before = picture(page).screenshot()
    page.wait_for_timeout(700)
    assert picture(page).screenshot() == before


def test_nodes_and_lines_are_seen_in_the_colours_of_their_types(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="network")
    page.wait_for_timeout(400)
    seen = Image.open(BytesIO(picture(page).screenshot())).convert("HSV")
    colourful = sum(
        count for count, (_, saturation, _) in seen.getcolors(seen.width * seen.height) or () if saturation > 100
    )
    assert colourful > 1000


def test_units_face_their_tasks_where_one_wants_it(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="network")
    press(page, "单位—任务")
    rows = bundled.plan.assignments
    expect(picture(page)).to_have_attribute(
        "data-nodes", str(len({row.unit for row in rows} | {row.task for row in rows}))
    )
    expect(page).to_have_url(re.compile("layout=bipartite"))


def test_a_name_typed_in_initials_is_chosen_and_flown_to(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="network")
    picture(page)
    page.get_by_role("combobox", name="在图中查找").fill("blxx")
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary")).to_contain_text("确保华二高中新建")
    expect(page).to_have_url(re.compile("select="))


def test_the_neighbourhood_of_what_is_chosen_grows_by_steps(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="network", select=BAILU)
    whole = drawn(page)
    press(page, "看周围")
    expect(page.get_by_text("白鹭小学的周围")).to_be_visible()
    near = drawn(page)
    press(page, "2 步")
    expect(page).to_have_url(re.compile("steps=2"))
    assert 1 < near < drawn(page) < whole
    press(page, "回到全图")
    assert drawn(page) == whole


def test_a_link_to_the_neighbourhood_of_what_is_chosen_shows_all_of_it(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="network", focus=BAILU, steps="2", select=BAILU)
    expect(picture(page).locator("canvas.sigma-mouse")).to_have_count(1)
    picture(page).focus()
    page.wait_for_timeout(800)
    before = picture(page).screenshot()
    page.keyboard.press("0")
    page.wait_for_timeout(800)
    assert picture(page).screenshot() == before


def test_a_way_begins_at_what_is_chosen(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="network", select=BAILU)
    press(page, "路径")
    expect(page.get_by_role("combobox", name="从")).to_have_value("白鹭小学")


def test_the_legend_hides_and_shows_each_kind(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="network")
    whole = drawn(page)
    page.get_by_role("checkbox", name=re.compile("^任务")).uncheck()
    expect(picture(page)).to_have_attribute("data-nodes", str(whole - len(bundled.plan.tasks)))
    page.go_back()
    expect(picture(page)).to_have_attribute("data-nodes", str(whole))


def test_a_step_can_be_taken_back_and_again(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="network")
    whole = drawn(page)
    press(page, "全部收起")
    folded = drawn(page)
    assert folded < whole
    press(page, "撤销")
    expect(picture(page)).to_have_attribute("data-nodes", str(whole))
    press(page, "重做")
    expect(picture(page)).to_have_attribute("data-nodes", str(folded))


def test_the_list_holds_what_is_drawn_and_chooses_the_same(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="network")
    press(page, "清单")
    side = page.locator("#net-side")
    expect(side.get_by_role("status")).to_contain_text(str(drawn(page)))
    side.locator("summary").filter(has_text=re.compile(r"^\s*学校\s*\d")).click()
    side.get_by_role("button", name="白鹭小学", exact=True).click()
    expect(page.get_by_role("complementary")).to_contain_text("确保华二高中新建")
    expect(side.locator(".ties li").first).to_be_visible()


def test_paths_between_two_things_are_told_in_words(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="network")
    picture(page)
    press(page, "路径")
    for name, typed in (("从", "华二高中"), ("到", "顾村中学")):
        page.get_by_role("combobox", name=name, exact=True).fill(typed)
        page.keyboard.press("Enter")
    ways = page.get_by_role("region", name="路径")
    expect(ways.get_by_role("status")).to_contain_text("最短路径")
    expect(ways.get_by_role("listitem").first).to_contain_text("华二高中")
    expect(ways.get_by_role("listitem").first).to_contain_text("顾村中学")


def test_an_address_with_both_ends_shows_their_paths_while_the_network_is_shown(
    workbench: str, open_page: Opener
) -> None:
    page = open_page(workbench, view="network")
    picture(page)
    page.evaluate("location.hash = '#view=network&from=School/华二高中&to=School/顾村中学'")
    ways = page.get_by_role("region", name="路径")
    expect(ways.get_by_role("listitem").first).to_contain_text("顾村中学")
    press(page, "路径")
    expect(ways).to_have_count(0)


def test_a_line_drawn_round_a_part_shows_it_alone(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="network")
    whole = drawn(page)
    press(page, "圈选")
    frame = picture(page).bounding_box()
    assert frame is not None
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    page.mouse.move(x - 120, y - 120)
    page.mouse.down()
    for dx, dy in ((120, -120), (120, 120), (-120, 120), (-120, -118)):
        page.mouse.move(x + dx, y + dy, steps=4)
    page.mouse.up()
    expect(page.get_by_role("button", name="只看圈选的")).to_be_visible()
    assert 0 < drawn(page) < whole


def test_a_dragged_node_stays_where_it_was_put(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="network", focus=BAILU, select=BAILU)
    assert drawn(page) < 20
    page.wait_for_timeout(800)
    frame = picture(page).bounding_box()
    assert frame is not None
    x, y = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y - 40, steps=5)
    page.mouse.up()
    press(page, "清单")
    expect(page.locator("#net-side")).to_contain_text("已固定")
    press(page, "撤销")
    expect(page.locator("#net-side")).not_to_contain_text("已固定")


@pytest.mark.parametrize(("kind", "begins"), [("存为图片 PNG", b"\x89PNG"), ("存为矢量图 SVG", b"<svg")])
def test_the_picture_is_saved_as_a_file(
    workbench: str, open_page: Opener, kind: str, begins: bytes, tmp_path: Path
) -> None:
    page = open_page(workbench, view="network", focus=BAILU)
    picture(page)
    with page.expect_download() as saved:
        press(page, kind)
    saved.value.save_as(tmp_path / "图")
    assert (tmp_path / "图").read_bytes().startswith(begins)


def test_types_are_told_apart_on_dark_ground(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="network", scheme="dark")
    glyph = page.locator("label").filter(has_text=EntityType.SCHOOL_CATEGORY.zh).locator("path")
    shown = glyph.get_attribute("fill") or ""
    assert sum(bytes.fromhex(shown[1:])) > sum(bytes.fromhex(EntityType.SCHOOL_CATEGORY.colour[1:])) + 200


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_the_whole_picture_stands_with_its_legend_on_light_ground(
    workbench: str, open_page: Opener, scheme: str
) -> None:
    page = open_page(workbench, view="network", scheme=scheme)
    picture(page)
    printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
    sheet = printed[0].render(scale=1).to_pil().convert("L")
    inked = sheet.point(lambda level: 255 if level < 200 else 0).getbbox()
    assert inked is not None
    assert inked[2] <= sheet.width - 30
    assert sheet.getpixel((sheet.width // 2, 70)) > 240
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in printed)
    assert EntityType.EDUCATION_GROUP.zh in text
    assert Role.LEAD.zh in text
    expect(picture(page)).to_be_visible()


def test_without_webgl_the_picture_is_drawn_and_says_so(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench)
    page.add_init_script(NO_WEBGL)
    page.reload()
    page.get_by_role("link", name="关系图").click()
    expect(page.get_by_text("不能用 WebGL")).to_be_visible()
    assert drawn(page) > 500
    page.locator("svg.still path", has_text="白鹭小学").first.dispatch_event("click")
    expect(page.get_by_role("complementary")).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_the_network_fits_every_window(workbench: str, open_page: Opener, size: str, lang: str) -> None:
    page = open_page(workbench, size=size, view="network", lang=lang)
    expect(page.locator(".canvas .stage canvas").first).to_be_visible()
    assert sideways(page) == 0
