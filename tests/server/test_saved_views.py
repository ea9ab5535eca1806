from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from plankg.schema.errors import GraphError
from plankg.schema.view import ViewChange
from playwright.sync_api import Browser, Page
from serving_process import SHORT_PLAN, Server, serving

from plankg.saved_views import MOST, change_views
from plankg.workplan import load

PLAN = "要点"
ADDRESS = f"/{PLAN}/views.json"
UNNAMED = {"name": "无人牵头", "address": "view=units&unit=unnamed"}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a plan that has a folder, and of one that is only a file."""
    place = tmp_path_factory.mktemp("视图")
    folder = place / PLAN
    folder.mkdir()
    (folder / "source.txt").write_text(SHORT_PLAN, "utf-8")
    (folder / "plan.toml").write_text(f'id = "{PLAN}"\n', "utf-8")
    (place / "other.txt").write_text(SHORT_PLAN, "utf-8")
    with serving(place, "serve", PLAN, "other.txt") as running:
        yield running


@pytest.fixture
def client(kept: Server) -> Iterator[httpx.Client]:
    (kept.folder / PLAN / "views.json").unlink(missing_ok=True)
    with httpx.Client(base_url=kept.address, trust_env=False) as client:
        yield client


def names(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [view["name"] for view in answer.json()]


def test_a_saved_view_stands_in_the_plans_folder(kept: Server, client: httpx.Client) -> None:
    assert client.get(ADDRESS).json() == []
    assert client.post(ADDRESS, json=UNNAMED).json() == [UNNAMED]
    assert json.loads((kept.folder / PLAN / "views.json").read_text("utf-8")) == [UNNAMED]
    assert client.get(ADDRESS).json() == [UNNAMED]


def test_the_next_page_that_is_made_brings_the_views_along(kept: Server, client: httpx.Client) -> None:
    client.post(ADDRESS, json=UNNAMED)
    assert '"saved":{"要点":[{"name":"无人牵头"' in load(kept.folder / PLAN).pages()["index.html"]()


def test_a_view_is_renamed_replaced_and_deleted(client: httpx.Client) -> None:
    client.post(ADDRESS, json=UNNAMED)
    client.post(ADDRESS, json={"name": "全文", "address": "view=text"})
    assert names(client.post(ADDRESS, json={"name": "缺人", "was": "无人牵头"})) == ["缺人", "全文"]
    assert client.post(ADDRESS, json={"name": "缺人", "address": "view=matrix"}).json()[0]["address"] == "view=matrix"
    assert names(client.post(ADDRESS, json={"name": "缺人"})) == ["全文"]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": "没有的"}, "没有叫“没有的”的视图"),
        ({"name": "新名", "was": "没有的"}, "没有叫“没有的”的视图"),
        ({"name": "全文", "was": "无人牵头"}, "已有叫“全文”的视图"),
        ({"name": "", "address": "view=text"}, "名称应为 1 至 60 个字"),
        ({"name": "两\n行", "address": "view=text"}, "名称应为 1 至 60 个字"),
        ({"name": "反\u202e向", "address": "view=text"}, "名称应为 1 至 60 个字"),
        ({"name": "长" * 61, "address": "view=text"}, "名称应为 1 至 60 个字"),
        ({"name": "好", "address": "view=text\nx"}, "没有保存"),
        ({"name": "好", "address": "x" * 20_000}, "没有保存"),
        ({"name": "好", "address": "view=text", "path": "../../x"}, "没有保存"),
    ],
)
def test_a_change_that_does_not_fit_is_refused_in_both_languages(
    change: dict[str, str], says: str, client: httpx.Client
) -> None:
    client.post(ADDRESS, json=UNNAMED)
    client.post(ADDRESS, json={"name": "全文", "address": "view=text"})
    answer = client.post(ADDRESS, json=change)
    assert answer.status_code == 400
    assert says in answer.json()["zh"]
    assert answer.json()["en"]
    assert names(client.get(ADDRESS)) == ["无人牵头", "全文"]


def test_names_of_any_characters_come_back_as_they_were(client: httpx.Client) -> None:
    name = "𠮷 <script>\"'&../🙂"
    assert names(client.post(ADDRESS, json={"name": name, "address": ""})) == [name]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://plans.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ],
)
def test_other_pages_change_nothing(headers: dict[str, str], client: httpx.Client) -> None:
    content = json.dumps(UNNAMED)
    answer = client.post(ADDRESS, content=content, headers={"Content-Type": "application/json"} | headers)
    assert answer.status_code == 403
    assert client.get(ADDRESS).json() == []


def test_a_plan_without_a_folder_says_that_it_keeps_no_views(client: httpx.Client) -> None:
    answer = client.post("/other/views.json", json=UNNAMED)
    assert answer.status_code == 404
    assert "plankg new" in answer.json()["zh"]


def test_too_many_views_are_refused(kept: Server, client: httpx.Client) -> None:
    many = [{"name": f"视图{number}", "address": ""} for number in range(MOST)]
    (kept.folder / PLAN / "views.json").write_text(json.dumps(many), "utf-8")
    assert client.post(ADDRESS, json=UNNAMED).status_code == 400
    assert len(client.post(ADDRESS, json={"name": "视图0", "address": "view=text"}).json()) == MOST


def test_a_broken_file_is_named_and_left_alone(kept: Server, client: httpx.Client) -> None:
    path = kept.folder / PLAN / "views.json"
    path.write_text("[{]", "utf-8")
    assert "views.json" in client.get(ADDRESS).json()["zh"]
    assert client.post(ADDRESS, json=UNNAMED).status_code == 500
    assert path.read_text("utf-8") == "[{]"


def test_views_saved_at_once_are_all_kept(client: httpx.Client) -> None:
    def save(number: int) -> int:
        with httpx.Client(base_url=client.base_url, trust_env=False) as one:
            return one.post(ADDRESS, json={"name": f"视图{number}", "address": ""}).status_code

    with ThreadPoolExecutor(8) as many:
        assert set(many.map(save, range(40))) == {200}
    assert len(client.get(ADDRESS).json()) == 40


@pytest.fixture
def page(kept: Server, browser: Browser, client: httpx.Client) -> Iterator[Page]:
    """The plan's page as it is served; whatever it complains of but a refusal fails the test."""
    assert client.get(ADDRESS).json() == []
    complaints: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: "status of 500" in message.text or complaints.append(message.text))
    page.goto(f"{kept.address}{PLAN}/")
    yield page
    page.close()
    assert complaints == []


