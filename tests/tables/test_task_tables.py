from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from plankg.graph.checks.validation import coverage, verify
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, ExtractionError, Plan
from table_files import FORMATS, Rows, plan_of, units

Writer = Callable[[Path, Sequence[str], Rows], Path]
TITLE = "2024年重点任务分工表"
ROWS = (
    ("序号", "重点任务", "具体措施", "牵头单位", "配合单位", "完成时限"),
    ("1", "推进学校建设", "新建小学3所。", "市教育局", "市财政局、市发展改革委", "2024年12月底前"),
    ("", "", "加快推进校舍安全改造。", "市住房城乡建设局", "/", "2024年8月底前"),
    ("2", "强化教师培训", "组织骨干教师培训500人次。", "市教育局", "无", "2024.10"),
)
HEAD = "序号\t重点任务\t具体措施\t牵头单位\t配合单位\t完成时限"
PROSE = """某市教育局2024年工作要点
一、重点任务
（一）推进学校建设。新建小学3所。加快推进校舍安全改造。
（二）强化教师培训。组织骨干教师培训500人次。
二、保障措施
（一）加强督查。建立月调度机制。
"""
pytestmark = pytest.mark.filterwarnings("error")


def text_plan(text: str) -> tuple[Plan, Document]:
    document = document_from_text(text, name="要点.txt")
    return extract(document, plan_id="yaodian"), document


def checks(plan: Plan, document: Document) -> set[str]:
    return {issue.check for issue in verify(plan, document) if issue.check != "sentence-silent"}


@pytest.mark.parametrize("write", FORMATS)
def test_rows_become_directives_in_a_chapter_of_the_tables_title(tmp_path: Path, write: Writer) -> None:
    plan, _ = plan_of(write(tmp_path / "分工", [TITLE], ROWS))
    assert [chapter.title for chapter in plan.chapters] == [TITLE]
    assert [(row.label, row.title, row.no, row.chapter) for row in plan.directives] == [
        ("1", "推进学校建设", 1, plan.chapters[0].id),
        ("2", "强化教师培训", 2, plan.chapters[0].id),
    ]


@pytest.mark.parametrize("write", FORMATS)
def test_each_unit_has_the_role_of_its_column_in_each_task_of_its_row(tmp_path: Path, write: Writer) -> None:
    plan, document = plan_of(write(tmp_path / "分工", [TITLE], ROWS))
    assert units(plan) == {
        "新建小学3所": {"市教育局:lead", "市财政局:partner", "市发展改革委:partner"},
        "加快推进校舍安全改造": {"市住房城乡建设局:lead"},
        "组织骨干教师培训500人次": {"市教育局:lead"},
    }
    assert checks(plan, document) == set()


@pytest.mark.parametrize("write", FORMATS)
def test_the_time_column_tells_when_each_task_is_due(tmp_path: Path, write: Writer) -> None:
    plan, _ = plan_of(write(tmp_path / "分工", [TITLE], ROWS))
    assert [task.due for task in plan.tasks] == [date(2024, 12, 31), date(2024, 8, 31), date(2024, 10, 31)]


@pytest.mark.parametrize("write", FORMATS)
def test_an_assignment_points_at_its_cell_its_unit_and_its_heading(tmp_path: Path, write: Writer) -> None:
    plan, document = plan_of(write(tmp_path / "分工", [TITLE], ROWS))
    row = next(row for row in plan.assignments if row.name == "市发展改革委")
    assert (row.evidence.quote, row.unit_evidence.quote) == ("市财政局、市发展改革委", "市发展改革委")
    assert row.cue is not None
    assert row.cue.quote == "配合单位"
    assert (row.basis, row.rule) == ("annotated", "table-cell")
    assert all(part.stands_in(document.text) for part in (row.evidence, row.unit_evidence, row.cue))


def test_a_row_that_says_the_prose_again_adds_its_units_and_no_task() -> None:
    alone, _ = text_plan(PROSE)
    plan, document = text_plan(PROSE + TITLE + "\n" + "\n".join("\t".join(row) for row in ROWS))
    assert [task.text for task in plan.tasks] == [task.text for task in alone.tasks]
    assert [section.id for section in plan.sections] == [section.id for section in alone.sections]
    assert units(plan)["加快推进校舍安全改造"] == {"市住房城乡建设局:lead"}
    assert units(plan)["建立月调度机制"] == set()
    assert checks(plan, document) == set()


