"""What is deployed: the unit of systemd is one, and the container's command serves a folder of plans."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
PLAN = "青河区教育局文件\n\n青河区教育局{year}年工作要点\n\n一、任务\n\n1.校园。建设青河小学。\n"
SECONDS = 120


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd checks its own units")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    unit = (DEPLOY / "plankg.service").read_text("utf-8")
    (line,) = re.findall(r"^ExecStart=(\S+)", unit, re.MULTILINE)
    (tmp_path / "plankg.service").write_text(unit.replace(line, sys.executable), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "plankg.service"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_the_containers_command_serves_a_folder_and_answers_its_health_check(tmp_path: Path) -> None:
    words = (DEPLOY / "Containerfile").read_text("utf-8")
    (command,) = re.findall(r'^CMD \["(.+)"\]$', words, re.MULTILINE)
    (check,) = re.findall(r'CMD \["python", "-c", "(.+)"\]$', words, re.MULTILINE)
    plans, work = tmp_path / "plans", tmp_path / "work"
    plans.mkdir()
    for year in (2023, 2024):
        (plans / f"青河-{year}.txt").write_text(PLAN.format(year=year), "utf-8")
    work.mkdir()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    arguments = [each.replace("/plans", str(plans)) for each in command.split('", "')]
    with subprocess.Popen(
        [sys.executable, "-m", "plankg", *arguments, "--port", port],
        cwd=work,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        try:
            _wait(process, port)
            subprocess.run([sys.executable, "-c", check.replace("8765", port)], check=True)
            with urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
                assert "青河区教育局2024年工作要点" in page.read().decode()
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate()
    assert process.returncode in {0, 128 + signal.SIGTERM}


def _wait(process: subprocess.Popen[bytes], port: str) -> None:
    for _ in range(SECONDS * 5):
        if process.poll() is not None:
            pytest.fail((process.stderr.read() if process.stderr else b"").decode())
        try:
            urlopen(f"http://127.0.0.1:{port}/health", timeout=5).close()
        except (URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server does not answer")
