from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest
from playwright.sync_api import Browser
from serving_process import PLAN_ID, Server, serving

import plankg
from plankg.server.served import content_type
from plankg.server.sparql import HEADERS
from plankg.server.views import asking_its_server

SCHOOLS = "SELECT ?name WHERE { ?school a plankg:School ; skos:prefLabel ?name } ORDER BY ?name"
NAMES = "CONSTRUCT { ?s skos:prefLabel ?n } WHERE { ?s a plankg:School ; skos:prefLabel ?n }"
SHORT_PLAN = "某区教育局文件\n\n某区教育局2023年工作要点\n\n一、推进改革\n\n1.加强学校建设。推进{school}项目建设，完成95%以上。\n"
QUERY = {"Content-Type": "application/sparql-query"}


def test_the_first_page_is_the_one_on_disk(server: Server, client: httpx.Client) -> None:
    on_disk = server.folder / "out" / PLAN_ID / "index.html"
    assert any(str(on_disk) in line for line in server.said)
    as_served = asking_its_server(on_disk.read_bytes())
    assert client.get("/").content == as_served
    assert client.get(f"/{PLAN_ID}/").content == as_served


def test_every_file_of_the_build_can_be_fetched(server: Server, client: httpx.Client) -> None:
    for path in (server.folder / "out" / PLAN_ID).iterdir():
        answer = client.get(f"/{PLAN_ID}/{path.name}")
        on_disk = path.read_bytes()
        assert answer.content == (asking_its_server(on_disk) if path.name == "index.html" else on_disk)
        assert answer.headers["content-type"] == content_type(path.name)


def test_the_page_s_own_policy_comes_as_a_header_too(client: httpx.Client) -> None:
    answer = client.get("/")
    policy = answer.headers["content-security-policy"]
    assert policy.endswith("; frame-ancestors 'none'")
    assert policy.removesuffix("; frame-ancestors 'none'") in answer.text


@pytest.mark.parametrize("path", ["/", "/plan.ttl", "/sparql", "/health", "/nothing/here"])
def test_every_answer_keeps_browsers_from_guessing_and_framing(path: str, client: httpx.Client) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "default-src 'none'" in headers["content-security-policy"]


def test_no_path_leads_out_of_the_plan(server: Server, client: httpx.Client) -> None:
    (server.folder / "secret.txt").write_text("secret", "utf-8")
    for path in (
        "/../secret.txt",
        "/..%2f..%2fsecret.txt",
        f"/{PLAN_ID}/..%2f..%2fsecret.txt",
        "/%2e%2e/%2e%2e/secret.txt",
    ):
        assert client.get(path).status_code == 404


def test_other_hosts_names_are_refused(client: httpx.Client) -> None:
    assert client.get("/", headers={"Host": "plans.example"}).status_code == 400


def test_nothing_can_be_changed(client: httpx.Client) -> None:
    for method, path in (("PUT", "/plan.ttl"), ("DELETE", "/plan.ttl"), ("POST", "/"), ("PUT", "/sparql")):
        assert client.request(method, path).status_code == 405
    update = "INSERT DATA { <http://x/> <http://x/> <http://x/> }"
    before = client.get("/health").json()
    assert client.post("/sparql", content=update, headers=QUERY).status_code == 400
    assert client.post("/sparql", data={"update": update}).status_code == 403
    assert client.put("/store?default", content=b"").status_code == 403
    assert client.get("/health").json() == before


def test_health_names_the_plans(client: httpx.Client) -> None:
    assert client.get("/health").json()["plans"] == [PLAN_ID]


