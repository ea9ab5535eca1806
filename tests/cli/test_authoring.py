from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from plankg.graph.checks.linting import CHECKS
from plankg.graph.plans import load_plan
from plankg.graph.review import load_review
from plankg.graph.rules.rulebook import rule_book
from plankg.schema.document import Document
from running import PLAN_ID, Runner

TEXT = (
    "某区教育局文件\n\n某教〔2023〕8号\n\n某区教育局2023年上半年工作要点\n\n2023年1月5日\n\n一、推进改革\n\n"
    "1.加强学校建设。2023年2月30日前完成白鹭小学项目建设。（督查督办单位：区教育局）\n"
    "2.统筹三大学区资源。确保覆盖率达120%。推进“天天问”布局。校舍焕然一新。\n"
)


def source(folder: Path, name: str = "工作要点.txt") -> Path:
    path = folder / name
    path.write_bytes(TEXT.encode("gb18030"))
    return path


def test_new_makes_a_folder_that_is_a_plan_with_the_file_as_it_was(plankg: Runner, tmp_path: Path) -> None:
    path = source(tmp_path)
    run = plankg("new", path)
    folder = tmp_path / "工作要点"
    assert run.status == 0
    assert sorted(entry.name for entry in folder.iterdir()) == ["plan.toml", "review.yaml", "source.txt"]
    assert (folder / "source.txt").read_bytes() == path.read_bytes()
    loaded = load_plan(folder)
    assert loaded.plan.id == "工作要点"
    assert loaded.review.decisions == ()
    assert "某教〔2023〕8号" in tomllib.loads((folder / "plan.toml").read_text("utf-8"))["origin"]


def test_the_example_in_the_new_review_file_can_be_uncommented(plankg: Runner, tmp_path: Path) -> None:
    plankg("new", source(tmp_path))
    path = tmp_path / "工作要点" / "review.yaml"
    head, _, example = path.read_text("utf-8").partition("\n\n")
    path.write_text(head + "\n" + "".join(line.removeprefix("# ") + "\n" for line in example.splitlines()), "utf-8")
    (decision,) = load_review(path).decisions
    document: Document = load_plan(path.parent, review=False).document
    assert decision.quote in document.text


def test_new_tells_what_was_understood_and_what_to_decide_first(plankg: Runner, tmp_path: Path) -> None:
    told = plankg("new", source(tmp_path)).out.decode()
    assert "某区教育局2023年上半年工作要点" in told
    first = told.partition("请先审定")[2]
    assert "三大学区" in first
    assert "天天问" in first
    assert "2月30日" in first


def test_new_gives_the_same_for_programs(plankg: Runner, tmp_path: Path) -> None:
    given = json.loads(plankg("new", source(tmp_path), "--json").out)
    assert given["id"] == "工作要点"
    assert {"type-uncertain", "members-unnamed"} <= {doubt["check"] for doubt in given["doubts"]}
    assert {"date-impossible", "share-above-whole", "role-unknown"} <= {issue["check"] for issue in given["defects"]}


def test_new_takes_the_id_from_a_name_in_ascii_and_the_folder_told(plankg: Runner, tmp_path: Path) -> None:
    assert plankg("new", source(tmp_path, "Plan 2023.txt"), "-o", "计划").status == 0
    assert load_plan(tmp_path / "计划").plan.id == "plan-2023"


def test_new_puts_the_folder_under_plans_where_there_is_one(plankg: Runner, tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    plankg("new", source(tmp_path))
    assert (tmp_path / "plans" / "工作要点" / "plan.toml").is_file()


def test_new_never_overwrites(plankg: Runner, tmp_path: Path) -> None:
    path = source(tmp_path)
    plankg("new", path)
    review = tmp_path / "工作要点" / "review.yaml"
    review.write_text("decisions: []\n", "utf-8")
    run = plankg("new", path)
    assert (run.status, len(run.complaint)) == (2, 1)
    assert review.read_text("utf-8") == "decisions: []\n"


@pytest.mark.parametrize("content", ["", "只是一段话，没有编号。"], ids=["empty", "no numbers"])
def test_new_leaves_nothing_behind_for_a_file_that_is_no_plan(content: str, plankg: Runner, tmp_path: Path) -> None:
    (tmp_path / "文.txt").write_text(content, "utf-8")
    run = plankg("new", "文.txt")
    assert (run.status, len(run.complaint), run.out) == (2, 1, b"")
    assert [entry.name for entry in tmp_path.iterdir()] == ["文.txt"]


def test_lint_prints_a_line_for_each_finding_with_its_place(plankg: Runner, tmp_path: Path) -> None:
    run = plankg("lint", source(tmp_path))
    *lines, total = run.out.decode().splitlines()
    assert run.status == 0
    assert all("行" in line and "字" in line for line in lines)
    assert str(len(lines)) in total
    assert "第 11 行" in next(line for line in lines if "2月30日" in line)


def test_lint_speaks_english_where_that_is_wanted(plankg: Runner, tmp_path: Path) -> None:
    told = plankg("lint", source(tmp_path), PLANKG_LANG="en").out.decode()
    assert "No calendar has the date" in told
    assert "line 11" in told


def test_lint_gives_programs_the_same_findings(plankg: Runner) -> None:
    given = json.loads(plankg("lint", PLAN_ID, "--json").out)
    assert {issue["check"] for issue in given} <= {check.name for check in CHECKS}
    assert all(issue["line"] >= 1 and issue["evidence"]["quote"] for issue in given)


def test_verify_lists_what_cannot_be_meant_and_loses_nothing(plankg: Runner, tmp_path: Path) -> None:
    given = json.loads(plankg("verify", source(tmp_path), "--json").out)
    assert {"date-impossible", "share-above-whole", "role-unknown"} <= {issue["check"] for issue in given["issues"]}
    assert b"120" in plankg("export", source(tmp_path)).out


def test_rules_lists_every_rule_and_how_a_plan_used_it(plankg: Runner) -> None:
    given = json.loads(plankg("rules", PLAN_ID, "--json").out)
    # Other tests of this process may have put more into the book: the example of a docstring.
    others = {"patterns.example"}
    book = [rule.name for rule in rule_book() if rule.name not in others]
    assert [rule["name"] for rule in given if rule["name"] not in others] == book
    fired = {rule["name"]: rule["fired"] for rule in given if "fired" in rule}
    assert fired["main-verb"] > 100
    assert any(rule.get("overruled") for rule in given)


def test_rules_needs_no_plan(plankg: Runner) -> None:
    told = plankg("rules").out.decode()
    assert "main-verb" in told
    assert "together-with" in told
