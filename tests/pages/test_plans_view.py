from __future__ import annotations

from pathlib import Path

import pytest
from page_checks import Opener
from plankg.graph.plans import load_plan
from plankg.graph.things.identity import identities
from plankg.schema.loaded import Loaded
from plankg.schema.wording import words
from plankg.viz.page.file import workbench_page
from playwright.sync_api import expect

from plankg.build import build_together
from plankg.workplan import load

pytestmark = pytest.mark.browser

TIMES = {2023: "2023年9月底前", 2024: "2024年6月底前"}
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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page that a build of two plans writes, each with a dated task and one without a time."""
    folder = tmp_path_factory.mktemp("dated")
    works = []
    for year, time in TIMES.items():
        path = Path(folder, f"liuhe-{year}.txt")
        path.write_text(TEXT.format(year=year, body=f"{time}建成柳河小学图书馆。开展阅读活动"), "utf-8")
        works.append(load(path))
    written = build_together(works, folder / "out")
    assert written[0] == folder / "out" / "index.html"
    return written[0].read_text("utf-8")


def test_the_tasks_of_all_plans_stand_in_one_table_and_lead_into_their_own_plan(built: str, open_page: Opener) -> None:
    page = open_page(built, view="plans")
    page.get_by_role("button", name=words("page.plans_tasks_part", "zh")).click()
    rows = page.locator("main tbody tr")
    expect(rows).to_have_count(4)
    assert [row.locator("td").first.text_content() for row in rows.all()] == [
        f"青河区教育局{year}年工作要点" for year in (2023, 2023, 2024, 2024)
    ]
    page.get_by_label("在表内查找").fill("图书馆")
    expect(rows).to_have_count(2)
    page.locator(".among select").first.select_option("liuhe-2024")
    expect(rows).to_have_count(1)
    expect(rows.locator("td.due")).to_have_text("2024-06-30")
    rows.locator("td.task a").click()
    expect(page.get_by_role("combobox", name="计划")).to_have_value("liuhe-2024")
    expect(page.locator("#tab-text[aria-current=page]")).to_be_visible()
    expect(page.get_by_role("complementary").locator("blockquote")).to_contain_text("图书馆")


def test_the_time_line_of_all_plans_has_one_axis_and_says_what_it_leaves_out(built: str, open_page: Opener) -> None:
    page = open_page(built, view="plans", part="times")
    rows = page.locator("main tbody tr")
    assert [row.locator("td").first.text_content() for row in rows.all()] == ["2023-09-30", "2024-06-30"]
    expect(page.get_by_role("status").last).to_have_text(words("page.plans_dated", "zh", n=2, open=2))
    places = [row.locator(".track .due").bounding_box() for row in rows.all()]
    assert places[0] is not None
    assert places[1] is not None
    assert places[0]["x"] < places[1]["x"]
    rows.last.get_by_role("link", name="图书馆").click()
    expect(page.get_by_role("combobox", name="计划")).to_have_value("liuhe-2024")


def test_a_page_of_one_plan_offers_no_comparison(workbench: str, open_page: Opener) -> None:
    page = open_page(workbench)
    expect(page.locator("#tab-units")).to_be_visible()
    expect(page.locator("#tab-plans")).to_have_count(0)
