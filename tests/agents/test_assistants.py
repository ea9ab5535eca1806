"""The command as a process of its own, asked by the protocol's own client over its standard input and output."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult
from plankg.graph.questions import questions
from plankg.schema import Document, Plan
from plankg.schema.terms import Role

from plankg import load
from plankg.agents.plans import Plans
from plankg.agents.replies import CHARACTERS, part

pytestmark = pytest.mark.slow

PLAN_ID = "baoshan-2023h2"
TIMEOUT, ROWS = 3, 50
VALUES = {
    "unit": "上海大学", "other": "宝山沪剧团", "section": "八", "statement": "20.2", "kind": "hold_event", "topic": "招生",
    "day": "2023-12-31", "project": "华二高中新建", "whole": "五大学区", "indicator": "托幼一体园占比", "thing": "宝宝屋",
    "document": "《师训工作手册》", "role": "partner", "type": "School", "task": "5.6", "bound": "ge", "number": "75",
}  # fmt: skip
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"

Call = Callable[..., CallToolResult]


class Assistant:
    """A client that waits for each answer."""

    def __init__(self, portal: Any, client: Client) -> None:
        self.portal, self.client = portal, client

    def call(self, name: str, **arguments: object) -> CallToolResult:
        return self.portal.call(self.client.call_tool, name, arguments)  # type: ignore[no-any-return]

    def told(self, name: str, **arguments: object) -> dict[str, Any]:
        result = self.call(name, **arguments)
        assert not result.is_error, result.content
        assert json.loads(text_of(result)) == result.structured_content
        return dict(result.structured_content)

    def complaint(self, name: str, **arguments: object) -> str:
        result = self.call(name, **arguments)
        assert result.is_error
        return text_of(result)


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    return str(getattr(content, "text", ""))


@pytest.fixture(scope="module")
def assistant() -> Iterator[Assistant]:
    environment = {key: value for key, value in os.environ.items() if key != "PLANKG_LANG"}
    arguments = ["-m", "plankg", "mcp", PLAN_ID, "--timeout", str(TIMEOUT), "--rows", str(ROWS)]
    server = StdioServerParameters(command=sys.executable, args=arguments, env=environment)
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(Client(server)) as client:
        yield Assistant(portal, client)


def stands(evidence: dict[str, Any], document: Document) -> bool:
    """Tell whether a quote is what the text has at its place, line ends of a page aside."""
    found = document.text[evidence["start"] : evidence["end"]]
    return evidence["plan"] == PLAN_ID and "".join(found.split("\n")) == "".join(evidence["quote"].split("\n"))


def all_evidence(value: object) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if {"quote", "start", "end"} <= value.keys() else []
        return own + [each for part in value.values() for each in all_evidence(part)]
    return [each for part in value for each in all_evidence(part)] if isinstance(value, list) else []


def test_each_question_of_the_library_is_a_tool_with_typed_parameters(assistant: Assistant) -> None:
    tools = {tool.name: tool for tool in assistant.portal.call(assistant.client.list_tools).tools}
    for asked in questions():
        tool = tools[asked.name]
        assert tool.title == asked.zh
        assert asked.zh in tool.description
        assert asked.en in tool.description
        assert set(tool.input_schema["required"]) == {parameter.name for parameter in asked.parameters}
    assert tools["role-units"].input_schema["properties"]["role"]["enum"] == [role.value for role in Role]
    assert tools["tasks-due"].input_schema["properties"]["day"]["format"] == "date"


def test_every_tool_says_that_it_only_reads(assistant: Assistant) -> None:
    for tool in assistant.portal.call(assistant.client.list_tools).tools:
        assert tool.annotations.read_only_hint
        assert not tool.annotations.destructive_hint


@pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
def test_a_question_is_answered_with_the_sentence_of_each_row(
    asked: Any, assistant: Assistant, document: Document
) -> None:
    told = assistant.told(asked.name, **{parameter.name: VALUES[parameter.name] for parameter in asked.parameters})
    (answer,) = told["answers"]
    assert answer["plan"] == PLAN_ID
    assert len(answer["rows"]) <= ROWS
    for row in answer["rows"]:
        if row.get("start") is not None and row.get("sentence") is not None:
            assert row["evidence"]["quote"] == row["sentence"]
            assert stands(row["evidence"], document)


def test_a_question_in_words_gives_its_reading_query_and_evidence(assistant: Assistant, document: Document) -> None:
    told = assistant.told("ask", text="白鹭小学有哪些任务")
    assert (told["question"], told["parameters"]) == ("unit-tasks", {"unit": "白鹭小学"})
    (row,) = told["answers"][0]["rows"]
    assert (row["role"], row["task"]) == ("地点", "20.2")
    assert row["evidence"]["directive"]["no"] == 20
    assert stands(row["evidence"], document)
    again = assistant.told("sparql", query=told["sparql"])
    assert len(again["rows"]) == 1


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("ask", {"text": "今天天气怎么样"}, "没有看懂"),
        ("ask", {"text": "白鹭承担哪些任务"}, "白鹭小学承担哪些任务；白鹭幼儿园承担哪些任务"),
        ("ask", {}, "缺少参数 text"),
        ("ask", {"text": 5}, "string"),
        ("ask", {"text": "谁牵头招生", "plan": "nowhere"}, PLAN_ID),
        ("unit-tasks", {"unit": "上海大"}, "上海大学"),
        ("unit-tasks", {"unit": "上海大学", "school": "x"}, "没有参数 school"),
        ("role-units", {"role": "跳舞"}, "lead"),
        ("tasks-due", {"day": "12月"}, "2023-12-31"),
        ("task", {"task": "99.9"}, "99.9"),
        ("evidence", {"wanted": "这几个字不在原文里"}, "找不到"),
        ("statements", {"sentence": "这几个字不在原文里"}, "找不到"),
        ("sparql", {"query": "SELECT ?x WHERE { ?x a }"}, "第 1 行第"),
        ("sparql", {"query": "DELETE WHERE { ?a ?b ?c }"}, "语法错误"),
        ("sparql", {"query": "LOAD <http://127.0.0.1:9/x>"}, "语法错误"),
        ("sparql", {"query": "SELECT * { SERVICE <http://127.0.0.1:9/> {} }"}, "SERVICE"),
        ("sparql", {"query": "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> {} }"}, "SERVICE"),
        ("dance", {}, "没有名为 dance 的工具"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    tool: str, arguments: dict[str, object], said: str, assistant: Assistant
) -> None:
    complaint = assistant.complaint(tool, **arguments)
    assert said in complaint
    assert "\n" not in complaint
    assert "Traceback" not in complaint


def test_a_query_that_takes_too_long_is_ended_and_the_next_one_is_answered(assistant: Assistant, plan: Plan) -> None:
    assert assistant.complaint("sparql", query=ENDLESS).startswith(("超过了时间限制", "需要的内存超过限制"))
    told = assistant.told("sparql", query="SELECT (COUNT(?t) AS ?n) WHERE { ?t a plankg:Task }")
    assert told["rows"] == [[len(plan.tasks)]]


def test_a_query_gives_no_more_rows_than_wanted_and_says_so(assistant: Assistant) -> None:
    told = assistant.told("sparql", query="SELECT * WHERE { ?s ?p ?o }")
    assert (len(told["rows"]), told["complete"]) == (ROWS, False)
    told = assistant.told("sparql", query="SELECT * WHERE { ?s ?p ?o }", rows=2)
    assert (len(told["rows"]), told["complete"]) == (2, False)
    assert assistant.told("sparql", query="ASK { ?s a plankg:Task }")["boolean"] is True


@pytest.mark.parametrize("rows", [0, -1, ROWS + 1, 10**12])
def test_a_number_of_rows_that_cannot_be_is_refused(rows: int, assistant: Assistant) -> None:
    for tool, told in (
        ("sparql", {"query": "SELECT * { ?s ?p ?o }"}),
        ("ask", {"text": "谁承担的任务最多"}),
        ("plans", {}),
    ):
        complaint = assistant.complaint(tool, rows=rows, **told)
        assert str(rows) in complaint
        assert str(ROWS) in complaint
    assert "offset" in assistant.complaint("sparql", query="ASK {}", offset=-1)


def test_the_rest_of_an_answer_is_got_by_its_offset(assistant: Assistant) -> None:
    query = "SELECT ?t WHERE { ?t a plankg:Task } ORDER BY ?t"
    first = assistant.told("sparql", query=query, rows=20)
    assert (first["complete"], first["next"]) == (False, 20)
    assert "offset=20" in first["rest"]
    second = assistant.told("sparql", query=query, rows=20, offset=20)
    both = assistant.told("sparql", query=query, rows=40)
    assert first["rows"] + second["rows"] == both["rows"]
    asked = assistant.told("busiest-units", rows=3)
    assert asked["complete"] is False
    again = assistant.told("busiest-units", rows=3, offset=asked["next"])
    assert asked["answers"][0]["rows"][-1] != again["answers"][0]["rows"][0]


def test_no_reply_is_longer_than_an_assistant_takes(assistant: Assistant) -> None:
    long = "SELECT ?p (GROUP_CONCAT(CONCAT(STR(?s), STR(?o))) AS ?all) { ?s ?p ?o } GROUP BY ?p"
    for tool, told in (
        ("statements", {"sentence": "，"}),
        ("evidence", {"wanted": "，"}),
        ("sparql", {"query": "SELECT ?s (GROUP_CONCAT(STR(?o)) AS ?all) { ?s ?p ?o } GROUP BY ?s"}),
        ("sparql", {"query": "SELECT (GROUP_CONCAT(STR(?o)) AS ?all) { ?s ?p ?o }"}),
        ("sparql", {"query": long}),
    ):
        result = assistant.call(tool, **told)
        assert len(text_of(result)) <= CHARACTERS, tool
    told = assistant.told("statements", sentence="，")
    assert told["complete"] is False
    more = assistant.told("statements", sentence="，", offset=told["next"])
    assert more["sentences"][0] != told["sentences"][-1]
    (row,) = assistant.told("sparql", query="SELECT (GROUP_CONCAT(STR(?o)) AS ?all) { ?s ?p ?o }")["rows"]
    assert "还有" in row[0]


def test_the_server_says_that_it_only_reads(assistant: Assistant) -> None:
    assert "只读" in assistant.client.instructions


def test_a_part_of_a_text_is_a_resource_by_its_template(assistant: Assistant, document: Document) -> None:
    templates = assistant.portal.call(assistant.client.list_resource_templates).resource_templates
    template = next(each.uri_template for each in templates if each.name == "text-part")
    uri = template.replace("{plan}", PLAN_ID).replace("{start}", "10").replace("{end}", "40")
    contents = assistant.portal.call(assistant.client.read_resource, uri).contents
    assert contents[0].text == document.text[10:40]


def test_a_long_text_says_where_it_goes_on() -> None:
    text = "".join(f"{number}字\n" for number in range(40_000))
    uri, begin, read = "plankg://plans/x/text", 0, ""
    for end in (None, 150_000, None, None):
        sent = part(text, uri, begin, end)
        assert len(json.dumps(sent, ensure_ascii=False)) <= CHARACTERS
        named = re.search(rf"{uri}/(\d+)-\d+）$", sent)
        begin = int(named[1]) if named else end or len(text)
        assert sent.startswith(text[len(read) : begin])
        assert begin - len(read) > CHARACTERS // 2 or named is None
        read = text[:begin]
    assert read == text


def test_a_query_that_names_statements_comes_with_their_evidence(assistant: Assistant, document: Document) -> None:
    told = assistant.told("sparql", query="SELECT ?t WHERE { ?t a plankg:Task } ORDER BY ?t LIMIT 5")
    assert sorted(told["evidence"]) == [row[0] for row in told["rows"]]
    assert all(stands(evidence, document) for evidence in told["evidence"].values())
    built = assistant.told("sparql", query="CONSTRUCT { ?t a plankg:Task } WHERE { ?t a plankg:Task } LIMIT 2")
    assert built["columns"] == ["subject", "predicate", "object"]


@pytest.mark.parametrize("wanted", ["20.2", "https://w3id.org/plankg/data/baoshan-2023h2/task/20.2"])
def test_a_statement_leads_to_its_sentence(wanted: str, assistant: Assistant, document: Document) -> None:
    (evidence,) = assistant.told("evidence", wanted=wanted)["evidence"]
    assert evidence["quote"] == "全力推进白鹭小学、白鹭幼儿园等项目顺利开工"
    assert evidence["sentence"].startswith("确保华二高中新建")
    assert stands(evidence, document)


def test_words_are_found_wherever_the_text_has_them_across_a_page_end_too(assistant: Assistant) -> None:
    assert len(assistant.told("evidence", wanted="白鹭")["evidence"]) == 2
    (evidence,) = assistant.told("evidence", wanted="指导学校联盟开展专项研究")["evidence"]
    assert evidence["end"] - evidence["start"] > len(evidence["quote"])


def test_a_sentence_leads_to_its_statements(assistant: Assistant, document: Document) -> None:
    (sentence,) = assistant.told("statements", sentence="白鹭小学")["sentences"]
    kinds = {statement["statement"] for statement in sentence["statements"]}
    assert {"Task", "Entity", "Assignment", "Relation"} <= kinds
    assert all(stands(evidence, document) for evidence in all_evidence(sentence))


def test_a_task_comes_with_all_that_is_about_it(assistant: Assistant, plan: Plan, document: Document) -> None:
    (task,) = assistant.told("task", task="5.6")["tasks"]
    parts = {(row["name_of_unit"], row["role"]) for row in task["assignments"]}
    assert ("上海大学", "partner") in parts
    assert len(parts) == sum(row.task == "5.6" for row in plan.assignments)
    assert task["text"] == next(row.text for row in plan.tasks if row.id == "5.6")
    assert all(stands(evidence, document) for evidence in all_evidence(task))


def test_the_plans_are_listed_with_their_data(assistant: Assistant, plan: Plan, document: Document) -> None:
    (listed,) = assistant.told("plans")["plans"]
    assert listed["id"] == PLAN_ID
    assert listed["counts"]["tasks"] == len(plan.tasks)
    assert listed["document"]["number"]["value"] == "宝教〔2023〕43号"
    assert all(stands(evidence, document) for evidence in all_evidence(listed))


def test_text_vocabulary_and_questions_are_resources(assistant: Assistant, document: Document) -> None:
    resources = assistant.portal.call(assistant.client.list_resources).resources
    texts = {
        each.uri: assistant.portal.call(assistant.client.read_resource, each.uri).contents[0].text for each in resources
    }
    assert texts[f"plankg://plans/{PLAN_ID}/text"] == document.text
    assert "plankg:Task" in texts["plankg://vocabulary"]
    assert [row["name"] for row in json.loads(texts["plankg://questions"])] == [asked.name for asked in questions()]


@pytest.mark.parametrize("uri", ["plankg://nothing", "plankg://plans/nowhere/text", "file:///etc/passwd"])
def test_no_other_resource_is_read(uri: str, assistant: Assistant) -> None:
    with pytest.raises(MCPError) as error:
        assistant.portal.call(assistant.client.read_resource, uri)
    assert "nowhere" in str(error.value) or uri in str(error.value)


def test_several_plans_each_give_their_own_answer(tmp_path: Path) -> None:
    for name, year in (("甲", 2024), ("乙", 2025)):
        text = f"{name}县教育局{year}年工作要点\n\n一、加强学校建设\n\n1.开展活动。红旗小学要开展阅读活动。\n"
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    works = [load(tmp_path / f"{name}.txt") for name in "甲乙"]
    plans = Plans(works, seconds=TIMEOUT, rows=ROWS)
    told = plans.ask("红旗小学承担哪些任务")
    assert [answer["plan"] for answer in told["answers"]] == plans.ids == [work.plan.id for work in works]
    for work, answer in zip(works, told["answers"], strict=True):
        (row,) = answer["rows"]
        assert row["evidence"]["plan"] == work.plan.id
        assert work.document.text[row["evidence"]["start"] : row["evidence"]["end"]] == row["sentence"]
    assert [answer["plan"] for answer in plans.ask("红旗小学承担哪些任务", plan="乙")["answers"]] == ["乙"]
    assert len(plans.evidence("红旗小学")["evidence"]) == 2
