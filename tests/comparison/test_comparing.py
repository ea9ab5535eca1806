"""Two short plans compared: kinds, quotes with marked words, decisions on the matching, bad input, and every file."""

from __future__ import annotations

import sys
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from openpyxl import load_workbook
from plankg.graph.comparison import Comparison, compare
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema.decision import Decision, Review
from plankg.schema.errors import UsageError
from plankg.schema.loaded import Loaded
from plankg.schema.terms import ChangeKind, Standing
from plankg.viz.comparison.files import comparison_bytes
from rdflib import PROV, Graph, Namespace

sys.path.insert(0, str(Path(__file__).parents[1] / "review"))

from plans_of_two_years import work

OWN = Namespace("https://w3id.org/plankg#")
HEAD = "青河区教育局2025年工作要点\n\n一、重点任务\n\n"
FIRST = (
    f"{HEAD}1.学前教育。普惠性幼儿园覆盖率达到93%。9月底前建成临江幼儿园。\n\n"
    "2.安全工作。由区公安局牵头整治校园周边秩序。修订校车管理办法。\n"
)
SECOND = (
    f"{HEAD}1.安全工作。由区城管局牵头整治校园周边秩序。\n\n"
    "2.学前教育。普惠性幼儿园覆盖率达到95%。12月底前建成临江幼儿园。推广游戏化教学案例。\n"
)


def plan_of(text: str, name: str, *decisions: Decision) -> Loaded:
    document = document_from_text(text, name=f"{name}.txt")
    return Loaded(extract(document, plan_id=name), document, Review(decisions=decisions))


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return compare(plan_of(FIRST, "draft"), plan_of(SECOND, "final"))


def kinds(comparison: Comparison) -> dict[str, set[ChangeKind]]:
    return {(change.before or change.after)[0].quote: set(change.kinds) for change in comparison.changes}


def test_what_changed_in_a_task_is_told_by_kind_whatever_its_number(comparison: Comparison) -> None:
    assert comparison.relation == "draft"
    assert kinds(comparison) == {
        "由区公安局牵头整治校园周边秩序": {ChangeKind.UNIT},
        "普惠性幼儿园覆盖率达到93%": {ChangeKind.NUMBER},
        "9月底前建成临江幼儿园": {ChangeKind.DEADLINE},
        "推广游戏化教学案例": {ChangeKind.NEW},
        "修订校车管理办法": {ChangeKind.DROPPED},
    }


def test_both_quotes_stand_side_by_side_with_the_changed_words_marked(comparison: Comparison) -> None:
    (change,) = comparison.of_kind(ChangeKind.NUMBER)
    assert [run.text for run in change.before[0].marked if run.changed] == ["93%"]
    assert "".join(run.text for run in change.after[0].marked) == "普惠性幼儿园覆盖率达到95%"
    assert change.differences[0][1:] == ("93%", "95%")


def test_a_deadline_as_far_into_the_next_year_is_the_same() -> None:
    second = FIRST.replace("2025年", "2026年")
    comparison = compare(plan_of(FIRST, "a"), plan_of(second, "b"))
    assert comparison.relation == "years"
    assert comparison.counts()[ChangeKind.CONTINUED] == len(comparison.changes)


def test_a_city_and_its_district_are_told_by_what_is_taken_up() -> None:
    comparison = compare(work("yunzhou-2025"), work("qinghe-2025"))
    assert comparison.relation == "levels"
    assert comparison.counts()[ChangeKind.UNIT] == 0
    assert comparison.said(ChangeKind.DROPPED, "zh") == "未承接"
    assert comparison.taken_up[1] == 3


def decision(action: str, words: str, **end: object) -> Decision:
    return Decision.model_validate(
        {"id": "d1", "action": action, "statement": "match", "directive": 2, "quote": words, "set": end,
         "reason": "核对过", "by": "王复核", "date": date(2025, 3, 6)}
    )  # fmt: skip


def test_a_pair_that_a_person_made_holds() -> None:
    made = decision("add", "修订校车管理办法", plan="final", quote="推广游戏化教学案例")
    comparison = compare(plan_of(FIRST, "draft", made), plan_of(SECOND, "final"))
    change = next(each for each in comparison.changes if each.decision)
    assert (change.before[0].quote, change.after[0].quote) == ("修订校车管理办法", "推广游戏化教学案例")
    assert (change.standing, change.decision) == (Standing.DECIDED, ("draft", "d1"))


def test_a_pair_that_a_person_rejected_is_dropped_and_new() -> None:
    apart = decision("reject", "由区公安局牵头", plan="final", quote="由区城管局牵头")
    comparison = compare(plan_of(FIRST, "draft", apart), plan_of(SECOND, "final"))
    assert kinds(comparison)["由区公安局牵头整治校园周边秩序"] == {ChangeKind.DROPPED}


def test_the_same_text_twice_is_refused() -> None:
    one = plan_of(FIRST, "a")
    with pytest.raises(UsageError, match="同一份"):
        compare(one, plan_of(FIRST, "b"))


def test_a_plan_without_tasks_and_one_in_another_language_are_refused_in_a_line() -> None:
    one, other = plan_of(FIRST, "a"), plan_of(SECOND, "b")
    without = Loaded(other.plan.model_copy(update={"tasks": ()}), other.document)
    with pytest.raises(UsageError, match="没有读出任务"):
        compare(one, without)
    with pytest.raises(UsageError, match="不是中文"):
        compare(one, plan_of("Work plan\n\n1. We shall build a school.\n", "c"))


def test_the_workbook_has_a_row_for_each_change(comparison: Comparison) -> None:
    sheet = load_workbook(BytesIO(comparison_bytes(comparison, ".xlsx"))).worksheets[0]
    assert sheet.max_row == 4 + len(comparison.changes)
    assert sheet.page_setup.orientation == "landscape"


def test_the_word_document_has_a_row_for_each_change(comparison: Comparison) -> None:
    (table,) = WordDocument(BytesIO(comparison_bytes(comparison, ".docx"))).tables
    assert len(table.rows) == 1 + len(comparison.changes)


def test_the_graph_says_which_task_revises_which_on_the_words_of_both(comparison: Comparison) -> None:
    graph = Graph().parse(data=comparison_bytes(comparison, ".ttl"), format="turtle")
    nodes = graph.subjects(OWN.changeKind, OWN["ChangeKind-number"])
    (change,) = [node for node in nodes if (node, OWN.before, None) in graph]
    before, after = graph.value(change, OWN.before), graph.value(change, OWN.after)
    assert (after, PROV.wasRevisionOf, before) in graph


@pytest.mark.parametrize("suffix", [".html", ".xlsx", ".docx", ".ttl"])
def test_the_same_comparison_gives_the_same_bytes(comparison: Comparison, suffix: str) -> None:
    assert comparison_bytes(comparison, suffix) == comparison_bytes(comparison, suffix)
