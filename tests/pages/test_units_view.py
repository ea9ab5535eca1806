from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from page_checks import Opener
from plankg.graph.counting import counted, counts
from plankg.schema.loaded import Loaded
from plankg.viz.page.file import workbench_page
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PARTIES = ("units", "people", "sites")


def unnamed(loaded: Loaded) -> list[str]:
    named = {row.task for row in loaded.plan.assignments if row.role.does}
    return [task.id for task in loaded.plan.tasks if task.id not in named]


def cards(page: Page) -> list[str]:
    found: list[str] = page.locator(".unit article").evaluate_all("all => all.map((each) => each.dataset.task)")
    return found


def test_the_list_has_all_units_the_most_loaded_first(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="units")
    rows = page.locator(".list a.row")
    expect(rows).to_have_count(len(counted(bundled.plan).parties) + 1)
    for party in PARTIES:
        own = page.locator(f"ul[aria-labelledby=group-{party}] a.row .number").all_text_contents()
        assert len(own) == counts(bundled.plan)[party]
        loads = [int(text) for text in own if text != "–"]
        assert loads == sorted(loads, reverse=True)


def test_units_are_found_by_initials_and_by_type(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="units")
    page.get_by_role("searchbox", name="筛选").fill("blxx")
    expect(page.locator(".list a.row .name")).to_have_text(["白鹭小学"])
    page.get_by_role("searchbox", name="筛选").fill("")
    page.get_by_role("combobox", name="类型").select_option("School")
    expect(page.locator(".list a.row")).to_have_count(sum(each.type == "School" for each in bundled.plan.entities))


@pytest.mark.parametrize(
    "unit", ["SchoolCategory/学校", "SchoolDistrict/五大学区", "GovernmentBody/上海市宝山区教育局"]
)
def test_a_unit_s_tasks_stand_by_what_it_does_in_them(
    workbench: str, open_page: Opener, bundled: Loaded, unit: str
) -> None:
    page = open_page(workbench, view="units", unit=unit, select=unit)
    rows = [row for row in bundled.plan.assignments if row.unit == unit]
    order = [task.id for task in bundled.plan.tasks]
    does, concerns = (
        sorted({row.task for row in rows if row.role.does is wanted}, key=order.index) for wanted in (True, False)
    )
    assert cards(page) == does + concerns
    if does:
        expect(page.locator(".unit h3", has_text="承担的任务")).to_contain_text(str(len(does)))
    if concerns:
        expect(page.locator(".unit h3", has_text="涉及它")).to_contain_text(str(len(concerns)))


def test_each_card_quotes_the_sentence_with_the_unit_s_own_words(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    unit = "SchoolCategory/学校"
    page = open_page(workbench, view="units", unit=unit)
    for card in page.locator(".unit article").all():
        row = next(r for r in bundled.plan.assignments if r.unit == unit and r.task == card.get_attribute("data-task"))
        assert row.unit_evidence.quote in card.locator("mark.unit").all_text_contents()
        expect(card).to_contain_text(row.role.zh)


@pytest.mark.parametrize("unit", ["School/华二高中", "SchoolCategory/学校"])
def test_names_in_the_neighbourhood_are_whole(workbench: str, open_page: Opener, unit: str) -> None:
    drawing = open_page(workbench, view="units", unit=unit, select=unit).get_by_role("img", name="与之相连的单位、项目")
    room = drawing.bounding_box()
    assert room
    names = drawing.locator("text").all()
    assert names
    for name in names:
        box = name.bounding_box()
        assert box
        assert room["x"] <= box["x"]
        assert box["x"] + box["width"] <= room["x"] + room["width"]


def test_tasks_with_no_unit_named_are_a_list_of_their_own(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="units")
    wanted = unnamed(bundled)
    page.locator(".list").get_by_role("link", name="未指明（发文单位）").click()
    expect(page.locator(".unit h2")).to_contain_text(str(len(wanted)))
    while page.get_by_role("button", name="再显示").count():
        page.get_by_role("button", name="再显示").click()
    assert cards(page) == wanted


def test_the_five_districts_are_one_unit_with_five_open_members(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="units", unit="SchoolDistrict/五大学区")
    expect(page.locator(".list .row", has_text="五大学区")).to_have_count(1)
    expect(page.locator(".members li.open b")).to_have_text(["没有读出名称"] * 5)


def test_a_unit_that_is_only_mentioned_shows_where(bundled: Loaded, open_page: Opener) -> None:
    without = replace(bundled, plan=bundled.plan.model_copy(update={"assignments": ()}))
    page = open_page(workbench_page([without], sparql=False), view="units", unit="SchoolDistrict/五大学区")
    unit = next(entity for entity in bundled.plan.entities if entity.id == "SchoolDistrict/五大学区")
    quotes = "".join(page.locator(".unit mark.name").all_text_contents())
    assert quotes == "".join(mention.evidence.quote for mention in unit.mentions)


def test_the_place_in_the_plan_leads_to_the_text(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="units", unit="School/白鹭小学")
    page.get_by_role("link", name="20. 增加优质教育资源供给：涉及").click()
    expect(page.locator("#tab-text")).to_have_attribute("aria-current", "page")
    expect(page.get_by_role("complementary").locator("h2")).to_contain_text("增加优质教育资源供给")


def test_the_neighbourhood_shows_the_units_of_the_same_tasks(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    unit = "School/白鹭小学"
    tasks = {row.task for row in bundled.plan.assignments if row.unit == unit}
    partners = {row.unit for row in bundled.plan.assignments if row.task in tasks} - {unit}
    page = open_page(workbench, view="units", unit=unit)
    drawn = page.locator(".unit svg g title").all_text_contents()
    assert partners
    assert {partner.split("/", 1)[1] for partner in partners} <= set(drawn)
    expect(page.locator(".side section", has_text="同任务的单位").get_by_role("listitem")).to_have_count(len(partners))


def test_even_the_most_loaded_unit_prints_on_one_page(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="units")
    page.locator(".list a.row").nth(1).click()
    name = page.locator(".unit h2").inner_text()
    pdf = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    text = pdf[0].get_textpage().get_text_bounded()
    assert len(pdf) == 1
    assert name in text
    assert "承担的任务" in text
    assert "按名称、别名、拼音筛选" not in text


def test_a_filter_set_at_once_after_another_leaves_the_first(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="units")
    page.locator(".list").evaluate(
        """list => {
          const [words, type] = [list.querySelector("input"), list.querySelector("select")];
          words.value = "白鹭";
          words.dispatchEvent(new Event("input", { bubbles: true }));
          type.value = "School";
          type.dispatchEvent(new Event("change", { bubbles: true }));
        }"""
    )
    expect(page.locator(".list a.row .name")).to_have_text(["白鹭小学", "白鹭幼儿园"])
    expect(page.get_by_role("combobox", name="类型")).to_have_value("School")
    expect(page.get_by_role("searchbox", name="筛选")).to_have_value("白鹭")
