"""Files are written whole or not at all, through links and pipes, by one writer."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest
from plankg.graph.unfinished import temporary_files
from plankg.graph.writing import folder_beside, write_whole
from plankg.schema import GraphError

ROOT = Path(__file__).resolve().parents[1]
WRITES = re.compile(
    r"\.write_(?:bytes|text)\(|\bos\.(?:replace|rename)\(|NamedTemporaryFile|mkdtemp|copyfile|open\([^)\n]*[\"'][wax]"
)
BY_THEMSELVES = {
    "graph/writing.py": "it is the writer",
    "graph/unfinished.py": "it makes what the writer fills",
    "viz/workbench/build.py": "it runs before the package is there",
    "plankg/server/disk_engines.py": "it makes a folder for a store's pictures, which the engine fills",
    "plankg/server/sparql/spool.py": "what it writes lives as long as a request",
}


def test_nothing_else_in_the_program_writes_a_file() -> None:
    paths = [path for folder in ("schema", "graph", "viz", "plankg") for path in (ROOT / folder).rglob("*.py")]
    inside = [path for path in paths if "node_modules" not in path.parts]
    writing = {path.relative_to(ROOT).as_posix() for path in inside if WRITES.search(path.read_text("utf-8"))}
    assert writing <= set(BY_THEMSELVES)


STOPPED = """
import os, signal, tempfile
from plankg.graph.unfinished import temporary_files
from plankg.graph.stopping import stop_in_order
stop_in_order()
with temporary_files():
    tempfile.NamedTemporaryFile(delete=False).close()
    os.kill(os.getpid(), signal.SIGTERM)
    signal.pause()
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_a_stop_takes_away_what_a_library_put_into_temporary_files(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", STOPPED],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 128 + signal.SIGTERM, ended.stderr
    assert list(tmp_path.iterdir()) == []


def test_temporary_files_go_where_they_went_before_when_the_library_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with temporary_files():
        inside = Path(tempfile.gettempdir())
        assert inside.parent == tmp_path
    assert tempfile.gettempdir() == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_takes_the_place_of_the_last_and_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    write_whole(path, b"one")
    assert path.stat().st_mode & 0o777 == 0o644
    path.chmod(0o600)
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["表.xlsx"]


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
@pytest.mark.parametrize("there", [True, False])
def test_a_link_stays_a_link_and_its_file_is_written(there: bool, tmp_path: Path) -> None:
    (tmp_path / "远").mkdir()
    kept = tmp_path / "远" / "真.xlsx"
    if there:
        kept.write_bytes(b"old")
    link = tmp_path / "近.xlsx"
    link.symlink_to(kept)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert kept.read_bytes() == b"new"


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_gets_all_bytes_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "管"
    os.mkfifo(pipe)
    content, got = b"x" * 300_000, bytearray()
    reader = threading.Thread(target=lambda: got.extend(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, content)
    reader.join(30)
    assert bytes(got) == content
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="systems that name the open files")
@pytest.mark.parametrize("how", ["pipe", "file", "end of a file"])
def test_what_is_open_already_is_written_to_as_it_is(how: str, tmp_path: Path) -> None:
    line = "from pathlib import Path; from plankg.graph.writing import write_whole; write_whole(Path('/dev/stdout'), b'new')"
    command = [sys.executable, "-c", line]
    out = tmp_path / "out"
    out.write_bytes(b"old")
    if how == "pipe":
        assert subprocess.run(command, capture_output=True, check=True).stdout == b"new"
        return
    with out.open("ab" if how.startswith("end") else "wb") as stream:
        subprocess.run(command, stdout=stream, check=True)
    assert out.read_bytes() == (b"oldnew" if how.startswith("end") else b"new")


def test_a_file_that_cannot_be_put_in_its_place_leaves_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "夹"
    folder.mkdir()
    with pytest.raises(GraphError):
        write_whole(folder, b"x")
    with pytest.raises(GraphError):
        write_whole(tmp_path / "没有" / "x", b"x")
    assert [each.name for each in tmp_path.iterdir()] == ["夹"]


def test_a_folder_that_is_not_finished_is_cleared_away(tmp_path: Path) -> None:
    def half(folder: Path) -> None:
        with folder_beside(folder) as part:
            (part / "一").write_bytes(b"1")
            raise OSError(28, "No space left on device", str(part / "二"))

    with pytest.raises(GraphError) as caught:
        half(tmp_path / "出")
    assert caught.value.key == "file_not_written"
    assert list(tmp_path.iterdir()) == []
