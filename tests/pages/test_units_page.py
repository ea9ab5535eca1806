from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from page_checks import SIZES, Opener, pale_texts, sideways
from plankg.graph.plans import Loaded
from plankg.schema import Task
from plankg.viz import units_page
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def units(loaded: Loaded, *, lang: str = "zh") -> str:
    return units_page(loaded.plan, loaded.document, lang="en" if lang == "en" else "zh")


def marked(page: Page, where: str, shade: str) -> str:
    return "".join(page.locator(f"{where} mark.{shade}").all_text_contents())


def bailu_task(loaded: Loaded) -> Task:
    return next(task for task in loaded.plan.tasks if "推进白鹭小学" in task.text)


def unnamed_tasks(loaded: Loaded) -> list[Task]:
    done = {row.task for row in loaded.plan.assignments if row.role.does}
    return [task for task in loaded.plan.tasks if task.id not in done]


def test_a_planner_finds_a_unit_and_reads_its_task_in_its_sentence(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled))
    page.get_by_role("searchbox").fill("白鹭小学")
    page.locator("#units a.row", has_text="白鹭小学").first.click()
    expect(page.locator("#main h2")).to_have_text("白鹭小学")
    card = page.locator("#main .card")
    expect(card).to_have_count(1)
    expect(card.locator(".role.concerns").first).to_have_text("地点")
    expect(card.locator(".where")).to_have_text("第20条 增加优质教育资源供给")
    expect(card.locator("blockquote")).to_contain_text("确保华二高中新建")
    assert marked(page, "#main blockquote", "task") == bailu_task(bundled).text
    assert marked(page, "#main blockquote", "unit") == "白鹭小学"
    expect(card.locator(".standing").first).to_have_text("原文写明")


def test_who_does_it_stands_apart_from_whom_it_concerns(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled), view="tasks", unit="SchoolCategory/学校")
    roles = {row.id: row for row in bundled.plan.assignments if row.unit == "SchoolCategory/学校"}
    for does, part in ((True, "does"), (False, "concerns")):
        tasks = {row.task for row in roles.values() if row.role.does is does}
        assert tasks
        expect(page.locator(f"#main h3.part.{part}")).to_contain_text(str(len(tasks)))
        shown = page.locator(f"#main .card:has(.role.{part}:first-child)").evaluate_all(
            "cards => cards.map((card) => card.dataset.task)"
        )
        assert set(shown) == tasks


def test_one_click_leads_from_a_task_to_its_place_in_the_text(bundled: Loaded, open_page: Opener) -> None:
    task = bailu_task(bundled)
    page = open_page(units(bundled), view="tasks", unit="School/白鹭小学")
    page.get_by_role("link", name="在原文中查看").click()
    assert marked(page, "#text .body", "chosen") == task.text
    expect(page.locator("#text mark.chosen").first).to_be_in_viewport()


def test_a_click_in_the_text_leads_to_the_task(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled))
    page.locator("#text mark.task", has_text="召开").first.click()
    chosen = page.locator("#main .card.chosen")
    expect(chosen).to_be_in_viewport()
    expect(chosen.locator("mark.task").first).to_contain_text("召开")


@pytest.mark.parametrize("size", SIZES)
def test_the_text_is_one_click_away_at_every_size(bundled: Loaded, open_page: Opener, size: str) -> None:
    page = open_page(units(bundled), size=size, view="tasks", unit="School/白鹭小学")
    page.get_by_role("link", name="在原文中查看").click()
    expect(page.locator("#text mark.chosen").first).to_be_in_viewport()


def test_the_language_switches_within_the_page_and_keeps_the_unit(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled), view="tasks", unit="School/白鹭小学")
    page.get_by_role("button", name="English").click()
    expect(page.locator("#main h2")).to_have_text("白鹭小学")
    expect(page.locator("#main .role.concerns").first).to_have_text("is the site")
    assert page.evaluate("document.documentElement.lang") == "en"
    page.go_back()
    expect(page.locator("#main .role.concerns").first).to_have_text("地点")


