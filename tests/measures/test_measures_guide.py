"""The guide of the measures: its code runs, the names it uses are measures, and it lists none that could change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plankg.graph.measures import COMPARISONS, MEASURES
from plankg.schema.wording import words

pytestmark = pytest.mark.slow

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "measures.md").read_text("utf-8")


def test_its_python_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL)
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - our own page
    assert names["load"]


def test_its_commands_name_measures() -> None:
    named = re.findall(r"plankg measures [a-z]\S+ (\w+)", GUIDE)
    assert named
    assert set(named) <= set(MEASURES)


def test_it_is_no_second_list_of_the_measures() -> None:
    titles = [words(f"measure.{name}", lang) for name in (*MEASURES, *COMPARISONS) for lang in ("zh", "en")]
    assert [title for title in titles if title in GUIDE] == []
