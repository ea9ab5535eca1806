"""How code is written, where no linter looks: how docstrings begin, what locals and modules of tests are called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRODUCT = ("benchmarks", "docs", "graph", "plankg", "schema", "viz")
REQUEST = re.compile(r'^ *r?"""(?:Give|Tell)\b.*', re.MULTILINE)
"""A docstring that asks somebody for what one gets, where it should say what that is."""
VAGUE = frozenset(["found", "told", "made"])
"""What says how a value came about, the same everywhere, and not what it is."""
SUSPECT = re.compile(
    r"\b(?:for|as) [\w, ()]*\bVAGUE\b|\bVAGUE\b[^\n=]* [-+|&:]?= ".replace("VAGUE", f"(?:{'|'.join(VAGUE)})")
)
"""Where one may stand as a local: all modules as trees would take seconds."""


def sources() -> Iterator[tuple[str, str]]:
    """Path and text of each module that is held to it."""
    for folder in PRODUCT:
        for path in (ROOT / folder).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if "node_modules" not in path.parts:
                yield name, path.read_text(encoding="utf-8")


def test_a_docstring_says_what_one_gets() -> None:
    texts = dict(sources())
    assert len(texts) > 200
    assert {name: REQUEST.findall(text) for name, text in texts.items() if REQUEST.search(text)} == {}


@pytest.mark.parametrize("line", ['"""Give the spans."""', '    """Tell whether.', 'r"""Give', '    """Give, by name,'])
def test_a_docstring_that_asks_for_what_one_gets_is_seen(line: str) -> None:
    assert REQUEST.search(f"def spans():\n{line}")
    assert not REQUEST.search('def spans():\n    """Given spans; give them."""\n    return "Tell"')


def vague_locals(source: str) -> list[tuple[int, str]]:
    """The lines on which a local gets such a name, with it."""
    if not SUSPECT.search(source):
        return []
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    ]
    inner = (node for function in functions for node in ast.walk(function))
    stores = (node for node in inner if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return sorted({(node.lineno, node.id) for node in stores if node.id in VAGUE})


def test_a_local_says_what_it_holds() -> None:
    rows = {name: vague_locals(source) for name, source in sources()}
    assert {name: lines for name, lines in rows.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        "found = rows()",
        "found: list[int] = []",
        "told, rest = rows()",
        "rest, told = rows()",
        "made += 1",
        "return [made for made in rows()]",
        "return {name: found for name, found in rows()}",
        "if found := rows(): pass",
        "with rows() as made: pass",
        "for first, (rest, found) in rows(): pass",
    ],
)
def test_a_local_that_does_not_say_so_is_seen(line: str) -> None:
    assert vague_locals(f"def spans():\n    {line}")


def test_a_field_may_be_called_so() -> None:
    assert vague_locals("class Row:\n    told: str = ''\n\n    def of(self):\n        self.found = self.told") == []


def test_no_two_modules_of_tests_bear_one_name() -> None:
    names = [path.name for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]
    assert sorted({name for name in names if names.count(name) > 1}) == []  # pytest would collect the first alone
