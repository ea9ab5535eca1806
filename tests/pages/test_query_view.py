"""SPARQL inside the planners' page: from disk, without any request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import pytest
from page_checks import SIZES, Opener, sideways
from plankg.graph.questions import questions
from plankg.graph.store import Store
from plankg.schema.loaded import Loaded
from plankg.schema.terms import Role
from playwright.sync_api import Page, expect
from test_everyone import violations

pytestmark = pytest.mark.browser

SCHOOLS = "SELECT ?school WHERE { ?school a plankg:School } ORDER BY ?school"
AT_ONCE = Path(__file__).with_name("told_at_once.js").read_text("utf-8")
CLIPPED = "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="session")
def asking(workbench: str) -> str:
    return workbench


@pytest.fixture(scope="module", params=["", "chart", "network", "raw"])
def answer(request: pytest.FixtureRequest, asking: str, open_once: Opener) -> Iterator[Page]:
    """An answer shown in each way."""
    show = request.param
    query = "SELECT ?unit ?task (1 AS ?n) WHERE { ?unit plankg:carries ?task }" if show == "network" else ""
    page = open_once(asking, view="sparql", show=show, query=query)
    answered(page)
    yield page
    page.close()


@pytest.fixture(scope="module")
def editor(asking: str, open_once: Opener) -> Page:
    """A page to write queries in, one after the other."""
    page = open_once(asking, view="sparql")
    answered(page)
    return page


def write(page: Page, text: str) -> None:
    """Types a query in place of what is there, as a person does."""
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def answered(page: Page) -> None:
    expect(page.locator(".run [role=status]")).to_contain_text("毫秒", timeout=20_000)


def test_initials_complete_to_the_units_of_a_role(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql")
    answered(page)
    write(page, "SELECT * WHERE { qtdw")
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_contain_text("牵头单位")
    page.keyboard.press("Enter")
    expect(page.locator(".cm-content")).to_contain_text("plankg:role plankg:Role-lead")
    expect(page.locator(".cm-content")).to_contain_text("PREFIX plankg:")


@pytest.mark.parametrize(
    ("typed", "label"), [("学校", "学校"), ("blxx", "白鹭小学"), ("bailuxiao", "白鹭小学"), ("school", "学校")]
)
def test_chinese_pinyin_and_english_complete(editor: Page, typed: str, label: str) -> None:
    write(editor, "SELECT * WHERE { ?s a ")
    editor.keyboard.insert_text(typed) if not typed.isascii() else editor.keyboard.type(typed)
    expect(editor.locator(".cm-tooltip-autocomplete li", has_text=label).first).to_be_visible()


def test_a_question_of_the_library_shows_its_rows(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql")
    answered(page)
    page.get_by_role("button", name="某单位承担什么、涉及什么").click()
    field = page.get_by_label("单位（名称或别名）")
    expect(page.locator("datalist option[value='白鹭小学']")).to_have_count(1)
    field.fill("白鹭小学")
    field.press("Tab")
    expect(page.locator("td", has_text="推进白鹭小学").first).to_be_visible()
    expect(page.get_by_role("columnheader", name="角色")).to_be_visible()


def test_every_question_without_parameters_gives_what_the_store_gives(
    asking: str, open_page: Opener, bundled: Loaded
) -> None:
    store = Store()
    store.load(bundled.plan, bundled.document, review=bundled.review)
    page = open_page(asking, view="sparql")
    answered(page)
    for question in questions():
        if question.parameters:
            continue
        page.locator(f"[data-question={question.name}]").click()
        rows = len(store.ask(question.name).rows)
        expect(page.locator(".run [role=status]")).to_contain_text(re.compile(rf"^\s*{rows} 行，"))


def test_a_question_that_wants_a_name_asks_for_it_and_tells_roles_as_elsewhere(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql")
    answered(page)
    page.get_by_role("button", name="某单位承担什么、涉及什么").click()
    wanted = page.get_by_placeholder("输入或选择")
    expect(wanted).to_be_focused()
    page.keyboard.type("白鹭小学")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr").first).to_contain_text("全力推进白鹭小学")
    expect(page.locator("tbody td").first).to_have_text(Role.SITE.zh)


def test_below_a_new_question_stands_no_old_answer(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql")
    page.get_by_role("button", name="某单位承担什么、涉及什么").click()
    expect(page.locator(".run [role=status]")).to_contain_text("请先选或输入：单位")
    page.wait_for_timeout(500)
    expect(page.locator("tbody tr")).to_have_count(0)
    page.keyboard.type("白鹭小学")
    page.keyboard.press("Enter")
    answer = page.locator(".answer")
    expect(answer.get_by_role("heading")).to_have_text("某单位承担什么、涉及什么 单位（名称或别名） “白鹭小学”")
    write(page, SCHOOLS)
    expect(answer).to_contain_text("查询已改动，下面还是改动前的回答")
    page.keyboard.press("Control+Enter")
    expect(page.locator("td", has_text="白鹭小学")).to_be_visible()
    expect(answer).not_to_contain_text("查询已改动")


def test_ready_questions_come_first_and_are_found_by_their_words(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql")
    ready = page.get_by_role("list", name="提问").get_by_role("button")
    expect(ready).to_have_count(len(questions()))
    expect(ready.first).to_be_in_viewport()
    page.get_by_placeholder("现成的问题里找").fill("期限")
    assert all("期限" in label for label in ready.all_text_contents())
    expect(ready.first).to_be_visible()


def test_a_click_on_a_name_in_an_answer_leads_to_its_tasks(asking: str, open_page: Opener, bundled: Loaded) -> None:
    page = open_page(asking, view="sparql")
    answered(page)
    page.locator("tbody").get_by_role("button", name="学校", exact=True).click()
    panel = page.get_by_role("complementary")
    tasks = {task.id: task.text for task in bundled.plan.tasks}
    [unit] = [entity.id for entity in bundled.plan.entities if entity.name == "学校"]
    done = next(row for row in bundled.plan.assignments if row.unit == unit and row.role.does)
    panel.get_by_role("link", name=tasks[done.task]).first.click()
    expect(panel.locator("mark.task").first).to_be_visible()


def test_an_answer_is_copied_as_a_table(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql")
    answered(page)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制表格").click()
    expect(page.locator(".results [role=status]")).to_contain_text("已复制")
    html = page.evaluate(CLIPPED)
    assert re.findall("<th [^>]*>([^<]*)", html)[0] == "单位"
    assert "学校" in re.findall("<td[^>]*>([^<]*)", html)


def test_each_query_gets_its_own_answer_where_two_are_asked_at_once(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql")
    answered(page)
    page.evaluate(AT_ONCE, ["unit-tasks", "白鹭小学"])
    expect(page.locator("tbody tr").first).to_contain_text("全力推进白鹭小学")
    expect(page.locator("datalist option").nth(20)).to_be_attached()


def test_an_iri_opens_its_sentence(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql", query=SCHOOLS)
    page.locator("td").get_by_role("button", name="白鹭小学").click()
    expect(page.get_by_role("complementary")).to_contain_text("确保华二高中新建")
    expect(page).to_have_url(re.compile("select=" + quote("School/白鹭小学", safe="")))


def test_a_fault_is_marked_in_its_line_and_says_what_was_expected(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql")
    answered(page)
    write(page, "SELECT ?s\nWHER { ?s ?p ?o }")
    page.keyboard.press("Control+Enter")
    status = page.locator(".run [role=status]")
    expect(status).to_contain_text("第 2 行第 1 列“WHER”处有误，此处应为：WHERE")
    expect(page.locator(".cm-lintRange-error")).to_have_text("WHER")
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    page.keyboard.press("Control+A")
    page.keyboard.type(SCHOOLS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("td", has_text="白鹭小学")).to_be_visible()
    expect(page.locator(".cm-lintRange-error")).to_have_count(0)


def test_a_query_that_runs_for_ever_can_be_stopped(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql")
    answered(page)
    write(page, ENDLESS)
    page.keyboard.press("Control+Enter")
    page.get_by_role("button", name="停止").click()
    expect(page.locator(".run [role=status]")).to_have_text("已停止。")
    write(page, SCHOOLS)
    page.keyboard.press("Control+Enter")
    expect(page.locator("td", has_text="白鹭小学")).to_be_visible(timeout=20_000)


def test_answers_show_as_bars_network_and_raw(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql")
    answered(page)
    page.get_by_role("button", name="图表").click()
    expect(page.get_by_role("region", name="图表").get_by_role("row").first).to_contain_text("学校")
    write(page, "CONSTRUCT { ?u plankg:carries ?t } WHERE { ?u plankg:carries ?t }")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("button", name="Turtle")).to_be_visible()
    page.get_by_role("button", name="网络").click()
    expect(page.locator(".canvas .stage")).to_have_attribute("data-nodes", re.compile(r"[1-9]\d"))
    page.get_by_role("button", name="原始").click()
    expect(page.locator("pre").last).to_contain_text("<https://w3id.org/plankg#carries>")


@pytest.mark.parametrize(("kind", "begins"), [("CSV", b"\xef\xbb\xbfschool\r\n"), ("JSON", b"[\n")])
def test_answers_are_saved(asking: str, open_page: Opener, kind: str, begins: bytes) -> None:
    page = open_page(asking, view="sparql", query=SCHOOLS)
    expect(page.locator("td", has_text="白鹭小学")).to_be_visible(timeout=20_000)
    with page.expect_download() as saved:
        page.get_by_role("button", name=kind, exact=True).click()
    assert saved.value.path().read_bytes().startswith(begins)


def test_a_link_shows_the_same_query_and_back_brings_the_one_before(asking: str, open_page: Opener) -> None:
    page = open_page(asking, view="sparql", query=SCHOOLS)
    expect(page.locator("td", has_text="白鹭小学")).to_be_visible(timeout=20_000)
    expect(page.locator(".cm-content")).to_have_text(SCHOOLS)
    write(page, "ASK { ?s a plankg:Task }")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".truth")).to_have_text("是")
    page.go_back()
    expect(page.locator(".cm-content")).to_have_text(SCHOOLS)


def test_without_webassembly_the_tab_says_so_and_the_rest_works(asking: str, open_page: Opener) -> None:
    page = open_page(asking)
    page.add_init_script("delete globalThis.WebAssembly")
    page.reload()
    page.get_by_role("link", name="SPARQL").click()
    expect(page.locator(".run [role=status]")).to_contain_text("不能在页面里运行查询")
    page.get_by_role("link", name="原文").click()
    expect(page.locator("#tab-text")).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_answers(answer: Page, scheme: Literal["light", "dark"]) -> None:
    answer.emulate_media(color_scheme=scheme)
    expect(answer.locator(f":root[data-theme={scheme}]")).to_be_attached()
    answer.wait_for_timeout(200)
    assert violations(answer) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", SIZES)
def test_the_query_view_fits_every_window(asking: str, open_page: Opener, size: str, lang: str) -> None:
    page = open_page(asking, size=size, lang=lang, view="sparql")
    expect(page.locator("td").first).to_be_visible(timeout=20_000)
    assert sideways(page) == 0
    assert page.locator("#main").evaluate("main => main.scrollWidth - main.clientWidth") == 0
