"""Much, and bad, input: ten thousand tasks, and a text full of what pages stumble over."""

from __future__ import annotations

import json
import re

import pytest
from page_checks import VIEWS, Opener
from plankg.schema.loaded import Loaded
from plankg.viz.page.file import workbench_page
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TIMES = 53
PATIENCE = 60_000
DATA = re.compile(r'(<script type="application/json" id="plankg-page">)(.*?)(</script>)', re.DOTALL)


@pytest.fixture(scope="module")
def huge(bundled: Loaded) -> str:
    """The page of the bundled plan with each task, with its assignments and figures, as often as makes ten thousand."""
    html = workbench_page([bundled], sparql=False)
    found = DATA.search(html)
    assert found is not None
    data = json.loads(found[2])
    (plan,) = data["plans"]
    rows, figures = plan["plan"], plan["figures"]
    for kind in ("tasks", "assignments", "targets"):
        rows[kind] = [
            {**row, "id": f"{row['id']}.{time}"} | ({"task": f"{row['task']}.{time}"} if row.get("task") else {})
            for time in range(TIMES)
            for row in rows[kind]
        ]
    plan["figures"] = {f"{target}.{time}": told for target, told in figures.items() for time in range(TIMES)}
    plan["table"]["rows"] *= TIMES
    for word in ("unnamed", "targets", "naming"):
        plan["held"][word] = [f"{id_}.{time}" for time in range(TIMES) for id_ in plan["held"][word]]
    rows["relations"], rows["citations"], plan["layouts"], plan["edges"] = [], [], {"whole": {}}, []
    return html[: found.start(2)] + json.dumps(data).replace("<", "\\u003c") + html[found.end(2) :]


def test_every_view_of_ten_thousand_tasks_opens(huge: str, open_page: Opener) -> None:
    page = open_page(huge)
    page.set_default_timeout(PATIENCE)
    for view in set(VIEWS) - {"sparql", "plans", "network"}:
        page.evaluate("hash => { location.hash = hash }", f"#view={view}")
        expect(page.locator(f"#tab-{view}")).to_have_attribute("aria-current", "page", timeout=PATIENCE)
        expect(page.locator("#main > *").first).to_be_visible(timeout=PATIENCE)


def test_the_table_of_ten_thousand_tasks_draws_what_is_seen_and_filters_all(
    huge: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(huge, view="table")
    page.set_default_timeout(PATIENCE)
    tasks = TIMES * len(bundled.plan.tasks)
    expect(page.get_by_role("status")).to_have_text(f"{tasks} / {tasks} 项任务", timeout=PATIENCE)
    assert tasks > 10_000
    assert page.locator(".tabulator-row").count() < 100
    page.get_by_role("searchbox", name="在表内查找").fill("白鹭小学")
    wanted = page.get_by_role("status")
    expect(wanted).not_to_have_text(f"{tasks} / {tasks} 项任务", timeout=PATIENCE)
    assert int((wanted.text_content() or "").split("/")[0]) % TIMES == 0
    page.locator(".tabulator-row .task").first.click()
    expect(page.get_by_role("complementary")).to_contain_text("白鹭小学", timeout=PATIENCE)


def test_lists_of_very_many_begin_with_the_first_and_give_more(huge: str, open_page: Opener) -> None:
    page = open_page(huge, view="targets")
    page.set_default_timeout(PATIENCE)
    assert page.locator("tbody tr").count() == 300
    page.get_by_role("button", name="再显示").click()
    expect(page.locator("tbody tr")).to_have_count(600, timeout=PATIENCE)


@pytest.mark.parametrize("view", ["targets", "timeline", "table", "text", "matrix"])
def test_hostile_text_is_text_in_every_view(hostile_page: str, open_page: Opener, view: str) -> None:
    page = open_page(hostile_page, view=view)
    expect(page.locator("#main > *").first).to_be_visible()
    page.wait_for_timeout(100)
    assert page.title() != "坏"
    assert page.locator("#app script, #app img").count() == 0


def test_a_hostile_figure_stands_with_its_own_words(hostile: Loaded, hostile_page: str, open_page: Opener) -> None:
    target = next(target for target in hostile.plan.targets if target.unit == "%")
    page = open_page(hostile_page, view="targets")
    row = page.locator("tbody tr").filter(has_text="95%")
    expect(row.locator("mark.target")).to_have_text(target.evidence.quote)


def test_an_open_task_of_a_hostile_plan_is_listed_with_its_own_words(
    hostile: Loaded, hostile_page: str, open_page: Opener
) -> None:
    page = open_page(hostile_page, view="timeline")
    page.locator("summary").first.click()
    told = page.locator("details li").all_text_contents()
    assert {task.text for task in hostile.plan.tasks} == set(told)
    assert any("𠮷" in text and "😀" in text for text in told)
    assert any("مرحبا" in text for text in told)
