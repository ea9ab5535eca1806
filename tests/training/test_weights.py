"""Certainties are learnt from what turned out right and wrong, and hold what they promise."""

from __future__ import annotations

from pathlib import Path

import pytest
from plankg.graph.extraction.certainty.signs import Signed, odds
from plankg.graph.extraction.certainty.weighing import certainty, chance
from plankg.graph.extraction.pipeline import draft_of, plan_of
from plankg.graph.reading.text import document_from_text
from plankg.graph.training.likeness import overlap, same_fact, same_number
from plankg.graph.training.matching import Matching
from plankg.graph.training.references import Reference
from plankg.graph.training.weights import Case, cases, weights_of, write_weights

TEXT = """青岚县教育局2026年工作要点

一、重点工作

1.家校共育。建立家访制度，召开全县家庭教育大会。
"""
ROWS = {
    "document": {"title": "青岚县教育局2026年工作要点"},
    "chapters": [],
    "directives": [{"no": 1, "label": "1.", "title": "家校共育", "chapter": "一"}],
    "tasks": [
        {"id": "1.1", "directive": 1, "text": "建立家访制度", "kind": "build", "carriers": []},
        {"id": "1.2", "directive": 1, "text": "召开全县家庭教育大会", "kind": "hold_event", "carriers": []},
        {"id": "1.3", "directive": 1, "text": "表彰优秀家长", "kind": "other", "carriers": []},
    ],
    "entities": [{"name": "全县家庭教育大会", "type": "Event", "directives": [1]}],
    "targets": [],
    "documents_cited": [],
    "relations": [],
}
REFERENCE = Reference("家校", TEXT, ROWS)


def plain(certain: float, errors: int) -> Case:
    return Case("plan", Signed("task", {"borders": odds(certain)}), errors)


def test_a_statement_is_right_where_the_annotation_has_it_and_what_no_statement_says_is_missed() -> None:
    document = document_from_text(TEXT, name="家校.txt")
    held, missed = Matching(plan_of(draft_of(document, plan_id="家校")), document, REFERENCE).held()
    assert [row.right for row in held if row.kind == "task"] == [True, True]
    assert [row.kind for row in missed if row.kind == "task"] == ["task"]
    assert {row.right for row in held if row.kind == "fact" and row.id == "document/title"} == {True}


def test_the_cases_of_a_plan_are_its_statements_and_its_sentences() -> None:
    rows = list(cases(REFERENCE))
    assert {row.signed.kind for row in rows} >= {"task", "section", "sentence", "fact"}
    assert {row.plan for row in rows} == {"家校"}


def test_learnt_certainties_are_the_shares_that_were_right() -> None:
    rows = [plain(0.9, int(place % 10 == 0)) for place in range(200)]
    rows += [plain(0.4, int(place % 10 >= 3)) for place in range(200)]
    weights = weights_of(rows)
    assert chance(weights["task"], {"borders": odds(0.9)}) == pytest.approx(0.9, abs=0.02)
    assert chance(weights["task"], {"borders": odds(0.4)}) == pytest.approx(0.3, abs=0.02)


def test_a_kind_that_was_never_wrong_is_no_surer_than_its_number_allows() -> None:
    weights = weights_of([Case("plan", Signed("section", {}), 0) for _ in range(18)])
    assert certainty(Signed("section", {}), weights) == 0.95


def test_the_same_cases_write_the_same_bytes(tmp_path: Path) -> None:
    written = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        write_weights(weights_of([plain(0.9, 0), plain(0.2, 1), plain(0.6, 0)]), tmp_path / name)
        written.append((tmp_path / name / "certainty.json").read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("2026年3月2日", "2026-03-02", True), ("2026年3月2日", "2026-03-12", False), ("青岚县教育局", "教育局", True)],
)
def test_data_of_a_head_are_the_same_in_other_writings(one: str, other: str, same: bool) -> None:
    assert same_fact(one, other) is same


def test_likeness_counts_characters_in_common_and_numbers_by_value() -> None:
    assert overlap("建立“家访”制度，", "建立家访制度") == 1.0
    assert overlap("建立家访制度", "开展巡查") < 0.5
    assert same_number(3.0, "3")
    assert not same_number("4:3", 4)
