from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import openpyxl
import pytest
from plankg.graph.formats.registry import FORMATS
from plankg.graph.plans import plan_ids
from plankg.graph.questions import questions
from running import PLAN_ID, Runner, command, environment

import plankg as package

SCHOOLS = "SELECT ?name WHERE { ?school a plankg:School ; skos:prefLabel ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def work() -> package.WorkPlan:
    """The bundled plan as Python has it, loaded once."""
    return package.load(PLAN_ID)


def own_plan(folder: Path) -> Path:
    path = folder / "某区 要点.txt"
    path.write_text(
        "某区教育局文件\n\n某区教育局2023年工作要点\n\n一、推进改革\n\n"
        "1.加强学校建设。推进白鹭小学项目建设，完成95%以上。会同上海大学开展教师培训。\n",
        "utf-8",
    )
    return path


def test_version_is_the_package_s(plankg: Runner) -> None:
    run = plankg("--version")
    assert (run.status, run.out.decode().strip()) == (0, package.__version__)


@pytest.mark.parametrize("syntax", FORMATS)
def test_export_gives_the_bytes_of_the_python_object(syntax: str, plankg: Runner, work: package.WorkPlan) -> None:
    run = plankg("export", PLAN_ID, "--format", syntax)
    assert (run.status, run.errors) == (0, b"")
    assert run.out == work.export(syntax)


@pytest.mark.parametrize(
    "changes",
    [{"PYTHONIOENCODING": "gbk"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}],
    ids=["gbk", "C"],
)
def test_programs_get_utf_8_whatever_the_locale(changes: dict[str, str], plankg: Runner) -> None:
    asked = ("ask", PLAN_ID, "busiest-units", "--json")
    for arguments in (("export", PLAN_ID), asked, ("query", PLAN_ID, SCHOOLS, "--format", "csv")):
        run = plankg(*arguments, **changes)
        assert run.status == 0
        assert "学校" in run.out.decode("utf-8") or "小学" in run.out.decode("utf-8")


def test_people_get_their_terminal_s_encoding(plankg: Runner) -> None:
    assert "上海大学" in plankg("show", PLAN_ID, "上海大学", PYTHONIOENCODING="gbk").out.decode("gbk")


def test_what_the_terminal_cannot_write_does_not_stop_the_answer(plankg: Runner) -> None:
    run = plankg("show", PLAN_ID, "上海大学", PYTHONIOENCODING="ascii")
    assert (run.status, run.errors) == (0, b"")


def test_export_without_review_holds_no_decision(plankg: Runner) -> None:
    assert b'"decided"' in plankg("export", PLAN_ID).out
    assert b'"decided"' not in plankg("export", PLAN_ID, "--no-review").out


def test_export_into_a_file_gives_the_same_bytes(plankg: Runner, tmp_path: Path) -> None:
    plankg("export", PLAN_ID, "-o", "计划.json")
    assert [path.name for path in tmp_path.iterdir()] == ["计划.json"]
    assert (tmp_path / "计划.json").read_bytes() == plankg("export", PLAN_ID).out


def test_a_plan_may_be_just_a_file(plankg: Runner, tmp_path: Path) -> None:
    exported = json.loads(plankg("export", own_plan(tmp_path)).out)
    assert {"白鹭小学", "白鹭小学项目"} <= {row["name"] for row in exported["entities"]}


