"""Each kind of decision does what it says, marks what it decided, and leaves a plan that still holds."""

from __future__ import annotations

import pytest
from decisions import TEXT, plan_and_text, review_of, reviewed
from plankg.graph.extraction import extract
from plankg.graph.reading.text import document_from_text
from plankg.graph.review import apply_review
from plankg.graph.things.derived import derived_relations
from plankg.schema import Plan
from plankg.schema.terms import DocumentRelation, EntityType, Predicate, Role, Standing, TaskKind

DECIDED = (Standing.DECIDED, "d1")


def task(plan: Plan, words: str) -> str:
    return next(row.id for row in plan.tasks if words in row.text)


def roles(plan: Plan) -> set[tuple[str, str]]:
    names = {row.id: row.name for row in plan.entities}
    return {(names[row.unit], row.role.value) for row in plan.assignments}


def edges(plan: Plan) -> set[tuple[str, str, str]]:
    names = {row.id: row.name for row in plan.entities}
    return {
        (names.get(row.subject, row.subject), row.predicate.value, names.get(row.object, row.object))
        for row in (*plan.relations, *derived_relations(plan))
    }


def test_the_short_plan_reads_as_the_decisions_suppose() -> None:
    plan, _ = plan_and_text()
    assert {
        ("学校", "responsible"),
        ("临江小学", "site"),
        ("乡村教师", "beneficiary"),
        ("县财政局", "partner"),
    } <= roles(plan)
    assert ("学校", "carries", "1.2") in edges(plan)


def test_accept_marks_the_statement_as_decided_and_changes_nothing_else() -> None:
    plan, issues = reviewed({"action": "accept", "statement": "task", "directive": 1, "quote": "扩建临江小学"})
    before, _ = plan_and_text()
    (row,) = [row for row in plan.tasks if row.text == "扩建临江小学"]
    assert (row.standing, row.decision) == DECIDED
    assert issues == ()
    assert {row.id: row.text for row in plan.tasks} == {row.id: row.text for row in before.tasks}
    assert [row.id for row in plan.tasks if row.decision] == [row.id]


def test_change_sets_the_fields_and_marks_the_statement() -> None:
    plan, issues = reviewed(
        {
            "action": "change",
            "statement": "task",
            "directive": 1,
            "quote": "统筹三大学区优质园资源",
            "set": {"kind": "build", "due": "2024-12-31"},
        }
    )
    row = plan.tasks[0]
    assert (row.kind, str(row.due), row.standing, row.decision) == (TaskKind.BUILD, "2024-12-31", *DECIDED)
    assert issues == ()


def test_what_no_decision_touches_keeps_its_standing() -> None:
    plan, _ = reviewed(
        {"action": "change", "statement": "task", "directive": 1, "quote": "扩建临江小学", "set": {"kind": "launch"}}
    )
    rows = (*plan.tasks, *plan.entities, *plan.assignments, *plan.targets, *plan.citations, *plan.relations)
    decided = [row for row in rows if row.standing in {Standing.DECIDED, Standing.CITED} or row.decision]
    assert len(decided) == 1


def test_reject_takes_a_statement_out() -> None:
    plan, issues = reviewed(
        {"action": "reject", "statement": "citation", "directive": 2, "quote": "《教师培训管理办法》"}
    )
    assert plan.citations == ()
    assert issues == ()


def test_rejecting_an_entity_takes_out_what_rests_on_it() -> None:
    plan, _ = reviewed(
        {"action": "reject", "statement": "entity", "directive": 1, "quote": "指导学校开展", "of": {"name": "学校"}}
    )
    assert "学校" not in {row.name for row in plan.entities}
    assert ("学校", "responsible") not in roles(plan)
    assert not any("学校" in edge for edge in edges(plan))


def test_rejecting_an_entity_in_one_directive_keeps_it_in_another() -> None:
    plan, _ = reviewed(
        {"action": "reject", "statement": "entity", "directive": 1, "quote": "扩建临江小学", "of": {"name": "临江小学"}}
    )
    (school,) = [row for row in plan.entities if row.name == "临江小学"]
    assert [mention.evidence.quote for mention in school.mentions] == ["临江小学"]
    assert school.mentions[0].section == plan.directives[1].id
    assert {row.task for row in plan.assignments if row.unit == school.id} == {task(plan, "操场")}


def test_rejecting_an_assignment_takes_out_the_edge_it_stands_for() -> None:
    plan, _ = reviewed(
        {
            "action": "reject",
            "statement": "assignment",
            "directive": 1,
            "quote": "指导学校开展应急演练",
            "of": {"unit": "学校"},
        }
    )
    assert ("学校", "responsible") not in roles(plan)
    assert ("学校", "carries", "1.2") not in edges(plan)


