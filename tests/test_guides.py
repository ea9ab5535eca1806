"""CONTRIBUTING.md and docs/architecture are true: every file, module, name and command that they name is there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from plankg.schema.loaded import Loaded

from plankg.cli.application import COMMANDS

ROOT = Path(__file__).parents[1]
ARCHITECTURE = ROOT / "docs" / "architecture"
PAGES = [ROOT / "CONTRIBUTING.md", *sorted(ARCHITECTURE.glob("*.md"))]
ROOMS = ("schema", "graph", "viz", "plankg", "data", "docs", "notebooks", "benchmarks", "tests")
NOT_OURS = {"node_modules", "__pycache__", "built"}
CODE = re.compile(r"^```[^\n]*\n(.*?)^[ ]*```|`([^`\n]+)`", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
FILE = re.compile(
    r"(?P<path>[\w./-]+?(?P<ending>\.(?:py|md|yaml|toml|ttl|jsonld?|html|ts|svelte|lock|txt|rq))?)(?:::(?P<name>\w+))?",
    re.ASCII,
)
MODULE = re.compile(r"plankg(?:\.\w+)+", re.ASCII)
LONGEST = 80


@cache
def names_of_files() -> frozenset[str]:
    found = {path.name for path in ROOT.iterdir() if path.is_file()}
    for room in ROOMS:
        for _, folders, files in os.walk(ROOT / room):
            folders[:] = [folder for folder in folders if folder not in NOT_OURS]
            found.update(files)
    return frozenset(found)


@cache
def targets() -> frozenset[str]:
    return frozenset(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def is_module(dotted: str) -> bool:
    parent, _, name = dotted.rpartition(".")
    try:
        return find_spec(dotted) is not None
    except ModuleNotFoundError:
        spec = find_spec(parent)
        return bool(spec and spec.origin and re.search(rf"\b{name}\b", Path(spec.origin).read_text("utf-8")))


def is_there(found: re.Match[str]) -> bool:
    """A path from the root, or the mere name of a file that is somewhere; after `::` a name that stands in it."""
    path, name = found["path"], found["name"]
    if "/" not in path:
        return path in names_of_files()
    at = ROOT / path
    return at.exists() and (name is None or bool(re.search(rf"\b{name}\b", at.read_text("utf-8"))))


def commands(code: str) -> Iterator[str]:
    for target in re.findall(r"(?:^|[\s(])make ([a-z-]+)", code):
        if target not in targets():
            yield f"make {target}"
    known = {command.__name__ for command in COMMANDS}
    for command in re.findall(r"(?:^|[\s/(])plankg ([a-z]+)\b", code):
        if command not in known:
            yield f"plankg {command}"


def faults(page: str, folder: Path) -> list[str]:
    """All that a page names and that is not there."""
    gone = [link for link in LINK.findall(page) if not (folder / link).exists()]
    for block, span in CODE.findall(page):
        gone += commands(block or span)
        for word in (block or span).split():
            if MODULE.fullmatch(word) and not FILE.fullmatch(word)["ending"]:  # type: ignore[index] # all modules are words of files
                gone += [] if is_module(word) else [word]
            elif (found := FILE.fullmatch(word)) and (found["ending"] or (word.split("/")[0] in ROOMS and "/" in word)):
                gone += [] if is_there(found) else [word]
    return gone


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_all_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    assert CODE.search(text) or page.stem == "README"
    assert faults(text, page.parent) == []


@pytest.mark.parametrize(
    ("line", "gone"),
    [
        ("see `graph/gone.py`", ["graph/gone.py"]),
        ("see `graph/gone/`", ["graph/gone/"]),
        ("see `graph/plans.py::no_such_name`", ["graph/plans.py::no_such_name"]),
        ("in `gone.yaml`, not in `roles.yaml`", ["gone.yaml"]),
        ("`plankg.graph.gone.away` and `plankg.graph.plans.load_plan`", ["plankg.graph.gone.away"]),
        ("run `make nothing`, then `plankg fly`", ["make nothing", "plankg fly"]),
        ("```sh\nmake nothing\n.venv/bin/plankg fly x  # `make test`\n```", ["make nothing", "plankg fly"]),
        ("[why](gone.md) and [this](../README.md)", ["gone.md"]),
        ("IRIs `task/5.6`, an address `/sparql`, a name `School/白鹭小学`", []),
    ],
)
def test_what_is_not_there_is_found(line: str, gone: list[str]) -> None:
    assert faults(line, ROOT / "docs") == gone


def test_the_index_leads_to_every_page_and_each_fits_on_a_screen_or_two() -> None:
    index = (ARCHITECTURE / "README.md").read_text("utf-8")
    others = {page.name for page in ARCHITECTURE.glob("*.md")} - {"README.md"}
    assert set(LINK.findall(index)) >= others
    assert [page.name for page in PAGES[1:] if len(page.read_text("utf-8").splitlines()) > LONGEST] == []


def test_forty_questions_are_answered_and_the_right_guesses_counted() -> None:
    page = (ARCHITECTURE / "where.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if re.match(r"\| \d+ \|", line)]
    assert len(rows) == 40
    assert f"{sum('✓' in row for row in rows)} of 40" in page


def test_the_sentence_is_read_as_the_page_tells(loaded: Loaded) -> None:
    page = (ARCHITECTURE / "sentence.md").read_text("utf-8")
    (task,) = (task for task in loaded.plan.tasks if task.id == "5.6")
    (sentence,) = re.findall(r"^> (.+)。$", page, re.MULTILINE)
    assert task.evidence.quote in sentence
    assert f"task `{task.id}`: {task.action}; objects {', '.join(task.objects)}; kind {task.kind.value}" in page
    for row in loaded.plan.assignments:
        if row.task == task.id:
            place, cue = row.unit_evidence.pieces[0], row.cue.quote if row.cue else ""
            told = f"| {row.name} | {row.role.value} | {place.start}–{place.end} | {cue}"
            (line,) = (line for line in page.splitlines() if line.startswith(told))
            assert line.endswith(f"| `{row.rule}` | {row.certainty} |")
