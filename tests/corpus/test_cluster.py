"""A folder of plans read by a Dask cluster of two workers, each a process of its own, as on two machines."""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from made_plans import write
from plankg.schema.errors import GraphError

from plankg.corpus import Corpus
from plankg.corpus.building import build_corpus

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # of Dask's own sockets and loops
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler with two workers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import dask  # noqa: PLC0415 - its import warns
        from distributed import LocalCluster  # noqa: PLC0415 - see above

        # one death is enough, so that the tests need not wait for four workers to start again
        with (
            dask.config.set({"distributed.scheduler.allowed-failures": 0}),
            LocalCluster(
                n_workers=2,
                threads_per_worker=1,
                processes=True,
                dashboard_address=None,
                local_directory=str(tmp_path_factory.mktemp("dask")),
            ) as cluster,
        ):
            yield cluster.scheduler_address


def test_a_cluster_builds_what_this_machine_builds(address: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "计划", 3)
    own = write(folder / "一", 4)
    for number in range(3):
        (own / f"plan-{number}.txt").unlink()
    (own / "plan.toml").write_text('id = "一"\nsource = "plan-3.txt"\n', "utf-8")
    (folder / "坏.docx").write_bytes(b"no document")
    here = build_corpus([folder], tmp_path / "here", processes=1)
    there = build_corpus([folder], tmp_path / "there", on=address)
    assert [entry.name for entry in there.faults] == ["坏.docx"]
    assert [entry.head for entry in there.entries] == [entry.head for entry in here.entries]
    for plan in Corpus(tmp_path / "here").ids:
        name = f"plans/{plan}.page.json.gz"
        assert (tmp_path / "there" / name).read_bytes() == (tmp_path / "here" / name).read_bytes()


def test_a_scheduler_that_does_not_answer_is_named_in_one_line(tmp_path: Path) -> None:
    folder = write(tmp_path / "计划", 1)
    line = "from plankg.cli.application import run; import sys; sys.exit(run(sys.argv[1:]))"
    words = ["build", str(folder), "-o", str(tmp_path / "结果"), "--on", "tcp://127.0.0.1:1"]
    done = subprocess.run([sys.executable, "-c", line, *words], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "127.0.0.1:1" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_scheduler_without_workers_is_told_from_one_that_is_not_there(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from distributed import LocalCluster  # noqa: PLC0415 - see above

        with (
            LocalCluster(n_workers=0, dashboard_address=None, processes=False) as cluster,
            pytest.raises(GraphError) as caught,
        ):
            build_corpus([write(tmp_path / "计划", 1)], tmp_path / "结果", on=cluster.scheduler_address)
    assert caught.value.key == "cluster_without_workers"
