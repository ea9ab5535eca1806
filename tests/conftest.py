"""The bundled plan as read and extracted, for every test that needs a whole plan."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

from plankg.graph.extraction import extract
from plankg.graph.reading import read
from plankg.schema import Document, Plan

PLAN_ID = "baoshan-2023h2"


@pytest.fixture(scope="session")
def document() -> Document:
    with as_file(files("plankg.data") / "plans" / PLAN_ID / "source.txt") as path:
        return read(path)


@pytest.fixture(scope="session")
def plan(document: Document) -> Plan:
    return extract(document, plan_id=PLAN_ID)
