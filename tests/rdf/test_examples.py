from __future__ import annotations

import doctest
import importlib
import pkgutil

import plankg.graph.network
import plankg.graph.rdf
import plankg.graph.store
import pytest

PACKAGES = (plankg.graph.rdf, plankg.graph.store, plankg.graph.network)
MODULES = [
    f"{package.__name__}.{module.name}" for package in PACKAGES for module in pkgutil.iter_modules(package.__path__)
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_in_the_docstrings_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples_to_hold() -> None:
    finder = doctest.DocTestFinder()
    examples = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert len(examples) > 10
