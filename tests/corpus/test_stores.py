"""Folders of plans put into stores: whatever happens on the way, the next run completes it."""

from __future__ import annotations

import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import httpx
import pytest
from made_plans import text, write
from plankg.graph.store import open_store

from plankg.corpus import Corpus
from plankg.corpus.building import build_corpus
from plankg.corpus.record import read_record
from plankg.corpus.stores import store_build

sys.path.insert(0, str(Path(__file__).parents[1] / "store"))
from servers import oxigraph

pytestmark = pytest.mark.slow


class Gateway(ThreadingHTTPServer):
    """Passes requests on to a server, until so many updates have gone through; then it hangs up in the middle of one."""

    def __init__(self, target: str, updates: int) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.target, self.left = target, updates


class Passing(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if "update" in self.path and body:
            self.server.left -= 1
            if self.server.left < 0:
                self.connection.close()
                return
        headers = {name: self.headers[name] for name in ("Content-Type", "Accept") if name in self.headers}
        answer = httpx.post(self.server.target + self.path, content=body, headers=headers)
        self.send_response(answer.status_code)
        for name in ("Content-Type", "Server"):
            if name in answer.headers:
                self.send_header(name, answer.headers[name])
        self.end_headers()
        self.wfile.write(answer.content)

    def log_message(self, *_: object) -> None:
        pass


def test_where_a_server_goes_away_a_second_run_puts_in_the_rest(tmp_path: Path) -> None:
    out = tmp_path / "结果"
    build_corpus([write(tmp_path / "计划", 3)], out, processes=1)
    (tmp_path / "server").mkdir()
    with oxigraph(tmp_path / "server") as address:
        gateway = Gateway(address.removesuffix("/query"), updates=2)  # the vocabulary and one plan
        Thread(target=gateway.serve_forever, daemon=True).start()
        where = f"http://127.0.0.1:{gateway.server_port}/query"
        ((name, message),) = store_build(out, where)
        assert name == where
        assert len(message.splitlines()) == 1
        assert len(open_store(address).plans()) == 1
        gateway.left = 100
        assert store_build(out, where) == []
        assert open_store(address).plans() == ("plan-0", "plan-1", "plan-2")
        used = gateway.left
        assert store_build(out, where) == []
        assert gateway.left == used
        gateway.shutdown()
        gateway.server_close()


def test_a_store_follows_the_folder(tmp_path: Path) -> None:
    folder, out, store = write(tmp_path / "计划", 3), tmp_path / "结果", str(tmp_path / "库")
    build_corpus([folder], out, processes=1)
    assert store_build(out, store) == []
    (folder / "plan-0.txt").unlink()
    (folder / "plan-1.txt").write_text(text(1, share=71), "utf-8")
    build_corpus([folder], out, processes=1)
    assert store_build(out, store) == []
    corpus = Corpus(store)
    assert corpus.ids == ("plan-1", "plan-2")
    values = {row[0] for row in corpus.sql("SELECT value FROM targets WHERE plan = 'plan-1'").rows}
    assert 71 in values


def test_no_login_is_kept(tmp_path: Path) -> None:
    out = tmp_path / "结果"
    build_corpus([write(tmp_path / "计划", 1)], out, processes=1)
    assert store_build(out, "http://dba:geheim@127.0.0.1:1/query") != []
    record = read_record(out)
    assert record is not None
    assert list(record.stored) == ["http://127.0.0.1:1/query"]
    assert "geheim" not in (out / "corpus.json").read_text("utf-8")


def test_the_command_builds_and_stores_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "计划", 1)
    words = ["build", "计划", "-o", "结果", "--store", "库"]
    done = subprocess.run([sys.executable, "-m", "plankg", *words], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert Corpus(tmp_path / "库").ids == ("plan-0",)
    assert (tmp_path / "结果" / "index.html").is_file()
