"""The account lists what was not read and what gives itself away, each kind told by a fault planted in a plan read rightly."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from plankg.graph.checks.accounting import CHECKS, account, account_in, entries
from plankg.schema import Plan
from plankg.schema.loaded import Loaded
from plankg.schema.terms import EntityType, Role, Severity
from plankg.schema.wording import catalogue, languages
from planted import FURTHER, NO_FAULT, PLANTED, READ_RIGHTLY, Draft, read

FEW = 15


@pytest.mark.parametrize("check", CHECKS)
def test_a_planted_fault_is_listed_at_its_place(check: str) -> None:
    body, change = PLANTED[check]
    draft = read(body)
    found = [entry for entry in entries(change(draft), draft.document) if entry.check == check]
    assert found
    assert all(entry.evidence.stands_in(draft.document.text) for entry in found)


@pytest.mark.parametrize(("check", "body", "change"), FURTHER, ids=[f"{check}：{body}" for check, body, _ in FURTHER])
def test_each_kind_of_a_fault_is_listed(check: str, body: str, change: Callable[[Draft], Plan]) -> None:
    draft = read(body)
    assert check in {entry.check for entry in entries(change(draft), draft.document)}


@pytest.mark.parametrize("body", NO_FAULT)
def test_a_number_that_sets_nothing_is_not_listed(body: str) -> None:
    aimed, other = NO_FAULT[body]
    draft = read(body)
    bare = draft.with_(tasks=draft.plan.tasks)
    listed = [entry.evidence.quote for entry in entries(bare, draft.document) if entry.check == "unread-figure"]
    assert not any(other in quote for quote in listed)
    assert bool(aimed) is any(aimed in quote for quote in listed)


def test_there_is_a_planted_fault_for_every_check_and_no_other() -> None:
    assert PLANTED.keys() == CHECKS.keys()


@pytest.mark.parametrize("body", READ_RIGHTLY)
def test_what_was_read_is_not_listed(body: str) -> None:
    draft = read(body)
    listed = [entry.check for entry in entries(READ_RIGHTLY[body](draft), draft.document)]
    assert [check for check in listed if check.startswith("unread-")] == []


def test_a_unit_beside_another_does_not_account_for_the_one_that_leads() -> None:
    clause = "由县水务局牵头，县财政局配合，开展巡查"
    draft = read(f"{clause}。")
    unit = draft.entity(EntityType.GOVERNMENT_BODY, "县财政局")
    rows = (draft.assignment(unit, Role.PARTNER, clause),)
    plan = draft.with_(tasks=(draft.task(clause),), entities=(unit,), assignments=rows)
    (entry,) = (entry for entry in entries(plan, draft.document) if entry.check == "unread-responsibility")
    assert entry.evidence.quote in {"牵头", "由"}


def test_the_second_of_two_deadlines_in_one_task_is_listed() -> None:
    draft = read("6月底前11月底前完成补植。")
    task = draft.task("6月底前11月底前完成补植", time="6月底前", time_evidence=draft.at("6月底前"))
    listed = [entry.evidence.quote for entry in entries(draft.with_(tasks=(task,)), draft.document)]
    assert "11月底前" in listed


def test_the_worst_comes_first_and_the_rest_in_the_order_of_the_text() -> None:
    draft = read("县水务局牵头修复道路，9月底前补植300亩。严禁携带火种进山。县住建局牵头开展巡查。")
    keys = [(-CHECKS[entry.check], entry.evidence.start) for entry in entries(draft.with_(), draft.document)]
    assert keys == sorted(keys)
    assert len({weight for weight, _ in keys}) > FEW // 5


def test_a_responsibility_is_a_doubt_and_a_lone_clause_a_note() -> None:
    draft = read("县水务局牵头开展巡查，修复受损防火道路。")
    levels = {issue.check: issue.severity for issue in account(draft.with_(), draft.document)}
    assert levels["unread-responsibility"] is Severity.WARNING
    assert levels["unread-clause"] is Severity.NOTE


def test_a_clause_whose_verb_no_dictionary_knows_is_listed_and_a_noun_phrase_is_not() -> None:
    draft = read("平整荒坡地块，补种果树，柳湾的果园和茶园。")
    listed = [
        entry.evidence.quote for entry in entries(draft.with_(), draft.document) if entry.check == "unread-clause"
    ]
    assert listed == ["平整荒坡地块", "补种果树"]


def test_a_figure_behind_a_number_is_listed_without_the_number() -> None:
    draft = read("清理枯木。\n2.120名护林员持证。\n3.修复道路。")
    listed = [
        entry.evidence.quote for entry in entries(draft.with_(), draft.document) if entry.check == "unread-figure"
    ]
    assert listed == ["120名"]


def test_each_entry_is_worded_with_its_sentence_in_every_language() -> None:
    draft = read("9月底前完成补植。")
    plan = draft.with_(tasks=(draft.task("9月底前完成补植"),))
    for issues in account_in(plan, draft.document, languages()):
        assert len({issue.message for issue in issues}) == len(languages())
        assert all("9月底前完成补植" in issue.message for issue in issues)


@pytest.mark.parametrize("lang", languages())
def test_every_check_has_its_sentence_and_its_title(lang: str) -> None:
    words = catalogue(lang)  # type: ignore[arg-type]
    keys = [key for check in CHECKS for key in (f"account.{check}", f"account.{check}.title")]
    assert [key for key in keys if key not in words] == []
    assert {key for key in words if key.startswith("account.")} == set(keys)


def test_the_bundled_plan_has_few_entries(loaded: Loaded) -> None:
    assert len(entries(loaded.plan, loaded.document)) < FEW


def test_what_a_reviewer_decided_is_not_listed(loaded: Loaded) -> None:
    decided = {row.id for row in (*loaded.plan.tasks, *loaded.plan.entities, *loaded.plan.targets) if row.decision}
    assert decided
    assert {entry.statement for entry in entries(loaded.plan, loaded.document)} & decided == set()


def test_messages_hold_no_placeholder_that_is_left_open() -> None:
    for body, change in PLANTED.values():
        draft = read(body)
        assert not any(re.search(r"[{}]", issue.message) for issue in account(change(draft), draft.document))
