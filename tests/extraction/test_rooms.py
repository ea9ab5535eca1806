"""The rooms of extraction import in one direction, and hide no import from the contract that holds it (pyproject.toml)."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "graph" / "extraction"
PREFIX = "plankg.graph.extraction."
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
(ROOMS,) = (contract["layers"] for contract in CONTRACTS if contract.get("containers") == [PREFIX.removesuffix(".")])
MODULES = sorted(path for path in FOLDER.glob("**/*.py") if path.parent != FOLDER or path.stem != "__init__")


def _room(path: Path) -> str:
    return path.relative_to(FOLDER).parts[0].removesuffix(".py")


def _imported(tree: ast.Module) -> set[str]:
    """The rooms that a module imports from, those for types alone and those inside functions included."""
    places = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    places |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return {place.removeprefix(PREFIX).split(".")[0] for place in places if place.startswith(PREFIX)}


def test_the_contract_names_every_room() -> None:
    assert sorted(ROOMS) == sorted({_room(path) for path in MODULES})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_module_imports_from_its_own_room_and_those_below_it(path: Path) -> None:
    height = {room: -place for place, room in enumerate(ROOMS)}
    above = {room for room in _imported(ast.parse(path.read_text("utf-8"))) if height[room] > height[_room(path)]}
    assert above == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_a_module_is_no_longer_than_350_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 350
