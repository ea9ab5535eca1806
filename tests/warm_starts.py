"""Starts of `python -m plankg` out of a program that stands ready, with its modules imported and the bundled plan read.

A start takes a second and a half, most of it the same each time: imports, rules, the bundled plan. `WarmStart` is a process
as `subprocess.Popen` gives one, a child with its own folder, environment, arguments, pipes and end; but it is forked from the
program that stands ready instead of started anew. Where no such program can serve (another system than Linux, a command that
is not ours, what changes Python itself), it is a start like any other. This module is that program, too: run with a socket.
"""

from __future__ import annotations

import atexit
import ctypes
import gc
import io
import json
import os
import runpy
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

SHORT_PLAN = "某区教育局文件\n\n某区教育局2023年工作要点\n\n一、推进改革\n\n1.加强学校建设。推进白鹭小学项目建设。\n"
PLAN_ID = "baoshan-2023h2"
OURS = ("-m", "plankg")
OF_PYTHON = ("PYTHON", "LANG", "LC_", "LD_", "TZ")
"""How the names of variables begin that Python reads when it starts: what is forked has them from the program that stands ready."""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
"""Numpy is to start no threads: what is forked would lack them."""
SET_CHILD_SUBREAPER = 36
LONGEST = 1 << 20


class WarmStart(subprocess.Popen[Any]):
    """A process of `python -m plankg`, started in a few milliseconds."""

    def _execute_child(self, args: Sequence[str], *others: Any) -> None:
        _, _, _, _, cwd, env, _, _, _, *pipes = others
        ends = pipes[:6]
        environment = dict(os.environ if env is None else env)
        if sys.platform != "linux" or list(args[:3]) != [sys.executable, *OURS] or len(str(args)) > LONGEST // 8:
            super()._execute_child(args, *others)  # type: ignore[misc] # no public way in
            return
        asked = {"arguments": list(args[3:]), "folder": str(cwd or Path.cwd()), "environment": environment}
        kept = [end if end >= 0 else own for end, own in zip((ends[0], ends[3], ends[5]), range(3), strict=True)]
        self.pid = _of_python(environment).start(asked, kept)
        self._child_created = True
        self._close_pipe_fds(*ends)  # type: ignore[attr-defined]


class Ready:
    """The program that stands ready for processes of one Python environment."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            theirs.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, LONGEST)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, LONGEST)
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                env={**environment, **ONE_THREAD}, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
            )  # fmt: skip
        atexit.register(self.end)

    def start(self, asked: Mapping[str, Any], ends: Sequence[int]) -> int:
        """The id of a new child of this process, which has these ends as its input, output and errors."""
        _adopt(orphans=True)
        try:
            socket.send_fds(self._socket, [json.dumps(asked).encode()], ends)
            return int(self._socket.recv(64))
        finally:
            _adopt(orphans=False)

    def end(self) -> None:
        self._socket.close()
        self._process.wait()


def _of_python(environment: Mapping[str, str]) -> Ready:
    return _ready(tuple(sorted((key, value) for key, value in environment.items() if key.startswith(OF_PYTHON))))


@cache
def _ready(variables: tuple[tuple[str, str], ...]) -> Ready:
    return Ready(dict(variables))


def _adopt(*, orphans: bool) -> None:
    """Become the parent of what grandchildren leave behind, or no longer: so the forked process is this one's own child."""
    if ctypes.CDLL(None, use_errno=True).prctl(SET_CHILD_SUBREAPER, int(orphans), 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def _stand_ready(requests: socket.socket) -> None:
    _warm()
    while True:
        message, ends, *_ = socket.recv_fds(requests, LONGEST, 3)
        if not message:
            os._exit(0)
        told, tell = os.pipe()
        between = os.fork()
        if between == 0:
            child = os.fork()
            if child == 0:
                for own in (requests.fileno(), told, tell):
                    os.close(own)
                _become(json.loads(message), ends)
            os.write(tell, str(child).encode())
            os._exit(0)
        # whoever asked may wait for its child only once that has become its child
        os.waitpid(between, 0)
        requests.send(os.read(told, 64))
        for end in (told, tell, *ends):
            os.close(end)


def _warm() -> None:
    """Import what each command does and read the bundled plan; its like is not read again: same file, same plan."""
    from plankg.precompiled import kept, recall  # noqa: PLC0415 - not in the process that only asks for starts

    recall(kept())
    from plankg.graph import plans  # noqa: PLC0415

    import plankg.cli.application  # noqa: F401, PLC0415
    from plankg.build import build  # noqa: PLC0415
    from plankg.server import program  # noqa: F401, PLC0415

    extract = plans.extract
    _, settings, source = plans.locate(PLAN_ID)
    document, words = plans.read(source), plans.load_words(source.parent / plans.WORDS)
    plan = extract(document, plan_id=settings.id, own=words)

    def extracted(text: Any, *, plan_id: str, own: Any = None) -> Any:
        same = (text, plan_id, own) == (document, settings.id, words)
        return plan if same else extract(text, plan_id=plan_id, own=own)

    plans.extract = extracted
    with tempfile.TemporaryDirectory() as folder:
        # what a build imports and works out for every plan alike
        (short := Path(folder) / "要点.txt").write_text(SHORT_PLAN, "utf-8")
        build(plans.load_plan(short), Path(folder) / "out")
    gc.collect()
    gc.freeze()


def _become(asked: Mapping[str, Any], ends: Sequence[int]) -> None:
    """Be the command that is asked for, from its first line to its end."""
    try:
        for own, end in enumerate(ends):
            os.dup2(end, own)
        for end in ends:
            os.close(end)
        os.environ.clear()
        os.environ.update(asked["environment"])
        os.chdir(asked["folder"])
        sys.argv = ["plankg", *asked["arguments"]]
        sys.path[0] = asked["folder"]
        tempfile.tempdir = None
        sys.stdin, sys.stdout, sys.stderr = (_standard(own, sys.__dict__[name]) for own, name in enumerate(STANDARD))
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
        runpy.run_module("plankg", run_name="__main__", alter_sys=True)
        status = 0
        sys.stdout.flush()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - as Python ends a program
        traceback.print_exc()
        status = 1
    os._exit(status)


STANDARD = ("stdin", "stdout", "stderr")


def _standard(descriptor: int, like: io.TextIOWrapper) -> io.TextIOWrapper:
    """A standard stream on its descriptor, made as Python does."""
    mode = "rb" if descriptor == 0 else "wb"
    unbuffered = bool(os.environ.get("PYTHONUNBUFFERED")) and descriptor > 0
    raw = open(descriptor, mode, buffering=0 if unbuffered else -1, closefd=False)  # noqa: SIM115 - stays open
    stream = io.TextIOWrapper(
        raw,
        like.encoding,
        like.errors,
        line_buffering=descriptor == 2 or os.isatty(descriptor),
        write_through=unbuffered,
    )
    stream.mode = mode[0]  # type: ignore[attr-defined]
    return stream


if __name__ == "__main__":
    _stand_ready(socket.socket(fileno=int(sys.argv[1])))
