"""The frame of the planners' page: its tabs, its address, its search, its one selection, its keys."""

from __future__ import annotations

import pytest
from page_checks import VIEWS, Opener
from plankg.schema.loaded import Loaded
from plankg.viz.page.file import workbench_page
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def search(page: Page, words: str) -> list[str]:
    """Types into the search box and gives what it finds, the best first."""
    page.keyboard.press("/")
    page.get_by_role("combobox", name="查找").fill(words)
    return [text.strip() for text in page.get_by_role("option").all_text_contents()]


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="视图").get_by_role("link", name=name).click()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_tab_opens_its_view_in_both_languages(every_view: str, open_page: Opener, lang: str) -> None:
    page = open_page(every_view, lang=lang)
    tabs = page.locator("nav a[id^='tab-']")
    ids = tabs.evaluate_all("all => all.map((each) => each.id)")
    assert {f"tab-{view}" for view in VIEWS} == set(ids)
    for place in range(tabs.count()):
        tabs.nth(place).click()
        expect(tabs.nth(place)).to_have_attribute("aria-current", "page")
        expect(page.locator("#main > *").first).to_be_visible()


@pytest.mark.parametrize(
    "state",
    [{"view": "nowhere"}, {"select": "School/没有这所学校"}, {"plan": "another"}, {"foreign": "1"}, {"lang": "fr"}],
)
def test_a_broken_or_foreign_address_opens_the_start_with_a_word_about_it(
    workbench: str, open_page: Opener, state: dict[str, str]
) -> None:
    page = open_page(workbench, **state)
    expect(page.get_by_role("status")).to_contain_text("已显示概览")
    expect(page.locator("#tab-start")).to_have_attribute("aria-current", "page")


def test_back_and_forward_follow_the_way_that_was_taken(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench)
    tab(page, "单位")
    page.get_by_role("link", name="五大学区").first.click()
    tab(page, "原文")
    expect(page.locator("article mark.name").first).to_have_text("五大学区")
    page.go_back()
    expect(page.locator(".unit h2")).to_have_text("五大学区")
    page.go_back()
    page.go_back()
    expect(page.locator("#tab-start")).to_have_attribute("aria-current", "page")
    page.go_forward()
    expect(page.locator("#tab-units")).to_have_attribute("aria-current", "page")


def test_what_is_chosen_in_one_view_is_chosen_in_all(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    row = next(row for row in bundled.plan.assignments if row.cue)
    page = open_page(workbench, view="matrix", select=f"assignment/{row.id}")
    panel = page.get_by_role("complementary")
    expect(page.get_by_role("gridcell").and_(page.locator(".chosen"))).to_have_count(1)
    expect(panel.locator("mark.unit")).to_have_text(row.unit_evidence.quote)
    tab(page, "原文")
    assert row.cue is not None
    expect(page.locator("article mark.unit")).to_have_text(row.unit_evidence.quote)
    assert "".join(page.locator("article mark.cue").all_text_contents()) == row.cue.quote


def test_names_aliases_pinyin_and_initials_are_found_and_grouped_by_type(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench)
    alias = next(entity.aliases[0] for entity in bundled.plan.entities if entity.type.unit and entity.aliases)
    name = next(entity.name for entity in bundled.plan.entities if alias in entity.aliases)
    for words, wanted in (("白鹭小", "白鹭小学"), ("bailuxiaoxue", "白鹭小学"), ("blxx", "白鹭小学"), (alias, name)):
        assert wanted in search(page, words), words
        page.keyboard.press("Escape")
    search(page, "白鹭")
    groups = page.get_by_role("listbox").get_by_role("group")
    expect(groups.filter(has_text="学校").first).to_be_visible()
    expect(groups.filter(has_text="任务").first).to_contain_text("全力推进")
    assert search(page, "没有这个词") == []
    expect(page.get_by_role("listbox")).to_have_text("原文里没有“没有这个词”。")


def test_enter_on_a_unit_that_was_found_opens_its_page(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench)
    search(page, "wdxq")
    page.keyboard.press("Enter")
    expect(page.locator(".unit h2")).to_have_text("五大学区")


def test_arrows_go_through_what_was_found_and_through_the_tabs(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench)
    found = search(page, "白鹭")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_contain_text(found[1])
    page.keyboard.press("Escape")
    page.locator("#tab-start").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#tab-text")).to_be_focused()
    expect(page.locator("article")).to_be_visible()


def test_editor_and_grid_are_run_only_where_they_are_shown(workbench: str, open_page: Opener) -> None:
    run = "() => Object.keys(globalThis).filter((name) => name.startsWith('later_'))"
    page = open_page(workbench)
    expect(page.locator("main")).not_to_be_empty()
    assert page.evaluate(run) == []
    page.locator("#tab-table").click()
    expect(page.locator(".tabulator-row").first).to_be_visible()
    assert page.evaluate(run) == ["later_grid"]
    page.locator("#tab-sparql").click()
    expect(page.locator(".cm-content")).to_be_visible()
    assert page.evaluate(run) == ["later_grid", "later_editing"]


def test_escape_closes_the_panel_of_what_is_chosen(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="text", select="task/1.1")
    expect(page.get_by_role("complementary")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("complementary")).to_have_count(0)


def test_the_panel_tells_what_a_task_is_tied_to_and_where_it_comes_from(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    target = next(target for target in bundled.plan.targets if target.kind == "share" and target.task)
    page = open_page(workbench, view="text", select=f"task/{target.task}")
    panel = page.get_by_role("complementary")
    for words in ("不低于", target.indicator, "原文写明", "未指明"):
        expect(panel).to_contain_text(words)
    task = next(task for task in bundled.plan.tasks if task.id == target.task)
    expect(panel).to_contain_text(f"{task.evidence.start + 1}–{task.evidence.end}")


def test_the_reader_s_choice_of_dark_holds_against_the_system_s(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="深色").click()
    expect(page.get_by_role("button", name="深色")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_several_plans_are_chosen_from_in_the_head(bundled: Loaded, hostile: Loaded, open_page: Opener) -> None:
    page = open_page(workbench_page([bundled, hostile], sparql=False), view="text", select="task/1.1")
    page.get_by_role("combobox", name="计划").select_option(hostile.plan.id)
    expect(page.locator("article")).to_contain_text("𠮷祥小学")
    expect(page.get_by_role("complementary")).to_have_count(0)
    page.go_back()
    expect(page.get_by_role("complementary")).to_be_visible()
