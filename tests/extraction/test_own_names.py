"""A school has a name of its own, or it is a kind of schools."""

from __future__ import annotations

import pytest
from plankg.graph.extraction.names.schools import has_own_name
from plankg.graph.extraction.words.tagged import tagged


@pytest.mark.parametrize(
    "name",
    [
        "石桥学校",
        "明德学校",
        "培智学校",
        "县特殊教育学校",
        "市老年大学",
        "云河县职业技术学校",
        "白鹭小学",
        "县第一中学",
    ],
)
def test_a_proper_part_or_a_place_with_one_of_its_kind_makes_a_name(name: str) -> None:
    assert has_own_name(tagged(name))


@pytest.mark.parametrize(
    "kind", ["技工学校", "中等专业学校", "教师进修学校", "省现代化学校", "特殊教育学校", "市属学校", "各学校", "学校"]
)
def test_plain_words_before_a_wide_head_tell_a_kind(kind: str) -> None:
    assert not has_own_name(tagged(kind))
