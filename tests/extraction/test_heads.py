"""The lines round a plan: its title, also over two lines, its issuer, its number and its date."""

from __future__ import annotations

import pytest
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, Plan

BODY = "一、稳定就业\n（一）组织招聘。举办招聘会，落实补贴。\n二、改善环境\n（一）整治河道。清理垃圾。\n"


def read(text: str) -> tuple[Plan, Document]:
    document = document_from_text(text, name="计划.txt")
    return extract(document, plan_id="jihua"), document


def head(text: str) -> dict[str, str]:
    plan, document = read(text)
    told = plan.document
    facts = {key: fact for key, _, fact in told.facts()}
    for fact in facts.values():
        assert "".join(document.text[piece.start : piece.end] for piece in fact.evidence.pieces) == fact.evidence.quote
    return {name: fact.value for name, fact in facts.items()}


@pytest.mark.parametrize(
    ("lines", "title", "issuer"),
    [
        ("2024年区《政府工作报告》重点工作\n分工方案\n", "2024年区《政府工作报告》重点工作分工方案", None),
        (
            "青山区政府2024年重点工作\n任务分解和责任分工方案\n",
            "青山区政府2024年重点工作任务分解和责任分工方案",
            "青山区政府",
        ),
        ("青山区教育局\n2024年工作要点\n", "青山区教育局2024年工作要点", "青山区教育局"),
        ("青山区人民政府\n关于稳定就业的实施意见\n", "青山区人民政府关于稳定就业的实施意见", "青山区人民政府"),
        ("（此件公开发布）\n青山区教育局2024年工作要点\n", "青山区教育局2024年工作要点", "青山区教育局"),
        ("青山镇突发事件总体应急预案（修订）\n", "青山镇突发事件总体应急预案（修订）", None),
    ],
)
def test_a_title_over_one_or_two_lines(lines: str, title: str, issuer: str | None) -> None:
    told = head(lines + BODY)
    assert told["title"] == title
    assert told.get("issuer") == issuer


def test_a_signature_over_a_date_is_not_the_first_half_of_the_title_below() -> None:
    told = head(
        "关于印发工作要点的通知\n各单位：\n现予印发。\n青山区教育局\n2024年3月5日\n青山区2024年教育工作要点\n" + BODY
    )
    assert told["title"] == "青山区2024年教育工作要点"
    assert told["issued_date"] == "2024-03-05"
    assert told["issuer"] == "青山区教育局"


def test_a_plan_sent_behind_a_notice_with_numbered_parts_of_its_own() -> None:
    told = head(
        "发布机构 区人民政府办公室 文 号 青政办〔2023〕1号\n"
        "区人民政府办公室关于印发2023年重点工作责任分解方案的通知\n各街道办事处：\n现就有关事项通知如下：\n"
        "一、各单位要高度重视，制订工作方案。\n二、督查室要跟踪督办，通报落实情况。\n青山区人民政府办公室\n2023年1月3日\n"
        "2023年重点工作责任分解方案\n" + BODY
    )
    assert told["title"] == "2023年重点工作责任分解方案"
    assert told["issuer"] == "区人民政府办公室"
    assert told["number"] == "青政办〔2023〕1号"
    assert told["issued_date"] == "2023-01-03"


def test_a_chapter_in_decimals_has_an_id_of_its_own() -> None:
    plan, _ = read("1.1编制目的。健全应急机制。\n1.2工作原则。坚持预防为主，落实责任。\n")
    assert len({statement.id for statement in (*plan.sections, *plan.tasks)}) == len(plan.sections) + len(plan.tasks)


def test_a_date_in_chinese_numerals_closes_the_plan_with_the_signature_above_it() -> None:
    plan, _ = read(
        "青山区2007年工作方案\n"
        + BODY
        + "附件：1.分解表\n2.名单\n青山区人民政府办公室\n二○○七年四月十三日\n主题词：重点工作 分解\n"
    )
    assert plan.document.issued_date is not None
    assert plan.document.issued_date.value == "2007-04-13"
    assert [task.text for task in plan.tasks][-1] == "清理垃圾"


def test_the_first_line_is_the_title_where_none_reads_as_one() -> None:
    assert head("2024年为民办实事项目\n\n" + BODY)["title"] == "2024年为民办实事项目"
    assert "title" not in head("各单位要认真落实，按时完成。\n" + BODY)


JOINT = ["青山县教育局", "青山县财政局", "青山县卫生健康委员会"]


@pytest.mark.parametrize(
    "lines",
    [
        "青山县教育局\n青山县财政局\n青山县卫生健康委员会\n文件\n青教〔2024〕1号\n关于印发工作要点的通知\n各单位：\n",
        "青山县教育局、青山县财政局、青山县卫生健康委员会文件\n关于印发工作要点的通知\n各单位：\n",
        "青山县教育局 青山县财政局 青山县卫生健康委员会关于印发工作要点的通知\n各单位：\n",
        "青山县教育局、青山县财政局、青山县卫生健康委员会联合印发2024年工作要点\n",
        "关于印发工作要点的通知\n各单位：\n青山县教育局　　青山县财政局\n青山县卫生健康委员会\n2024年3月5日\n",
        # The red head may bear the first alone; the signature has all.
        "青山县教育局文件\n关于印发工作要点的通知\n各单位：\n青山县教育局\n青山县财政局\n青山县卫生健康委员会\n2024年3月5日\n",
        "青山县教育局等三部门关于印发工作要点的通知\n各单位：\n青山县教育局\n青山县财政局\n青山县卫生健康委员会\n2024年3月5日\n",
    ],
)
def test_each_of_several_bodies_that_issue_together_is_an_issuer_with_its_own_words(lines: str) -> None:
    plan, document = read(lines + BODY)
    assert [fact.value for fact in plan.document.issuers] == JOINT
    for fact in plan.document.issuers:
        assert document.text[fact.evidence.start : fact.evidence.end] == fact.value
    assert {row.name for row in plan.entities} >= set(JOINT)
    assert {task.default_actor for task in plan.tasks} == {"GovernmentBody/青山县教育局"}


@pytest.mark.parametrize(
    ("lines", "issuers"),
    [
        # Which two bodies 教育、体育局 would be, the words don't say.
        ("青山县教育、体育局关于印发工作要点的通知\n各单位：\n", ["青山县教育、体育局"]),
        # Whom 等五部门 means stands nowhere.
        ("青山县教育局等五部门关于印发工作要点的通知\n各单位：\n", ["青山县教育局"]),
        # Names set wide are one name.
        ("关于印发工作要点的通知\n各单位：\n青 山 县 教 育 局\n2024年3月5日\n", ["青山县教育局"]),
        # The office that prints a document issues nothing.
        ("关于印发要点的通知\n青山县教育局\n2024年3月5日\n青山县教育局办公室\n2024年3月6日印发\n", ["青山县教育局"]),
        ("中小学、幼儿园2024年安全工作要点\n", []),
    ],
)
def test_what_the_words_do_not_tell_apart_stays_one_name(lines: str, issuers: list[str]) -> None:
    plan, _ = read(lines + BODY)
    assert [fact.value for fact in plan.document.issuers] == issuers
