"""What `pip install plankg` brings, and what is said where a library of an extra is missing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from plankg.schema.extras import EXTRAS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
MOST_MEGABYTES = 120
USES = {
    "cluster": "said(lambda: next(outcomes_on('tcp://127.0.0.1:1', [])))",
    "corpus": "said(lambda: Corpus('baoshan-2023h2').sql('SELECT 1'))",
    "mcp": "run(['mcp', 'baoshan-2023h2'])",
    "parquet": "run(['export', 'baoshan-2023h2', '--format', 'parquet'])",
    "notebooks": "said(use_chinese_font)",
    "shacl": "said(lambda: validate(None))",
}
"""A use of each extra, in words of Python."""
WIDGETS = "anywidget"
"""The library of the extra `notebooks` that the workbench in a notebook needs."""
ALONE = ("plankg.agents.server", "plankg.viz.widget.workbench")
"""The modules that are nothing without the library of their extra."""
FRAME = """
import sys
sys.modules[{library!r}] = None  # as if it were not installed
from plankg.cli.application import run
from plankg.graph.conformance.oracle import validate
from plankg.schema.errors import InstallationError
from plankg.viz.fonts import use_chinese_font
from plankg.corpus import Corpus
from plankg.corpus.cluster import outcomes_on

def said(use):
    try:
        use()
    except InstallationError as error:
        print(error, file=sys.stderr)
        return 2
    return 0

sys.exit({use})
"""


def names(requirements: list[str]) -> set[str]:
    return {normal(Requirement(each).name) for each in requirements}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imports(path: Path) -> Iterator[str]:
    """Give the first name of each module that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def imported() -> dict[str, set[str]]:
    """Give the packages that the code imports from others, each with the files that do."""
    provided = packages_distributions()
    found: dict[str, set[str]] = {}
    for folder in ("plankg", "graph", "schema", "viz", "data"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if not {"workbench", "node_modules"} & set(path.parts):
                for module in set(imports(path)) - {"plankg"} - sys.stdlib_module_names:
                    for package in provided[module]:
                        found.setdefault(normal(package), set()).add(path.relative_to(ROOT).as_posix())
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("extra", EXTRAS)
def test_without_its_library_one_line_names_the_extra(extra: str, lang: str) -> None:
    code = FRAME.format(library=EXTRAS[extra], use=USES[extra])
    environment = {"PATH": "", "PLANKG_LANG": lang, "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert f'pip install "plankg[{extra}]"' in done.stderr
    assert EXTRAS[extra] in done.stderr
    assert ("还没有安装" in done.stderr) is (lang == "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_widgets_the_workbench_says_in_one_line_what_to_install(lang: str) -> None:
    use = "said(__import__('plankg').load('baoshan-2023h2').workbench)"
    code = FRAME.format(library=WIDGETS, use=use)
    environment = {"PATH": "", "PLANKG_LANG": lang, "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 2, done.stderr
    assert "anywidget" in done.stderr
    assert 'pip install "plankg[notebooks]"' in done.stderr


def test_every_module_loads_without_the_libraries_of_extras_but_the_protocol() -> None:
    code = f"""
import sys
from importlib import import_module
from pkgutil import walk_packages
for library in {sorted((*EXTRAS.values(), WIDGETS))}:
    sys.modules[library] = None
import plankg
for module in walk_packages(plankg.__path__, "plankg."):
    if module.name not in {ALONE} and not module.name.endswith(".__main__"):
        import_module(module.name)
from plankg.graph.rules.rulebook import rule_book
assert rule_book()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_each_extra_holds_the_library_that_it_is_named_for() -> None:
    extras = PROJECT["optional-dependencies"]
    assert {extra: EXTRAS[extra] for extra in EXTRAS if EXTRAS[extra] in names(extras[extra])} == dict(EXTRAS)
    assert set(extras) - set(EXTRAS) == {"uvloop", "dev"}  # these are needed by nothing


def test_the_code_imports_what_the_project_names_and_nothing_else() -> None:
    declared = names(PROJECT["dependencies"])
    of_extras = {normal(EXTRAS[extra]): extra for extra in EXTRAS}
    brought = {"anyio", "click", "mcp-types", "pydantic-core", "typing-extensions"}
    """By what the project names; each is part of the other's interface."""
    frames = {"narwhals", "pandas", "polars"}
    assert {path for package in frames for path in imported()[package]} == {"schema/table.py"}
    widgets = {"anywidget", "traitlets"}
    assert {path for package in widgets for path in imported()[package]} == {"viz/widget/workbench.py"}
    assert set(imported()) - declared - brought - frames - widgets - set(of_extras) <= {"setuptools"}
    alone = {
        "graph/formats/parquet.py",
        "schema/table.py",
        "graph/conformance/oracle.py",
        "plankg/agents/server.py",
        "viz/fonts.py",
        "viz/pictures.py",
    }
    alone |= {f"plankg/corpus/{name}.py" for name in ("cluster", "corpus", "database", "tables")}
    assert {path for package in of_extras for path in imported()[package]} == alone


def test_the_project_names_nothing_that_the_code_does_not_import() -> None:
    run_by_others = {"httptools", "oxrdflib"}  # by uvicorn and rdflib
    assert names(PROJECT["dependencies"]) - set(imported()) - run_by_others == set()


def test_what_is_installed_without_extras_is_small() -> None:
    """Bytes of files as they are packed: compiled modules are made on each machine."""
    waiting, sizes = sorted(names(PROJECT["dependencies"])), {}
    while waiting:
        name = waiting.pop()
        if name in sizes:
            continue
        found = distribution(name)
        paths = [Path(str(file.locate())) for file in found.files or () if file.suffix != ".pyc"]
        sizes[name] = sum(path.stat().st_size for path in paths if path.is_file())
        needed = [Requirement(line) for line in found.requires or ()]
        waiting += [normal(each.name) for each in needed if each.marker is None or each.marker.evaluate({"extra": ""})]
    assert {"networkx", "rdflib", "pyvis", "pydantic"} <= set(sizes)
    assert sum(sizes.values()) / 1e6 <= MOST_MEGABYTES, sorted(sizes.items(), key=lambda each: -each[1])[:10]