def test_a_task_said_twice_points_at_both_places() -> None:
    plan, document = text_plan(PROSE + TITLE + "\n" + "\n".join("\t".join(row) for row in ROWS))
    task = next(task for task in plan.tasks if task.text == "新建小学3所")
    (again,) = task.restated
    assert again.quote == task.text
    assert again.start > task.evidence.end
    assert again.stands_in(document.text)


def test_a_row_with_another_title_is_known_by_its_words() -> None:
    rows = "序号\t工作事项\t主要内容\t责任单位\n1\t办学条件\t新建小学3所。加快推进校舍安全改造。\t市教育局\n"
    plan, _ = text_plan(PROSE + "任务分工表\n" + rows)
    assert len(plan.tasks) == 4
    assert units(plan)["新建小学3所"] == {"市教育局:responsible"}


def test_what_only_the_table_says_becomes_a_task_of_the_same_directive() -> None:
    rows = HEAD + "\n1\t推进学校建设\t新建小学3所。为40所农村学校配备录播教室。\t市教育局\t/\t/\n"
    plan, _ = text_plan(PROSE + "任务分工表\n" + rows)
    added = next(task for task in plan.tasks if "录播教室" in task.text)
    assert added.directive == "一/（一）"
    assert units(plan)[added.text] == {"市教育局:lead"}


def test_directives_of_the_table_are_numbered_behind_those_of_the_prose() -> None:
    plan, _ = text_plan(
        PROSE + "附件2\n" + TITLE + "\n" + HEAD + "\n9\t改善办学条件\t更新课桌椅1万套。\t市教育局\t/\t/\n"
    )
    assert [(row.label, row.no) for row in plan.directives][-1] == ("9", 4)
    assert plan.chapters[-1].label == "附件2"
    assert plan.chapters[-1].title == TITLE


def test_rows_of_an_empty_chapter_are_its_directives() -> None:
    plan, _ = text_plan(
        "一、总体要求\n加快推进教育现代化。\n二、重点任务\n"
        + HEAD
        + "\n1\t扩大学位供给\t新建小学3所。\t市教育局\t/\t/\n"
    )
    assert [(row.id, row.title) for row in plan.directives] == [("一", "总体要求"), ("二/1", "扩大学位供给")]
    assert [task.text for task in plan.tasks] == ["加快推进教育现代化", "新建小学3所"]


def test_a_table_inside_a_directive_leaves_the_prose_around_it_whole() -> None:
    before, after = "一、重点任务\n（一）推进改革。深化课程改革。\n", "（二）加强管理。规范办学行为。\n"
    plan, _ = text_plan(before + HEAD + "\n1\t扩大学位供给\t新建小学3所。\t市教育局\t/\t/\n" + after)
    assert [(row.id, row.no) for row in plan.directives] == [("一/（一）", 1), ("一/1", 3), ("一/（二）", 2)]
    assert [task.text for task in plan.tasks] == ["深化课程改革", "新建小学3所", "规范办学行为"]


def test_one_cell_alone_in_a_row_is_the_section_of_the_rows_below() -> None:
    groups = ("一、学位供给", "1\t扩大学位供给\t新建小学3所。", "二、队伍建设", "2\t强化培训\t组织培训500人次。")
    rows = [line + "\t" * (5 - line.count("\t")) for line in groups]
    plan, _ = text_plan("\n".join([TITLE, HEAD, *rows]))
    assert [(row.kind, row.title) for row in plan.sections] == [
        ("chapter", TITLE),
        ("section", "学位供给"),
        ("directive", "扩大学位供给"),
        ("section", "队伍建设"),
        ("directive", "强化培训"),
    ]


@pytest.mark.parametrize("write", FORMATS)
def test_a_column_of_groups_gives_sections_before_their_rows(tmp_path: Path, write: Writer) -> None:
    rows = (
        ("序号", "类别", "工作任务", "责任单位"),
        ("1", "教育", "新建小学3所", "市教育局"),
        ("2", "", "改造校舍20处", "市教育局"),
        ("3", "医疗", "建成市中医院", "市卫生健康委"),
    )
    plan, _ = plan_of(write(tmp_path / "分解", [TITLE], rows))
    assert [(row.kind, row.title) for row in plan.sections] == [
        ("chapter", TITLE),
        ("section", "教育"),
        ("directive", "新建小学3所"),
        ("directive", "改造校舍20处"),
        ("section", "医疗"),
        ("directive", "建成市中医院"),
    ]


