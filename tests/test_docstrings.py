from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

pytestmark = pytest.mark.slow

PACKAGES = ("plankg", "plankg.schema", "plankg.graph", "plankg.viz")


def modules() -> list[str]:
    names = set(PACKAGES)
    for package in PACKAGES:
        path = import_module(package).__path__
        names |= {entry.name for entry in walk_packages(path, f"{package}.") if not entry.name.endswith("__main__")}
    return sorted(names)


@pytest.mark.parametrize("name", modules())
def test_the_examples_of_a_module_s_docstrings_are_true(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
