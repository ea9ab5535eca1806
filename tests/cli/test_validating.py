from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Runner

PLAN_ID = "baoshan-2023h2"
ROLE = "plankg:role plankg:Role-partner ;"


@pytest.fixture
def written(plankg: Runner, tmp_path: Path) -> Path:
    plankg("export", PLAN_ID, "--format", "trig", "-o", "计划.trig")
    return tmp_path / "计划.trig"


def test_a_plan_conforms_to_its_shapes(plankg: Runner) -> None:
    run = plankg("validate", PLAN_ID)
    assert run.status == 0
    assert "错误 0，存疑 0" in run.out.decode()


@pytest.mark.parametrize(("syntax", "ending"), [("turtle", "ttl"), ("nquads", "nq"), ("jsonld", "jsonld")])
def test_the_exports_conform_too(syntax: str, ending: str, plankg: Runner) -> None:
    plankg("export", PLAN_ID, "--format", syntax, "-o", f"计划.{ending}")
    assert plankg("validate", f"计划.{ending}").status == 0


def test_a_broken_file_is_reported_with_the_sentence_in_chinese(plankg: Runner, written: Path) -> None:
    text = written.read_text("utf-8")
    shortcut = "plankg:carries <https://w3id.org/plankg/data/baoshan-2023h2/task/5.6>"
    assert text.count(shortcut) == 4
    written.write_text(
        text.replace(shortcut, "plankg:carries <https://w3id.org/plankg/data/baoshan-2023h2/task/5.5>", 1), "utf-8"
    )
    run = plankg("validate", "计划.trig")
    assert run.status == 1
    lines = run.out.decode().splitlines()
    missing = next(place for place, line in enumerate(lines) if "分工没有相应的“承担”。" in line)
    assert lines[missing].startswith("错误  第 1427–1456 字")
    assert lines[missing + 1].strip().startswith("“加强学校“一条龙”人才培养体系布局建设，与上海大学、")
    assert any("“承担”没有对应的分工或关系" in line for line in lines)


def test_a_warning_leaves_the_exit_status_at_0(plankg: Runner, written: Path) -> None:
    late = "<https://w3id.org/plankg/data/baoshan-2023h2/time/2023-07-01>"
    text = written.read_text("utf-8")
    day = "<https://w3id.org/plankg/data/baoshan-2023h2/time/2022-12-31>"
    task = "<https://w3id.org/plankg/data/baoshan-2023h2/task/5.6>"
    said = f"""{task} schema:endDate "2022-12-31"^^xsd:date ; time:hasTime {task[:-1]}/time> .
        {task[:-1]}/time> a time:ProperInterval ; time:hasEnd {day} . {day} time:inXSDDate "2022-12-31"^^xsd:date ."""
    assert late in text
    written.write_text(f"{text}\n{said}\n", "utf-8")
    run = plankg("validate", "计划.trig", "--json")
    report = json.loads(run.out)
    assert (run.status, report["error"], report["warning"]) == (0, 0, 1)
    assert report["issues"][0]["check"] == "DueAfterBeginning-value"
    assert report["issues"][0]["sentence"].startswith("加强学校“一条龙”人才培养体系布局建设")


def test_reports_are_english_where_asked(plankg: Runner, written: Path) -> None:
    text = written.read_text("utf-8")
    assert ROLE in text
    written.write_text(text.replace(ROLE, "", 1), "utf-8")
    report = plankg("validate", "计划.trig", PLANKG_LANG="en").out.decode()
    assert "Assignment: exactly one “role” (plankg:role)" in report


@pytest.mark.parametrize(
    ("name", "content", "said"), [("缺.ttl", None, "找不到文件"), ("坏.ttl", "这不是 Turtle", "不是合格的 RDF")]
)
def test_a_file_that_is_no_graph_is_refused_in_one_line(
    name: str, content: str | None, said: str, plankg: Runner, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, "utf-8")
    run = plankg("validate", name)
    assert run.status == 2
    assert said in run.errors.decode()
    assert len(run.errors.decode().strip().splitlines()) == 2