@pytest.mark.browser
def test_a_planner_saves_opens_renames_and_deletes_a_view(page: Page, client: httpx.Client) -> None:
    page.get_by_role("link", name="分工表", exact=True).click()
    menu = page.get_by_role("button", name="保存的视图")
    menu.click()
    panel = page.get_by_role("dialog", name="保存的视图")
    page.keyboard.type("看矩阵")
    page.keyboard.press("Enter")
    panel.get_by_role("status").filter(has_text="已保存“看矩阵”").wait_for()
    assert client.get(ADDRESS).json() == [{"name": "看矩阵", "address": "view=matrix"}]
    page.keyboard.press("Escape")
    page.get_by_role("link", name="原文", exact=True).click()
    menu.click()
    panel.get_by_role("link", name="看矩阵").click()
    page.wait_for_url("**#view=matrix")
    menu.click()
    panel.get_by_role("button", name="给“看矩阵”改名").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("矩阵")
    page.keyboard.press("Enter")
    panel.get_by_role("link", name="矩阵", exact=True).wait_for()
    panel.get_by_role("button", name="删去“矩阵”").click()
    panel.get_by_text("还没有保存的视图").wait_for()
    assert client.get(ADDRESS).json() == []
    panel.get_by_role("button", name="恢复").click()
    panel.get_by_role("link", name="矩阵", exact=True).wait_for()
    assert client.get(ADDRESS).json() == [{"name": "矩阵", "address": "view=matrix"}]


@pytest.mark.browser
def test_a_refusal_is_shown_in_the_language_of_the_page(page: Page, kept: Server) -> None:
    (kept.folder / PLAN / "views.json").write_text("broken", "utf-8")
    page.get_by_role("button", name="English").click()
    page.get_by_role("button", name="Saved views").click()
    page.keyboard.type("one")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="cannot be read").wait_for()
    (kept.folder / PLAN / "views.json").unlink()


def test_a_page_on_disk_may_ask_nobody(kept: Server) -> None:
    assert b"connect-src" not in (kept.folder / "out" / PLAN / "index.html").read_bytes()[:100_000]


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="没有这个"):
        change_views(tmp_path / "没有这个", ViewChange(name="甲", address=""))
