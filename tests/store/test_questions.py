from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
from plankg.graph.checks.validation import coverage
from plankg.graph.extraction import extract
from plankg.graph.questions import Answer, Question, question, questions
from plankg.graph.rdf.vocabulary import prefixed, superclasses
from plankg.graph.reading.text import document_from_text
from plankg.graph.store import Store
from plankg.schema import Document, Plan, UsageError
from plankg.schema.decision import Review
from plankg.schema.terms import EntityType, Standing, TaskKind

ALL = pytest.mark.parametrize("asked", questions(), ids=lambda asked: asked.name)
SILENT = {"same-things"}
"""Of several plans."""
TOLD = {
    "unit": "上海大学",
    "other": "宝山沪剧团",
    "section": "八",
    "statement": "20.2",
    "kind": "举办",
    "topic": "招生",
    "day": "2023-12-31",
    "project": "华二高中新建",
    "whole": "五大学区",
    "indicator": "托幼一体园占比",
    "thing": "宝宝屋",
    "document": "《师训工作手册》",
    "role": "配合",
    "type": "学校",
    "task": "5.6",
    "bound": "不低于",
    "number": "75%",
}


def told(asked: Question) -> dict[str, str]:
    return {parameter.name: TOLD[parameter.name] for parameter in asked.parameters}


def records(answer: Answer, *columns: str) -> list[tuple[object, ...]]:
    return [tuple(record[column] for column in columns) for record in answer.records()]


def test_a_question_for_the_type_of_a_thing_leaves_out_every_class_that_holds_several_types() -> None:
    above = {"plankg:Entity", *(prefixed(iri) for kind in EntityType for iri in superclasses(kind))}
    folder = Path(str(resources.files("plankg.graph")))
    left_out = [
        set(listed.split(", "))
        for path in (*folder.glob("queries/*.rq"), *folder.glob("questions/choices/*.rq"))
        for listed in re.findall(r"\?type NOT IN \((.*?)\)", path.read_text("utf-8"))
    ]
    assert left_out == [above] * len(left_out) != []


@ALL
def test_a_question_has_titles_in_both_languages(asked: Question) -> None:
    assert re.search(r"[\u4e00-\u9fff]", asked.title("zh"))
    assert asked.title("en").isascii()


@ALL
def test_its_headings_are_those_of_the_answer_and_it_answers_on_the_bundled_plan(asked: Question, store: Store) -> None:
    answer = store.ask(asked.name, **told(asked))
    assert answer.columns == tuple(column.name for column in asked.columns)
    assert len(asked.headings("zh")) == len(asked.headings("en")) == len(answer.columns)
    assert bool(answer.rows) == (asked.name not in SILENT)


@ALL
def test_no_answer_shows_a_bare_iri(asked: Question, store: Store) -> None:
    cells = [cell for row in store.ask(asked.name, **told(asked)).rows for cell in row]
    assert not [cell for cell in cells if isinstance(cell, str) and cell.startswith("http")]


@ALL
def test_each_row_that_has_a_sentence_has_it_from_the_text_at_its_position(
    asked: Question, store: Store, plan: Plan
) -> None:
    sentences = {s.evidence.quote: (s.evidence.start, s.evidence.end) for s in plan.sentences}
    for record in store.ask(asked.name, **told(asked)).records():
        if record.get("sentence") is not None:
            start, end = sentences[str(record["sentence"])]
            assert start <= int(str(record["start"])) < end


def test_who_carries_most(store: Store, plan: Plan) -> None:
    answer = store.ask("busiest-units")
    counts = {
        entity.name: len({a.task for a in plan.assignments if a.unit == entity.id and a.role.does})
        for entity in plan.entities
    }
    assert answer.rows[0][2] == max(counts.values())
    assert counts[str(answer.rows[0][0])] == max(counts.values())
    assert ("上海大学", "合作机构", 1, 0) in answer.rows


def test_what_a_unit_carries(store: Store) -> None:
    (row,) = records(store.ask("unit-tasks", unit="宝山沪剧团"), "role", "task", "standing", "start")
    assert row == ("配合", "5.6", "原文写明", 1444)


def test_a_unit_is_known_by_its_other_names(store: Store) -> None:
    assert store.ask("unit-tasks", unit="学区").rows
    assert store.ask("unit-tasks", unit="学区") == store.ask("unit-tasks", unit="五大学区")
    assert store.ask("unit-tasks", unit="行知教育集团") == store.ask("unit-tasks", unit="行知")


