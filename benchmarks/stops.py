"""Stop commands at random moments: each has to end with one line, without a traceback, a process or a file left behind.

    python benchmarks/stops.py 1000

stops a thousand times, by Ctrl-C's signal and by SIGTERM, the command alone and its whole group of processes, and prints what did
not hold, then how often each command was stopped. Linux only: there the system tells what processes are left.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

PROGRAM = Path(sys.executable).with_name("plankg")
HERE = Path(__file__).resolve().parents[1]
PLAN = "某区教育局文件\n\n某区教育局2023年工作要点\n\n一、推进改革\n\n1.加强学校建设。推进白鹭小学项目建设，完成95%以上。\n"
MARK = "PLANKG_STOPPED"
"""In the environment of a command and of all that it starts."""
ADOPT = 36
"""PR_SET_CHILD_SUBREAPER: what a command leaves behind becomes ours, also where it is dead and not reaped."""
IN_TIME = 20
LEFT_SECONDS = 5
"""So long after the command itself has ended what it started may still be ending."""
STAY = ("serve", "store", "start", "mcp", "make")
"""Commands that would never end by themselves."""
WRONG = ("Traceback", "Exception", "Error", "Fatal", "Warning")
STOPPED = "已停止"
PORT = "--port=0"
COMMANDS = {
    "build": ("build", "要点.txt"),
    "table": ("table", "要点.txt", "-o", "表.xlsx"),
    "ask": ("ask", "要点.txt", "白鹭小学承担哪些任务"),
    "new": ("new", "要点.txt", "-o", "计划"),
    "add": ("add", "要点.txt", "--store", "库"),
    "serve": ("serve", "要点.txt", PORT),
    "store": ("serve", "要点.txt", "--store", "库", "--allow-update", PORT),
    "start": ("start", "要点.txt", PORT),
    "mcp": ("mcp", "要点.txt"),
    "make": ("make", "--no-print-directory", "start", "PORT=0"),
}
SPEAK = (
    b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},'
    b'"clientInfo":{"name":"stops","version":"1"}}}\n{"jsonrpc":"2.0","method":"notifications/initialized"}\n'
    b'{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"sparql","arguments":{"query":"ASK {}"}}}\n'
)


class Stop(NamedTuple):
    """A command with the moment (a share of its time) and the way in which it is stopped."""

    command: str
    moment: float
    signal: signal.Signals
    group: bool


def drawn(count: int, seed: int) -> Iterator[Stop]:
    """Stops at random moments, all commands and ways in turn."""
    chance = random.Random(seed)  # noqa: S311 - only moments
    for number in range(count):
        ways = number // len(COMMANDS)
        how = (signal.SIGINT, signal.SIGTERM)[ways % 2]
        yield Stop(list(COMMANDS)[number % len(COMMANDS)], chance.random(), how, bool(ways // 2 % 2))


def faults(stop: Stop, seconds: float) -> list[str]:
    """Stop a command at its moment, a share of those seconds; give what did not hold."""
    with tempfile.TemporaryDirectory(prefix="stops-") as name:
        folder = Path(name)
        scratch = folder / "tmp"
        scratch.mkdir()
        (folder / "要点.txt").write_text(PLAN, "utf-8")
        mark = f"{os.getpid()}-{folder.name}"
        words = COMMANDS[stop.command]
        own = words[0] == "make"
        process = subprocess.Popen(
            words if own else [PROGRAM, *words], cwd=HERE if own else folder, start_new_session=True,
            env={**os.environ, MARK: mark, "TMPDIR": str(scratch), "PLANKG_TOKEN": "x" * 16, "PLANKG_LANG": "zh"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        with ThreadPoolExecutor(1) as reader:
            said = reader.submit(process.communicate, SPEAK if stop.command == "mcp" else None)
            time.sleep(stop.moment * seconds)
            with suppress(ProcessLookupError):
                (os.killpg if stop.group else os.kill)(process.pid, stop.signal)
            try:
                # what mcp is told ends at once, but not before it was stopped
                out, errors = said.result(timeout=IN_TIME)
            except TimeoutError:
                os.killpg(process.pid, signal.SIGKILL)
                return ["does not end"]
        output = f"{out.decode(errors='replace') if own else ''}\n{errors.decode(errors='replace')}"
        return [*_said_wrong(stop, output, process.returncode), *_left(mark), *_files(folder, scratch)]


def _said_wrong(stop: Stop, output: str, status: int) -> Iterator[str]:
    lines = [line for line in output.splitlines() if not line.startswith("make: ***")]
    if any(word in line for word in WRONG for line in lines):
        yield output
    ended_by_itself = status == 0 and stop.command not in STAY
    if status == -stop.signal and not any(lines):
        return  # before Python had begun: the system ended it without a word
    if lines.count(STOPPED) != 1 and not ended_by_itself and stop.command != "make":
        yield f"status {status}, not said in one line: {output}"


def _left(mark: str) -> Iterator[str]:
    late = time.monotonic() + LEFT_SECONDS
    while (left := _running(mark)) and time.monotonic() < late:
        time.sleep(0.05)
    with suppress(ChildProcessError):
        while number := os.waitpid(-1, os.WNOHANG)[0]:
            yield f"left dead, by a command that has ended: {number}"
    for number in left:
        yield f"left running: {number}"
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def _running(mark: str) -> list[int]:
    numbers = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                if f"{MARK}={mark}".encode() in (folder / "environ").read_bytes().split(b"\0"):
                    numbers.append(int(folder.name))
    return numbers


def _files(folder: Path, scratch: Path) -> Iterator[str]:
    hidden = [path for path in folder.rglob(".*") if "库" not in path.relative_to(folder).parts]
    for path in (*hidden, *scratch.iterdir()):
        yield f"left on the disk: {path.relative_to(folder)}"


def main() -> int:
    """Stop as often as is asked for; give 1 where something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--within", type=float, default=1.5, help="the last moment, in seconds")
    parser.add_argument("--without", nargs="*", default=[], choices=list(COMMANDS))
    options = parser.parse_args()
    for name in options.without:
        del COMMANDS[name]
    ctypes.CDLL(None).prctl(ADOPT, 1)
    wrong = 0
    for stop in drawn(options.count, options.seed):
        for fault in faults(stop, options.within):
            wrong += 1
            print(
                f"{stop.command} {stop.signal.name} {'group' if stop.group else 'alone'} {stop.moment:.3f}: {fault}",
                flush=True,
            )
    stopped = Counter(stop.command for stop in drawn(options.count, options.seed))
    print(f"{options.count} stops, {wrong} faults: {', '.join(f'{name} {times}' for name, times in stopped.items())}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
