"""Building folders of plans: only what changed, whatever is at fault, and whatever stops it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from made_plans import text, write
from plankg.schema.errors import UsageError

from plankg.corpus import Corpus
from plankg.corpus.building import Progress, build_corpus
from plankg.corpus.record import Record

pytestmark = pytest.mark.slow

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks processes up where Linux lists them")


def build(folder: Path, out: Path) -> tuple[Record, list[str]]:
    """Build, and give the record with the names of what was read for it."""
    names: list[str] = []
    record = build_corpus([folder], out, processes=1, progress=Progress(step=names.append))
    return record, sorted(names)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def plans_of(out: Path) -> set[str]:
    return set(pq.read_table(out / "tables" / "tasks")["plan"].to_pylist())


def test_only_what_changed_is_read_again_and_the_build_is_as_if_all_were_new(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "计划", 4), tmp_path / "结果"
    assert build(folder, out)[1] == [f"plan-{number}.txt" for number in range(4)]
    before = contents(out)
    assert build(folder, out)[1] == []
    assert contents(out) == before
    (folder / "plan-1.txt").write_text(text(1, share=85), "utf-8")
    (folder / "plan-2.txt").unlink()
    (folder / "plan-9.txt").write_text(text(9), "utf-8")
    assert build(folder, out)[1] == ["plan-1.txt", "plan-9.txt"]
    assert plans_of(out) == {"plan-0", "plan-1", "plan-3", "plan-9"}
    build(folder, tmp_path / "新")
    assert contents(out) == contents(tmp_path / "新")
    assert {path.name for path in tmp_path.iterdir()} == {"计划", "结果", "新"}


@pytest.mark.parametrize("name", ["plan.toml", "review.yaml", "lexicon.yaml", "plan-0.txt"])
def test_each_file_of_a_plans_folder_counts(name: str, tmp_path: Path) -> None:
    own = write(tmp_path / "计划" / "一", 1)
    (own / "plan.toml").write_text('id = "yi"\nsource = "plan-0.txt"\n', "utf-8")
    out = tmp_path / "结果"
    assert build(tmp_path / "计划", out)[1] == ["一"]
    more = {
        "plan.toml": 'about = "一"\n',
        "review.yaml": "decisions: []\n",
        "lexicon.yaml": "# 无\n",
        "plan-0.txt": "。\n",
    }
    with (own / name).open("a", encoding="utf-8") as file:
        file.write(more[name])
    assert build(tmp_path / "计划", out)[1] == ["一"]
    assert build(tmp_path / "计划", out)[1] == []


def test_decisions_belong_to_what_decides_how_a_plan_is_read(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "计划", 2), tmp_path / "结果"
    build(folder, out)
    names: list[str] = []
    build_corpus([folder], out, review=False, processes=1, progress=Progress(step=names.append))
    assert len(names) == 2


def test_a_bad_file_and_a_second_plan_of_one_id_are_named_and_the_rest_is_built(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "计划", 3), tmp_path / "结果"
    (folder / "坏.docx").write_bytes(b"no document")
    write(folder / "另", 1)
    (folder / "笔记.md").write_text("not a plan", "utf-8")
    record, _ = build(folder, out)
    assert [entry.name for entry in record.faults] == ["另/plan-0.txt", "坏.docx"]  # plan-0.txt comes before it
    assert all(entry.fault and len(entry.fault.splitlines()) == 1 for entry in record.faults)
    assert plans_of(out) == {"plan-0", "plan-1", "plan-2"}
    assert [fault.name for fault in Corpus(out).faults] == [entry.name for entry in record.faults]
    (folder / "坏.docx").unlink()
    (folder / "另" / "plan-0.txt").rename(folder / "另" / "plan-5.txt")
    mended, names = build(folder, out)
    assert not mended.faults
    assert len(names) <= 2


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "计划", 2), tmp_path / "结果"
    build(folder, out)
    (out / "plans" / "我的.txt").write_text("kept by the reader", "utf-8")
    (folder / "plan-0.txt").write_text(text(0, share=70), "utf-8")
    with pytest.raises(UsageError) as caught:
        build(folder, out)
    assert caught.value.key == "output_folder_foreign"
    assert (out / "plans" / "我的.txt").exists()


def test_what_was_built_is_not_read_as_plans(tmp_path: Path) -> None:
    folder = write(tmp_path / "计划", 2)
    build(folder, folder / "out")
    assert build(folder, folder / "out")[1] == []


def command(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "plankg", *map(str, words)]


def workers_of(pid: int, *, wanted: int = 1) -> list[int]:
    """The processes that a build started to read, once there are so many."""
    for _ in range(600):
        pids = [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
        for task in Path(f"/proc/{pid}/task").iterdir():
            pids += [int(each) for each in (task / "children").read_text("ascii").split()]
        pids = [each for each in sorted({*pids}) if b"plankg.reader" in Path(f"/proc/{each}/cmdline").read_bytes()]
        if len(pids) >= wanted:
            return pids
        time.sleep(0.05)
    pytest.fail("no process reads")


def ended(pids: Sequence[int]) -> bool:
    for _ in range(100):
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


@LINUX
def test_of_a_worker_that_is_killed_the_plan_is_named_and_a_second_run_reads_it(tmp_path: Path) -> None:
    folder = write(tmp_path / "计划", 6)
    with subprocess.Popen(
        command("build", "计划", "-o", "结果"),
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        env=os.environ | {"PLANKG_LANG": "zh"},
    ) as process:
        os.kill(workers_of(process.pid)[0], signal.SIGKILL)
        errors = process.communicate()[1].decode()
    assert process.returncode == 2, errors
    *_, last = errors.splitlines()
    assert "中途结束（signal 9）" in last
    record = json.loads((tmp_path / "结果" / "corpus.json").read_text("utf-8"))
    (faulty,) = [entry["name"] for entry in record["entries"] if entry["fault"]]
    assert faulty in last
    assert len(plans_of(tmp_path / "结果")) == 5
    again, names = build(folder, tmp_path / "结果")
    assert not again.faults
    assert names == [faulty]


@LINUX
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda stop: stop.name)
def test_a_stopped_build_leaves_no_process_and_the_next_goes_on(stop: signal.Signals, tmp_path: Path) -> None:
    folder, out = write(tmp_path / "计划", 8), tmp_path / "结果"
    read = out.with_name("结果.unfinished")
    with subprocess.Popen(
        command("build", "计划", "-o", "结果"),
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        env=os.environ | {"PLANKG_LANG": "zh"},
        start_new_session=True,
    ) as process:
        pids = workers_of(process.pid)
        while not any(read.glob("*.zip")) and process.poll() is None:
            time.sleep(0.01)
        os.killpg(process.pid, stop)
        errors = process.communicate()[1].decode()
    assert process.returncode == (-stop if stop == signal.SIGKILL else 128 + stop), errors
    assert stop == signal.SIGKILL or errors.splitlines()[-1] == "已停止"
    assert "Traceback" not in errors
    assert ended(pids)
    assert not out.exists()
    kept = len(list(read.glob("*.zip")))
    record, names = build(folder, out)
    assert not record.faults
    assert kept >= 1
    assert len(names) == 8
    assert not read.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"计划", "结果"}


FULL = """
import resource, sys
from pathlib import Path
from plankg.cli.application import run
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
sys.exit(run(["build", "计划", "-o", "结果"]))
"""


@LINUX
def test_where_the_disk_is_full_one_line_says_so_and_the_last_build_stays(tmp_path: Path) -> None:
    folder, out = write(tmp_path / "计划", 1), tmp_path / "结果"
    build(folder, out)
    before = contents(out)
    write(folder, 2)
    done = subprocess.run([sys.executable, "-c", FULL], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert contents(out) == before
    assert not list(tmp_path.glob(".*"))
    assert not build(folder, out)[0].faults
    assert plans_of(out) == {"plan-0", "plan-1"}
