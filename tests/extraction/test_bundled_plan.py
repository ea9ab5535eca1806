"""What a reader of the bundled plan knows to be in it."""

from __future__ import annotations

import pytest
from plankg.graph.checks.validation import coverage, verify
from plankg.graph.extraction import extract
from plankg.schema import Document, Plan
from plankg.schema.loaded import Loaded
from plankg.schema.terms import (
    Comparator,
    DocumentRelation,
    EntityType,
    Predicate,
    Role,
    Severity,
    Standing,
    TargetKind,
)

ISSUER = "GovernmentBody/上海市宝山区教育局"


@pytest.fixture(scope="module")
def extracted(document: Document) -> Plan:
    """The plan as extracted, before review."""
    return extract(document, plan_id="baoshan-2023h2")


def test_it_has_eight_chapters_and_twenty_five_directives(extracted: Plan) -> None:
    assert [chapter.label for chapter in extracted.chapters] == list("一二三四五六七八")
    assert [directive.no for directive in extracted.directives] == list(range(1, 26))
    assert extracted.chapters[0].title == "落实立德树人，全面贯彻党的教育方针"
    assert extracted.directives[0].title == "坚持党对教育事业的全面领导"


def test_directives_lie_in_their_chapters(extracted: Plan) -> None:
    labels = {chapter.id: chapter.label for chapter in extracted.chapters}
    inside: dict[str, list[int | None]] = {}
    for directive in extracted.directives:
        inside.setdefault(labels[directive.chapter or ""], []).append(directive.no)
    assert inside == {
        "一": [1],
        "二": [2, 3, 4, 5],
        "三": [6, 7],
        "四": [8, 9, 10, 11, 12, 13],
        "五": [14, 15],
        "六": [16, 17, 18, 19],
        "七": [20, 21],
        "八": [22, 23, 24, 25],
    }


def test_every_directive_has_tasks_and_none_has_more_than_thirteen(extracted: Plan) -> None:
    counts = {directive.no: 0 for directive in extracted.directives}
    numbers = {directive.id: directive.no for directive in extracted.directives}
    for task in extracted.tasks:
        counts[numbers[task.directive]] += 1
    assert min(counts.values()) >= 4
    assert max(counts.values()) <= 13
    assert 185 <= len(extracted.tasks) <= 205


@pytest.mark.parametrize(
    ("quote", "directive"),
    [
        ("指导学校联盟开展专项研究", 7),
        ("确保“十四五”教育基本设施规划开工率达到 60%", 20),
        ("完成本年度联合“双随机”抽查", 23),
    ],
)
def test_a_task_that_a_page_end_breaks_is_whole(
    extracted: Plan, document: Document, quote: str, directive: int
) -> None:
    (task,) = [row for row in extracted.tasks if row.text == quote]
    first, second = task.evidence.pieces
    assert task.id.split(".")[0] == str(directive)
    assert document.text[first.start : first.end] + document.text[second.start : second.end] == quote
    assert document.text[first.end : second.start].strip("\n") == ""


def test_a_page_end_between_two_tasks_leaves_one_sentence(extracted: Plan) -> None:
    (sentence,) = [row for row in extracted.sentences if "师训工作手册" in row.evidence.quote]
    assert sentence.evidence.quote.endswith("加强各学段校本研修调研与指导")
    assert len(sentence.evidence.pieces) == 2
    assert {"完善《师训工作手册》", "加强各学段校本研修调研与指导"} <= {task.text for task in extracted.tasks}


def test_only_the_four_page_ends_break_sentences(extracted: Plan) -> None:
    broken = [row for row in extracted.sentences if len(row.evidence.pieces) > 1]
    assert len(broken) == 4


def test_the_five_districts_are_one_node_with_five_open_members(extracted: Plan) -> None:
    districts = [row for row in extracted.entities if row.type is EntityType.SCHOOL_DISTRICT]
    assert [row.name for row in districts] == ["五大学区"]
    assert [(member.position, member.name, member.standing) for member in districts[0].members] == [
        (place, None, Standing.INFERRED) for place in range(1, 6)
    ]
    assert not any(
        "大学区" in row.name and row.type is not EntityType.EVENT for row in extracted.entities if row not in districts
    )


@pytest.mark.parametrize("name", ["白鹭小学", "白鹭幼儿园"])
def test_what_is_to_be_built_is_both_school_and_project(extracted: Plan, name: str) -> None:
    assert {row.type for row in extracted.entities if row.name == name} == {EntityType.SCHOOL, EntityType.PROJECT}


def test_a_task_has_a_default_actor_exactly_where_nobody_is_named_who_does_it(extracted: Plan) -> None:
    done = {row.task for row in extracted.assignments if row.role.does}
    assert done
    for task in extracted.tasks:
        assert task.default_actor == (None if task.id in done else ISSUER)


def test_the_issuer_is_assigned_only_what_is_to_be_led_and_names_nobody_and_that_is_inferred(extracted: Plan) -> None:
    rows = {row.task: row for row in extracted.assignments if row.unit == ISSUER}
    assert set(rows) == {"3.1", "22.1"}
    assert {(row.role, row.standing, row.cue and row.cue.quote) for row in rows.values()} == {
        (Role.LEAD, Standing.INFERRED, "牵头")
    }