def test_back_and_forward_follow_the_way_that_was_taken(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled))
    page.locator('#units a.row[data-unit="SchoolDistrict/五大学区"]').click()
    expect(page.locator("#main h2")).to_have_text("五大学区")
    page.locator('#units a.row[data-unit="unnamed"]').click()
    expect(page.locator("#main h2")).to_contain_text("未指明")
    page.go_back()
    expect(page.locator("#main h2")).to_have_text("五大学区")
    page.go_back()
    expect(page.locator("#main h2")).to_have_text("概览")
    page.go_forward()
    expect(page.locator("#main h2")).to_have_text("五大学区")


def test_an_address_alone_brings_everything_back(bundled: Loaded, open_page: Opener) -> None:
    chapter = bundled.plan.chapters[3]
    page = open_page(units(bundled), lang="en", view="tasks", unit="all", chapter=chapter.id, role="site")
    wanted = {
        row.task
        for row in bundled.plan.assignments
        if row.role == "site" and section_of(bundled, row.task) == chapter.id
    }
    shown = page.locator("#main .card").evaluate_all("cards => cards.map((card) => card.dataset.task)")
    assert wanted
    assert set(shown) == wanted
    expect(page.get_by_role("button", name="Clear filters")).to_be_visible()


def section_of(loaded: Loaded, task: str) -> str | None:
    directive = next(each.directive for each in loaded.plan.tasks if each.id == task)
    return next(section.chapter for section in loaded.plan.sections if section.id == directive)


def test_a_filter_for_the_type_leaves_units_of_that_type(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled))
    page.get_by_role("combobox", name="单位类型").select_option("School")
    names = page.locator("#units [data-unit^='School/']")
    expect(names).to_have_count(sum(entity.type == "School" for entity in bundled.plan.entities))
    expect(page.locator("#units a.row:not([data-unit^='School/'])")).to_have_count(2)
    page.get_by_role("button", name="清除筛选").click()
    expect(page.locator('#units [data-unit="SchoolDistrict/五大学区"]')).to_be_visible()


def test_the_search_finds_aliases_and_words_of_the_text(bundled: Loaded, open_page: Opener) -> None:
    unit = next(entity for entity in bundled.plan.entities if entity.type.unit and entity.aliases)
    page = open_page(units(bundled))
    page.get_by_role("searchbox").fill(unit.aliases[0])
    expect(page.locator(f'#units [data-unit="{unit.id}"]')).to_be_visible()
    page.get_by_role("searchbox").fill("厉行节约")
    page.locator('#units [data-unit="all"]').click()
    expect(page.locator("#main mark.hit").first).to_have_text("厉行节约")
    page.get_by_role("searchbox").fill("没有这个词")
    expect(page.locator("#units .empty")).to_be_visible()


def test_tasks_with_no_unit_named_are_a_list_of_their_own(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled))
    wanted = unnamed_tasks(bundled)
    assert wanted
    row = page.locator('#units [data-unit="unnamed"]')
    expect(row).to_contain_text("未指明（发文单位）")
    expect(row.locator(".number")).to_have_text(str(len(wanted)))
    row.click()
    expect(page.locator("#main .card")).to_have_count(len(wanted))
    expect(page.locator("#main .card .role.does")).to_have_count(0)


def test_the_five_districts_are_one_node_with_five_open_members(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled))
    row = page.locator("#units a.row", has_text="五大学区")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("名称未列")
    row.click()
    expect(page.locator("#main .member.open")).to_have_count(5)
    expect(page.locator("#main .member.open b")).to_have_text(["名称未列"] * 5)


def test_a_unit_that_is_only_mentioned_shows_where(bundled: Loaded, open_page: Opener) -> None:
    without = replace(bundled, plan=bundled.plan.model_copy(update={"assignments": ()}))
    page = open_page(units(without), view="tasks", unit="SchoolDistrict/五大学区")
    unit = next(entity for entity in bundled.plan.entities if entity.id == "SchoolDistrict/五大学区")
    assert len(unit.mentions) > 1
    expect(page.locator("#main mark.unit")).to_have_text([mention.evidence.quote for mention in unit.mentions])