def test_changing_a_role_changes_the_edge_it_stands_for() -> None:
    plan, _ = reviewed(
        {
            "action": "change",
            "statement": "assignment",
            "directive": 2,
            "quote": "临江小学",
            "of": {"name": "临江小学"},
            "set": {"role": "responsible"},
        }
    )
    number = task(plan, "操场")
    assert ("临江小学", "carries", number) in edges(plan)
    assert (number, "appliesTo", "临江小学") not in edges(plan)
    (edge,) = [row for row in derived_relations(plan) if (row.object, row.predicate) == (number, Predicate.CARRIES)]
    assert (edge.standing, edge.decision) == DECIDED


def test_adding_an_assignment_adds_the_edge_it_stands_for_and_ends_the_default_actor() -> None:
    plan, _ = reviewed(
        {
            "action": "add",
            "statement": "assignment",
            "directive": 1,
            "quote": "扩建临江小学",
            "set": {"unit": "学校", "role": "lead"},
        }
    )
    number = task(plan, "扩建")
    assert ("学校", "leads", number) in edges(plan)
    assert next(row for row in plan.tasks if row.id == number).default_actor is None


def test_rejecting_the_only_one_who_does_it_leaves_the_task_to_the_issuer() -> None:
    plan, _ = reviewed({"action": "reject", "statement": "assignment", "directive": 1, "quote": "指导学校开展应急演练"})
    (row,) = [row for row in plan.tasks if "应急演练" in row.text]
    assert row.default_actor == "GovernmentBody/青山县教育局"


def test_rejecting_a_task_takes_out_its_assignments_and_edges() -> None:
    plan, _ = reviewed(
        {"action": "reject", "statement": "task", "directive": 1, "quote": "力争普惠性幼儿园覆盖率达93%"}
    )
    assert not any("93%" in row.text for row in plan.tasks)
    assert all(row.task is None for row in plan.targets if row.value == 93)


def test_rejecting_a_target_takes_out_the_edges_to_it() -> None:
    plan, _ = reviewed({"action": "reject", "statement": "target", "directive": 1, "quote": "普惠性幼儿园覆盖率达93%"})
    assert not any(row.value == 93 for row in plan.targets)


def test_rejecting_a_citation_takes_out_the_edge_it_stands_for() -> None:
    plan, _ = reviewed({"action": "reject", "statement": "citation", "directive": 2, "quote": "《教师培训管理办法》"})
    before, _ = plan_and_text()
    assert any(predicate == "draftsDocument" for _, predicate, _ in edges(before))
    assert not any(predicate == "draftsDocument" for _, predicate, _ in edges(plan))


def test_add_makes_a_statement_of_each_kind() -> None:
    plan, issues = reviewed(
        {"action": "add", "statement": "entity", "directive": 1, "quote": "优质园资源", "set": {"type": "Platform"}},
        {
            "action": "add",
            "statement": "target",
            "directive": 2,
            "quote": "乡村教师",
            "set": {"value": 100, "unit": "名", "comparator": "ge", "indicator": "乡村教师数", "kind": "target"},
        },
        {"action": "add", "statement": "citation", "directive": 1, "quote": "优质园资源", "set": {"relation": "cites"}},
        {
            "action": "add",
            "statement": "relation",
            "directive": 1,
            "quote": "统筹三大学区优质园资源",
            "set": {"subject": "task", "predicate": "builds", "object": "优质园资源"},
        },
        {
            "action": "add",
            "statement": "task",
            "directive": 1,
            "quote": "达93%",
            "set": {"action": "达", "kind": "complete"},
        },
    )
    assert issues == ()
    assert "Platform/优质园资源" in {row.id for row in plan.entities}
    assert ("1.1", "builds", "优质园资源") in edges(plan)
    assert [row.relation for row in plan.citations if row.decision] == [DocumentRelation.CITES]
    assert [row.indicator for row in plan.targets if row.decision] == ["乡村教师数"]
    assert [row.id for row in plan.tasks if row.decision] == ["1.5"]
    rows = (*plan.tasks, *plan.entities, *plan.targets, *plan.citations, *plan.relations)
    assert {row.standing for row in rows if row.decision} == {Standing.DECIDED}


def test_an_entity_added_where_the_plan_names_it_elsewhere_gains_a_mention() -> None:
    plan, _ = reviewed(
        {
            "action": "add",
            "statement": "entity",
            "directive": 2,
            "quote": "教师",
            "set": {"type": "SchoolCategory", "name": "学校"},
        }
    )
    (school,) = [row for row in plan.entities if row.name == "学校"]
    assert [mention.evidence.quote for mention in school.mentions] == ["学校", "教师"]


