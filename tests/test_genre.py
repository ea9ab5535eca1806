from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from openpyxl import Workbook

pytestmark = pytest.mark.slow

GENRE = Path(__file__).parents[1] / "benchmarks" / "genre.py"
PLAN = files("plankg.data") / "plans" / "baoshan-2023h2" / "source.txt"
NOTICE = "某区教育局2023年工作要点\n\n一、推进改革\n\n1.加强学校建设。完善制度。\n"


def genre(folder: Path) -> tuple[int, list[str]]:
    run = subprocess.run(
        [sys.executable, GENRE, folder], capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )
    assert "Traceback" not in run.stderr
    return run.returncode, run.stdout.splitlines()


def test_the_table_has_a_row_a_plan_and_their_sum(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PLAN.read_bytes())
    (tmp_path / "b.txt").write_text(NOTICE, "utf-8")
    status, (_, first, second, *_, total) = genre(tmp_path)
    assert status == 0
    tasks = [int(line.split()[3]) for line in (first, second)]
    assert first.startswith("a.txt")
    assert str(sum(tasks)) in total.split()


def test_a_file_that_is_no_plan_is_a_line_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("只是一段话。", "utf-8")
    (tmp_path / "b.txt").write_text(NOTICE, "utf-8")
    status, lines = genre(tmp_path)
    assert status == 0
    assert lines[-1].startswith("a.txt")
    assert "编号" in lines[-1]


def test_a_workbook_counts_and_an_old_format_says_what_to_do(tmp_path: Path) -> None:
    book = Workbook()
    for row in (["任务分工表"], ["序号", "重点任务", "责任单位"], [1, "新建小学3所", "市教育局"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "b.wps").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "README.md").write_text("一、说明\n1.计划放在这里。\n", "utf-8")
    status, lines = genre(tmp_path)
    assert status == 0
    assert lines[1].split()[:4] == ["a.xlsx", "1", "1", "1"]
    assert lines[-1].startswith("b.wps")
    assert not any("README" in line for line in lines)


def test_a_table_of_contents_leaves_no_paragraph_without_a_section(tmp_path: Path) -> None:
    headings = "一、发展基础\n（一）主要成就\n", "二、主要任务\n（一）学前教育\n"
    contents = "".join(headings).replace("\n", "…………………3\n")
    body = "".join(f"{heading}新建公办幼儿园，完善设施。\n" for heading in headings)
    (tmp_path / "a.txt").write_text(f"教育规划\n目录\n{contents}{body}", "utf-8")
    assert genre(tmp_path)[0] == 0