def test_every_card_says_where_its_statements_come_from(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled), view="tasks", unit="all")
    cards = page.locator("#main .card")
    expect(cards).to_have_count(len(bundled.plan.tasks))
    assert cards.filter(has=page.locator("header .standing")).count() == len(bundled.plan.tasks)
    quotes = ["".join(card.locator("blockquote mark.task").all_text_contents()) for card in cards.all()]
    assert quotes == [task.text for task in bundled.plan.tasks]


def test_the_start_panel_says_what_the_plan_is(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled))
    main = page.locator("#main")
    for words in ("宝教〔2023〕43号", "上海市宝山区教育局", "2023年下半年", "任务最多的单位", "落实立德树人"):
        expect(main).to_contain_text(words)
    drafts = [each for each in bundled.plan.citations if each.relation in ("drafts", "revises")]
    table = main.locator("section.block", has_text="待制订、修订的文件").locator("tbody tr")
    expect(table).to_have_count(len(drafts))


def test_the_keyboard_alone_is_enough(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled))
    page.get_by_role("searchbox").focus()
    page.keyboard.type("白鹭小学")
    expect(page.locator("#units a.row").nth(2)).to_contain_text("白鹭小学")
    page.locator("#units a.row").first.focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#main h2")).to_have_text("白鹭小学")
    page.locator("#text mark[tabindex='0'].chosen").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#main .card.chosen")).to_have_count(1)


def test_hostile_text_shows_as_text_at_the_right_places(hostile: Loaded, open_page: Opener) -> None:
    page = open_page(units(hostile), view="tasks", unit="all")
    cards = page.locator("#main .card")
    expect(cards).to_have_count(len(hostile.plan.tasks))
    for number, task in enumerate(hostile.plan.tasks):
        assert "".join(cards.nth(number).locator("mark.task").all_text_contents()) == task.text
    units_marked = page.locator("#main .card mark.unit").all_text_contents()
    assert units_marked == [row.unit_evidence.quote for row in hostile.plan.assignments]
    assert "𠮷祥小学" in units_marked
    body = page.locator("#text .body").text_content()
    assert body is not None
    assert body == "".join(hostile.document.text.split("\n"))
    assert page.locator("#main img, #text img, #main script, #text script").count() == 0
    assert "坏" not in page.title()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_window(bundled: Loaded, open_page: Opener, size: str, lang: str) -> None:
    page = open_page(units(bundled, lang=lang), size=size)
    for view, unit in (("start", ""), ("units", ""), ("tasks", "all"), ("text", "SchoolDistrict/五大学区")):
        page.evaluate("change => go(change)", {"view": view, "unit": unit})
        page.wait_for_function("view => document.body.dataset.view === view", arg=view)
        assert sideways(page) == 0, view


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_has_enough_contrast(bundled: Loaded, open_page: Opener, scheme: str) -> None:
    page = open_page(units(bundled), scheme=scheme)
    assert pale_texts(page) == []
    for unit in ("SchoolDistrict/五大学区", "SchoolCategory/学校", "unnamed"):
        page.evaluate("unit => go({ view: 'tasks', unit })", unit)
        page.wait_for_selector("#main .legend")
        assert pale_texts(page) == []


def test_even_the_most_loaded_unit_prints_on_one_page(bundled: Loaded, open_page: Opener) -> None:
    page = open_page(units(bundled))
    page.locator("#main .loads tbody a").first.click()
    page.wait_for_selector("#main .card")
    name = page.locator("#main h2").inner_text()
    pdf = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    text = pdf[0].get_textpage().get_text_bounded()
    assert len(pdf) == 1
    assert name in text
    assert "由它做" in text
    assert "全部任务" not in text
