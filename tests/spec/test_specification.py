"""Each section of the specification by example holds, and together they show every term and every rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from plankg.schema.terms import (
    Basis,
    Comparator,
    DocumentRelation,
    EntityType,
    Predicate,
    Role,
    Standing,
    TargetKind,
    TaskKind,
    Term,
)
from specification import Section, facts, sections

SECTIONS = sections()


def _case(section: Section) -> Any:
    marks = [pytest.mark.xfail(reason=section.known_failure, strict=True)] if section.known_failure else []
    return pytest.param(section, id=section.name, marks=marks)


@pytest.mark.parametrize("section", [_case(section) for section in SECTIONS])
def test_a_section_states_exactly_the_facts_of_its_tables(
    section: Section, update: Callable[[Section], None] | None
) -> None:
    plan = section.plan()
    if update and not section.known_failure and not all(table.holds(plan) for table in section.tables):
        update(section)
        return
    for table in section.tables:
        assert sorted(facts(plan, table.columns)) == sorted(table.rows)


def test_every_section_has_a_text_and_a_table_and_a_name_of_its_own() -> None:
    assert [section.name for section in SECTIONS if not section.text or not section.tables] == []
    assert len({section.name for section in SECTIONS}) == len(SECTIONS)


# Terms that no sentence gives, each with the reason.
NEVER_READ: dict[type[Term], dict[Term, str]] = {
    Standing: {
        Standing.DECIDED: "given by review only",
        Standing.CITED: "given by review only",
    },
    Predicate: {
        Predicate.SAME_THEME_AS: "what stands side by side is not thereby related: for reviewers",
        Predicate.SUPERVISED_BY: "for reviewers",
    },
}
SHOWN_IN = {
    EntityType: ("名称", "类型"),
    TaskKind: ("任务", "类型"),
    Role: ("单位", "角色"),
    Basis: ("单位", "写明方式"),
    Comparator: ("数值", "比较"),
    TargetKind: ("数值", "类别"),
    DocumentRelation: ("文件", "关系"),
    Predicate: (("主", "提到者"), "关系"),
    Standing: (None, "来源"),
}


@pytest.mark.parametrize("terms", SHOWN_IN, ids=lambda terms: terms.__name__)
def test_every_term_is_shown_by_a_section_that_holds(terms: type[Term]) -> None:
    first, column = SHOWN_IN[terms]
    shown = {
        row[table.columns.index(column)]
        for section in SECTIONS
        if not section.known_failure
        for table in section.tables
        if column in table.columns and (first is None or table.columns[0] in first)
        for row in table.rows
    }
    missing = {term for term in terms if term.zh not in shown}
    assert missing == set(NEVER_READ.get(terms, {}))