def test_headings_printed_again_on_a_new_page_are_no_row() -> None:
    plan, _ = text_plan("\n".join([TITLE, *("\t".join(row) for row in (*ROWS[:3], ROWS[0], ROWS[3]))]))
    assert [row.title for row in plan.directives] == ["推进学校建设", "强化教师培训"]


def test_headings_in_two_tiers_give_the_role_of_the_lower_one() -> None:
    upper = "序号\t重点任务\t责任分工\t\t完成时限\n\t\t牵头单位\t配合单位\t\n"
    plan, _ = text_plan(TITLE + "\n" + upper + "1\t新建小学3所\t市教育局\t市财政局\t2024年底\n")
    assert units(plan) == {"新建小学3所": {"市教育局:lead", "市财政局:partner"}}
    assert plan.tasks[0].due == date(2024, 12, 31)


def test_offices_are_named_with_the_body_that_the_heading_names() -> None:
    rows = "序号\t重点任务\t牵头单位\t市教育局内牵头处室\t市教育局内配合处室\n1\t新建小学3所\t各区政府\t规划处\t人事处、财务处\n"
    plan, _ = text_plan("任务分工表\n" + rows)
    assert units(plan) == {"新建小学3所": {"各区政府:lead", "规划处:lead", "人事处:partner", "财务处:partner"}}
    assert "GovernmentBody/市教育局规划处" in {entity.id for entity in plan.entities}


def test_items_in_a_cell_are_tasks_without_their_numbers() -> None:
    plan, _ = text_plan("任务分工表\n" + HEAD + "\n1\t改善条件\t1.新建小学3所。2.更新课桌椅1万套。\t市教育局\t/\t/\n")
    assert [task.text for task in plan.tasks] == ["新建小学3所", "更新课桌椅1万套"]


def test_persons_in_a_column_stay_out_of_the_graph() -> None:
    rows = "序号\t重点任务\t责任单位\t责任人\t联系电话\n1\t新建小学3所\t市教育局\t张三丰\t12345678\n"
    plan, document = text_plan("任务分工表\n" + rows)
    assert "张三丰" in document.text
    assert not any("张三丰" in entity.name for entity in plan.entities)
    assert units(plan) == {"新建小学3所": {"市教育局:responsible"}}


def test_a_table_whose_headings_nobody_knows_stays_text_and_is_a_doubt() -> None:
    plan, document = text_plan(PROSE + "甲类\t乙类\n丙\t丁\n")
    (issue,) = (issue for issue in verify(plan, document) if issue.check == "table-without-headings")
    assert issue.severity == "warning"
    assert issue.evidence is not None
    assert issue.evidence.stands_in(document.text)
    assert any("丙" in account.sentence.evidence.quote for account in coverage(plan))


def test_a_role_that_nobody_knows_and_a_column_without_heading_are_doubts() -> None:
    plan, document = text_plan(
        "任务表\n序号\t重点任务\t督办单位\t责任单位\n1\t新建小学3所\t市政府办\t市教育局\t另行通知\n"
    )
    assert checks(plan, document) == {"table-heading-unknown", "table-column-without-heading"}
    assert units(plan) == {"新建小学3所": {"市教育局:responsible"}}


def test_another_lead_in_the_table_is_kept_and_reported() -> None:
    prose = "一、重点任务\n（一）推进学校建设。新建小学3所。（牵头单位：市住建局）\n"
    plan, document = text_plan(prose + "任务分工表\n" + HEAD + "\n1\t推进学校建设\t新建小学3所。\t市教育局\t/\t/\n")
    assert units(plan)["新建小学3所"] == {"市住建局:lead", "市教育局:lead"}
    (issue,) = (issue for issue in verify(plan, document) if issue.check == "table-conflict")
    assert issue.severity == "warning"
    assert issue.statement == "1.1"
    assert "市住建局" in issue.message
    assert "市教育局" in issue.message


def test_another_day_in_the_table_is_reported_and_the_proses_is_kept() -> None:
    prose = "一、重点任务\n（一）推进学校建设。2024年6月底前新建小学3所。\n"
    rows = HEAD + "\n1\t推进学校建设\t/\t市教育局\t/\t2024年12月底前\n"
    plan, document = text_plan(prose + "任务分工表\n" + rows)
    assert plan.tasks[0].due == date(2024, 6, 30)
    assert checks(plan, document) == {"table-conflict"}


