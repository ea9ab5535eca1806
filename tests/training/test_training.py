"""The annotated plans hold together, and the same plans train the same models."""

from __future__ import annotations

from pathlib import Path

import pytest
from plankg.graph.extraction import extract
from plankg.graph.extraction.words.learnt import models_from
from plankg.graph.reading.text import document_from_text
from plankg.graph.training.examples import EXAMPLES
from plankg.graph.training.handwritten import faults
from plankg.graph.training.references import Laid, read_references
from plankg.graph.training.training import VERBS, train

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[2] / "benchmarks" / "references"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_an_annotated_plan_says_nothing_that_its_text_does_not_hold(path: Path) -> None:
    assert list(faults(path)) == []


def test_each_annotated_directive_is_found_in_its_text() -> None:
    reference = read_references(FOLDER)[0]
    laid = Laid(reference, until="notes")
    assert set(laid.headings) == {row["no"] for row in reference.rows["directives"]}
    told = [row for directive in laid.headings for _, row in laid.tasks(directive)]
    assert len(told) == len(reference.rows["tasks"])


def test_the_same_plans_train_the_same_models_and_these_read_a_plan(tmp_path: Path) -> None:
    references = read_references(FOLDER)[:2]
    for folder in ("one", "other"):
        train(references, tmp_path / folder)
    models = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert models == sorted([*(f"{name}.crfsuite" for name in EXAMPLES), VERBS])
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes() for name in models)
    with models_from(tmp_path / "one"):
        plan = extract(document_from_text(references[0].text, name="计划.txt"), plan_id="example")
    assert len(plan.tasks) > len(references[0].rows["tasks"]) // 2
