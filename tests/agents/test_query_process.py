"""The process that answers an assistant's queries: whose child it is, and what is said when it ends."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from plankg.graph.store import Store
from plankg.schema.errors import GraphError

from plankg.agents import limits
from plankg.agents.limits import LimitedQueries

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
MANY = " ".join(f"VALUES ?v{number} {{ 1 2 3 4 5 6 7 8 9 10 }}" for number in range(9))
LARGE = f'SELECT ?x {{ {MANY} BIND (CONCAT("{"x" * 500}", STR(RAND())) AS ?x) }} ORDER BY ?x'
SCRIPT = """
from plankg.agents.limits import LimitedQueries
from plankg.graph.store import Store

print("once")
queries = LimitedQueries(Store(), seconds=60, rows=1)
print(queries.answer("ASK {}")["boolean"])
queries.stop()
"""


@pytest.fixture
def queries() -> Iterator[LimitedQueries]:
    queries = LimitedQueries(Store(), seconds=60, rows=5)
    yield queries
    queries.stop()


def said(queries: LimitedQueries, query: str) -> GraphError:
    with pytest.raises(GraphError) as error:
        queries.answer(query)
    return error.value


def test_a_script_that_asks_is_run_once_whatever_its_form(tmp_path: Path) -> None:
    script = tmp_path / "提问.py"
    script.write_text(SCRIPT, "utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["once", "True"]


def test_the_process_outlives_the_thread_that_started_it(queries: LimitedQueries) -> None:
    with ThreadPoolExecutor(1) as thread:
        thread.submit(queries.answer, "ASK {}").result()
    process = queries._process
    assert process is not None
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(0.5)
    assert queries.answer("ASK {}")["boolean"] is True


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("import os; os.kill(os.getpid(), 9)", "信号 SIGKILL"),
        ("import os; os.kill(os.getpid(), 11)", "信号 SIGSEGV"),
        ("import sys; sys.exit(0)", "退出码 0"),
        ("import sys; sys.exit(3)", "退出码 3"),
    ],
)
def test_what_ended_the_process_is_said(
    code: str, how: str, queries: LimitedQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(limits, "PROGRAM", (sys.executable, "-c", code))
        error = said(queries, "ASK {}")
    assert error.key == "process_ended"
    assert how in str(error)
    assert queries.answer("ASK {}")["boolean"] is True


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_want_of_memory_is_called_so(queries: LimitedQueries) -> None:
    assert said(queries, LARGE).key == "query_memory"
    assert queries.answer("ASK {}")["boolean"] is True


def test_want_of_time_is_called_so() -> None:
    queries = LimitedQueries(Store(), seconds=0.5, rows=5)
    endless = " ".join(f"VALUES ?w{number} {{ 1 2 3 4 5 6 7 8 9 10 }}" for number in range(12))
    assert said(queries, f"SELECT (COUNT(*) AS ?n) {{ {endless} }}").key == "query_timeout"
    queries.stop()
