"""The checks of a source text, each with an example that it finds and one that it passes over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from plankg.graph.checks.linting.dates import deadlines_before_issue, impossible_dates
from plankg.graph.checks.linting.figures import changes_without_base, shares_above_whole, shares_without_whole
from plankg.graph.checks.linting.layout import broken_paragraphs, latin_words, odd_widths, stray_spaces
from plankg.graph.checks.linting.marks import doubled_marks, doubled_words, unmatched_marks
from plankg.graph.checks.linting.missing import missing_characters, unreadable_characters
from plankg.graph.checks.linting.naming import documents_unmarked, unstable_names
from plankg.graph.checks.linting.notes import unknown_roles
from plankg.graph.checks.linting.numbering import numbering_breaks
from plankg.graph.checks.linting.source import Found, Source
from plankg.graph.checks.linting.topics import mixed_directives
from plankg.schema.document import Document
from plankg.schema.issue import Issue
from plankg.schema.plan import Plan
from plankg.schema.terms import Severity
from plankg.schema.wording import Language, words


@dataclass(frozen=True)
class Check:
    """A check: its name, how much a finding matters, and texts of the body of a directive that it finds and passes over.

    A doubt (WARNING) changes what the plan says or may say; a NOTE is mended when the text is read. `verified` marks what cannot
    be meant or cannot be read: `plankg verify` lists it, too.
    """

    name: str
    severity: Severity
    function: Callable[[Source], Iterator[Found]]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    verified: bool = False

    @property
    def purpose(self) -> str:
        """What it looks for, in the reader's language."""
        return words(f"lint.{self.name}.purpose")


OTHERS = "".join(f"\n{number}.完善制度。落实责任。" for number in range(4, 8))

