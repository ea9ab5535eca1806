from __future__ import annotations

import pytest
from page_checks import Opener
from plankg.graph.checks.accounting import account
from plankg.graph.checks.validation import coverage
from plankg.schema.loaded import Loaded
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

LINES = "lines => lines.map((line) => line.textContent)"
#: The text under the marks of a class, put together where nothing stands between them.
JOINED = """(name) => {
  const found = [];
  let last;
  for (const mark of document.querySelectorAll(`article mark.${name}`)) {
    if (last && last.nextElementSibling === mark && last.nextSibling === mark) found[found.length - 1] += mark.textContent;
    else found.push(mark.textContent);
    last = mark;
  }
  return found;
}"""


def shown(page: Page) -> list[str]:
    lines: list[str] = page.locator("article p").evaluate_all(LINES)
    return lines


def test_the_text_is_the_plan_as_printed(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="text")
    assert shown(page) == [line for line in bundled.document.text.split("\n") if line.strip()]


def test_a_chosen_task_stands_in_three_shades(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    row = next(row for row in bundled.plan.assignments if row.cue)
    page = open_page(workbench, view="text", select=f"assignment/{row.id}")
    colours = {
        name: page.locator(f"article mark.{name}").first.evaluate("mark => getComputedStyle(mark).backgroundColor")
        for name in ("task", "unit", "cue")
    }
    assert len(set(colours.values())) == 3
    assert "transparent" not in colours.values()
    page.emulate_media(media="print")
    line = page.locator("article mark.cue").first.evaluate("mark => getComputedStyle(mark).textDecorationStyle")
    assert line == "double"


def test_each_further_click_chooses_what_is_wider(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="text", hide="naming")
    mark = page.locator("article mark.on-task", has_text="五大学区").first
    mark.click()
    panel = page.get_by_role("complementary")
    expect(panel.locator("h2")).to_have_text("五大学区")
    mark.click()
    expect(panel.locator("mark.task").first).to_be_visible()


def test_the_pointer_shows_what_was_read_out_of_the_words(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="text")
    mark = page.locator("article mark.on-name", has_text="中小学校").first
    mark.scroll_into_view_if_needed()
    mark.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("学校统称")
    page.mouse.move(5, 5)
    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_sentences_that_gave_nothing_stand_out_in_the_margin(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    silent = [each.sentence.evidence for each in coverage(bundled.plan) if not each.statements]
    unread = [row.evidence for row in account(bundled.plan, bundled.document) if row.evidence and not row.statement]
    page = open_page(workbench, view="text")
    assert silent
    told = sorted((*silent, *unread), key=lambda evidence: evidence.start)
    assert "".join(page.evaluate(JOINED, "on-silent")) == "".join(evidence.quote for evidence in told)
    left = page.locator("article mark.on-silent").first.evaluate("mark => getComputedStyle(mark, '::before').position")
    assert left == "absolute"


def test_a_layer_that_is_hidden_is_not_marked_and_the_address_keeps_it(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="text")
    page.get_by_role("checkbox", name="任务").uncheck()
    expect(page.locator("article mark.on-task")).to_have_count(0)
    assert "hide=task" in page.url
    page.reload()
    expect(page.get_by_role("checkbox", name="任务")).not_to_be_checked()
    expect(page.locator("article mark.on-task")).to_have_count(0)


def test_arrows_go_from_task_to_task(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="text")
    page.locator("article").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("complementary").locator("blockquote")).to_contain_text(bundled.plan.tasks[2].text)
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("complementary").locator("blockquote")).to_contain_text(bundled.plan.tasks[1].text)


def test_the_contents_follow_the_text_and_keep_what_is_read_in_sight(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench, view="text")
    contents = page.get_by_role("navigation", name="目录")
    now = contents.locator("[aria-current=location]")
    for section in bundled.plan.sections[5:-8:7]:
        page.locator(f"#at-{line_of(bundled, section.evidence.start)}").evaluate(
            "line => { document.getElementById('main').scrollTop += line.getBoundingClientRect().top - 120; }"
        )
        expect(now).to_have_count(1)
        expect(now).to_contain_text(section.title)
        expect(now).to_be_in_viewport()
    contents.get_by_role("link").last.click()
    expect(now).to_contain_text(bundled.plan.sections[-1].title)


def line_of(loaded: Loaded, place: int) -> int:
    return loaded.document.text.rfind("\n", 0, place) + 1


def test_neighbouring_types_differ_in_the_kind_of_their_line_too(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="text")
    samples = page.locator("details mark.on-name").evaluate_all(
        "marks => marks.map((mark) => { const s = getComputedStyle(mark); return s.textDecorationStyle + s.textDecorationColor; })"
    )
    assert len(samples) > 10
    assert len(set(samples)) == len(samples)


def test_hostile_text_shows_as_text_at_the_right_places(hostile: Loaded, hostile_page: str, open_page: Opener) -> None:
    page = open_page(
        hostile_page,
        view="text",
        hide="task,target,time,silent,Project,Programme,Concept,Event,TargetGroup,Place,Brand,Platform",
    )
    assert shown(page) == [line for line in hostile.document.text.split("\n") if line.strip()]
    assert page.locator("article img, article b, article script").count() == 0
    for task in hostile.plan.tasks:
        page.evaluate("ref => { location.hash = `#view=text&select=task/${encodeURIComponent(ref)}` }", task.id)
        page.wait_for_function("ref => location.hash.includes(encodeURIComponent(ref))", arg=task.id)
        expect(page.get_by_role("complementary").locator("mark.task").first).to_be_visible()
        assert "".join(page.get_by_role("complementary").locator("mark.task").all_text_contents()) == task.text
        assert "".join(page.locator("article mark.task").all_text_contents()) == task.text
    assert "坏" not in page.title()
