from __future__ import annotations

import csv
import re
from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from page_checks import Opener
from plankg.schema.loaded import Loaded
from plankg.schema.terms import Role, TaskKind
from plankg.viz import write_breakdown
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


def menu(page: Page, column: str) -> Locator:
    page.get_by_role("button", name=f"{column}：筛选和排序", exact=True).click()
    return page.get_by_role("dialog")


def shown(page: Page) -> str:
    """Gives what the table says of how many tasks it shows."""
    return (page.get_by_role("status").text_content() or "").strip()


def column(page: Page, key: str) -> list[str]:
    return page.locator(f".tabulator-row .{key}").all_text_contents()


def taken(page: Page) -> list[list[str]]:
    """Presses the button for Excel, and gives the cells that are on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制表格").click()
    expect(page.get_by_role("status")).to_contain_text("已复制")
    text = page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")
    return list(csv.reader(StringIO(text), delimiter="\t"))


def test_a_list_of_values_tells_how_many_tasks_have_each_and_filters(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench, view="table")
    build = sum(task.kind is TaskKind.BUILD for task in bundled.plan.tasks)
    dialog = menu(page, "任务类型")
    expect(dialog.get_by_role("listitem").filter(has_text=TaskKind.BUILD.zh).locator(".number")).to_have_text(
        str(build)
    )
    dialog.get_by_role("button", name="全不选").click()
    dialog.get_by_role("checkbox", name=TaskKind.BUILD.zh).check()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text(f"{build} / {len(bundled.plan.tasks)} 项任务")
    assert set(column(page, "kind")) == {TaskKind.BUILD.zh}
    page.reload()
    expect(page.get_by_role("status")).to_contain_text(f"{build} / ")
    page.get_by_role("button", name="清除筛选").click()
    expect(page.get_by_role("status")).to_contain_text(f"{len(bundled.plan.tasks)} / ")


def test_searching_the_values_and_enter_leaves_those_found(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="table")
    dialog = menu(page, "由谁做")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(f"{Role.LEAD.zh} 上海市宝山区教育局")
    page.keyboard.press("Enter")
    wanted = {
        row.task for row in bundled.plan.assignments if row.role is Role.LEAD and row.name == "上海市宝山区教育局"
    }
    assert wanted
    expect(page.get_by_role("status")).to_have_text(f"{len(wanted)} / {len(bundled.plan.tasks)} 项任务")


def test_one_column_tells_who_does_a_task_or_that_nobody_is_named(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench, view="table", find="打造学校")
    row = page.locator(".tabulator-row").filter(has_text="打造学校")
    expect(row.locator(".doers")).to_have_text(f"{Role.PARTICIPANT.zh} 学校、{Role.PARTICIPANT.zh} 上下游行业企业")
    page.get_by_role("searchbox", name="在表内查找").fill("")
    menu(page, "由谁做").get_by_role("checkbox", name="未指明").uncheck()
    page.keyboard.press("Escape")
    done = {row.task for row in bundled.plan.assignments if row.role.does}
    expect(page.get_by_role("status")).to_have_text(f"{len(done)} / {len(bundled.plan.tasks)} 项任务")


def test_a_click_on_a_heading_sorts_up_then_down(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="table", shown="directive,task")
    heading = page.get_by_role("columnheader").filter(has_text="条")
    heading.get_by_role("button").first.click()
    up = [int(no) for no in column(page, "directive")]
    assert up == sorted(up)
    heading.get_by_role("button").first.click()
    expect(page.locator(".tabulator-row .directive").first).to_have_text("25")


def test_a_task_is_marked_as_sure_or_unsure_with_the_number_beside_it_and_the_least_sure_are_sorted_first(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench, view="table", shown="task,certainty")
    page.get_by_role("columnheader").filter(has_text="把握").get_by_role("button").first.click()
    least = min(bundled.plan.tasks, key=lambda task: 1 if task.certainty is None else task.certainty)
    cell = page.locator(".tabulator-row .certainty span").first
    expect(cell).to_have_text("疑")
    expect(cell).to_have_attribute("title", re.compile(f"把握 {round(100 * (least.certainty or 0))}%"))


def test_a_row_is_chosen_by_click_and_by_arrows_and_shows_its_sentence(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench, view="table")
    first, second = bundled.plan.tasks[:2]
    page.locator(".tabulator-row .task").first.click()
    panel = page.get_by_role("complementary")
    expect(panel.locator("mark.task").first).to_be_visible()
    assert first.text in "".join(panel.locator("blockquote").all_text_contents())
    page.locator(".tabulator-tableholder").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".tabulator-row.chosen .task")).to_have_text(second.text)


def test_what_is_chosen_elsewhere_is_brought_into_the_window(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    last = bundled.plan.tasks[-1]
    page = open_page(workbench, view="table", select=f"task/{last.id}")
    expect(page.locator(".tabulator-row.chosen .task")).to_be_in_viewport()
    expect(page.locator(".tabulator-row.chosen .task")).to_have_text(last.text)


def test_groups_bear_their_value_and_count(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="table", grouped="kind")
    first = bundled.plan.tasks[0].kind
    count = sum(task.kind is first for task in bundled.plan.tasks)
    expect(page.locator(".tabulator-group").first).to_contain_text(first.zh)
    expect(page.locator(".tabulator-group").first).to_contain_text(str(count))


def test_the_cells_go_to_the_clipboard_as_the_filters_leave_them(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench, view="table", shown="id,task,sentence", find="白鹭")
    head, *rows = taken(page)
    assert head == ["任务编号", "任务", "所在句子"]
    wanted = [task for task in bundled.plan.tasks if task.id in {row[0] for row in rows}]
    assert rows
    assert [row[1] for row in rows] == [task.text for task in wanted]
    assert all("白鹭" in "".join(row) and row[1].replace("\n", "") in row[2] for row in rows)


def test_the_clipboard_holds_a_table_for_word_and_marks_cells_as_text(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="table", shown="id,task", find="白鹭")
    head, *rows = taken(page)
    html = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    )
    assert re.findall("<th [^>]*>([^<]*)", html) == head
    cells = re.findall("<td[^>]*>([^<]*)", html)
    assert cells == [cell for row in rows for cell in row]


def test_a_search_tells_its_columns_and_marks_what_it_found(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="table", shown="directive,task")
    page.get_by_role("searchbox", name="在表内查找").fill("小学 白鹭")
    marks = page.locator(".tabulator-row .task mark")
    expect(marks.first).to_have_text("白鹭小学")
    told = page.locator(".where")
    expect(told).to_contain_text(re.compile(r"查找了全部 \d+ 列，见于：\s*任务 1"))
    told.locator("span", has_text="所在句子").get_by_role("button").click()
    expect(page.locator(".tabulator-row .sentence mark").first).to_be_visible()


def test_what_is_in_no_cell_is_looked_for_in_the_whole_text(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="table", find="请结合本单位实际")
    page.get_by_role("button", name="在全文中找“请结合本单位实际”").click()
    found = page.get_by_role("listbox", name="查找结果").get_by_role("option")
    expect(found).to_have_count(1)
    expect(found.locator("mark")).to_have_text("请结合本单位实际")


def test_the_csv_has_its_encoding_told_and_every_task(
    workbench: str, open_page: Opener, bundled: Loaded, tmp_path: Path
) -> None:
    page = open_page(workbench, view="table", shown="id,task,standing")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载CSV").click()
    download.value.save_as(tmp_path / "table.csv")
    assert download.value.suggested_filename == f"{bundled.plan.id}.csv"
    content = (tmp_path / "table.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    head, *rows = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    assert head[0] == "任务编号"
    assert [row[:2] for row in rows] == [[task.id, task.text] for task in bundled.plan.tasks]


def test_columns_are_chosen_and_hidden(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="table")
    page.get_by_role("button", name="选择列").click()
    page.get_by_role("checkbox", name="所在句子").check()
    expect(page.get_by_role("columnheader").filter(has_text="所在句子")).to_have_count(1)
    page.keyboard.press("Escape")
    menu(page, "任务类型").get_by_role("button", name="隐藏此列").click()
    expect(page.get_by_role("columnheader").filter(has_text="任务类型")).to_have_count(0)


def test_texts_of_a_hostile_plan_are_cells_of_text(hostile: Loaded, hostile_page: str, open_page: Opener) -> None:
    page = open_page(hostile_page, view="table", shown="task,objects,sentence")
    task = next(task for task in hostile.plan.tasks if "<script>" in task.text)
    expect(page.locator(".tabulator-row .task").filter(has_text="<script>").first).to_have_text(task.text)
    assert page.locator(".tabulator script, .tabulator img").count() == 0
    _, *rows = taken(page)
    assert task.text in [row[0] for row in rows]


def test_on_paper_it_is_a_table_of_all_rows(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="table", shown="id,task")
    pdf = pypdfium2.PdfDocument(page.pdf(format="A4", landscape=True))
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    assert all(task.id in text for task in bundled.plan.tasks)
    assert "下载CSV" not in text


@pytest.mark.parametrize(("kind", "suffix"), [("Excel", ".xlsx"), ("Word", ".docx")])
def test_the_table_to_send_round_is_the_file_that_the_command_writes(
    workbench: str, open_page: Opener, bundled: Loaded, tmp_path: Path, kind: str, suffix: str
) -> None:
    page = open_page(workbench, view="table")
    with page.expect_download() as download:
        page.get_by_role("button", name=f"任务分解表 {kind}", exact=True).click()
    download.value.save_as(tmp_path / f"taken{suffix}")
    write_breakdown(bundled, tmp_path / f"written{suffix}")
    assert download.value.suggested_filename == f"{bundled.plan.id}-任务分解表{suffix}"
    assert (tmp_path / f"taken{suffix}").read_bytes() == (tmp_path / f"written{suffix}").read_bytes()


def test_a_page_that_brings_no_table_to_send_round_says_how_to_write_it(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench.replace('id="plankg-tables"', 'id="other"'), view="table")
    page.get_by_role("button", name="任务分解表 Word", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("plankg table")
