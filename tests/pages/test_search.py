"""The search over everything: whatever stands in the text is found, and 没有 is said of nothing else."""

from __future__ import annotations

import re

import pytest
from page_checks import SIZES, Opener, sideways
from plankg.schema.loaded import Loaded
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LETTERHEAD = "上海市宝山区教育局文件"
PREAMBLE = "请结合本单位实际"


def look(page: Page, words: str) -> None:
    page.keyboard.press("/")
    page.locator("#search").fill(words)


def group(page: Page, name: str) -> list[str]:
    """Give what a group of the results lists."""
    rows = page.get_by_role("group", name=re.compile(f"^{name}")).get_by_role("option")
    return [row.strip() for row in rows.all_text_contents()]


@pytest.mark.parametrize("words", [LETTERHEAD, PREAMBLE, "附件", "ＡＮＤ", "本年度", "2023 年8月18日", "抽查 本年度"])
def test_words_of_the_text_are_found_and_lead_to_their_place(workbench: str, open_page: Opener, words: str) -> None:
    page = open_page(workbench)
    look(page, words)
    assert group(page, "原文")
    expect(page.get_by_role("listbox")).not_to_contain_text("没有")
    page.get_by_role("group", name=re.compile("^原文")).get_by_role("option").first.click()
    expect(page.locator("#tab-text")).to_have_attribute("aria-current", "page")
    expect(page.locator("article mark.hit").first).to_be_in_viewport()


def test_the_text_is_the_last_group_and_lists_all_its_places(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench)
    look(page, "安全")
    expect(page.get_by_role("listbox").get_by_role("group").last).to_have_accessible_name(re.compile("^原文"))
    assert any("推进落实消防安全隐患整改" in row for row in group(page, "任务"))
    page.get_by_role("option", name="列出全部").last.click()
    assert len(group(page, "原文")) == bundled.document.text.count("安全")


def test_a_heading_finds_its_tasks_and_figures(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench)
    look(page, "学前教育指标")
    [section] = [row for row in bundled.plan.sections if row.title.startswith("加快学前教育")]
    expected = {row.indicator for row in bundled.plan.targets if row.directive == section.id and row.kind.measures}
    page.get_by_role("option", name="列出全部").first.click()
    listed = group(page, "指标")
    assert expected
    assert all(any(indicator in row for row in listed) for indicator in expected)
    look(page, "科学教育三年行动计划")
    assert any("三年行动计划" in row for row in group(page, "任务"))


def test_nothing_is_said_to_be_missing_but_what_stands_nowhere(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench)
    look(page, "海豚")
    expect(page.get_by_role("listbox")).to_have_text("原文里没有“海豚”。")
    look(page, "海豚 安全")
    expect(page.get_by_role("listbox")).to_contain_text("原文里没有“海豚”。其余的词见于：")
    look(page, "本年度 安全")
    expect(page.get_by_role("listbox")).to_contain_text("没有一处同时写着这些词；分别见于：")


def test_words_of_which_nothing_was_read_say_so(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench)
    look(page, PREAMBLE)
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary")
    expect(panel.locator("mark.hit")).to_have_text(PREAMBLE)
    expect(panel).to_contain_text("没有读出")
    page.reload()
    expect(panel.locator("mark.hit")).to_have_text(PREAMBLE)


def test_a_task_tells_the_words_of_time_that_were_not_read(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    task = next(task for task in bundled.plan.tasks if "2024年" in task.text and not task.time)
    page = open_page(workbench, view="text", select=f"task/{task.id}")
    expect(page.get_by_role("complementary")).to_contain_text("没有读出；字句里有“2024年”")


@pytest.mark.parametrize("size", SIZES)
def test_the_results_fit_every_window(hostile: Loaded, hostile_page: str, open_page: Opener, size: str) -> None:
    page = open_page(hostile_page, size=size)
    look(page, hostile.document.text.split()[0])
    expect(page.get_by_role("option").first).to_be_visible()
    assert sideways(page) == 0
