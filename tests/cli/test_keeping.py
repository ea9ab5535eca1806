"""Stores that stay, by the command line: put plans in, ask them, take them out."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bad_inputs import BODY, PLAN_ID
from running import Runner, command, environment

COUNT = "SELECT (COUNT(?task) AS ?n) WHERE { ?task a plankg:Task }"


@pytest.fixture
def kept(plankg: Runner, tmp_path: Path) -> Path:
    (tmp_path / "工作要点.txt").write_text(BODY, "utf-8")
    assert plankg("add", PLAN_ID, "工作要点.txt", "--store", "库").status == 0
    return tmp_path / "库"


def test_plans_are_kept_and_asked_together_or_apart(plankg: Runner, kept: Path) -> None:
    listed = json.loads(plankg("plans", "--store", kept, "--json").out)
    assert [each["id"] for each in listed] == [PLAN_ID, "工作要点"]
    whole = int(plankg("query", "--store", kept, COUNT, "--format", "csv").out.split()[-1])
    alone = int(plankg("query", PLAN_ID, "--store", kept, COUNT, "--format", "csv").out.split()[-1])
    assert whole == alone + int(plankg("query", "工作要点", "--store", kept, COUNT, "--format", "csv").out.split()[-1])


def test_a_question_is_asked_of_the_store_in_peoples_own_words(plankg: Runner, kept: Path) -> None:
    told = json.loads(plankg("ask", "--store", kept, "白鹭小学有哪些任务", "--json").out)
    assert told["question"] == "unit-tasks"
    assert {"20.2", "1.1"} & {row["task"] for row in told["rows"]}
    apart = json.loads(plankg("ask", PLAN_ID, "--store", kept, "unit-tasks", "unit=白鹭小学", "--json").out)
    assert {row["task"] for row in apart["rows"]} == {"20.2"}


def test_a_plan_is_put_in_again_and_taken_out(plankg: Runner, kept: Path) -> None:
    assert plankg("add", PLAN_ID, "--store", kept).status == 0
    assert plankg("remove", PLAN_ID, "--store", kept).status == 0
    assert [each["id"] for each in json.loads(plankg("plans", "--store", kept, "--json").out)] == ["工作要点"]
    again = plankg("remove", PLAN_ID, "--store", kept)
    assert again.status == 2
    assert "工作要点" in again.complaint[0]


def test_a_store_in_use_is_told_in_one_line(plankg: Runner, kept: Path) -> None:
    holding = "import sys, pyoxigraph; store = pyoxigraph.Store(sys.argv[1]); print(flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", holding, kept], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        run = plankg("plans", "--store", kept)
        process.kill()
    assert run.status == 2
    assert len(run.complaint) == 1
    assert "serve" in run.complaint[0]


def test_a_command_killed_while_it_adds_leaves_the_store_as_it_was(plankg: Runner, kept: Path) -> None:
    before = plankg("query", "--store", kept, COUNT, "--format", "csv").out
    with subprocess.Popen(command(["add", PLAN_ID, "--store", kept]), env=environment(), cwd=kept.parent) as process:
        process.kill()
    assert plankg("query", "--store", kept, COUNT, "--format", "csv").out == before