def test_the_same_lead_and_day_in_both_are_no_conflict() -> None:
    prose = "一、重点任务\n（一）推进学校建设。2024年6月底前新建小学3所。（牵头单位：市教育局）\n"
    rows = HEAD + "\n1\t推进学校建设\t\t市教育局\t市财政局\t2024年6月\n"
    plan, document = text_plan(prose + "任务分工表\n" + rows)
    assert checks(plan, document) == set()


def test_a_list_of_attachments_is_no_directive() -> None:
    listed = f"附件：1.{TITLE}\n2.主要指标表\n"
    rows = "\n".join("\t".join(row) for row in ROWS) + "\n主要指标表\n指标\t目标值\n覆盖率\t≥80%\n"
    plan, _ = text_plan(PROSE + listed + TITLE + "\n" + rows)
    assert [row.title for row in plan.directives] == ["推进学校建设", "强化教师培训", "加强督查", "主要指标表"]


def test_every_sentence_of_a_row_belongs_to_the_directive_it_is_or_repeats() -> None:
    plan, _ = text_plan(PROSE + TITLE + "\n" + "\n".join("\t".join(row) for row in ROWS))
    owners = {
        sentence.evidence.quote.split("\t")[-1]: sentence.section
        for sentence in plan.sentences
        if "\t" in sentence.evidence.quote
    }
    assert owners["加快推进校舍安全改造"] == "一/（一）"
    assert owners["组织骨干教师培训500人次"] == "一/（二）"


def test_a_file_with_neither_numbers_nor_known_headings_is_no_plan() -> None:
    with pytest.raises(ExtractionError):
        text_plan("姓名\t电话\n张三\t123\n")


def test_the_same_table_gives_the_same_plan_each_time() -> None:
    text = PROSE + TITLE + "\n" + "\n".join("\t".join(row) for row in ROWS)
    assert text_plan(text)[0] == text_plan(text)[0]


def test_numbered_lines_between_rows_of_text_are_the_chapters_of_the_rows_below() -> None:
    plan, document = text_plan(
        "大河县2024年民生实事任务清单\n序号\t项目名称\t建设内容\t责任领导\t牵头单位\t完成时限\n"
        "一、就业创业\n1\t促进就业\t开发公益性岗位500个\t王强\t县人社局\t12月底前\n"
        "二、教育医疗\n2\t学校建设\t新建城东小学\t刘芳\t县教育局\t8月底\n"
    )
    assert [(section.title, section.level, section.no) for section in plan.sections] == [
        ("大河县2024年民生实事任务清单", 1, None),
        ("就业创业", 2, None),
        ("促进就业", 3, 1),
        ("教育医疗", 2, None),
        ("学校建设", 3, 2),
    ]
    assert [(task.text, task.due) for task in plan.tasks] == [
        ("开发公益性岗位500个", date(2024, 12, 31)),
        ("新建城东小学", date(2024, 8, 31)),
    ]
    assert {row.name for row in plan.assignments if row.role.does} == {"县人社局", "县教育局"}
    assert checks(plan, document) == set()


def test_what_stands_under_the_quarters_is_due_at_their_end() -> None:
    plan, _ = text_plan(
        "青山县2024年重点项目推进表\n序号\t项目名称\t一季度\t二季度工作目标\t三季度\t四季度\t责任单位\n"
        "1\t县医院迁建\t完成立项批复\t完成土地平整，启动招标\t主体封顶\t/\t县卫健局\n"
        "2\t城南小学新建\t25%\t完成设计\t完成基础施工\t完成主体工程50%\t县教育局\n"
    )
    assert [(task.text, task.time, task.due) for task in plan.tasks] == [
        ("县医院迁建", None, None),
        ("完成立项批复", "一季度", date(2024, 3, 31)),
        ("完成土地平整", "二季度", date(2024, 6, 30)),
        ("启动招标", "二季度", date(2024, 6, 30)),
        ("主体封顶", "三季度", date(2024, 9, 30)),
        ("城南小学新建", None, None),
        ("完成设计", "二季度", date(2024, 6, 30)),
        ("完成基础施工", "三季度", date(2024, 9, 30)),
        ("完成主体工程50%", "四季度", date(2024, 12, 31)),
    ]
    carried = {(row.task, row.name) for row in plan.assignments if row.role.does}
    assert {(task.id, "县卫健局" if task.id.startswith("1.") else "县教育局") for task in plan.tasks} <= carried
