from __future__ import annotations

import subprocess
import sys
from importlib.resources import files
from pathlib import Path

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
