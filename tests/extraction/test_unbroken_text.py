"""A text that has lost its line breaks is read as if it still had them, from its title to its signature and date."""

from __future__ import annotations

import pytest
from plankg.graph.extraction import extract
from plankg.graph.reading.joining import PARAGRAPHS_LENGTH
from plankg.graph.reading.text import document_from_text
from plankg.schema import Plan

WORK = "完善冷链仓储布局，推广产地分级包装，落实用地用电政策，加强从业人员培训，建立企业信用档案。"


@pytest.fixture(scope="module")
def plan() -> Plan:
    text = (
        "青山市人民政府关于促进冷链物流发展的意见青政发〔2024〕9号各区县人民政府，市政府有关部门：现提出如下意见。"
        f"一、总体要求（一）发展目标。到2027年，建成冷库12座。{WORK * 30}"
        f"二、主要任务（一）加强设施建设。{WORK * 30}（牵头单位：市商务局；责任单位：市交通局）"
        f"（二）培育市场主体。{WORK * 20}青山市人民政府   2024年6月28日   （此件公开发布）"
    )
    return extract(document_from_text(text, name="意见.txt"), plan_id="lenglian")


def test_the_date_at_the_end_is_the_date_of_the_document(plan: Plan) -> None:
    assert plan.document.issued_date is not None
    assert plan.document.issued_date.value == "2024-06-28"
    assert plan.document.issued_date.evidence.quote == "2024年6月28日"


def test_the_signature_at_the_end_is_the_issuer(plan: Plan) -> None:
    assert plan.document.issuer is not None
    assert plan.document.issuer.value == "青山市人民政府"


def test_the_parts_are_found_and_the_signature_is_no_task(plan: Plan) -> None:
    assert [(part.label, part.title) for part in plan.sections] == [
        ("一", "总体要求"),
        ("（一）", "发展目标"),
        ("二", "主要任务"),
        ("（一）", "加强设施建设"),
        ("（二）", "培育市场主体"),
    ]
    assert not any("人民政府" in task.text for task in plan.tasks)


def test_wide_blanks_part_the_paragraphs_of_a_text_on_one_line() -> None:
    wide = "　　"
    text = (
        f"关于印发石桥县山林“林长制”实施方案的通知\n石政办发〔2024〕9号\n{wide}各乡镇人民政府：{wide}现将方案印发给你们，请认真执行。"
        f"{wide}2024年6月7日{wide}（此件公开发布）{wide}石桥县山林“林长制”实施方案{wide}一、工作目标{wide}到2024年底，林长全部到岗。"
        f"{wide}二、组织体系{wide}林长制是对山林日常看护的制度。{wide}（一）县级层面。{wide}成立专班。{wide}（二）乡镇层面。{wide}设立林长。{wide}"
    )
    plan = extract(document_from_text(text, name="方案.txt"), plan_id="linzhang")
    assert [(part.label, part.title) for part in plan.sections] == [
        ("一", "工作目标"),
        ("二", "组织体系"),
        ("（一）", "县级层面"),
        ("（二）", "乡镇层面"),
    ]
    assert plan.document.issued_date is not None
    assert plan.document.issued_date.value == "2024-06-07"
    assert plan.document.addressee is not None
    assert plan.document.addressee.value == "各乡镇人民政府"


def test_blanks_before_numbers_part_the_paragraphs_and_blanks_of_a_row_do_not() -> None:
    gap = "    "
    text = (
        f"柳河县2026年办税服务工作方案\n{gap}为减少往返，制定本方案。{gap}一、工作任务{gap}（一）升级窗口{gap}改造自助终端12台，8月底前启用。"
        f"{gap}（二）精简表单{gap}取消纸质表单9张。{gap}二、督导机制{gap}（一）通报{gap}每季度公布办税时长。"
    )
    plan = extract(document_from_text(text, name="方案.txt"), plan_id="banshui")
    assert [(part.label, part.title) for part in plan.sections] == [
        ("一", "工作任务"),
        ("（一）", "升级窗口"),
        ("（二）", "精简表单"),
        ("二", "督导机制"),
        ("（一）", "通报"),
    ]
    row = f"1.改造终端{gap}{'每个窗口配备自助终端，' * 8}{gap}办税科{gap}8月底前"
    assert len(row) > PARAGRAPHS_LENGTH
    assert document_from_text(row, name="表.txt").normal.count("\n") == 0
