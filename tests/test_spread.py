"""In how many plans a rule fires is counted from plans that are read, whatever form they have."""

from __future__ import annotations

from pathlib import Path

import pytest
from plankg.graph.patterns import named_pattern, unwatch, watch
from plankg.graph.rules.spread import plans_in, spread
from plankg.schema.errors import UsageError

pytestmark = pytest.mark.slow

HEAD = "云河县教育局2024年工作要点\n\n一、重点任务\n\n1.推进教研。"


def test_a_rule_counts_once_a_plan_in_which_it_fires(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(f"{HEAD}6月底前会同县财政局开展检查，会同县卫健局开展宣传。\n", "utf-8")
    (tmp_path / "other.txt").write_text(f"{HEAD}6月底前完成教室改造。\n", "utf-8")
    counts = spread(plans_in(tmp_path))
    assert counts["main-verb"] == counts["times.deadline.before-month"] == 2
    assert counts["together-with"] == 1
    assert counts["openings.joining"] == 1
    assert counts["unbroken.attached"] == 0


def test_a_folder_without_plans_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=tmp_path.name):
        plans_in(tmp_path)


def test_a_watched_pattern_notes_what_it_finds_and_gives_what_it_gave() -> None:
    hits = watch()
    try:
        watched = named_pattern("patterns.example", "甲(?P<rest>乙?)", matches=["甲"], rejects=["乙"])
        assert watched.search("丙") is None
        assert not hits
        assert [found["rest"] for found in watched.finditer("甲乙甲")] == ["乙", ""]
        assert hits == {"patterns.example"}
        assert watched.sub("丁", "甲") == "丁"
        assert watched.pattern == "甲(?P<rest>乙?)"
    finally:
        unwatch()