def test_a_query_is_answered_by_get_form_and_body_alike(client: httpx.Client) -> None:
    got = client.get("/sparql", params={"query": SCHOOLS})
    assert got.headers["content-type"] == "application/sparql-results+json"
    names = [row["name"]["value"] for row in got.json()["results"]["bindings"]]
    assert names == [row[0] for row in plankg.load(PLAN_ID).query(SCHOOLS).rows]
    assert client.post("/sparql", data={"query": SCHOOLS}).content == got.content
    assert client.post("/sparql", content=SCHOOLS.encode(), headers=QUERY).content == got.content


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("application/json", "application/sparql-results+json"),
        ("text/csv;q=0.3, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/html;q=0.5,*/*;q=0.5", "application/sparql-results+json"),
        ("text/html,*/*;q=0.1", "text/html; charset=utf-8"),
        ("text/*", "text/csv; charset=utf-8"),
        ("application/sparql-results+json;q=0, */*;q=0.5", "text/csv; charset=utf-8"),
    ],
)
def test_accept_chooses_the_format(accept: str, given: str, client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": SCHOOLS}, headers={"Accept": accept})
    assert answer.headers["content-type"] == given
    assert "白鹭小学" in answer.text


@pytest.mark.parametrize(
    ("query", "named", "given"),
    [
        (SCHOOLS, "csv", "text/csv; charset=utf-8"),
        (SCHOOLS, "json", "application/sparql-results+json"),
        (SCHOOLS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (NAMES, "turtle", "text/turtle"),
        (NAMES, "json", "application/ld+json"),
        (NAMES, "nt", "application/n-triples"),
    ],
)
def test_the_address_may_name_the_format(query: str, named: str, given: str, client: httpx.Client) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = client.get("/sparql", params={"query": query, "format": named}, headers=browser)
    assert answer.headers["content-type"] == given
    assert client.post("/sparql", data={"query": query, "format": named}).content == answer.content
    assert client.get("/sparql", params={"query": query, "format": "paper"}).status_code == 400


def test_results_in_xml_and_csv_hold_the_same_names(client: httpx.Client) -> None:
    xml = client.get("/sparql", params={"query": SCHOOLS}, headers={"Accept": "application/sparql-results+xml"})
    csv = client.get("/sparql", params={"query": SCHOOLS}, headers={"Accept": "text/csv"})
    literals = ET.fromstring(xml.content).iter("{http://www.w3.org/2005/sparql-results#}literal")  # noqa: S314 - ours
    assert [literal.text for literal in literals] == csv.text.splitlines()[1:]


def test_a_construct_query_gives_turtle(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": NAMES})
    assert answer.headers["content-type"] == "text/turtle"
    assert "白鹭小学" in answer.text


def test_a_format_that_isn_t_there_is_not_acceptable(client: httpx.Client) -> None:
    assert client.get("/sparql", params={"query": SCHOOLS}, headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [("SELECT ?x WHERE { ?x a }", 400, "语法错误"), ("SELECT * { SERVICE <http://127.0.0.1/> {} }", 403, "SERVICE")],
)
def test_a_query_at_fault_is_refused_with_one_line(query: str, status: int, says: str, client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": query})
    assert answer.status_code == status
    assert says in answer.text
    assert answer.text.count("\n") == 1


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT], ids=lambda stop: stop.name)
def test_the_server_stops_in_order(stop: signal.Signals, tmp_path: Path) -> None:
    with serving(tmp_path, "serve", PLAN_ID) as running:
        httpx.get(running.address, trust_env=False).raise_for_status()
        running.process.send_signal(stop)
        _, errors = running.process.communicate(timeout=120)
        assert running.process.returncode == 0
        assert errors.splitlines()[-1] == "已停止"
        assert "Traceback" not in errors


STOPPED_EARLY = """
import os, signal
from plankg.server.fronts import listen, run

parent = os.getpid()

class Nothing:
    async def __call__(self, scope, receive, send):
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})

    def stop(self):
        pass

def server():
    if os.getpid() == parent:
        os.kill(parent, signal.SIGTERM)
    return Nothing()

run(listen("127.0.0.1", 0), server, fronts=2)
print("stopped")
"""


def test_the_server_stops_in_order_before_it_has_begun() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", STOPPED_EARLY], capture_output=True, text=True, timeout=20, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "stopped\n", "")


def test_start_verifies_before_it_serves(tmp_path: Path) -> None:
    (tmp_path / "要点.txt").write_text(
        "某区教育局文件\n\n某区教育局2023年工作要点\n\n一、推进改革\n\n1.加强学校建设。推进白鹭小学项目建设，完成95%以上。\n",
        "utf-8",
    )
    with serving(tmp_path, "start", "要点.txt") as running:
        assert re.search(r"核对了 \d+ 句；错误 0", "\n".join(running.said))
        assert "白鹭小学" in httpx.get(running.address, trust_env=False).text


@pytest.mark.browser
def test_several_plans_are_one_page_to_choose_from_and_each_has_its_own(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(
        "某区教育局文件\n\n某区教育局2023年工作要点\n\n一、推进改革\n\n1.加强学校建设。推进青松小学项目建设，完成95%以上。\n",
        "utf-8",
    )
    with serving(tmp_path, "serve", PLAN_ID, "other.txt") as running:
        page = browser.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(running.address)
        plans = page.get_by_role("combobox", name="计划")
        assert plans.locator("option").count() == 2
        plans.select_option("other")
        page.get_by_role("link", name="原文", exact=True).click()
        page.wait_for_selector("article")
        assert page.get_by_text("青松小学").count() > 0
        page.goto(f"{running.address}other/")
        assert page.get_by_text("某区教育局2023年工作要点").count() > 0
        assert complaints == []
        page.close()
        query = {"query": "SELECT DISTINCT ?id { ?plan a plankg:Plan ; dcterms:identifier ?id } ORDER BY ?id"}
        found = httpx.get(f"{running.address}sparql", params=query, trust_env=False)
        assert [row["id"]["value"] for row in json.loads(found.text)["results"]["bindings"]] == [PLAN_ID, "other"]
