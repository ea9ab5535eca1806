from __future__ import annotations

import pypdfium2
import pytest
from page_checks import Opener
from plankg.schema.loaded import Loaded
from plankg.schema.terms import Role
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def size(page: Page) -> tuple[int, int]:
    """Gives how many rows and columns the grid has, without its heads."""
    grid = page.get_by_role("grid")
    return int(grid.get_attribute("aria-rowcount") or 0) - 1, int(grid.get_attribute("aria-colcount") or 0) - 1


def test_the_grid_has_a_column_for_each_unit_and_a_row_for_each_task_with_one(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench, view="matrix", group="none")
    assigned = bundled.plan.assignments
    assert size(page) == (len({row.task for row in assigned}), len({row.unit for row in assigned}))
    page.get_by_role("checkbox", name="没有读出分工").check()
    page.wait_for_function(
        "count => document.querySelector('[role=grid]').ariaRowCount == count", arg=len(bundled.plan.tasks) + 1
    )


def test_a_cell_has_the_letter_of_the_role_and_opens_its_sentence(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    row = next(row for row in bundled.plan.assignments if row.role is Role.LEAD)
    page = open_page(workbench, view="matrix")
    cell = page.get_by_role("gridcell", name=f"{row.name} {row.role.zh}").first
    expect(cell).to_have_text(row.role.letter)
    cell.click()
    expect(page.get_by_role("complementary").locator("mark.unit")).to_have_text(row.unit_evidence.quote)
    task = next(task for task in bundled.plan.tasks if task.id == row.task)
    assert task.text in "".join(page.get_by_role("complementary").locator("blockquote").all_text_contents())


def test_filters_leave_the_units_and_tasks_that_fit(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="matrix", group="none", role="partner")
    wanted = [row for row in bundled.plan.assignments if row.role is Role.PARTNER]
    assert wanted
    assert size(page) == (len({row.task for row in wanted}), len({row.unit for row in wanted}))
    assert set(page.get_by_role("gridcell").filter(has_text="配").all_text_contents()) == {"配"}


def test_directives_and_chapters_add_up_their_tasks(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="matrix", level="chapters", all="1")
    assert size(page)[0] == len(bundled.plan.chapters)
    totals = page.get_by_role("rowheader").locator(".number").all_text_contents()
    assert sum(int(total) for total in totals if total) == len(bundled.plan.assignments)


def test_heads_stay_when_the_grid_is_scrolled(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="matrix")
    grid = page.get_by_role("grid")
    corner = page.locator(".corner").bounding_box()
    grid.evaluate("grid => grid.scrollTo(900, 900)")
    page.wait_for_timeout(100)
    assert page.locator(".corner").bounding_box() == corner
    frame = grid.bounding_box()
    label = page.get_by_role("rowheader").last.bounding_box()
    assert frame is not None
    assert label is not None
    assert label["x"] == frame["x"]


def test_the_keyboard_moves_through_the_grid_and_opens_a_cell(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="matrix", group="none")
    grid = page.get_by_role("grid")
    grid.focus()
    for _ in range(8):
        if page.locator(f"#{grid.get_attribute('aria-activedescendant')}").text_content():
            break
        page.keyboard.press("ArrowRight")
    active = page.locator(f"#{grid.get_attribute('aria-activedescendant')}")
    name = active.get_attribute("aria-label") or ""
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary").locator("h2")).to_have_text(name.split(" ")[0])
    page.keyboard.press("End")
    last = f"cell-0-{size(page)[1] - 1}"
    expect(grid).to_have_attribute("aria-activedescendant", last)
    expect(page.locator(f"#{last}")).to_be_in_viewport()


def test_on_paper_the_matrix_is_a_table_in_words(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="matrix", level="tasks")
    pdf = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert "上海市宝山区教育局（牵头）" in text
    assert "全部角色" not in text


def test_a_task_chosen_elsewhere_is_seen_in_the_row_of_its_chapter(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    row = bundled.plan.assignments[-1]
    page = open_page(workbench, view="matrix", level="chapters", select=f"assignment/{row.id}")
    chapter = bundled.plan.chapters[-1]
    expect(page.locator(".row.chosen .label")).to_contain_text(chapter.title)
    expect(page.locator(".corner")).to_have_text("章 ＼ 单位、人群")


def test_a_cell_of_many_roles_stays_in_its_row(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="matrix", level="chapters")
    page.wait_for_selector(".cell.many")
    cells = page.locator(".cell.many")
    for cell in cells.all():
        box, mark = cell.bounding_box(), cell.locator("span").bounding_box()
        assert box is not None
        assert mark is not None
        assert mark["height"] <= box["height"]
        assert cell.locator("span").evaluate("mark => mark.scrollHeight <= mark.clientHeight + 1")


WINDOWS = {"laptop": (1366, 768), "phone": (390, 844), "at 200 %": (683, 384)}
CUT_LABELS = """
[...document.querySelectorAll('.row:not(.heading) .text')].filter(text => text.scrollHeight > text.clientHeight + 1).length
/ document.querySelectorAll('.row:not(.heading) .text').length
"""


@pytest.mark.parametrize("window", WINDOWS)
def test_rows_can_be_read_under_heads_that_stay_in_any_window(workbench: str, open_page: Opener, window: str) -> None:
    page = open_page(workbench, view="matrix")
    width, height = WINDOWS[window]
    page.set_viewport_size({"width": width, "height": height})
    grid = page.get_by_role("grid")
    page.wait_for_timeout(200)
    frame, head = grid.bounding_box(), page.locator(".heads").bounding_box()
    row = page.get_by_role("rowheader").nth(1).bounding_box()
    assert frame is not None
    assert head is not None
    assert row is not None
    # five rows at least, beside labels that take no more than two fifths; a rim is left by which the page is scrolled
    assert frame["height"] - head["height"] >= 5 * row["height"]
    assert row["width"] <= 0.4 * width
    assert frame["height"] < height
    assert page.evaluate(CUT_LABELS) <= 0.25
    scrolling = page.locator("#main").evaluate("main => main.scrollHeight - main.clientHeight")
    assert scrolling == 0
