from __future__ import annotations

import doctest

from plankg.graph.extraction.draft.spans import Name, Span
from plankg.graph.extraction.names import introduced_names
from plankg.graph.extraction.names.introduced_names import with_abbreviations
from plankg.schema.terms import EntityType


def name(text: str, words: str, kind: EntityType, place: int = 0) -> Name:
    start = text.index(words, place)
    return Name(Span(start, start + len(words)), kind, words, (), "test")


def test_the_example_of_the_docstring_holds() -> None:
    assert doctest.testmod(introduced_names).failed == 0


def test_a_short_name_is_an_alias_and_each_use_a_mention_where_it_stands() -> None:
    text = "组建科技教育创新联合体（以下简称联合体）。指导联合体开展研究。"
    full, *uses = with_abbreviations(text, [name(text, "科技教育创新联合体", EntityType.ALLIANCE)])
    assert full.aliases == ("联合体",)
    assert [text[use.span.start : use.span.end] for use in uses] == ["联合体", "联合体"]
    assert {(use.type, use.aliases) for use in uses} == {(EntityType.ALLIANCE, ("科技教育创新联合体",))}


def test_a_use_that_was_read_as_something_else_becomes_the_same_thing() -> None:
    text = "建设区教师进修学院（以下简称“学院”）。支持学院发展。"
    other = name(text, "学院", EntityType.PARTNER_INSTITUTION, text.index("支持"))
    found = with_abbreviations(text, [name(text, "区教师进修学院", EntityType.CENTRE), other])
    assert {each.type for each in found} == {EntityType.CENTRE}


def test_a_use_inside_a_longer_name_is_left_alone() -> None:
    text = "组建学习联合体（以下简称联合体）。举办联合体大会。"
    event = name(text, "联合体大会", EntityType.EVENT)
    found = with_abbreviations(text, [name(text, "学习联合体", EntityType.ALLIANCE), event])
    assert event in found
    assert sum(each.rule == "abbreviation" for each in found) == 1


def test_what_stands_before_the_bracket_is_not_renamed_and_no_name_gives_nothing() -> None:
    text = "扩大联合体。组建学习联合体（以下简称联合体）。清理事项（以下简称事项）。"
    found = with_abbreviations(text, [name(text, "学习联合体", EntityType.ALLIANCE)])
    assert all(each.span.start >= text.index("学习联合体") for each in found)
    assert "事项" not in {each.name for each in found}
