"""Questions in people's own words over HTTP: the library's, by rule, or an honest no."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from serving_process import PLAN_ID, SHORT_PLAN, serving

import plankg

QUESTION = "白鹭小学有哪些任务"


@pytest.fixture(scope="module")
def of_two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a server of two plans: the bundled one, and a short one with a project for the same school."""
    folder = tmp_path_factory.mktemp("两个")
    (folder / "short.txt").write_text(SHORT_PLAN, "utf-8")
    with (
        serving(folder, "serve", PLAN_ID, "short.txt") as running,
        httpx.Client(base_url=running.address, trust_env=False) as client,
    ):
        yield client


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_question_is_answered_as_the_command_answers_it(lang: str, client: httpx.Client) -> None:
    answer = client.get("/ask", params={"q": QUESTION, "lang": lang})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    told = answer.json()
    assert (told["question"], told["parameters"]) == ("unit-tasks", {"unit": "白鹭小学"})
    asked = plankg.load(PLAN_ID).asked(QUESTION)
    assert told["columns"] == list(asked.answer.columns)
    assert len(told["rows"]) == len(asked.answer.rows) > 0
    assert told["headings"] == list(asked.question.headings(lang))  # type: ignore[arg-type]


def test_the_query_that_ran_gives_the_same_rows_at_the_endpoint(client: httpx.Client) -> None:
    told = client.get("/ask", params={"q": QUESTION}).json()
    table = client.get("/sparql", params={"query": told["sparql"]}).json()["results"]["bindings"]
    assert [row["text"]["value"] for row in table] == [row["text"] for row in told["rows"]]


@pytest.mark.parametrize("question", ["今天天气怎么样", "白云小学承担哪些任务", "写一首诗"])
def test_what_no_question_is_meant_by_is_said_to_be_none(question: str, client: httpx.Client) -> None:
    answer = client.get("/ask", params={"q": question})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/json")
    told = answer.json()
    assert told["question"] is None
    assert told["message"].count("\n") == 0
    assert told["message"]


@pytest.mark.parametrize("address", ["/ask", "/ask?q=", "/ask?lang=zh", "/ask?q=%BD%CC"])
def test_without_a_question_the_request_is_bad(address: str, client: httpx.Client) -> None:
    assert client.get(address).status_code == 400


def test_it_is_only_asked_and_only_in_json(client: httpx.Client) -> None:
    assert client.post("/ask", data={"q": QUESTION}).status_code == 405
    assert client.get("/ask", params={"q": QUESTION}, headers={"Accept": "text/csv"}).status_code == 406


def test_one_of_several_plans_is_asked_by_its_id(of_two: httpx.Client) -> None:
    question, ids = "有哪些指标", of_two.get("/health").json()["plans"]
    rows = [of_two.get("/ask", params={"q": question, "plan": plan}).json()["rows"] for plan in ids]
    of_all = of_two.get("/ask", params={"q": question}).json()["rows"]
    assert len(rows[0]) > len(rows[1]) > 0
    assert len(of_all) == sum(map(len, rows))


def test_a_name_of_another_plan_is_none_of_this_one(of_two: httpx.Client) -> None:
    question = {"q": "上海大学承担哪些任务"}
    assert of_two.get("/ask", params=question).status_code == 200
    assert of_two.get("/ask", params={**question, "plan": "short"}).status_code == 404


def test_a_plan_that_is_not_served_is_said_to_be_none_with_those_that_are(of_two: httpx.Client) -> None:
    answer = of_two.get("/ask", params={"q": QUESTION, "plan": "x> } #"})
    assert answer.status_code == 404
    assert f"{PLAN_ID}、short" in answer.json()["message"]


def test_names_that_an_update_brings_can_be_asked_for(endpoint: httpx.Client) -> None:
    question = {"q": "云杉小学承担哪些任务"}
    assert endpoint.get("/ask", params=question).status_code == 404
    school = "<http://s/new> a plankg:Entity , plankg:School ; skos:prefLabel '云杉小学'"
    assert endpoint.post(
        "/update", data={"update": f"INSERT DATA {{ GRAPH <http://g/new> {{ {school} }} }}"}
    ).is_success
    answer = endpoint.get("/ask", params=question)
    assert (answer.status_code, answer.json()["rows"]) == (200, [])
