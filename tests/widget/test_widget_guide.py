"""Every line of docs/guide/notebook.md runs, and what it shows shows itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from plankg.schema.model import Model
from plankg.viz.cards import Card
from plankg.viz.widget.addresses import VIEWS
from plankg.viz.widget.workbench import Workbench

from plankg.workplan import WorkPlan

pytestmark = pytest.mark.slow

PAGE = (Path(__file__).parents[2] / "docs" / "guide" / "notebook.md").read_text("utf-8")


def test_every_line_of_the_guide_runs_and_every_value_shows_itself() -> None:
    known: dict[str, Any] = {}
    shown = 0
    for block in re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE):
        for statement in ast.parse(block).body:
            code = ast.unparse(statement)
            if not isinstance(statement, ast.Expr):
                exec(code, known)  # noqa: S102 - the lines of our own guide
                continue
            value = eval(code, known)  # noqa: S307 - see above
            if isinstance(value, Workbench):
                assert value._repr_mimebundle_()[0]["text/html"]
            elif isinstance(value, Card | Model | WorkPlan):
                assert (value._repr_html_() or "").startswith("<div")
                shown += 1
    assert shown == 14


def test_the_guide_names_the_views_there_are() -> None:
    (line,) = re.findall(r"view: ([\w, ]+)$", PAGE, re.MULTILINE)
    assert line.split(", ") == [view for view in VIEWS if view not in {"plans", "sparql"}]