def test_an_alias_that_is_another_units_name_means_that_other_unit() -> None:
    document = document_from_text("一、工作\n1.标题。改造8所公办幼儿园，规范公办幼儿园收费。", name="示例.txt")
    plan = extract(document, plan_id="shili")
    assert any("公办幼儿园" in entity.aliases for entity in plan.entities)
    store = Store()
    store.load(plan, document)
    assert records(store.ask("unit-tasks", unit="公办幼儿园"), "task") == [("1.2",)]


def test_what_concerns_a_unit(store: Store) -> None:
    assert records(store.ask("unit-tasks", unit="顾村中学"), "role", "task") == [("地点", "20.1")]


def test_tasks_with_no_unit_named(store: Store, plan: Plan) -> None:
    answer = store.ask("tasks-without-unit")
    carried = {a.task for a in plan.assignments if a.role.does}
    assert {row[0] for row in answer.rows} == {task.id for task in plan.tasks} - carried
    assert ("20.1", "上海市宝山区教育局") in records(answer, "task", "actor")


def test_partners_and_what_they_do(store: Store) -> None:
    found = records(store.ask("partners"), "partner", "task")
    for name in ("上海大学", "上海戏剧学院", "上师大", "宝山沪剧团"):
        assert (name, "5.6") in found
    assert ("各街镇", "12.4") in found


def test_the_five_districts_with_their_members_open(store: Store) -> None:
    found = records(store.ask("school-districts"), "district", "position", "member", "standing")
    assert found == [("五大学区", position, None, "规则推断") for position in range(1, 6)]


def test_projects_by_stage(store: Store) -> None:
    found = records(store.ask("projects-by-stage"), "stage", "project")
    assert found[0][0] == "开工"
    assert found[-1][0] == "完工启用"
    for row in (
        ("开工", "白鹭小学"),
        ("开工", "白鹭幼儿园"),
        ("改造", "顾村中学改造"),
        ("加固", "爱辉职校加固"),
        ("迁建", "罗店镇幼儿园迁建项目"),
        ("完工启用", "华二高中新建"),
    ):
        assert row in found


def test_targets_by_value(store: Store) -> None:
    shares = [row for row in records(store.ask("targets"), "value", "measure", "comparator", "task") if row[1] == "%"]
    assert (93, "%", "不低于", "8.5") in shares
    assert (5, "%", "不超过", "12.2") in shares
    numbers = [row[0] for row in shares if row[0] is not None]
    assert numbers == sorted(numbers, reverse=True)  # type: ignore[type-var]


def test_numbers_inside_names_are_no_targets(store: Store) -> None:
    assert not {"名称中的数", "序次"} & {row[0] for row in records(store.ask("targets"), "kind")}


def test_documents_to_be_drafted(store: Store) -> None:
    found = records(store.ask("documents-to-draft"), "document", "relation", "task")
    assert ("《宝山区关于加强和改进中小学科学教育工作的三年行动计划（2023-2025年）》", "制订", "3.1") in found
    assert ("校园食品安全管理制度", "修订", "5.9") in found


def test_which_units_work_together(store: Store) -> None:
    found = {frozenset(row) for row in records(store.ask("units-together"), "first", "second")}
    assert frozenset({"上海大学", "宝山沪剧团"}) in found
    assert frozenset({"各行业主管部门", "各街镇"}) in found


def test_how_many_tasks_of_each_kind(store: Store, plan: Plan) -> None:
    answer = store.ask("task-kinds")
    assert sum(int(str(row[1])) for row in answer.rows) == len(plan.tasks)
    assert dict(records(answer, "kind", "tasks"))["建设"] == sum(t.kind is TaskKind.BUILD for t in plan.tasks)


@pytest.mark.parametrize("kind", ["举办", "hold_event", "hold an event"])
def test_the_tasks_of_a_kind_by_its_label_or_its_value(kind: str, store: Store) -> None:
    assert ("9.1",) in records(store.ask("tasks-of-kind", kind=kind), "task")


def test_times_and_deadlines(store: Store) -> None:
    assert ("开设普通学校特教专任教师秋季培训班", "秋季") in records(store.ask("deadlines"), "what", "time")


def test_programmes_and_their_parts(store: Store) -> None:
    found = records(store.ask("programmes"), "programme", "part")
    assert ("远航计划", None) in found
    assert ("强校工程", "第一轮初中“强校工程”总结大会") in found


