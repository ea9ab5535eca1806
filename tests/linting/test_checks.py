from __future__ import annotations

import pytest
from plankg.graph.checks.linting import CHECKS, Check, lint
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.schema import Document, Issue, Plan
from plankg.schema.wording import catalogue, languages

HEAD = (
    "某市某区教育局文件\n\n某教〔2022〕3号\n\n某区2022年工作要点\n\n2022年8月18日\n\n一、推进改革\n\n1.加强学校工作。"
)
BAD = [pytest.param(check, text, id=f"{check.name}: {text}") for check in CHECKS for text in check.bad]
GOOD = [pytest.param(check, text, id=f"{check.name}: {text}") for check in CHECKS for text in check.good]


def findings(body: str, *checks: Check) -> tuple[Issue, ...]:
    document = document_from_text(HEAD + body, name="要点.txt")
    return lint(extract(document, plan_id="example"), document, checks=checks)


def names(found: tuple[Issue, ...]) -> set[str]:
    return {issue.check for issue in found}


@pytest.mark.parametrize(("check", "text"), BAD)
def test_a_check_finds_its_bad_examples(check: Check, text: str) -> None:
    assert names(findings(text, check)) == {check.name}


@pytest.mark.parametrize(("check", "text"), GOOD)
def test_a_check_passes_over_its_good_examples(check: Check, text: str) -> None:
    assert findings(text, check) == ()


def test_every_check_has_examples_of_both_kinds_and_a_name_of_its_own() -> None:
    assert all(check.bad and check.good for check in CHECKS)
    assert len({check.name for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("lang", languages())
def test_every_check_says_its_findings_and_its_purpose_in_both_languages(lang: str) -> None:
    known = catalogue(lang)  # type: ignore[arg-type]
    assert [
        check.name for check in CHECKS if not {f"lint.{check.name}", f"lint.{check.name}.purpose"} <= set(known)
    ] == []


def test_every_finding_quotes_the_source_where_it_says(plan: Plan, document: Document) -> None:
    found = lint(plan, document)
    assert found
    assert [issue for issue in found if issue.evidence is None or not issue.evidence.stands_in(document.text)] == []


@pytest.mark.parametrize(
    ("check", "quotes"),
    [
        ("latin-word", ["and"]),
        ("paragraph-broken", ["指导学校联盟", "》，加强", "教育基本设施规划", "“双随机”抽查"]),
        ("space-stray", ["1. 坚持", "达到 60%"]),
        ("character-missing", ["政府实项目", "中小校园"]),
        ("name-unstable", ["紧密型集团"]),
        ("share-without-whole", ["托幼一体园占比达75%"]),
        ("directive-mixed", ["学科赛事培训机制"]),
    ],
)
def test_the_known_defects_of_the_bundled_plan_are_found(
    check: str, quotes: list[str], plan: Plan, document: Document
) -> None:
    found = [issue.evidence.quote for issue in lint(plan, document) if issue.check == check and issue.evidence]
    assert [quote for quote in quotes if not any(quote in other for other in found)] == []


def test_a_clean_text_has_no_findings() -> None:
    assert findings("推进学校建设，完善管理制度。", *CHECKS) == ()


def test_a_space_behind_every_number_is_a_style_and_no_finding() -> None:
    check = next(check for check in CHECKS if check.name == "space-stray")
    text = "一、 总体要求\n\n1. 推进改革。完善制度。\n2. 加强管理。落实责任。"
    document = document_from_text(text, name="要点.txt")
    assert lint(extract(document, plan_id="example"), document, checks=(check,)) == ()


def test_an_unknown_role_ends_before_the_bracket_that_closes_its_note() -> None:
    (check,) = (each for each in CHECKS if each.name == "role-unknown")
    (issue,) = findings("推进改革。（督查督办单位：区教育局）\n", check)
    assert issue.evidence
    assert issue.evidence.quote == "督查督办单位：区教育局"
