from __future__ import annotations

import os
import signal
import stat
import subprocess
from pathlib import Path

import pytest
from plankg.graph.unfinished import file_in_making, folder_in_making
from plankg.graph.writing import write_whole
from running import PLAN_ID, Runner, command, environment

import plankg as package
from plankg.build import names

OWN = "青河区教育局文件\n\n青河区教育局{year}年工作要点\n\n一、任务\n\n1.校园。建设青河小学。\n"


def own_plan(folder: Path, year: int = 2023) -> str:
    """A plan of one task, which is built in a tenth of the time of the one that comes along."""
    (folder / f"青河-{year}.txt").write_text(OWN.format(year=year), "utf-8")
    return f"青河-{year}.txt"


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


def test_a_build_of_several_plans_has_one_page_of_them_all_and_a_folder_of_each(plankg: Runner, tmp_path: Path) -> None:
    arguments = ("build", *(own_plan(tmp_path, year) for year in (2023, 2024)), "-o", "两年")
    assert plankg(*arguments).status == 0
    works = [package.load(tmp_path / f"青河-{year}.txt") for year in (2023, 2024)]
    folder = tmp_path / "两年"
    assert {path.name for path in folder.iterdir()} == {"index.html", *(work.plan.id for work in works)}
    for work in works:
        assert set(contents(folder / work.plan.id)) == set(names(work))
    page = (folder / "index.html").read_text("utf-8")
    assert all(f'"id":"{work.plan.id}"' in page for work in works)
    assert plankg(*arguments).status == 0
    own = folder / works[0].plan.id / "我的.txt"
    own.write_text("kept by the reader", "utf-8")
    refused = plankg(*arguments)
    assert refused.status == 2
    assert own.name in refused.complaint[-1]
    assert own.exists()


def test_a_second_build_takes_the_place_of_the_first_and_leaves_nothing_else(plankg: Runner, tmp_path: Path) -> None:
    plan = own_plan(tmp_path)
    plankg("build", plan, "-o", "结果")
    (tmp_path / "结果" / "plan.json").write_text("old", "utf-8")
    assert plankg("build", plan, "-o", "结果").status == 0
    assert (tmp_path / "结果" / "plan.json").read_bytes() == package.load(tmp_path / plan).export("json")
    assert {path.name for path in tmp_path.iterdir()} == {plan, "结果"}


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=lambda stop: stop.name)
@pytest.mark.parametrize("moment", ["plan.ttl", "plan.gexf", "index.html"])
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
        rest = process.stderr.read().decode()
        process.wait()
    assert process.returncode == (-stop if stop == signal.SIGKILL else 128 + stop)
    assert stop == signal.SIGKILL or rest.splitlines()[-1] == "已停止"
    assert "Traceback" not in rest
    assert contents(good) == {"plan.json": b"the last good one"}


def test_a_build_killed_between_its_two_renames_is_made_good_by_the_next(plankg: Runner, tmp_path: Path) -> None:
    plan = own_plan(tmp_path)
    last = tmp_path / ".结果-last"
    last.mkdir()
    (last / "别的.txt").write_text("kept by the reader", "utf-8")
    run = plankg("build", plan, "-o", "结果")
    assert run.status == 0
    assert {path.name for path in tmp_path.iterdir()} == {plan, "结果"}


def test_what_a_killed_build_left_is_cleared_away_by_the_next_and_nothing_that_is_being_made(tmp_path: Path) -> None:
    with subprocess.Popen(
        command(["build", PLAN_ID, "-o", "结果"]), cwd=tmp_path, env=environment(), stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        next(line for line in process.stderr if "plan.ttl" in line.decode())
        (left,) = tmp_path.glob(".结果-*.part")
        with folder_in_making(tmp_path / "结果") as beside:
            assert left.exists()
            process.kill()
            process.wait()
            assert beside.exists()
    assert left.exists()
    with folder_in_making(tmp_path / "结果"):
        assert not left.exists()
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_making_that_a_killed_writer_left_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".views.json-abcdefgh.part").write_bytes(b"half")
    with file_in_making(tmp_path / "views.json") as held:
        write_whole(tmp_path / "views.json", b"whole")
        assert {path.name for path in tmp_path.iterdir()} == {"views.json", held.name}
    assert contents(tmp_path) == {"views.json": b"whole"}


def test_what_is_written_whole_is_on_the_disk_before_it_is_said_to_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    place = tmp_path / "views.json"

    def synced(number: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else f"file, replaced {place.exists()}")

    monkeypatch.setattr(os, "fsync", synced)
    write_whole(place, b"whole")
    assert steps == ["file, replaced False", "folder"]