def test_merge_makes_two_names_one_thing() -> None:
    plan, issues = reviewed(
        {
            "action": "merge",
            "statement": "entity",
            "directive": 1,
            "quote": "优质园",
            "set": {"into": "SchoolDistrict/三大学区"},
        }
    )
    (whole,) = [row for row in plan.entities if row.name == "三大学区"]
    assert issues == ()
    assert "优质园" in whole.aliases
    assert not any(row.name == "优质园" for row in plan.entities)
    assert (whole.standing, whole.decision) == DECIDED
    assert not any(subject == end for subject, _, end in edges(plan))


@pytest.mark.parametrize(
    ("whole", "part"), [("School/临江小学", "临江小学操场"), ("Facility/临江小学操场", "临江小学")]
)
def test_merged_mentions_that_begin_at_one_place_have_one_order(whole: str, part: str) -> None:
    document = document_from_text(TEXT.replace("，扩建临江小学", ""), name="要点.txt")
    merge = {"action": "merge", "statement": "entity", "directive": 2, "quote": part, "of": {"name": part}}
    plan, issues = apply_review(
        extract(document, plan_id="qingshan"), document, review_of({**merge, "set": {"into": whole}})
    )
    assert issues == ()
    (entity,) = [row for row in plan.entities if row.id == whole]
    assert [mention.evidence.quote for mention in entity.mentions] == ["临江小学", "临江小学操场"]


def test_a_member_is_named_from_a_source_and_stands_as_cited() -> None:
    plan, issues = reviewed(
        {
            "action": "change",
            "statement": "member",
            "directive": 1,
            "quote": "三大学区",
            "set": {"position": 2, "name": "城东学区"},
            "source": "青教〔2023〕8号",
        }
    )
    (district,) = [row for row in plan.entities if row.type is EntityType.SCHOOL_DISTRICT]
    assert [member.name for member in district.members] == [None, "城东学区", None]
    named = district.members[1]
    assert (named.standing, named.source, named.decision) == (Standing.CITED, "青教〔2023〕8号", "d1")
    assert [member.standing for member in district.members if member.name is None] == [Standing.INFERRED] * 2
    assert issues == ()


def test_a_decision_with_a_source_is_kept_apart_as_cited() -> None:
    plan, _ = reviewed(
        {
            "action": "accept",
            "statement": "task",
            "directive": 1,
            "quote": "扩建临江小学",
            "source": "青发改〔2024〕1号",
        }
    )
    (row,) = [row for row in plan.tasks if row.decision]
    assert (row.standing, row.source) == (Standing.CITED, "青发改〔2024〕1号")


@pytest.mark.parametrize(
    "row",
    [
        {"action": "accept", "statement": "target", "directive": 1, "quote": "扩建临江小学"},
        {"action": "reject", "statement": "entity", "directive": 1, "quote": "统筹"},
        {"action": "change", "statement": "task", "directive": 1, "quote": "扩建临江小学", "set": {"kind": "build"}},
        {
            "action": "change",
            "statement": "task",
            "directive": 1,
            "quote": "扩建临江小学",
            "set": {"objects": ["临江小学"]},
        },
        {
            "action": "change",
            "statement": "task",
            "directive": 1,
            "quote": "扩建临江小学",
            "of": {"kind": "launch"},
            "set": {"kind": "pilot"},
        },
        {"action": "add", "statement": "entity", "directive": 1, "quote": "临江小学", "set": {"type": "School"}},
        {"action": "merge", "statement": "entity", "directive": 1, "quote": "学校", "set": {"into": "学校"}},
    ],
    ids=lambda row: f"{row['action']} {row['statement']} {row.get('set', '')}",
)
def test_a_decision_that_changes_nothing_is_reported(row: dict[str, object]) -> None:
    before, _ = plan_and_text()
    plan, issues = reviewed(row)
    assert [issue.check for issue in issues] == ["decision-idle"]
    assert issues[0].statement == "d1"
    assert issues[0].evidence is not None
    assert plan == before


def test_no_decision_leaves_the_plan_as_it_is() -> None:
    before, _ = plan_and_text()
    assert reviewed() == (before, ())


def test_decisions_are_carried_out_in_order() -> None:
    plan, issues = reviewed(
        {"action": "add", "statement": "entity", "directive": 1, "quote": "优质园资源", "set": {"type": "Platform"}},
        {
            "action": "change",
            "statement": "entity",
            "directive": 1,
            "quote": "优质园资源",
            "of": {"type": "Platform"},
            "set": {"aliases": ["园所资源"]},
        },
    )
    (event,) = [row for row in plan.entities if row.id == "Platform/优质园资源"]
    assert (event.aliases, event.decision, issues) == (("园所资源",), "d2", ())


def test_roles_set_by_a_decision_are_roles_of_the_model() -> None:
    plan, _ = reviewed(
        {
            "action": "change",
            "statement": "assignment",
            "directive": 1,
            "quote": "指导学校",
            "set": {"role": "participant"},
        }
    )
    assert {row.role for row in plan.assignments if row.decision} == {Role.PARTICIPANT}
