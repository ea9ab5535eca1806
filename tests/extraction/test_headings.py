"""Headings of documents as they come: without numbers, without line breaks, with a table of contents, several plans in one."""

from __future__ import annotations

import pytest
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema import ExtractionError, Plan


def plan_of(text: str) -> Plan:
    return extract(document_from_text(text, name="计划.txt"), plan_id="jihua")


def tree(plan: Plan) -> list[str]:
    return ["  " * (part.level - 1) + " ".join(filter(None, (part.label, part.title))) for part in plan.sections]


UNNUMBERED = """2024年校园安全工作要点

指导思想
牢固树立安全发展理念，压实各方面责任。

主要任务
加强安全教育
每学期开展安全教育课，每月组织应急演练。
责任科室：安全科
强化隐患排查
开展消防安全大排查，建立台账，限期整改。
责任科室：安全科、后勤科

保障措施
各学校要成立领导小组，落实一岗双责。
"""


def test_a_plan_without_numbers_has_its_short_lines_over_prose_as_headings() -> None:
    plan = plan_of(UNNUMBERED)
    assert tree(plan) == ["指导思想", "主要任务", "  加强安全教育", "  强化隐患排查", "保障措施"]
    assert plan.document.title is not None
    assert plan.document.title.value == "2024年校园安全工作要点"
    assert {row.name for row in plan.assignments if row.basis == "annotated"} == {"安全科", "后勤科"}


def test_headings_without_a_number_below_a_numbered_one_are_a_level_deeper() -> None:
    plan = plan_of(
        "一、总体要求\n指导思想\n坚持安全发展理念，落实各方面责任。\n工作目标\n全年不发生重大安全事故，隐患整改率达到100%。\n"
        "二、主要任务\n（一）排查隐患。建立台账。\n"
    )
    assert tree(plan) == ["一 总体要求", "  指导思想", "  工作目标", "二 主要任务", "  （一） 排查隐患"]


@pytest.mark.parametrize(
    "body",
    [
        "各学校要落实责任，限期整改。\n青山区教育局\n2024年3月5日\n",
        "参加活动的单位有：\n白鹭小学\n青山中学\n要认真组织，按时完成。\n",
        "联系人：王芳\n电话：12345678\n要认真组织，按时完成。\n",
    ],
)
def test_a_signature_a_list_or_a_contact_is_no_heading(body: str) -> None:
    assert tree(plan_of("一、工作安排\n（一）排查隐患。建立台账。\n" + body)) == ["一 工作安排", "  （一） 排查隐患"]


def test_prose_without_headings_is_no_plan() -> None:
    with pytest.raises(ExtractionError):
        plan_of("关于放假的通知\n各学校：\n周一放假，请认真做好值班工作。\n青山区教育局\n2024年3月5日\n")


def test_a_table_of_contents_is_left_out_whether_or_not_it_has_pages() -> None:
    body = "一、发展基础\n（一）主要成就\n新建学校18所。\n二、主要任务\n（一）学前教育\n新建幼儿园10所。\n三、保障措施\n落实经费。"
    contents = [line for line in body.splitlines() if not line.endswith("。")]
    wanted = tree(plan_of("教育发展规划\n" + body))
    for entry in ("{}", "{}……………3", "{}  12", "{}\t7", "{}.......... 7", "{}-----（4）"):
        assert tree(plan_of("教育发展规划\n目 录\n" + "\n".join(map(entry.format, contents)) + "\n" + body)) == wanted
    assert tree(plan_of("教育发展规划\n" + "\n".join(contents) + "\n" + body)) == wanted


def test_several_plans_attached_to_a_notice_without_line_breaks() -> None:
    notice = (
        "青山市人民政府办公室关于印发优化环境专项方案的通知各区人民政府，市政府各部门，各直属机构，各有关单位，市各人民团体，驻青各单位："
        "《企业开办方案》《获得电力方案》已经市政府同意，现印发给你们，请认真贯彻执行。附件：1．企业开办专项方案2．获得电力专项方案"
        "青山市人民政府办公室2024年4月18日（此件公开发布）"
    )
    first = (
        "附件1企业开办专项方案一、工作目标2024年底前，企业开办时间压缩至1个工作日以内。二、主要措施（一）推行“一网通办”。"
        "实现全流程网上办理。牵头部门：市市场监管局配合部门：市公安局完成时限：2024年6月底前（二）压缩刻制时间。实行免费刻章。"
        "牵头部门：市公安局"
    )
    second = (
        "附件2获得电力专项方案一、工作目标压减接电时间。二、主要措施（一）简化办电流程。办电环节压减为2个。"
        "牵头部门：市发展改革委"
    )
    plan = plan_of(notice + first + second)
    assert tree(plan) == [
        "一 工作目标",
        "二 主要措施",
        "  （一） 推行“一网通办”",
        "  （二） 压缩刻制时间",
        "一 工作目标",
        "二 主要措施",
        "  （一） 简化办电流程",
    ]
    assert {(row.name, row.role.value) for row in plan.assignments if row.basis == "annotated"} == {
        ("市市场监管局", "lead"),
        ("市公安局", "partner"),
        ("市公安局", "lead"),
        ("市发展改革委", "lead"),
    }
    assert plan.document.title is not None
    assert plan.document.title.value == "青山市人民政府办公室关于印发优化环境专项方案的通知"


BROKEN = """一、工作目标
到2025年，隐患整改率达到100%。
二、主要任务
（一）排查隐患
1.建立台账。各学校建立隐患台账。
牵头部门：安全科
2.限期整改。落实整改资金。
牵头部门：后勤科
（二）加强教育
3.开设课程。把安全教育列入课程，小学一、二年级以体验为主。
三、保障措施
（一）加强领导。成立领导小组，职责包括：（一）统筹；（二）督查。
（二）落实经费。安排专项资金。
"""


@pytest.mark.parametrize("lost", range(1, BROKEN.count("\n")))
def test_a_heading_is_found_where_the_line_break_before_it_is_lost(lost: int) -> None:
    lines = BROKEN.splitlines()
    joined = "\n".join(lines[: lost + 1]) + lines[lost + 1] if lost + 1 < len(lines) else BROKEN
    text = "\n".join([joined, *lines[lost + 2 :]])
    assert [part.label for part in plan_of(text).sections] == [part.label for part in plan_of(BROKEN).sections]


def test_a_list_inside_a_paragraph_is_no_heading() -> None:
    assert tree(plan_of(BROKEN))[-3:] == ["三 保障措施", "  （一） 加强领导", "  （二） 落实经费"]


def test_a_heading_over_two_lines_is_one_where_the_table_of_contents_has_it_whole() -> None:
    plan = plan_of(
        "目录\n一、推动绿色出行转型\n二、守护碧水蓝天，建设宜居之城\n三、组织实施\n"
        "一、推动绿色出行转型\n增设公交专用道，优化线路。\n二、守护碧水\n蓝天，建设宜居之城\n整治河道，关停小散企业。\n三、组织实施\n落实责任，按季通报。\n"
    )
    assert [part.title for part in plan.chapters] == ["推动绿色出行转型", "守护碧水蓝天，建设宜居之城", "组织实施"]


def test_a_bodys_name_at_the_end_signs_and_is_no_task() -> None:
    plan = plan_of("柳岸镇2024年工作要点\n一、安全\n1.巡查河道。\n责任单位：\n水利站\n柳岸镇\n")
    assert [task.text for task in plan.tasks] == ["巡查河道"]
    assert [row.name for row in plan.assignments if row.role.does] == ["水利站"]
