"""Tables of projects, as schools and hospitals keep them: a project over several rows, each with a part of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from plankg.schema import Plan
from table_files import FORMATS, Rows, plan_of, units

LINES = (
    "石桥医院2024年工作要点",
    "一、管理",
    "1.作风建设。公开投诉电话。",
    "附件：2024年任务清单",
    "石桥医院2024年任务清单",
)
PROJECTS: Rows = (
    ("序号", "项目名称", "总体内容", "子项目名称", "", "具体措施", "完成时间", "负责科室/病区", "配合科室", "负责人"),
    (
        "1",
        "胸痛中心",
        "缩短转运时间。",
        "1—1",
        "改造导管室",
        "更换设备2台。",
        "5月底前",
        "心内科",
        "各科室各病区",
        "王明",
    ),
    ("", "", "", "1—2", "培训护士", "选派护士进修6人。", "10月底前", "护理部 人事科", "财务科", "李娟"),
    ("2", "预约诊疗", "减少候诊。", "2—1", "手机挂号", "公布号源。", "全年", "门诊部", "信息科", "赵兰"),
)


def tree(plan: Plan) -> list[tuple[str, str]]:
    return [(part.label, part.title) for part in plan.sections if part.rule.startswith("table")]


@pytest.mark.parametrize("write", FORMATS, ids=lambda write: write.__name__)
def test_the_number_beside_a_title_is_its_label_and_each_row_keeps_its_own_words(write: object, tmp_path: Path) -> None:
    plan, _ = plan_of(write(tmp_path / "清单", LINES, PROJECTS))  # type: ignore[operator]
    assert tree(plan) == [
        ("附件", "石桥医院2024年任务清单"),
        ("", "胸痛中心"),
        ("1—1", "改造导管室"),
        ("1—2", "培训护士"),
        ("", "预约诊疗"),
        ("2—1", "手机挂号"),
    ]
    assert units(plan) == {
        "公开投诉电话": set(),
        "缩短转运时间": set(),
        "更换设备2台": {"心内科:responsible", "各科室:partner", "各病区:partner"},
        "选派护士进修6人": {"护理部:responsible", "人事科:responsible", "财务科:partner"},
        "减少候诊": set(),
        "公布号源": {"门诊部:responsible", "信息科:partner"},
    }
    assert {task.text: task.time for task in plan.tasks} == {
        "公开投诉电话": None,
        "缩短转运时间": None,
        "更换设备2台": "5月底前",
        "选派护士进修6人": "10月底前",
        "减少候诊": None,
        "公布号源": "全年",
    }


def test_a_project_without_parts_takes_none_from_the_one_above(tmp_path: Path) -> None:
    rows = (
        ("项目编号", "项目名称", "项目说明", "子任务", "具体措施", "时限", "责任科室"),
        ("B1", "节能", "降低能耗。", "照明", "更换灯具。", "3月前", "总务科"),
        ("B2", "病案", "提高填写质量。", "", "", "9月前", "病案室"),
    )
    plan, _ = plan_of(FORMATS[0](tmp_path / "台账", ("石桥医院2024年任务台账",), rows))
    assert tree(plan)[1:] == [("", "节能"), ("B1", "照明"), ("B2", "病案")]
    assert units(plan)["提高填写质量"] == {"病案室:responsible"}
    assert {task.text: task.time for task in plan.tasks}["降低能耗"] is None


def test_groups_and_titles_run_on_over_rows_that_repeat_or_leave_them_out(tmp_path: Path) -> None:
    rows = (
        ("类别", "任务名称", "任务内容", "完成时间", "责任处室/年段"),
        ("安全", "演练", "组织消防演练2次。", "9月", "安全办/高一年段"),
        ("安全", "校车", "检查车况。", "长期", "总务处德育处"),
        ("课程", "社团", "新建社团6个。", "10月", "教务处、教科室"),
        ("课程", "", "编印教材。", "次年6月", "教务处 各年段"),
    )
    plan, _ = plan_of(FORMATS[0](tmp_path / "清单", ("柳岸中学2024学年任务清单",), rows))
    assert [title for _, title in tree(plan)[1:]] == ["安全", "演练", "校车", "课程", "社团"]
    assert units(plan) == {
        "组织消防演练2次": {"安全办:responsible", "高一年段:responsible"},
        "检查车况": {"总务处:responsible", "德育处:responsible"},
        "新建社团6个": {"教务处:responsible", "教科室:responsible"},
        "编印教材": {"教务处:responsible", "各年段:responsible"},
    }


def test_a_row_named_as_a_chapter_says_nothing_of_the_chapters_other_tasks(tmp_path: Path) -> None:
    lines = (
        "石桥医院2024年工作要点",
        "一、质量管理",
        "1.完善制度。修订诊疗规范。",
        "2.培训医师。组织病历书写培训。",
        "附件：任务分工",
    )
    rows = (
        ("序号", "工作任务", "落实措施", "完成时间", "负责科室"),
        ("1", "质量管理", "修订诊疗规范。", "3月底前", "医务科"),
        ("2", "后勤", "更换灯具。", "5月底前", "总务科"),
    )
    plan, _ = plan_of(FORMATS[0](tmp_path / "计划", lines, rows))
    assert {task.text: task.time for task in plan.tasks} == {
        "修订诊疗规范": "3月底前",
        "组织病历书写培训": None,
        "更换灯具": "5月底前",
    }
    assert units(plan)["组织病历书写培训"] == set()
