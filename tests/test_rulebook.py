from __future__ import annotations

import pytest
from plankg.graph.checks.validation import statements
from plankg.graph.plans import load_plan
from plankg.graph.rules.rulebook import IN_CODE, KEY, PART, rule_book, rule_use
from plankg.schema.decision import Review
from plankg.schema.loaded import Loaded
from plankg.schema.wording import catalogue, languages

pytestmark = pytest.mark.slow

BOOK = rule_book()


def test_every_rule_that_a_statement_of_the_bundled_plan_carries_is_in_the_book(loaded: Loaded) -> None:
    raw = load_plan("baoshan-2023h2", review=False)
    carried = {row.rule for plan in (raw.plan, loaded.plan) for _, row in statements(plan)}
    assert carried - {rule.name for rule in BOOK} == set()


@pytest.mark.parametrize("lang", languages())
def test_every_rule_has_a_purpose_in_both_languages(lang: str) -> None:
    for rule in BOOK:
        purpose = rule.purpose(lang)  # type: ignore[arg-type]
        assert purpose
        assert "{" not in purpose
        assert not purpose.endswith(("：如“”", "(as in “”)", ": as in “”"))


def test_the_book_has_no_purpose_that_no_rule_uses() -> None:
    places = {rule.place for rule in BOOK} | {f"{rule.place}.{rule.name}" for rule in BOOK}
    parts = {key.removeprefix(PART) for key in catalogue("zh") if key.startswith(PART)}
    assert parts <= places
    assert {key for key in catalogue("zh") if key.startswith(KEY)} == {
        key for key in catalogue("en") if key.startswith(KEY)
    }


def test_no_name_stands_twice_in_one_place() -> None:
    places = [(rule.place, rule.name) for rule in BOOK]
    assert len(set(places)) == len(places)


def test_a_purpose_tells_what_the_rule_gives_in_the_words_of_the_trade() -> None:
    rule = next(rule for rule in BOOK if rule.name == "together-with")
    assert "配合" in rule.purpose("zh")
    assert rule.matches


def test_rules_in_code_have_words_of_their_own() -> None:
    assert {rule.name for rule in BOOK if rule.place == IN_CODE} >= {"main-verb", "numbered-heading", "school-head"}


def test_firings_are_counted_before_review_and_decisions_against_them(loaded: Loaded) -> None:
    raw = load_plan("baoshan-2023h2", review=False)
    use = rule_use(raw.plan, raw.document, loaded.review)
    assert use["main-verb"].fired == len(raw.plan.tasks)
    assert use["people-head"].overruled > 0
    assert all(rule.overruled == 0 for rule in rule_use(raw.plan, raw.document, Review()).values())
    assert (
        sum(rule.overruled for rule in use.values())
        >= sum(decision.action in {"reject", "change", "merge"} for decision in loaded.review.decisions) / 2
    )
