"""`plankg read` shows a file as it was understood, so that one sees whether the file or the reading is at fault."""

from __future__ import annotations

import json
from pathlib import Path

from running import Runner

PAGE = (
    "<!doctype html><meta charset=utf-8><a href=a>首页</a><h1>云河县水务局2024年工作要点</h1>"
    "<p>一、供水</p><p>1.修建水渠，9月底前通水。</p>"
    "<table><tr><td rowspan=2>疏浚东渠，整治排口<td>甲<br>乙<tr><td>丙</table><div>某ICP备00000000号</div>"
)


def test_paragraphs_rows_and_what_was_left_out_are_shown(plankg: Runner, tmp_path: Path) -> None:
    (tmp_path / "页.html").write_text(PAGE, "utf-8")
    assert plankg("read", "页.html").out.decode().splitlines() == [
        "  〔未读〕 首页",
        "云河县水务局2024年工作要点",
        "一、供水",
        "1.修建水渠，9月底前通水。",
        "  表 1",
        "  │ 疏浚东渠，整治排口 │ 甲 / 乙 │",
        "  │ 疏浚东渠，整治排口 │ 丙 │",
        "  〔未读〕 某ICP备00000000号",
        "提示    网页正文以外的 2 行（导航、分享、页脚等）没有当作计划来读。",
        "页.html：3 段，2 行表格，2 行没有当作计划来读。",
    ]


def test_the_same_for_programs(plankg: Runner, tmp_path: Path) -> None:
    (tmp_path / "页.html").write_text(PAGE, "utf-8")
    answer = json.loads(plankg("read", "页.html", "--json").out)
    assert [row["kind"] for row in answer["passages"]] == ["left-out", *["paragraph"] * 3, "row", "row", "left-out"]
    assert answer["omissions"] == [{"kind": "page-frame", "count": 2, "places": []}]


def test_a_file_without_numbered_items_is_shown_too(plankg: Runner, tmp_path: Path) -> None:
    (tmp_path / "信.txt").write_text("各位同事：\n\n　　会议改到\n下午。\n", "utf-8")
    run = plankg("read", "信.txt", PLANKG_LANG="en")
    assert run.status == 0
    assert (
        run.out.decode().splitlines()[-1] == "信.txt: 3 paragraphs, 0 table rows, 0 lines not read as part of the plan."
    )