def test_who_leads_a_system_or_inspects_does_nothing_in_the_task(extracted: Plan) -> None:
    done = {(row.task, row.name) for row in extracted.assignments if row.role.does}
    assert not {("1.4", "党组织"), ("15.1", "党组织"), ("22.3", "市督导室")} & done
    assert next(task for task in extracted.tasks if task.id == "22.3").default_actor == ISSUER


def test_roles_are_read_with_the_words_that_say_them(extracted: Plan) -> None:
    names = {row.id: row.name for row in extracted.entities}
    said = {(names[row.unit], row.role, row.cue.quote if row.cue else None) for row in extracted.assignments}
    assert {
        ("各行业主管部门", Role.PARTNER, "联合"),
        ("各街镇", Role.PARTNER, "联合"),
        ("上海戏剧学院", Role.PARTNER, "合作"),
        ("宝山沪剧团", Role.PARTNER, "合作"),
        ("各校", Role.PARTICIPANT, "参加"),
    } <= said


@pytest.mark.parametrize(
    ("quote", "value", "unit", "comparator", "kind"),
    [
        ("新增5个普惠性托育点", 5, "个", Comparator.EQ, TargetKind.TARGET),
        ("托幼一体园占比达75%", 75, "%", Comparator.GE, TargetKind.SHARE),
        ("普惠性幼儿园覆盖率达93%", 93, "%", Comparator.GE, TargetKind.SHARE),
        ("18个科技教育联合体", 18, "个", Comparator.EQ, TargetKind.COUNT),
        ("第五批", 5, "批", Comparator.ORDINAL, TargetKind.ORDINAL),
        ("“十四五”教育基本设施规划开工率达到 60%", 60, "%", Comparator.GE, TargetKind.SHARE),
        ("确权补证完成率达到 80%以上", 80, "%", Comparator.GE, TargetKind.SHARE),
        ("不动产权证拥有率达到 90%以上", 90, "%", Comparator.GE, TargetKind.SHARE),
    ],
)
def test_figures_are_read_with_unit_and_comparator(
    extracted: Plan, quote: str, value: int, unit: str, comparator: Comparator, kind: TargetKind
) -> None:
    (row,) = [row for row in extracted.targets if row.evidence.quote == quote]
    assert (row.value, row.unit, row.comparator, row.kind) == (value, unit, comparator, kind)


def test_a_cap_is_a_limit(extracted: Plan) -> None:
    limits = {(row.value, row.unit) for row in extracted.targets if row.kind is TargetKind.LIMIT}
    assert limits == {(5, "%"), (45, "岁")}


def test_documents_are_read_with_what_is_done_with_them(extracted: Plan) -> None:
    cited = {(row.name, row.relation) for row in extracted.citations}
    assert {
        ("《宝山区关于加强和改进中小学科学教育工作的三年行动计划（2023-2025年）》", DocumentRelation.DRAFTS),
        ("《关于在宝山区教育系统大兴调查研究的实施细则》", DocumentRelation.IMPLEMENTS),
        ("《师训工作手册》", DocumentRelation.REVISES),
    } <= cited


def test_works_are_read_with_their_stage(extracted: Plan) -> None:
    names = {row.id: row.name for row in extracted.entities}
    said = {(row.predicate, names.get(row.object)) for row in extracted.relations if row.subject in {"20.1", "20.2"}}
    assert {
        (Predicate.COMPLETES, "罗店镇幼儿园迁建项目"),
        (Predicate.COMPLETES, "华二高中新建"),
        (Predicate.STARTS_CONSTRUCTION, "白鹭小学"),
        (Predicate.STARTS_CONSTRUCTION, "白鹭幼儿园"),
    } <= said


def test_every_quote_stands_and_every_sentence_is_accounted_for(extracted: Plan, document: Document) -> None:
    issues = verify(extracted, document)
    assert [issue for issue in issues if issue.severity is Severity.ERROR] == []
    silent = [account.sentence for account in coverage(extracted) if not account.statements]
    assert issues == ()
    # What gave nothing stands before the first chapter: the notice, and the preamble of the plan.
    assert {sentence.section for sentence in silent} <= {None}


def test_what_is_inferred_names_its_rule(extracted: Plan) -> None:
    rows = (*extracted.entities, *extracted.tasks, *extracted.assignments, *extracted.relations)
    assert {row.standing for row in rows} == {Standing.STATED, Standing.INFERRED}
    assert all(row.rule for row in rows)
    assert {row.rule for row in rows if row.standing is Standing.INFERRED} == {
        "lead-left-out",
        "project-named-by-building",
        "town-in-name",
    }


def test_its_review_applies_with_no_idle_decision(loaded: Loaded) -> None:
    assert [issue.message for issue in loaded.issues] == []


def test_its_review_decides_and_does_not_retype(loaded: Loaded) -> None:
    assert 40 <= len(loaded.review.decisions) <= 80
    assert all(len(decision.reason) >= 2 for decision in loaded.review.decisions)


def test_the_reviewed_plan_holds_and_keeps_decisions_apart(loaded: Loaded) -> None:
    plan = loaded.plan
    assert [issue for issue in verify(plan, loaded.document) if issue.severity is Severity.ERROR] == []
    ids = {decision.id for decision in loaded.review.decisions}
    rows = (*plan.tasks, *plan.entities, *plan.assignments, *plan.targets, *plan.citations, *plan.relations)
    for row in rows:
        assert (row.decision in ids) is (row.standing is Standing.DECIDED)
    assert len({row.decision for row in rows if row.decision}) > 25
