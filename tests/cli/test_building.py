from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from running import PLAN_ID, Runner, command, environment

import plankg as package
from plankg.building import names


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_build_holds_every_format_the_table_and_the_pages(plankg: Runner, tmp_path: Path) -> None:
    run = plankg("build", PLAN_ID)
    assert run.status == 0
    built = contents(tmp_path / "out" / PLAN_ID)
    work = package.load(PLAN_ID)
    assert set(built) == set(names(work))
    assert built["plan.ttl"] == work.export("turtle")
    assert built["index.html"].decode() == work.pages()["index.html"]()
    assert [line.strip() for line in run.complaint if "plan.gexf" in line] == ["写 plan.gexf"]


def test_the_same_plan_gives_the_same_bytes(plankg: Runner, tmp_path: Path) -> None:
    plankg("build", PLAN_ID, "-o", "一", PYTHONHASHSEED="1")
    plankg("build", PLAN_ID, "-o", "二", PYTHONHASHSEED="2")
    assert contents(tmp_path / "一") == contents(tmp_path / "二")


def test_a_second_build_takes_the_place_of_the_first_and_leaves_nothing_else(plankg: Runner, tmp_path: Path) -> None:
    plankg("build", PLAN_ID, "-o", "结果")
    (tmp_path / "结果" / "plan.json").write_text("old", "utf-8")
    assert plankg("build", PLAN_ID, "-o", "结果").status == 0
    assert (tmp_path / "结果" / "plan.json").read_bytes() == package.load(PLAN_ID).export("json")
    assert [path.name for path in tmp_path.iterdir()] == ["结果"]


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=lambda stop: stop.name)
@pytest.mark.parametrize("moment", ["plan.ttl", "plan.gexf", "network.html"])
def test_an_interrupted_build_leaves_the_last_good_one(stop: signal.Signals, moment: str, tmp_path: Path) -> None:
    good = tmp_path / "out" / PLAN_ID
    good.mkdir(parents=True)
    (good / "plan.json").write_text("the last good one", "utf-8")
    with subprocess.Popen(
        command(["build", PLAN_ID]), cwd=tmp_path, env=environment(), stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if moment in line.decode():
                process.send_signal(stop)
                break
        process.wait()
    assert process.returncode != 0
    assert contents(good) == {"plan.json": b"the last good one"}


def test_a_build_killed_between_its_two_renames_is_made_good_by_the_next(plankg: Runner, tmp_path: Path) -> None:
    last = tmp_path / f".{PLAN_ID}-last"
    last.mkdir()
    (last / "别的.txt").write_text("kept by the reader", "utf-8")
    run = plankg("build", PLAN_ID, "-o", PLAN_ID)
    assert run.status == 0
    assert {path.name for path in tmp_path.iterdir()} == {PLAN_ID}


def test_what_a_killed_build_left_is_cleared_away_later(plankg: Runner, tmp_path: Path) -> None:
    old, young = tmp_path / ".结果-old.part", tmp_path / ".结果-young.part"
    for folder in (old, young):
        folder.mkdir()
    hours_ago = time.time() - 2 * 3600
    os.utime(old, (hours_ago, hours_ago))
    plankg("build", PLAN_ID, "-o", "结果")
    assert {path.name for path in tmp_path.iterdir()} == {"结果", young.name}
