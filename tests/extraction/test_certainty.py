"""Each statement says how sure it is; what is read less surely says so."""

from __future__ import annotations

from plankg.graph.checks.validation import statements
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema.loaded import Loaded
from plankg.schema.plan import Plan

HEAD = "青岚县教育局2026年工作要点\n\n一、重点工作\n\n1.推进改革。"


def read(body: str) -> Plan:
    return extract(document_from_text(HEAD + body, name="要点.txt"), plan_id="example")


def test_every_statement_and_sentence_has_a_certainty_unless_a_person_decided_it(loaded: Loaded) -> None:
    rows = dict(statements(loaded.plan))
    assert {name for name, row in rows.items() if row.certainty is None} == {
        name for name, row in rows.items() if row.decision
    }
    assert all(0 < row.certainty < 1 for row in rows.values() if row.certainty is not None)
    assert all(sentence.certainty is not None for sentence in loaded.plan.sentences)


def test_a_unit_that_a_note_names_is_surer_than_one_that_the_sentence_only_touches() -> None:
    plan = read("完善教研制度，组织骨干教师与社区共同建设家庭教育指导阵地。（责任单位：县教研室）")
    noted = [row.certainty or 0 for row in plan.assignments if row.basis == "annotated"]
    touched = [row.certainty or 0 for row in plan.assignments if row.basis == "text"]
    assert noted
    assert touched
    assert min(noted) > min(touched)


def test_a_long_sentence_is_less_surely_read_whole_than_a_short_one() -> None:
    short, long = (
        read(body).sentences[-1].certainty or 0
        for body in (
            "召开工作会议。",
            "推进校家社协同育人共同体和数字化学习资源建设，统筹校内外实践场所、社会力量与家庭教育指导服务，完善跨部门联动保障机制和师资培训体系，形成育人合力。",
        )
    )
    assert long < short


def test_the_same_text_gives_the_same_certainties() -> None:
    assert read("制定安全工作方案。") == read("制定安全工作方案。")
