from __future__ import annotations

import re

import pytest
from page_checks import Opener
from plankg.graph.explaining import explain_in
from plankg.graph.explaining.telling import share
from plankg.schema.loaded import Loaded
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_a_task_tells_how_it_was_read_where_one_asks(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    task = next(task for task in bundled.plan.tasks if task.id == "8.1")
    (told,) = explain_in(bundled.document, bundled.plan, [task.evidence], lang="zh")
    kind = told.rows("statements")[0].choice
    assert kind is not None
    page = open_page(workbench, view="text", select="task/8.1")
    fold = page.get_by_role("complementary").locator("details", has_text="怎样读出来的")
    expect(fold.locator("li")).to_have_count(0)
    fold.locator("summary").click()
    expect(fold.locator("h3")).to_have_text(["分句：哪里另起一项", "名称", "分工、关系", "类型"])
    last = fold.locator("li").last
    expect(last.locator(".told")).to_have_text(re.compile(rf"建设\s*{re.escape(share(kind.share))}"))
    expect(last).to_contain_text(f"次选 其他 {share(kind.rival_share)}")
    named = fold.locator("section", has=page.get_by_role("heading", name="名称"))
    assert named.locator(".quote").all_text_contents() == [row.quote for row in told.rows("names")]


def test_the_fold_speaks_english_and_closes_with_another_task(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="text", select="task/8.1", lang="en")
    fold = page.get_by_role("complementary").locator("details", has_text="How it was read")
    fold.locator("summary").click()
    expect(fold).to_contain_text("School category")
    names = fold.locator("section", has=page.get_by_role("heading", name="Names"))
    assert re.search("[一-鿿]", "".join(names.locator(".told").all_text_contents())) is None
    page.evaluate("location.hash = location.hash.replace('8.1', '8.2')")
    expect(page.get_by_role("complementary").locator("mark.task").first).to_contain_text("加快")
    expect(fold.locator("li")).to_have_count(0)
