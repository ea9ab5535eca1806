from __future__ import annotations

from pathlib import Path

import pytest
from page_checks import Opener
from plankg.graph.counting import counted
from plankg.graph.plans import load_plan
from plankg.schema.loaded import Loaded
from plankg.schema.terms import Predicate
from plankg.viz.page.file import workbench_page
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def dated() -> Loaded:
    return load_plan(Path(__file__).parent / "dated.txt")


def row(page: Page, words: str) -> Locator:
    return page.locator("#part-dates ~ table tbody tr, section:has(#part-dates) tbody tr").filter(has_text=words)


def test_deadlines_stand_where_their_day_lies_the_nearest_first(dated: Loaded, open_page: Opener) -> None:
    page = open_page(workbench_page([dated], sparql=False), view="timeline")
    due = sorted(task.due for task in dated.plan.tasks if task.due)
    assert due
    days = page.locator("section:has(#part-dates) tbody time").all_text_contents()
    assert days == [day.isoformat() for day in due]
    places = page.locator("section:has(#part-dates) .track .due").evaluate_all(
        "all => all.map((each) => each.style.left)"
    )
    assert len(places) == len(due)
    assert [float(place.rstrip("%")) for place in places] == sorted(float(place.rstrip("%")) for place in places)


def test_what_comes_again_is_shown_as_such_and_has_no_end(dated: Loaded, open_page: Opener) -> None:
    again = next(task for task in dated.plan.tasks if task.recurrence)
    page = open_page(workbench_page([dated], sparql=False), view="timeline")
    found = row(page, again.text)
    expect(found).to_contain_text("周期性开展")
    expect(found.locator(".track .due")).to_have_count(0)
    expect(found.locator(".track .open")).to_have_count(1)


def test_tasks_without_a_time_are_counted_by_chapter_and_can_be_seen(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench, view="timeline")
    open_ended = [task for task in bundled.plan.tasks if not (task.time or task.due or task.recurrence)]
    heading = page.get_by_role("heading", name="没有读出时间的任务")
    expect(heading).to_contain_text(f"{len(open_ended)} 项")
    chapters = page.locator("section:has(#part-dates) details")
    assert sum(int(number) for number in chapters.locator("summary .number").all_text_contents()) == len(open_ended)
    chapters.first.locator("summary").click()
    expect(chapters.first.get_by_role("link", name=open_ended[0].text)).to_be_visible()


def test_documents_to_be_written_stand_with_their_task_and_what_is_done(
    workbench: str, open_page: Opener, bundled: Loaded
) -> None:
    page = open_page(workbench, view="timeline")
    wanted = counted(bundled.plan).drafts
    rows = page.locator("section:has(#part-papers) tbody tr")
    expect(rows).to_have_count(len(wanted))
    for citation in wanted:
        found = rows.filter(has_text=citation.name).filter(has_text=citation.relation.zh)
        assert found.count() >= 1, citation.name
    page.get_by_text("只是执行或提及的文件").click()
    expect(rows).to_have_count(len(bundled.plan.citations))


def test_projects_stand_in_the_column_of_their_stage(workbench: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(workbench, view="timeline")
    names = {entity.id: entity.name for entity in bundled.plan.entities if entity.type == "Project"}
    for stage in (Predicate.STARTS_CONSTRUCTION, Predicate.COMPLETES):
        wanted = {names[row.object] for row in bundled.plan.relations if row.predicate is stage and row.object in names}
        assert wanted
        column = page.get_by_role("region", name=stage.zh)
        assert {text.strip() for text in column.locator(".name").all_text_contents()} == wanted


def test_a_click_on_a_project_shows_what_is_known_of_it(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench, view="timeline")
    page.get_by_role("link", name="华二高中新建", exact=True).click()
    expect(page.get_by_role("complementary").locator("h2")).to_have_text("华二高中新建")
