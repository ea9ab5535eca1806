"""A review file or a decision at fault gives one line that says what and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from decisions import TEXT, load, reviewed
from plankg.graph.review import load_review
from plankg.schema import ReviewError
from plankg.schema.decision import Review

HEAD = "by: 王复核\ndate: 2024-05-06\ndecisions:\n"
GOOD = "- {action: accept, statement: task, directive: 1, quote: 扩建, reason: 无误}\n"


def message(raised: pytest.ExceptionInfo[ReviewError]) -> str:
    text = str(raised.value)
    assert "\n" not in text
    return text


def test_reviewer_and_date_at_the_top_hold_for_every_decision(tmp_path: Path) -> None:
    review = load(tmp_path, HEAD + GOOD + GOOD.replace("}", ", by: 李四}"))
    assert [(row.id, row.by, str(row.date)) for row in review.decisions] == [
        ("d1", "王复核", "2024-05-06"),
        ("d2", "李四", "2024-05-06"),
    ]


@pytest.mark.parametrize(
    "text", ["", "\n", "# 还没有审定\n", "decisions:\n", "decisions: []\n", "by: 王复核\n", "---\n"]
)
def test_a_file_without_decisions_decides_nothing(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text) == Review()


def test_no_file_decides_nothing(tmp_path: Path) -> None:
    assert load_review(tmp_path / "review.yaml") == Review()


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert len(load(tmp_path, b"\xef\xbb\xbf" + (HEAD + GOOD).encode()).decisions) == 1


def test_broken_yaml_tells_its_line(tmp_path: Path) -> None:
    with pytest.raises(ReviewError) as raised:
        load(tmp_path, HEAD + GOOD + "- {action: accept, quote: “未关闭\n- x: [\n")
    assert raised.value.key == "review_broken"
    assert raised.value.values["line"] in {5, 6, 7}
    message(raised)


@pytest.mark.parametrize(
    "text", ["- a\n- b\n", "只有一句话\n", "42\n", "decisions: 全部认可\n", "decisions: {d1: x}\n"]
)
def test_a_file_that_is_no_list_of_decisions_is_at_fault(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReviewError) as raised:
        load(tmp_path, text)
    assert raised.value.key == "review_no_list"
    message(raised)


def test_a_key_that_the_file_does_not_have_is_at_fault_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(ReviewError) as raised:
        load(tmp_path, "by: 王复核\ndate: 2024-05-06\ndecision:\n" + GOOD)
    assert "decision" in message(raised)
    assert raised.value.values["line"] == 3


def test_a_file_in_another_encoding_is_at_fault(tmp_path: Path) -> None:
    with pytest.raises(ReviewError) as raised:
        load(tmp_path, (HEAD + GOOD).encode("gb18030"))
    assert "UTF-8" in message(raised)


def test_a_folder_in_the_place_of_the_file_is_at_fault(tmp_path: Path) -> None:
    with pytest.raises(ReviewError) as raised:
        load_review(tmp_path)
    assert str(tmp_path) in message(raised)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("- {action: accept, statement: task, directive: 1, quote: 100, reason: 无误}", "quote"),
        ("- {action: accept, statement: task, directive: 1, quote: '', reason: 无误}", "quote"),
        ("- {action: accept, statement: task, directive: 一, quote: 扩建, reason: 无误}", "directive"),
        ("- {action: approve, statement: task, directive: 1, quote: 扩建, reason: 无误}", "action"),
        ("- {action: accept, statement: tasks, directive: 1, quote: 扩建, reason: 无误}", "statement"),
        ("- {action: accept, statement: task, directive: 1, quote: 扩建}", "reason"),
        ("- {action: accept, statement: task, directive: 1, quote: 扩建, reason: 无误, note: 好}", "note"),
        ("- {action: accept, statement: task, directive: 1, quote: 扩建, reason: 无误, on: 好}", ""),
        ("- {action: accept, statement: task, directive: 1, quote: yes, reason: 无误}", "quote"),
        ("- {action: accept, statement: task, directive: 1, quote: 扩建, reason: 无误, date: 昨天}", "date"),
    ],
)
def test_a_decision_at_fault_tells_its_number_and_field(tmp_path: Path, row: str, place: str) -> None:
    with pytest.raises(ReviewError) as raised:
        load(tmp_path, HEAD + GOOD + row + "\n")
    assert raised.value.key == "decision_broken"
    assert raised.value.values["number"] == 2
    assert place in message(raised)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("fields", "zh", "en"),
    [
        ("directive: 1, quote: 扩建", "缺少 reason（理由）", "reason is missing"),
        ("directive: 1, quote: 100, reason: 无误", "应是文字，不是 100：请加上引号", "put it in quotes"),
        ("directive: 一, quote: 扩建, reason: 无误", "directive（条） 应是整数，不是“一”", "a whole number, not “一”"),
        ("directive: 1, quote: 扩建, reason: 无误, date: 昨天", "应是日期，如 2024-05-06", "a date like 2024-05-06"),
        (
            "directive: 1, quote: 扩建, reason: 无误, of: 学校",
            "of（所指） 应写成 {名称: 值}",
            "has to be {name: value}",
        ),
        (
            "directive: 1, quote: 扩建, reason: 无误, note: 好",
            "没有 note 这一项，可以写的有 action、by",
            "there is no note",
        ),
    ],
)
def test_what_is_at_fault_is_said_in_the_reader_s_language(
    fields: str, zh: str, en: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANKG_LANG", lang)
    with pytest.raises(ReviewError) as raised:
        load(tmp_path, f"{HEAD}- {{action: accept, statement: task, {fields}}}\n")
    assert {"zh": zh, "en": en}[lang] in message(raised)


def test_an_action_that_there_is_not_is_told_with_those_that_there_are(tmp_path: Path) -> None:
    with pytest.raises(ReviewError) as raised:
        load(tmp_path, HEAD + GOOD.replace("accept", "approve"))
    assert "action（处理） 不能写“approve”，可以写 accept、reject、add、change、merge" in message(raised)


def test_a_sentence_in_the_place_of_a_decision_is_told_how_one_is_written(tmp_path: Path) -> None:
    with pytest.raises(ReviewError) as raised:
        load(tmp_path, HEAD + GOOD + "- 认可第一条\n")
    assert raised.value.key == "decision_no_mapping"
    assert "第 2 项“认可第一条”" in message(raised)
    assert "{action: …" in message(raised)


@pytest.mark.parametrize(
    ("directive", "quote"), [(1, "扩建滨江小学"), (2, "扩建临江小学"), (9, "扩建临江小学"), (1, "教师发展")]
)
def test_a_quote_that_is_not_in_its_directive_is_at_fault(directive: int, quote: str) -> None:
    with pytest.raises(ReviewError) as raised:
        reviewed({"action": "accept", "statement": "task", "directive": directive, "quote": quote})
    assert raised.value.key == "decision_lost"
    assert quote in message(raised)
    assert f"第 {directive} 条" in message(raised)


def test_a_quote_in_the_title_of_its_directive_is_found() -> None:
    plan, _ = reviewed(
        {"action": "add", "statement": "entity", "directive": 2, "quote": "教师发展", "set": {"type": "Concept"}}
    )
    (entity,) = [row for row in plan.entities if row.decision]
    assert entity.evidence.start == TEXT.index("教师发展")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"action": "change", "statement": "task", "quote": "扩建临江小学", "set": {"knd": "build"}}, "knd"),
        ({"action": "change", "statement": "task", "quote": "扩建临江小学", "set": {"kind": "demolish"}}, "kind"),
        ({"action": "change", "statement": "task", "quote": "扩建临江小学", "set": {"id": "9.9"}}, "id"),
        ({"action": "change", "statement": "task", "quote": "扩建临江小学", "set": {"standing": "stated"}}, "standing"),
        ({"action": "change", "statement": "task", "quote": "扩建临江小学"}, "set"),
        ({"action": "accept", "statement": "task", "quote": "扩建临江小学", "of": {"knd": "build"}}, "knd"),
        ({"action": "change", "statement": "assignment", "quote": "指导学校", "set": {"unit": "滨江中学"}}, "滨江中学"),
        ({"action": "merge", "statement": "entity", "quote": "学校", "set": {"into": "滨江中学"}}, "滨江中学"),
        ({"action": "merge", "statement": "entity", "quote": "学校"}, "into"),
        ({"action": "merge", "statement": "task", "quote": "扩建临江小学", "set": {"into": "学校"}}, "merge"),
        (
            {
                "action": "add",
                "statement": "assignment",
                "quote": "应急演练",
                "set": {"unit": "滨江中学", "role": "lead"},
            },
            "滨江中学",
        ),
        ({"action": "add", "statement": "assignment", "quote": "应急演练", "set": {"role": "lead"}}, "unit"),
        ({"action": "add", "statement": "assignment", "quote": "应急演练", "set": {"unit": "学校"}}, "role"),
        (
            {"action": "add", "statement": "assignment", "quote": "应急演练", "set": {"unit": "学校", "role": "boss"}},
            "role",
        ),
        (
            {"action": "add", "statement": "assignment", "quote": "资源布局", "set": {"unit": "学校", "role": "lead"}},
            "资源布局",
        ),
        ({"action": "add", "statement": "entity", "quote": "应急演练"}, "type"),
        ({"action": "add", "statement": "entity", "quote": "应急演练", "set": {"type": "Drill"}}, "type"),
        (
            {
                "action": "add",
                "statement": "relation",
                "quote": "应急演练",
                "set": {"subject": "task", "predicate": "builds"},
            },
            "object",
        ),
        ({"action": "add", "statement": "target", "quote": "应急演练", "set": {"value": 3}}, "comparator"),
        (
            {"action": "add", "statement": "member", "quote": "三大学区", "set": {"position": 1, "name": "城东"}},
            "member",
        ),
        ({"action": "reject", "statement": "member", "quote": "三大学区"}, "member"),
        (
            {"action": "change", "statement": "member", "quote": "三大学区", "set": {"position": 1, "name": "城东"}},
            "source",
        ),
        (
            {
                "action": "change",
                "statement": "member",
                "quote": "三大学区",
                "set": {"position": "一", "name": "城东"},
                "source": "x",
            },
            "position",
        ),
        (
            {"action": "change", "statement": "member", "quote": "三大学区", "set": {"position": 1}, "source": "x"},
            "name",
        ),
    ],
    ids=lambda value: str(value)[:90],
)
def test_a_decision_that_cannot_be_carried_out_tells_why(row: dict[str, object], told: str) -> None:
    with pytest.raises(ReviewError) as raised:
        reviewed({"directive": 1, **row})
    assert told in message(raised)
    assert "d1" in message(raised)
