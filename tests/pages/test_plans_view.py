from __future__ import annotations

from pathlib import Path

import pytest
from page_checks import Opener
from plankg.graph.identity import identities
from plankg.graph.plans import Loaded, load_plan
from plankg.schema.wording import words
from plankg.viz.workbench import workbench_page
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

TEXT = "青河区教育局文件\n\n青河区教育局{year}年工作要点\n\n一、工作任务\n\n1.工作。{body}。\n"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> list[Loaded]:
    folder = tmp_path_factory.mktemp("plans")
    bodies = {2023: "会同区财政局推进临江小学建设", 2024: "区财政局牵头开展临江小学校园活动，扩建行知小学"}
    loaded = []
    for year, body in bodies.items():
        path = Path(folder, f"qinghe-{year}.txt")
        path.write_text(TEXT.format(year=year, body=body), "utf-8")
        loaded.append(load_plan(path))
    return loaded


def test_plans_stand_beside_each_other_with_what_they_hold(two: list[Loaded], open_page: Opener) -> None:
    page = open_page(workbench_page(two, sparql=False), view="plans")
    rows = page.locator(".plans > .frame").first.locator("tbody tr")
    expect(rows).to_have_count(2)
    for row, loaded in zip(rows.all(), two, strict=True):
        counts = [int(cell) for cell in row.locator("td.number").all_text_contents()]
        assert counts[2] == len(loaded.plan.tasks)
        assert counts[3] == len(loaded.plan.tasks) - len({a.task for a in loaded.plan.assignments if a.role.does})


def test_what_is_one_thing_is_told_with_how_that_is_known(two: list[Loaded], open_page: Opener) -> None:
    page = open_page(workbench_page(two, sparql=False), view="plans")
    same = identities([loaded.plan for loaded in two])
    assert same
    rows = page.locator("tbody tr").filter(has=page.get_by_role("button"))
    expect(rows).to_have_count(len(same))
    for one in same:
        name = one.first.entity.split("/")[1]
        row = rows.filter(has=page.get_by_role("button", name=name))
        expect(row).to_contain_text(one.standing.zh)
        expect(row).to_contain_text(words(f"rule.{one.rule}", "zh"))


def test_a_unit_is_seen_through_the_plans(two: list[Loaded], open_page: Opener) -> None:
    page = open_page(workbench_page(two, sparql=False), view="plans")
    page.get_by_role("button", name="区财政局").click()
    sections = page.locator(".through section")
    expect(sections).to_have_count(2)
    for section, loaded in zip(sections.all(), two, strict=True):
        task = next(row.task for row in loaded.plan.assignments if row.unit == "GovernmentBody/区财政局")
        expect(section).to_contain_text(next(each.text for each in loaded.plan.tasks if each.id == task))


def test_the_page_of_a_unit_leads_to_the_same_unit_in_the_other_plan(two: list[Loaded], open_page: Opener) -> None:
    page = open_page(workbench_page(two, sparql=False), view="units", unit="GovernmentBody/区财政局")
    page.locator("section").filter(has_text="在其他计划里").get_by_role("link").click()
    expect(page.get_by_role("combobox", name="计划")).to_have_value(two[1].plan.id)
    expect(page.locator(".unit h2")).to_have_text("区财政局")


def test_a_page_of_one_plan_offers_no_comparison(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench)
    expect(page.locator("#tab-units")).to_be_visible()
    expect(page.locator("#tab-plans")).to_have_count(0)
