from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PAGE_SOURCES = ROOT / "viz" / "workbench"
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]


def test_the_packages_listed_are_those_on_disk() -> None:
    folders = {name: ROOT / folder for name, folder in SETUPTOOLS["package-dir"].items()}
    found = {
        ".".join([name, *init.parent.relative_to(folder).parts])
        for name, folder in folders.items()
        for init in folder.rglob("__init__.py")
    }
    assert sorted(SETUPTOOLS["packages"]) == sorted(found)


def test_every_data_file_is_packaged() -> None:
    folders = {name: ROOT / folder for name, folder in SETUPTOOLS["package-dir"].items()}
    packaged = {
        path
        for name, patterns in SETUPTOOLS["package-data"].items()
        for pattern in patterns
        for path in folders[name].glob(pattern)
    }
    on_disk = {
        path
        for folder in folders.values()
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix != ".py"
        and path.parent.name != "__pycache__"
        and PAGE_SOURCES not in path.parents
    }
    assert sorted(map(str, on_disk - packaged)) == []


def test_the_built_package_holds_the_planners_page_and_not_its_sources(tmp_path: Path) -> None:
    command = [sys.executable, "setup.py", "--quiet", "build_py", "--build-lib", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    viz = tmp_path / "plankg" / "viz"
    assert "__PLANKG_TITLE__" in (viz / "built" / "workbench.html").read_text("utf-8")
    assert not (viz / "workbench").exists()


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, plankg; print([name for name in sys.modules if name.split('.')[0] in {'pydantic', 'typer', 'rich'}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_commands_for_programs_load_no_slow_library() -> None:
    """Cold start is promised: what an export as JSON doesn't need stays unloaded."""
    slow = {
        "rich",
        "networkx",
        "rdflib",
        "pyshacl",
        "pyvis",
        "igraph",
        "lxml",
        "docx",
        "openpyxl",
        "starlette",
        "pypdfium2",
    }
    code = f"""
import sys, io
sys.stdout = io.TextIOWrapper(io.BytesIO())
from plankg.cli.application import run
run(["export", "baoshan-2023h2"])
sys.stderr.write(repr(sorted({slow!r} & set(sys.modules))))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]"
