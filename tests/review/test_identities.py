"""A decision confirms, undoes or adds what is the same in another plan."""

from __future__ import annotations

from typing import Any

import pytest
from plankg.graph.review import same_things
from plankg.graph.things.identity import Identity
from plankg.schema import ReviewError
from plankg.schema.terms import Standing
from plans_of_two_years import work

SCHOOL = "School/临江小学"
OTHER = f"qinghe-2025/{SCHOOL}"
QUOTE = {"directive": 1, "quote": "临江小学"}


def same(*decisions: dict[str, Any]) -> dict[tuple[str, str], Identity]:
    found, issues = same_things([work("qinghe-2024", *decisions), work("qinghe-2025")])
    assert issues == ()
    return {(one.first.entity, one.second.entity): one for one in found}


def test_without_a_decision_it_is_inferred() -> None:
    school = same()[SCHOOL, SCHOOL]
    assert (school.standing, school.decision) == (Standing.INFERRED, None)


@pytest.mark.parametrize("told", [{}, {"set": {"same_as": OTHER}}])
def test_accept_confirms_an_identity_and_keeps_its_rule(told: dict[str, Any]) -> None:
    school = same({"action": "accept", **QUOTE, **told})[SCHOOL, SCHOOL]
    assert (school.standing, school.decision) == (Standing.DECIDED, ("qinghe-2024", "d1"))
    assert school.rule == "same-name-same-issuer-region"


@pytest.mark.parametrize("told", [{}, {"set": {"same_as": OTHER}}])
def test_reject_undoes_that_identity_only(told: dict[str, Any]) -> None:
    before, after = same(), same({"action": "reject", **QUOTE, **told})
    assert set(before) - set(after) == {(SCHOOL, SCHOOL)}


def test_add_with_a_source_is_cited() -> None:
    other = "qinghe-2025/EducationGroup/行知教育集团"
    made = same({"action": "add", **QUOTE, "set": {"same_as": other}, "source": "区教育局公告"})
    added = made[SCHOOL, "EducationGroup/行知教育集团"]
    assert (added.standing, added.source, added.rule) == (Standing.CITED, "区教育局公告", "review")


def test_add_without_a_source_is_decided_and_one_that_is_there_keeps_its_rule() -> None:
    school = same({"action": "add", **QUOTE, "set": {"same_as": OTHER}})[SCHOOL, SCHOOL]
    assert (school.standing, school.rule) == (Standing.DECIDED, "same-name-same-issuer-region")


def test_a_decision_about_a_plan_that_is_not_loaded_waits_for_it() -> None:
    deciding = work("qinghe-2024", {"action": "reject", **QUOTE, "set": {"same_as": OTHER}})
    assert same_things([deciding, work("yunzhou-2025")])[1] == ()


def test_a_rejection_of_what_no_rule_found_is_told() -> None:
    told = {"set": {"same_as": "hailing-2025/School/临江小学"}}
    deciding = work("qinghe-2024", {"action": "reject", **QUOTE, **told})
    _, (issue,) = same_things([deciding, work("hailing-2025")])
    assert (issue.check, issue.statement) == ("decision-idle", "d1")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"action": "merge", "set": {"same_as": OTHER}}, "identity 不能 merge"),
        ({"action": "change", "set": {"same_as": OTHER}}, "identity 不能 change"),
        ({"action": "add"}, "same_as"),
        ({"action": "add", "set": {"same_as": "临江小学"}}, "类型/名称，不是“临江小学”"),
        ({"action": "add", "set": {"same_as": OTHER, "name": "临江"}}, "set: name"),
        ({"action": "accept", "quote": "没有的字"}, "没有的字"),
    ],
)
def test_a_decision_at_fault_is_refused_when_its_own_plan_is_reviewed(row: dict[str, Any], expected: str) -> None:
    with pytest.raises(ReviewError, match=expected):
        work("qinghe-2024", {**QUOTE, **row})


def test_a_name_that_the_other_plan_lacks_is_refused() -> None:
    deciding = work("qinghe-2024", {"action": "add", **QUOTE, "set": {"same_as": "qinghe-2025/School/江北小学"}})
    with pytest.raises(ReviewError, match="江北小学"):
        same_things([deciding, work("qinghe-2025")])
