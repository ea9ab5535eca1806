from __future__ import annotations

import json

from running import PLAN_ID, Runner

SENTENCE = "县水务局会同县住建局改造老旧管网，年内完成20公里。"


def test_a_sentence_is_explained_step_by_step(plankg: Runner) -> None:
    run = plankg("explain", SENTENCE)
    text = run.out.decode()
    assert (run.status, run.errors) == (0, b"")
    steps = ["词", "结构", "标注", "数字时间", "分句", "名称", "分工关系", "任务"]
    assert [line.split()[0] for line in text.splitlines() if line.split()[:1] and line.split()[0] in steps] == steps
    assert "together-with" in text
    assert "clauses" in plankg("explain", SENTENCE, PLANKG_LANG="en").out.decode()


def test_programs_get_every_step_with_its_choices(plankg: Runner) -> None:
    (told,) = json.loads(plankg("explain", SENTENCE, "--json").out)
    rows = {step["step"]: step["rows"] for step in told["steps"]}
    assert [row["quote"] for row in rows["clauses"]] == ["县水务局会同县住建局改造老旧管网", "年内完成20公里"]
    assert {row["choice"]["label"] for row in rows["clauses"]} <= {"B", "I", "O"}
    assert "县住建局" in {row["quote"] for row in rows["frames"] if row["value"] == "partner"}


def test_a_task_of_a_plan_is_explained_with_its_review(plankg: Runner) -> None:
    text = plankg("explain", PLAN_ID, "8.2").out.decode()
    assert "32所布点托幼一体园" in text
    assert "审定" in text
    assert "d15" in text


def test_of_a_common_word_the_first_sentences_are_shown_and_the_rest_counted(plankg: Runner) -> None:
    run = plankg("explain", PLAN_ID, "学校")
    told = json.loads(plankg("explain", PLAN_ID, "学校", "--json").out)
    assert len(told) > 3
    assert str(len(told) - 3) in run.out.decode().splitlines()[-1]


def test_what_cannot_be_explained_is_said_in_a_line(plankg: Runner) -> None:
    for arguments, word in (((PLAN_ID, "火星基地"), "火星基地"), ((PLAN_ID,), "WHAT"), (("",), "TEXT|PLAN")):
        run = plankg("explain", *arguments)
        assert run.status == 2
        assert len(run.complaint) == 1
        assert word in run.complaint[0]
