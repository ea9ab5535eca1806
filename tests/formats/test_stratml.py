from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from plankg.graph.extraction import extract
from plankg.graph.formats.stratml import stratml
from plankg.graph.reading.text import document_from_text
from plankg.schema import DocumentData, Plan
from plankg.schema.terms import Role

NAMES = {"s": "urn:ISO:std:iso:17469:tech:xsd:stratml_core"}
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).with_name("stratml_core.xsd")))


@pytest.fixture(scope="module")
def root(plan: Plan) -> etree._Element:
    return etree.fromstring(stratml(plan))


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(text) for text in root.xpath(path, namespaces=NAMES)]


def test_the_bundled_plan_is_valid_stratml(root: etree._Element) -> None:
    SCHEMA.assertValid(root)


def test_the_schema_refuses_a_goal_without_a_description(root: etree._Element) -> None:
    broken = etree.fromstring(etree.tostring(root))
    (description,) = broken.xpath("(//s:Goal/s:Description)[1]", namespaces=NAMES)
    description.getparent().remove(description)
    assert not SCHEMA.validate(broken)


def test_each_directive_is_a_goal_and_each_task_an_objective_in_the_order_of_the_text(
    root: etree._Element, plan: Plan
) -> None:
    assert texts(root, "//s:Goal/s:Name/text()") == [section.title for section in plan.directives]
    assert texts(root, "//s:Objective/s:Description/text()") == [task.text for task in plan.tasks]


def test_a_unit_is_a_stakeholder_with_its_role_and_the_words_that_say_so(root: etree._Element, plan: Plan) -> None:
    row = next(row for row in plan.assignments if row.name == "上海大学")
    stakeholder = "//s:Objective[s:SequenceIndicator='5.6']/s:Stakeholder[s:Name='上海大学']"
    assert texts(root, f"{stakeholder}/s:Description/text()") == [f"{Role.PARTNER.zh}：{row.evidence.quote}"]
    assert texts(root, f"{stakeholder}/@StakeholderTypeType") == ["Organization"]


def test_the_period_and_the_date_of_issue_are_days(root: etree._Element) -> None:
    days = texts(root, "//s:AdministrativeInformation/*/text()")
    assert days == ["2023-07-01", "2023-12-31", "2023-08-18"]


def test_nothing_is_said_of_vision_mission_or_values(root: etree._Element) -> None:
    assert texts(root, "//s:Vision | //s:Mission | //s:Value") == []


def test_english_words_stand_beside_the_words_of_the_plan(plan: Plan) -> None:
    root = etree.fromstring(stratml(plan, lang="en"))
    assert any(text.startswith("partners: ") for text in texts(root, "//s:Stakeholder/s:Description/text()"))


def test_a_plan_without_directives_has_one_goal_for_the_standard_wants_one() -> None:
    root = etree.fromstring(stratml(Plan(id="p", document=DocumentData())))
    SCHEMA.assertValid(root)
    assert texts(root, "//s:Goal/s:Name/text()") == ["p"]


@pytest.mark.parametrize("text", ["一、总则\n\x0b加强管理。", "1. 推进白鹭小学建设。\n2. 推进白鹭小学建设。"])
def test_any_text_gives_valid_stratml(text: str) -> None:
    document = document_from_text(text, name="计划.txt")
    SCHEMA.assertValid(etree.fromstring(stratml(extract(document, plan_id="p"))))
