"""Annotations of texts that are not kept here: they point to words, hold none of a text, and give them back to whoever has it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from plankg.graph.extraction.words.lexicon import LOADER
from plankg.graph.reading.text import document_from_text
from plankg.graph.training.handwritten import rows_of
from plankg.graph.training.references import Laid, Reference, folded, read_references
from plankg.graph.training.standoff import Pointing, UnknownTextError, read_standoff, resolved
from plankg.schema.terms import EntityType, Role, TaskKind

pytestmark = pytest.mark.slow

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
ANNOTATIONS = sorted((BENCHMARKS / "annotations").glob("*.yaml"))
OWN = sorted((BENCHMARKS / "references").glob("*.yaml"))[::20]
LONGEST = 24
"""Characters of the longest name that an annotation may spell itself, as an alias that its text does not print."""


@pytest.fixture(scope="module")
def references() -> dict[str, Reference]:
    """All references by name, read once."""
    return {reference.name: reference for reference in read_references(BENCHMARKS / "references")}


def folds(value: Any) -> Any:
    """Give a value without the blanks and quotes that the text may hold inside of words."""
    untold = {"document", "chapters", "indicator", "deadline", "parts"}
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, dict):
        return {key: folds(part) for key, part in value.items() if key not in untold}
    return [folds(part) for part in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_what_points_to_a_text_gives_the_same_rows_with_it(
    path: Path, references: dict[str, Reference], tmp_path: Path
) -> None:
    book = yaml.load(path.read_text("utf-8"), Loader=LOADER)  # noqa: S506 (safe loader)
    reference = references[path.stem]
    laid = Laid(reference, until="notes")
    extents = {number: laid.extent(heading) for number, heading in laid.headings.items()}
    told = Pointing(laid.draft.document).annotation({"plan": path.stem, **book}, extents)
    (tmp_path / f"{path.stem}.txt").write_text(reference.text, "utf-8")
    (tmp_path / f"{path.stem}.yaml").write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), "utf-8")
    again = read_standoff(tmp_path / f"{path.stem}.yaml", tmp_path)
    assert again.text == reference.text
    assert folds(dict(again.rows)["tasks"]) == folds(rows_of(book)["tasks"])
    assert folds(dict(again.rows)["relations"]) == folds(rows_of(book)["relations"])


def test_words_stand_where_a_pointer_says_also_behind_what_reading_leaves_out() -> None:
    text = "一、推进 “双减”\r\n工作\n"
    document = document_from_text(text, name="a.txt")
    assert resolved({"@2-9": ["@11-13"]}, document) == {"推进“双减”": ["工作"]}


def test_another_text_is_refused_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("{plan: a, sha256: '0', directives: []}", "utf-8")
    (tmp_path / "a.txt").write_text("另一份", "utf-8")
    with pytest.raises(UnknownTextError, match=r"a\.txt: not the text that a\.yaml annotates"):
        read_standoff(tmp_path / "a.yaml", tmp_path)


def spelt(value: Any) -> set[str]:
    """Give the runs of Chinese characters that an annotation holds itself."""
    if isinstance(value, str):
        return set(re.findall(r"[\u4e00-\u9fff]+", value))
    parts = [*value, *value.values()] if isinstance(value, dict) else value if isinstance(value, list) else []
    return {run for part in parts for run in spelt(part)}


@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: path.stem)
def test_an_annotation_holds_terms_of_the_schema_and_no_sentence(path: Path) -> None:
    book = yaml.load(path.read_text("utf-8"), Loader=LOADER)  # noqa: S506 (safe loader)
    assert max(map(len, spelt(book)), default=0) <= LONGEST
    rows = rows_of(book)
    assert {row["kind"] for row in rows["tasks"]} <= {kind.value for kind in TaskKind}
    assert {row["role"] for task in rows["tasks"] for row in task["carriers"]} <= {role.value for role in Role}
    types = {kind for row in rows["entities"] for kind in (row["type"], *row.get("alt_types", ()))}
    assert types <= {kind.value for kind in EntityType}
    assert all(re.fullmatch(r"@\d+-\d+", row["text"]) for row in rows["tasks"])


def test_a_reference_and_an_annotation_of_one_text_are_laid_apart(references: dict[str, Reference]) -> None:
    reference = next(iter(references.values()))
    first, second = ({**reference.rows, "directives": [row]} for row in reference.rows["directives"][:2])
    one, other = (Laid(Reference(reference.name, reference.text, rows), until="headings") for rows in (first, second))
    assert set(one.headings) != set(other.headings)