def test_events(store: Store) -> None:
    assert ("五大学区成立大会", "9.1") in records(store.ask("events"), "event", "task")


@pytest.mark.parametrize("statement", ["20.2", "https://w3id.org/plankg/data/baoshan-2023h2/task/20.2"])
def test_the_sentence_of_a_statement(statement: str, store: Store) -> None:
    (row,) = records(store.ask("statement-sentence", statement=statement), "words", "sentence")
    assert row[0] == "全力推进白鹭小学、白鹭幼儿园等项目顺利开工"
    assert str(row[1]).startswith("确保华二高中新建")


def test_statements_by_standing(store: Store, plan: Plan) -> None:
    found = records(store.ask("statements-by-standing"), "standing", "type", "statements")
    for standing in Standing:
        count = sum(task.standing is standing for task in plan.tasks)
        assert (((standing.zh, "任务", count)) in found) == (count > 0)
    assert ("规则推断", "成员", 5) in found


def test_what_reviewers_decided_and_why(store: Store, review: Review) -> None:
    found = records(store.ask("decisions"), "action", "directive", "quote", "reason")
    assert len(found) == len(review.decisions)
    assert {row[0] for row in records(store.ask("decisions"), "what")} <= {
        "任务",
        "实体",
        "分工",
        "指标",
        "引用文件",
        "关系",
        "成员",
    }
    first = review.decisions[0]
    assert (first.action.zh, first.directive, first.quote, first.reason) in found


def test_sentences_that_gave_nothing_are_those_of_the_account(store: Store, plan: Plan) -> None:
    silent = [str(row[0]) for row in records(store.ask("silent-sentences"), "sentence")]
    assert "附件" in silent
    assert silent == [account.sentence.evidence.quote for account in coverage(plan) if not account.statements]
    assert not any(sentence.startswith("召开五大学区成立大会") for sentence in silent)


@pytest.mark.parametrize("section", ["20", "七/20", "增加优质教育资源供给"])
def test_the_tasks_of_a_directive_by_its_label_id_or_title(section: str, store: Store, plan: Plan) -> None:
    found = records(store.ask("section-tasks", section=section), "task")
    assert found == [(task.id,) for task in plan.tasks if task.directive == "七/20"]


@pytest.fixture(scope="module")
def without_sentences(plan: Plan, document: Document, review: Review) -> Store:
    bare = Store()
    bare.load(plan.model_copy(update={"sentences": ()}), document, review=review)
    return bare


@pytest.mark.parametrize(
    "asked",
    [q for q in questions() if q.name not in {"silent-sentences", "words-sentences"}],
    ids=lambda asked: asked.name,
)
def test_no_row_is_lost_where_the_sentence_is_not_known(
    asked: Question, store: Store, without_sentences: Store
) -> None:
    assert len(without_sentences.ask(asked.name, **told(asked)).rows) == len(store.ask(asked.name, **told(asked)).rows)


def test_the_tasks_of_a_chapter_are_those_of_its_directives(store: Store, plan: Plan) -> None:
    below = {section.id for section in plan.directives if section.chapter == "二"}
    found = {row[0] for row in records(store.ask("section-tasks", section="二"), "task")}
    assert found == {task.id for task in plan.tasks if task.directive in below}


def test_labels_come_in_the_language_wanted(store: Store) -> None:
    (row,) = records(store.ask("unit-tasks", lang="en", unit="上海大学"), "role", "standing")
    assert row == ("partners", "stated by the text")


def test_a_value_is_bound_and_never_read_as_sparql(store: Store) -> None:
    assert store.ask("section-tasks", section='x" } DROP ALL #').rows == ()


def test_an_unknown_question_is_answered_with_the_nearest_names() -> None:
    with pytest.raises(UsageError, match="unit-tasks"):
        question("unit-task")


@pytest.mark.parametrize(
    ("name", "said", "expected"),
    [
        ("unit-tasks", {}, "缺少参数 unit"),
        ("unit-tasks", {"unit": "上海大"}, "上海大学"),
        ("unit-tasks", {"unit": "上海大学", "school": "x"}, "没有参数 school"),
        ("tasks-of-kind", {"kind": "跳舞"}, "建设（build）"),
    ],
)
def test_what_was_told_wrongly_is_said_in_one_line(
    name: str, said: dict[str, str], expected: str, store: Store
) -> None:
    with pytest.raises(UsageError, match=re.escape(expected)) as error:
        store.ask(name, **said)
    assert "\n" not in str(error.value)