CHECKS = (
    Check(
        "character-unreadable",
        Severity.WARNING,
        unreadable_characters,
        ("改造\ufffd吧2个。",),
        ("改造书吧2个。",),
        verified=True,
    ),
    Check(
        "date-impossible",
        Severity.WARNING,
        impossible_dates,
        ("2023年2月30日前完成项目建设。", "力争13月底前完成。", "2023年2月29日前召开会议。"),
        ("2024年2月29日前完成项目建设。", "推进整改，12月底前完成。"),
        verified=True,
    ),
    Check(
        "share-above-whole",
        Severity.WARNING,
        shares_above_whole,
        ("确保覆盖率达120%。",),
        ("推动产值增长120%。", "确保覆盖率达100%。"),
        verified=True,
    ),
    Check(
        "role-unknown",
        Severity.WARNING,
        unknown_roles,
        (
            "推进学校建设。（督查督办单位：区教育局）",
            "推进学校建设。\n挂点单位：区教育局",
            "推进学校建设。（区教育局督办）",
        ),
        (
            "推进学校建设。（牵头单位：区教育局）",
            "推进学校建设。\n配合部门：区财政局",
            "推进学校建设。（区教育局负责，区财政局配合）",
        ),
        verified=True,
    ),
    Check(
        "deadline-before-issue",
        Severity.WARNING,
        deadlines_before_issue,
        ("完成学校建设，2021年底前完成改造。",),
        ("完成学校建设，2023年底前完成改造。",),
    ),
    Check(
        "numbering-break",
        Severity.WARNING,
        numbering_breaks,
        ("推进学校建设。\n3.加强管理。推进整改。", "推进学校建设。\n1.加强管理。推进整改。"),
        ("推进学校建设。\n2.加强管理。推进整改。",),
    ),
    Check(
        "character-missing",
        Severity.WARNING,
        missing_characters,
        (
            "落实政府实项目。",
            (
                "加强中小学校建设，推进中小学教研，组织中小学校参赛，完善中小学校制度，优化中小学布局，发展中小学体育，"
                "办好中小学食堂，统筹中小学校师资，评价中小学校工作，落实中小校园安全。"
            ),
        ),
        ("落实项目责任，推进实事项目建设。",),
    ),
    Check(
        "name-unstable",
        Severity.WARNING,
        unstable_names,
        ("组建紧密型教育集团，推进紧密型集团建设。",),
        ("组建紧密型教育集团，推进示范性教育集团建设。",),
    ),
    Check(
        "share-without-whole",
        Severity.WARNING,
        shares_without_whole,
        ("力争托幼一体园占比达75%。",),
        ("力争托幼一体园占全部幼儿园的比例达75%。", "力争托幼一体园覆盖率达75%。"),
    ),
    Check(
        "change-without-base",
        Severity.WARNING,
        changes_without_base,
        ("推动经费投入提高20%。",),
        ("推动经费投入比上年提高20%。", "推动经费投入年均增长20%。"),
    ),
    Check(
        "document-unmarked",
        Severity.WARNING,
        documents_unmarked,
        ("落实“十四五”教育设施规划。",),
        ("落实《“十四五”教育设施规划》。", "完善管理制度。"),
    ),
    Check(
        "mark-unmatched",
        Severity.WARNING,
        unmatched_marks,
        ("推进“双减工作。", "完善制度）。", "落实《实施办法，加强管理。"),
        ("推进“双减”工作（含督导）。", "推进如下工作：\n1）加强管理。"),
    ),
    Check(
        "mark-doubled",
        Severity.WARNING,
        doubled_marks,
        ("推进学校建设，。", "推进学校、、园所建设。"),
        ("推进学校、园所建设……。",),
    ),
    Check(
        "word-doubled",
        Severity.WARNING,
        doubled_words,
        ("推进推进学校建设。", "完善学校的的制度。"),
        ("推进学校建设的确有序。",),
    ),
    Check(
        "latin-word",
        Severity.WARNING,
        latin_words,
        ("贯彻会议精神 and 讲话精神。",),
        ("推进STEM教育，优化app应用。",),
    ),
    Check(
        "directive-mixed",
        Severity.NOTE,
        mixed_directives,
        (
            "推进学校建设。\n2.发展特殊教育。关爱特殊儿童，开展科学探索，组织科学竞赛，建设科学教室，优化特殊教育资源。\n3.发展科学教育。开展科学活动。"
            + OTHERS,
        ),
        (
            "推进学校建设。\n2.发展特殊教育。关爱特殊儿童，建设资源教室，开展送教上门，优化特殊教育资源。\n3.发展科学教育。开展科学活动。"
            + OTHERS,
        ),
    ),
    Check(
        "paragraph-broken",
        Severity.NOTE,
        broken_paragraphs,
        ("推进学校联盟建设，组建专家指导团队，并指导学\n\n校联盟开展专项研究。",),
        ("推进学校联盟建设。\n\n组建专家指导团队。",),
    ),
    Check(
        "space-stray",
        Severity.NOTE,
        stray_spaces,
        ("确保开工率达到 60%。",),
        ("开展“以劳优家 以劳润心”活动。",),
    ),
    Check(
        "width-odd",
        Severity.NOTE,
        odd_widths,
        ("确保开工率达到６０%。", "推进建设,完善制度。"),
        ("确保开工率达到60%，完善制度。",),
    ),
)
"""Every check, those that matter most first."""


def lint(
    plan: Plan, document: Document, *, checks: tuple[Check, ...] = CHECKS, lang: Language | None = None
) -> tuple[Issue, ...]:
    """The defects of a plan's source text: check by check, in the order of the text within each.

    They are worded in that language (default: the one in force).
    """
    return tuple(issue for (issue,) in lint_in(plan, document, (lang,), checks=checks))


def lint_in(
    plan: Plan, document: Document, langs: Sequence[Language | None], *, checks: tuple[Check, ...] = CHECKS
) -> Iterator[tuple[Issue, ...]]:
    """Each defect of `lint`, found once and worded in several languages, in their order."""
    source = Source(document, plan)
    for check in checks:
        for defect in check.function(source):
            yield tuple(_issue(check, defect, lang) for lang in langs)


def _issue(check: Check, defect: Found, lang: Language | None) -> Issue:
    quote = defect.evidence.quote
    return Issue(
        check=check.name,
        severity=check.severity,
        message=words(f"lint.{check.name}", lang, quote=quote, **defect.values),
        evidence=defect.evidence,
    )
