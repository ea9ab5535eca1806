"""Rules kept compiled: the same as compiled anew, and none where the file is not this Python's."""

from __future__ import annotations

import marshal
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from plankg.graph.extraction.words.lexicon import PARSED
from plankg.graph.plans import plans_folder

from plankg.precompiled import KNOWN, recall

KEEP = "import sys; from pathlib import Path; from plankg.precompiled import keep; print(keep(Path(sys.argv[1])))"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file of kept rules, written by a process of its own: in this one most are compiled already."""
    path = tmp_path_factory.mktemp("kept") / "kept.rules"
    done = subprocess.run([sys.executable, "-c", KEEP, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) > 100
    return path


def test_kept_patterns_are_the_same_as_compiled_anew(file: Path) -> None:
    re.purge()
    number = recall(file)
    recalled = dict(KNOWN)
    assert len(recalled) == number
    re.purge()
    for (_, text, flags), pattern in recalled.items():
        assert re.compile(text, flags) == pattern  # type: ignore[call-overload]


def test_kept_lexicon_files_are_the_same_as_parsed_anew(file: Path) -> None:
    recall(file)
    texts = {path.read_text("utf-8") for path in plans_folder().parent.glob("lexicon/*.yaml")}
    assert texts <= PARSED.keys()
    assert all(yaml.safe_load(text) == PARSED[text] for text in texts)


def test_re_compile_finds_a_kept_pattern(file: Path) -> None:
    re.purge()
    recall(file)
    (_, text, flags), pattern = next(iter(KNOWN.items()))
    assert re.compile(text, flags) is pattern  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff", marshal.dumps(7), marshal.dumps((["2.7", 1], [(0, ("a", 0))], {}))]
)
def test_a_file_that_this_python_did_not_write_is_passed_over(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "kept.rules"
    path.write_bytes(content)
    assert recall(path) == 0


def test_a_cut_file_is_passed_over(tmp_path: Path, file: Path) -> None:
    path = tmp_path / "kept.rules"
    path.write_bytes(file.read_bytes()[:-100])
    assert recall(path) == 0


def test_no_file_is_no_fault(tmp_path: Path) -> None:
    assert recall(tmp_path / "none.rules") == 0


READ = """
import sys
from pathlib import Path
from plankg.precompiled import ENGINE, recall
number, compiled, translate = recall(Path(sys.argv[1])), [], ENGINE.compile
ENGINE.compile = lambda pattern, *rest: compiled.append(pattern) or translate(pattern, *rest)
import plankg.cli.application
from plankg.workplan import load
load("baoshan-2023h2").export("json")
print(number, len(compiled))
"""


def test_nothing_is_compiled_anew_where_a_bundled_plan_is_read_however_many_patterns_there_are(file: Path) -> None:
    done = subprocess.run([sys.executable, "-c", READ, str(file)], capture_output=True, text=True, check=True)
    number, compiled = map(int, done.stdout.split())
    assert number > 100
    assert compiled == 0
