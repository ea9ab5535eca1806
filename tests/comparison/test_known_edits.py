"""A comparison tells what was changed in a text: known edits of annotated plans of our own, each kind by itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from plankg.graph.comparison import compare
from plankg.schema.terms import ChangeKind

pytestmark = pytest.mark.slow

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from comparison import WANTED, Score, judge, work_of  # noqa: E402 - found by the path above
from comparison import texts as own_texts  # noqa: E402 - see above
from edits import Editor, spare_sentences  # noqa: E402 - see above

PLANS = ("culture-yanhe-2024", "gov-songluan-2025-zhujian")


def test_each_kind_of_known_edit_is_told_with_few_faults() -> None:
    texts = own_texts([])
    spare = spare_sentences([work_of(texts["sport-jinheng-2026"], "spare")])
    score = Score()
    for seed, name in enumerate(PLANS):
        before = work_of(texts[name], name)
        version = Editor(before, seed=seed, spare=spare).version()
        judge(compare(before, work_of(version.text, f"{name}-2")), version, score)
    rows = {kind: (precision, recall, number) for kind, precision, recall, number in score.rows()}
    assert all(rows[kind.value][2] > 0 for kind in ChangeKind)
    assert min(rows["pair"][:2]) >= WANTED
    assert {kind: row for kind, row in rows.items() if min(row[:2]) < 0.9} == {}
