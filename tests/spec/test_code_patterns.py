"""Patterns that stand in code have names and examples; the code holds no Chinese pattern and no list of words without them."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import plankg.graph
import plankg.schema
import pytest
from plankg.graph.extraction.words.lexicon import make_all
from plankg.graph.patterns import CODE_PATTERNS, CodePattern

ROOT = Path(__file__).parents[2]
CHINESE = re.compile("[\u4e00-\u9fff]")
PATTERN_SIGNS = re.compile(r"\(\?|\[\^|[^\\]\|.|[)\]][*+?{]|\\[dsw]|\]\$")
MAKING = {"compile", "match", "search", "fullmatch", "findall", "finditer", "sub", "split"}
LISTS = ast.Tuple | ast.Set | ast.List
# Lists that match nothing in a plan's text: what a field is called, which words a reader of dates or numerals counts with.
VALUES = {
    "graph/extraction/words/numerals.py": "what each numeral is worth",
    "graph/reading/printed_numbers.py": "what each numeral is worth",
    "graph/checks/linting/checks.py": "the examples of each check",
    "schema/plan.py": "what fields are called",
    "schema/terms.py": "what terms are called",
    "schema/document.py": "what fields are called",
    "schema/decision.py": "what fields are called",
    "schema/view.py": "what fields are called",
    "schema/issue.py": "what fields are called",
    "schema/evidence.py": "what fields are called",
}

for module in walk_packages(plankg.graph.__path__, "plankg.graph."):
    import_module(module.name)
make_all()
KEPT = sorted(pattern for name, pattern in CODE_PATTERNS.items() if name != "patterns.example")


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name)
def test_a_pattern_of_the_code_finds_its_matches_and_leaves_its_rejects(kept: CodePattern) -> None:
    assert kept.matches
    assert [example for example in kept.matches if not kept.pattern.search(example)] == []
    assert [example for example in kept.rejects if kept.pattern.search(example)] == []
    # What may find nothing at all leaves nothing.
    assert kept.rejects or kept.pattern.search("")


@pytest.mark.slow
def test_no_two_patterns_have_one_name() -> None:
    names = Counter(name for _, tree in _modules() for name in _names(tree))
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.slow
def test_the_code_holds_no_chinese_pattern_without_a_name() -> None:
    assert [place for path, tree in _modules() for place in _nameless(path, tree)] == []


@pytest.mark.slow
def test_the_code_holds_no_list_of_chinese_words() -> None:
    assert [place for path, tree in _modules() if path not in VALUES for place in _listed(path, tree)] == []


def test_the_walk_finds_what_it_looks_for() -> None:
    tree = ast.parse(
        'A = re.compile("甲|乙")\nB = "(?:甲|乙)$"\nC = ("甲", "乙")\nD = named_pattern("d", "丙|丁")\nE = "甲"'
    )
    assert list(_nameless("a.py", tree)) == ["a.py:1", "a.py:2"]
    assert list(_listed("a.py", tree)) == ["a.py:3"]


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for folder in ("schema", "graph", "plankg"):
        for path in sorted((ROOT / folder).glob("**/*.py")):
            yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def _is_named(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "named_pattern"


def _names(tree: ast.Module) -> Iterator[str]:
    calls = (node for node in ast.walk(tree) if _is_named(node))
    yield from (
        call.args[0].value for call in calls if isinstance(call, ast.Call) and isinstance(call.args[0], ast.Constant)
    )


def _chinese(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(CHINESE.search(node.value))


def _nameless(path: str, tree: ast.Module) -> Iterator[str]:
    """Give where a pattern with Chinese in it is made, or written, outside `named_pattern` and what that is given."""
    given = {id(inner) for node in ast.walk(tree) if _is_named(node) for inner in ast.walk(node)}
    used = {
        inner.id
        for node in ast.walk(tree)
        if id(node) in given
        for inner in ast.walk(node)
        if isinstance(inner, ast.Name)
    }
    told = {id(row.value) for row in ast.walk(tree) if isinstance(row, ast.Expr)}
    for row in ast.walk(tree):
        target = (
            row.targets[0] if isinstance(row, ast.Assign) else row.target if isinstance(row, ast.AnnAssign) else None
        )
        if isinstance(target, ast.Name) and target.id in used:
            given.update(id(inner) for inner in ast.walk(row))
    for node in ast.walk(tree):
        if id(node) in given or id(node) in told:
            continue
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"re.{name}" for name in MAKING}:
            if any(_chinese(inner) for inner in ast.walk(node.args[0])):
                yield f"{path}:{node.lineno}"
                given.update(id(inner) for inner in ast.walk(node))
        elif _chinese(node) and isinstance(node, ast.Constant) and PATTERN_SIGNS.search(node.value):
            yield f"{path}:{node.lineno}"


def _listed(path: str, tree: ast.Module) -> Iterator[str]:
    given = {id(inner) for node in ast.walk(tree) if _is_named(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) not in given and isinstance(node, LISTS) and sum(map(_chinese, node.elts)) > 1:
            yield f"{path}:{node.lineno}"
