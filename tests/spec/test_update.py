"""The update mode rewrites the tables that fail and leaves the rest of the file, letter for letter."""

from __future__ import annotations

from pathlib import Path

from specification import rewritten, sections_of

WRITTEN = """# 试写

说明。

## 牵头

> 区文化局牵头办展。

| 单位 | 角色 |
| --- | --- |
| 区旅游局 | 牵头 |

| 任务 |
| --- |
| 区文化局牵头办展 |

## 数值

> 新增书屋3处。

| 数值 |
| --- |
| 9 |
"""


def test_a_table_that_fails_is_written_as_it_is_read_and_nothing_else_changes(tmp_path: Path) -> None:
    path = tmp_path / "试写.md"
    path.write_text(WRITTEN, "utf-8")
    first, second = sections_of(path)
    assert rewritten(WRITTEN, first) == WRITTEN.replace("区旅游局", "区文化局")
    assert rewritten(WRITTEN, second) == WRITTEN.replace("| 9 |", "| 3 |")


def test_a_kind_of_which_nothing_is_read_keeps_a_table_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "试写.md"
    path.write_text("## 没有单位\n\n> 加强绿化。\n\n| 单位 | 角色 |\n| --- | --- |\n| 某局 | 牵头 |\n", "utf-8")
    (section,) = sections_of(path)
    assert rewritten(path.read_text("utf-8"), section).endswith("| --- | --- |\n")
