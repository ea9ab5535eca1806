"""What a browser gets at the endpoint where it asks nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from serving_process import Server

pytestmark = pytest.mark.browser


@pytest.fixture
def page(server: Server, browser: Browser) -> Iterator[Page]:
    """The query page; a request elsewhere, an error, or a console message other than a refusal's fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    page.on(
        "request", lambda request: None if request.url.startswith(server.address) else complaints.append(request.url)
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: None if "400" in message.text or "404" in message.text else complaints.append(message.text),
    )
    page.goto(f"{server.address}sparql")
    yield page
    context.close()
    assert [complaint for complaint in complaints if not complaint.startswith("data:")] == []


def write(page: Page, text: str) -> None:
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Control+Enter")


def test_a_browser_gets_the_page_and_a_program_the_description(client: httpx.Client) -> None:
    page = client.get("/sparql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert page.headers["content-type"].startswith("text/html")
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    assert "text/html" not in client.get("/sparql", headers={"Accept": "text/turtle"}).headers["content-type"]


def test_the_page_begins_with_an_answer(page: Page) -> None:
    expect(page.locator(".run [role=status]")).to_contain_text("毫秒", timeout=20_000)
    expect(page.get_by_role("columnheader", name="承担任务数")).to_be_visible()


def test_initials_complete_from_the_graphs_vocabulary_and_names(page: Page) -> None:
    expect(page.locator(".run [role=status]")).to_contain_text("毫秒", timeout=20_000)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+A")
    page.keyboard.type("SELECT * WHERE { qtdw")
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_contain_text("牵头单位")
    page.keyboard.press("Enter")
    expect(page.locator(".cm-content")).to_contain_text("plankg:Role-lead")
    page.keyboard.type(" ?x ?y blxx")
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_contain_text("白鹭小学")


def test_a_question_of_the_library_shows_its_rows_at_the_endpoint(page: Page) -> None:
    expect(page.locator(".run [role=status]")).to_contain_text("毫秒", timeout=20_000)
    page.get_by_role("button", name="某单位承担什么、涉及什么").click()
    field = page.get_by_label("单位（名称或别名）")
    expect(page.locator("datalist option[value='白鹭小学']")).to_have_count(1)
    field.fill("白鹭小学")
    field.press("Tab")
    expect(page.locator("td", has_text="推进白鹭小学").first).to_be_visible()


def test_an_iri_opens_what_is_said_of_it_and_leads_to_the_plan(page: Page) -> None:
    write(page, "SELECT ?school WHERE { ?school a plankg:School }")
    page.locator("td").get_by_role("button", name="白鹭小学").click()
    beside = page.get_by_role("complementary")
    expect(beside.locator("mark").first).to_have_text("白鹭小学")
    expect(beside).to_contain_text("确保华二高中新建")
    expect(page).to_have_url(re.compile("node="))
    expect(beside.get_by_role("link")).to_have_attribute("href", re.compile(r"^/baoshan-2023h2/#select="))


def test_a_fault_is_marked_where_the_server_says(page: Page) -> None:
    write(page, "SELECT ?s\nWHER { ?s ?p ?o }")
    expect(page.locator(".run [role=status]")).to_contain_text("第 2 行第 1 列“WHER”处有误，此处应为：WHERE")
    expect(page.locator(".cm-lintRange-error")).to_have_text("WHER")


def test_the_address_holds_the_query(page: Page, server: Server) -> None:
    write(page, "ASK { ?s a plankg:Task }")
    expect(page.locator(".truth")).to_have_text("是")
    address = page.url
    page.goto(f"{server.address}health")
    page.goto(address)
    expect(page.locator(".truth")).to_have_text("是")


def ask(page: Page, sentence: str) -> None:
    field = page.get_by_label("用一句话提问")
    field.fill(sentence)
    field.press("Enter")


def test_a_sentence_is_answered_with_its_query_and_rows(page: Page) -> None:
    expect(page.locator(".run [role=status]")).to_contain_text("毫秒", timeout=20_000)
    ask(page, "白鹭小学有哪些任务")
    expect(page.locator(".ask [role=status]")).to_contain_text("某单位承担什么、涉及什么")
    expect(page.locator(".ask [role=status]")).to_contain_text("白鹭小学")
    expect(page.locator(".cm-content")).to_contain_text('VALUES ?unit { "白鹭小学" }')
    expect(page.locator("td", has_text="推进白鹭小学").first).to_be_visible()


def test_a_sentence_that_means_no_question_is_said_to_mean_none(page: Page) -> None:
    expect(page.locator(".run [role=status]")).to_contain_text("毫秒", timeout=20_000)
    ask(page, "今天天气怎么样")
    expect(page.locator(".ask [role=status]")).to_contain_text("没有看懂")
    expect(page.get_by_role("columnheader", name="承担任务数")).to_be_visible()