def test_a_reader_who_leaves_hears_no_complaint(tmp_path: Path) -> None:
    for arguments in (["export", PLAN_ID, "--format", "nquads"], ["show", PLAN_ID, "5"]):
        with subprocess.Popen(
            command(arguments), cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""


def test_query_gives_csv_and_json_of_the_same_rows(plankg: Runner) -> None:
    rows = list(csv.DictReader(io.StringIO(plankg("query", PLAN_ID, SCHOOLS, "--format", "csv").out.decode())))
    found = json.loads(plankg("query", PLAN_ID, SCHOOLS, "--json").out)["results"]["bindings"]
    assert [row["name"] for row in rows] == [row["name"]["value"] for row in found]
    assert "白鹭小学" in {row["name"] for row in rows}


def test_a_query_comes_from_the_standard_input_or_a_file(plankg: Runner, tmp_path: Path) -> None:
    (tmp_path / "查询.rq").write_bytes(b"\xef\xbb\xbf" + SCHOOLS.encode())
    given = plankg("query", PLAN_ID, SCHOOLS)
    assert plankg("query", PLAN_ID, "-", stdin=SCHOOLS.encode()) == given
    assert plankg("query", PLAN_ID, "--file", "查询.rq") == given
    assert "白鹭小学" in given.out.decode()


def test_a_construct_query_gives_turtle(plankg: Runner) -> None:
    run = plankg(
        "query", PLAN_ID, "CONSTRUCT { ?s skos:prefLabel ?n } WHERE { ?s a plankg:School ; skos:prefLabel ?n }"
    )
    assert "白鹭小学" in run.out.decode()
    assert b"prefLabel" in run.out


def test_ask_shows_the_question_its_headings_and_the_labels(plankg: Runner) -> None:
    lines = plankg("ask", PLAN_ID, "unit-tasks", "unit=上海大学").out.decode().splitlines()
    assert lines[0] == next(each.zh for each in questions() if each.name == "unit-tasks")
    assert lines[1].split()[:2] == ["角色", "任务"]
    assert lines[2].split()[:2] == ["配合", "5.6"]


def test_ask_takes_a_sentence_and_shows_what_it_understood_and_the_query_that_ran(plankg: Runner) -> None:
    for arguments in (
        ("上海大学承担哪些任务",),
        (PLAN_ID, "上海大学承担哪些任务"),
        (PLAN_ID, "which tasks does 上海大学 carry"),
    ):
        lines = plankg("ask", *arguments).out.decode().splitlines()
        assert lines[2].split()[:2] == ["配合", "5.6"]
        assert "unit-tasks unit=上海大学 doing=true" in lines[-1]
        assert not any("VALUES" in line for line in lines)
        shown = plankg("ask", *arguments, "--sparql").out.decode().splitlines()
        assert shown[: len(lines)] == lines
        assert '    VALUES ?unit { "上海大学" }' in shown


def test_the_query_that_ask_shows_is_taken_by_query_as_it_is(plankg: Runner) -> None:
    lines = plankg("ask", PLAN_ID, "托幼一体园占比要达到多少", "--sparql").out.decode().splitlines()
    shown = [line for line in lines if line.startswith("  ")]
    run = plankg("query", PLAN_ID, "\n".join(shown), "--json")
    (row,) = json.loads(run.out)["results"]["bindings"]
    assert row["value"]["value"] == "75"


def test_ask_says_where_the_plan_has_no_answer(plankg: Runner) -> None:
    due = plankg("ask", PLAN_ID, "9月底前要完成什么").out.decode()
    assert "没有读出这样的内容" in due
    assert "计划里没有" not in due
    assert plankg("ask", PLAN_ID, "上海大学实际做了什么").out.decode().startswith("没有看懂“实际”")


def test_ask_gives_the_reading_and_the_rows_as_json(plankg: Runner) -> None:
    asked = json.loads(plankg("ask", PLAN_ID, "宝山沪剧团与哪些单位合作", "--json").out)
    assert (asked["plan"], asked["question"], asked["parameters"]) == (PLAN_ID, "unit-partners", {"unit": "宝山沪剧团"})
    assert {row["other"] for row in asked["rows"]} == {"上海大学", "上海戏剧学院", "上师大"}


def test_python_asks_in_the_same_words(plankg: Runner, work: package.WorkPlan) -> None:
    asked = json.loads(plankg("ask", PLAN_ID, "上海大学承担哪些任务", "--json").out)
    assert work.ask("上海大学承担哪些任务").records() == asked["rows"] != []
    assert work.ask("unit-tasks", unit="上海大学", doing="true").records() == asked["rows"]
    assert work.asked("上海大学承担哪些任务").told == {"unit": "上海大学", "doing": "true"}


def test_ask_tells_each_decision_of_the_review_with_its_reason(plankg: Runner, work: package.WorkPlan) -> None:
    decisions = work.review.decisions
    rows = json.loads(plankg("ask", PLAN_ID, "decisions", "--json").out)["rows"]
    assert len(rows) == len(decisions) > 0
    assert {decision.reason for decision in decisions} == {row["reason"] for row in rows}


def test_questions_lists_all_of_them(plankg: Runner) -> None:
    listed = json.loads(plankg("questions", "--json").out)
    assert [row["name"] for row in listed] == [each.name for each in questions()]
    assert all(each.title() in plankg("questions").out.decode() for each in questions()[:1])


def test_plans_lists_the_plans_that_come_along(plankg: Runner) -> None:
    assert [row["id"] for row in json.loads(plankg("plans", "--json").out)] == plan_ids()


def test_show_gives_a_unit_with_role_sentence_and_place(plankg: Runner, work: package.WorkPlan) -> None:
    (saying,) = json.loads(plankg("show", PLAN_ID, "上海大学", "--json").out)["sayings"]
    assert (saying["what"], saying["of"], saying["directive"]) == ("配合", "5.6", "第5条")
    assert work.document.text[saying["start"] : saying["end"]] == saying["quote"]
    assert saying["quote"] in saying["sentence"]


def test_show_gives_a_school_and_the_project_that_bears_its_name_together(plankg: Runner) -> None:
    shown = json.loads(plankg("show", PLAN_ID, "白鹭小学", "--json").out)
    assert shown["facts"] == {"类型": "学校、项目"}
    assert ("地点", "20.2") in [(saying["what"], saying["of"]) for saying in shown["sayings"]]


def test_show_gives_a_directive_with_all_its_tasks(plankg: Runner, work: package.WorkPlan) -> None:
    plan = work.plan
    section = next(section for section in plan.directives if section.no == 5)
    shown = json.loads(plankg("show", PLAN_ID, "5", "--json").out)
    tasks = [task.id for task in plan.tasks if task.directive == section.id]
    assert [saying["of"] for saying in shown["sayings"] if saying["of"] in tasks] == tasks
    assert plankg("show", PLAN_ID, "第5条").out == plankg("show", PLAN_ID, "5").out


def test_show_gives_a_task_with_its_units(plankg: Runner) -> None:
    shown = plankg("show", PLAN_ID, "5.6").out.decode()
    assert all(name in shown for name in ("上海戏剧学院", "宝山沪剧团", "配合"))


def test_show_without_a_thing_tells_of_the_plan(plankg: Runner) -> None:
    shown = plankg("show", PLAN_ID).out.decode()
    assert "宝教〔2023〕43号" in shown
    assert "上海市宝山区教育局" in shown


def test_show_speaks_english_where_that_is_wanted(plankg: Runner) -> None:
    assert "partners" in plankg("show", PLAN_ID, "上海大学", PLANKG_LANG="en").out.decode()


def test_workbook_writes_every_task(plankg: Runner, tmp_path: Path, work: package.WorkPlan) -> None:
    run = plankg("workbook", PLAN_ID, "-o", "全部内容.xlsx")
    assert run.status == 0
    sheet = openpyxl.load_workbook(tmp_path / "全部内容.xlsx").worksheets[0]
    assert sheet.max_row == len(work.plan.tasks) + 1


def test_table_takes_columns_and_conditions_by_their_headings(plankg: Runner, tmp_path: Path) -> None:
    options = ("--columns", "具体措施、牵头单位", "--rows", "具体措施=白鹭小学|华二高中")
    assert plankg("table", PLAN_ID, "-o", "表.csv", *options).status == 0
    head, *rows = (tmp_path / "表.csv").read_text("utf-8-sig").splitlines()
    assert head == "具体措施,牵头单位,编号"
    assert rows
    assert all("白鹭小学" in row or "华二高中" in row for row in rows)


def test_verify_accounts_for_every_sentence_and_finds_no_error(plankg: Runner, tmp_path: Path) -> None:
    own = own_plan(tmp_path)
    run = plankg("verify", own, "--json")
    found = json.loads(run.out)
    assert run.status == 0
    assert found["error"] == 0
    assert found["sentences"] == len(package.load(own).plan.sentences)
    assert found["silent"] == sum(issue["check"] == "sentence-silent" for issue in found["issues"])
