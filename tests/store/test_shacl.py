from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from importlib.resources import files

import pyoxigraph as ox
import pytest
from plankg.graph.rdf import PREFIXES, Iris, expand, term_iri
from plankg.graph.store import Store, oracle
from plankg.graph.store.shapes import checks_of
from plankg.schema import Document, Issue, Plan
from plankg.schema.decision import Review
from plankg.schema.terms import Standing, TaskKind
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph

IRIS = Iris("baoshan-2023h2")
GRAPH = NamedNode(IRIS.plan)
HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
XSD_INTEGER = NamedNode(expand("xsd:integer"))

Node = NamedNode | Literal


def named(name: str) -> NamedNode:
    return NamedNode(expand(name))


def take(store: Store, subject: str, predicate: str, value: Node | None = None) -> None:
    for quad in list(store.oxigraph.quads_for_pattern(NamedNode(subject), named(predicate), value, None)):
        store.oxigraph.remove(quad)


def put(store: Store, subject: str, predicate: str, value: Node) -> None:
    store.oxigraph.add(Quad(NamedNode(subject), named(predicate), value, GRAPH))


def change(store: Store, subject: str, predicate: str, value: Node) -> None:
    take(store, subject, predicate)
    put(store, subject, predicate, value)


def target(plan: Plan, value: float, unit: str) -> str:
    return next(t.id for t in plan.targets if t.value == value and t.unit == unit)


def first(plan: Plan, unit: str) -> str:
    return next(a.id for a in plan.assignments if a.name == unit)


def assignment_loses_its_clause(store: Store, plan: Plan) -> str:
    id_ = first(plan, "上海大学")
    take(store, IRIS.assignment(id_), "oa:hasTarget")
    return id_


def assignment_loses_the_words_of_its_unit(store: Store, plan: Plan) -> str:
    id_ = first(plan, "上海戏剧学院")
    take(store, IRIS.assignment(id_), "plankg:unitEvidence")
    return id_


def programme_carries_a_task(store: Store, plan: Plan) -> str:
    programme = next(e for e in plan.entities if e.name == "远航计划")
    id_ = first(plan, "宝山沪剧团")
    change(store, IRIS.assignment(id_), "plankg:unit", NamedNode(IRIS.entity(programme.id)))
    put(store, IRIS.entity(programme.id), "plankg:carries", NamedNode(IRIS.task("5.6")))
    return programme.id


def unit_carries_without_assignment(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    school = "School/白鹭小学"
    put(store, IRIS.entity(school), "plankg:carries", NamedNode(IRIS.task("2.4")))
    return school


def task_concerns_without_assignment(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    put(store, IRIS.task("2.5"), "plankg:concerns", NamedNode(IRIS.entity("School/白鹭幼儿园")))
    return "2.5"


def share_of_175_percent(store: Store, plan: Plan) -> str:
    id_ = target(plan, 93, "%")
    change(store, IRIS.target(id_), "schema:value", Literal("175", datatype=named("xsd:decimal")))
    return id_


def default_actor_beside_a_doer(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    put(store, IRIS.task("12.4"), "plankg:defaultActor", NamedNode(IRIS.entity("GovernmentBody/上海市宝山区教育局")))
    return "12.4"


def relation_without_its_triple(store: Store, plan: Plan) -> str:
    relation = next(r for r in plan.relations if r.predicate.value == "renovates")
    take(store, IRIS.entity(relation.subject), "plankg:renovates")
    return relation.id


def relation_to_something_unknown(store: Store, plan: Plan) -> str:
    relation = next(r for r in plan.relations if r.predicate.value == "reinforces")
    change(store, IRIS.relation(relation.id), "rdf:object", NamedNode(IRIS.entity("School/无此校")))
    return relation.id


def relation_from_something_unknown(store: Store, plan: Plan) -> str:
    relation = next(r for r in plan.relations if r.predicate.value == "relocates")
    change(store, IRIS.relation(relation.id), "rdf:subject", NamedNode(IRIS.entity("Project/无此项目")))
    return relation.id


def position_behind_the_end_of_the_text(store: Store, plan: Plan) -> str:
    span = IRIS.span(plan.tasks[3].evidence)
    change(store, f"{span}#position", "oa:end", Literal("999999", datatype=XSD_INTEGER))
    return span


def quote_that_the_text_does_not_say(store: Store, plan: Plan) -> str:
    span = IRIS.span(plan.tasks[5].evidence)
    change(store, f"{span}#quote", "oa:exact", Literal("推进别的工程"))
    return span


def broken_quote_that_its_pieces_do_not_say(store: Store, plan: Plan) -> str:
    span = IRIS.span(next(t for t in plan.tasks if t.id == "20.3").evidence)
    change(store, f"{span}#quote", "oa:exact", Literal("确保“十四五”教育基本设施规划竣工率达到 60%"))
    return span


def task_of_a_kind_from_another_list(store: Store, plan: Plan) -> str:
    task = plan.tasks[7]
    change(store, IRIS.task(task.id), "dcterms:type", NamedNode(term_iri(Standing.STATED)))
    assert task.kind in TaskKind
    return task.id


def task_without_an_action(store: Store, plan: Plan) -> str:
    take(store, IRIS.task(plan.tasks[8].id), "plankg:action")
    return plan.tasks[8].id


def entity_with_two_names(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    put(store, IRIS.entity("School/顾村中学"), "skos:prefLabel", Literal("另一所中学"))
    return "School/顾村中学"


def entity_of_two_types(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    put(store, IRIS.entity("School/爱辉职校"), "rdf:type", named("plankg:Event"))
    return "School/爱辉职校"


def task_due_without_a_time(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    put(store, IRIS.task("1.6"), "schema:endDate", Literal("2023-12-31", datatype=named("xsd:date")))
    return "1.6"


def plan_whose_time_has_no_end(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    take(store, IRIS.interval(), "time:hasEnd")
    return IRIS.interval()


def time_that_ends_when_it_begins(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    place = IRIS.interval("1.6")
    put(store, place, "rdf:type", named("time:ProperInterval"))
    for end in ("time:hasBeginning", "time:hasEnd"):
        put(store, place, end, NamedNode(IRIS.instant(date(2023, 12, 31))))
    return place


def schedule_without_words(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    place = IRIS.recurrence("1.6")
    put(store, place, "rdf:type", named("schema:Schedule"))
    return place


def schedule_of_a_frequency_in_words(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    place = IRIS.recurrence("1.7")
    put(store, place, "rdf:type", named("schema:Schedule"))
    put(store, place, "rdfs:label", Literal("每季度"))
    put(store, place, "schema:repeatFrequency", Literal("季度"))
    return place


FAULTS: dict[Callable[[Store, Plan], str], str] = {
    assignment_loses_its_clause: "AssignmentEvidence-clause",
    assignment_loses_the_words_of_its_unit: "AssignmentEvidence-unit",
    programme_carries_a_task: "OnlyActorsDo",
    unit_carries_without_assignment: "CarriesIsBacked-value",
    task_concerns_without_assignment: "ConcernsIsBacked-value",
    share_of_175_percent: "ShareWithinHundred-value",
    default_actor_beside_a_doer: "DefaultActorOnlyWhereOpen-value",
    relation_without_its_triple: "RelationIsSaid-value",
    relation_to_something_unknown: "RelationEnds-object",
    relation_from_something_unknown: "RelationEnds-subject",
    position_behind_the_end_of_the_text: "PositionsInsideText-value",
    quote_that_the_text_does_not_say: "QuoteStandsInText-whole",
    broken_quote_that_its_pieces_do_not_say: "QuoteStandsInText-pieces",
    task_of_a_kind_from_another_list: "TaskShape-kind",
    task_without_an_action: "TaskShape-action",
    entity_with_two_names: "EntityShape-name",
    entity_of_two_types: "EntityShape-type",
    task_due_without_a_time: "DueIsEndOfTime-value",
    plan_whose_time_has_no_end: "Interval-end",
    time_that_ends_when_it_begins: "Interval-order",
    schedule_without_words: "Schedule-words",
    schedule_of_a_frequency_in_words: "Schedule-frequency",
}


@pytest.fixture(scope="module")
def found(plan: Plan, document: Document) -> tuple[dict[str, str], tuple[Issue, ...]]:
    """Plant every fault in one graph made from the bundled plan, and hold it against the shapes once."""
    store = Store()
    store.load(plan, document)
    planted = {fault.__name__: fault(store, plan) for fault in FAULTS}
    return planted, store.validate()


def test_the_bundled_plan_conforms(store: Store) -> None:
    assert store.validate() == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_found_at_its_statement(
    fault: Callable[[Store, Plan], str], found: tuple[dict[str, str], tuple[Issue, ...]]
) -> None:
    planted, issues = found
    assert (FAULTS[fault], planted[fault.__name__]) in {(issue.check, issue.statement) for issue in issues}


def test_pyshacl_finds_the_same_planted_faults(plan: Plan, document: Document) -> None:
    store = Store()
    store.load(plan, document)
    for fault in FAULTS:
        fault(store, plan)
    assert store.validate() == oracle.validate(store.oxigraph)


def test_pyshacl_finds_nothing_in_the_bundled_plan_either(store: Store) -> None:
    assert oracle.validate(store.oxigraph) == ()


ODD = (
    Literal("2023-02-30", datatype=named("xsd:date")),
    Literal("多", datatype=XSD_INTEGER),
    Literal("标题", language="zh"),
    Literal(-1),
    Literal(""),
    Literal("12.5", datatype=named("xsd:decimal")),
    NamedNode(IRIS.entity("School/无此校")),
    named("plankg:Role-lead"),
    named("plankg:School"),
)


def spoil(store: Store, seed: int) -> None:
    """Take out, add or change a value, a class or a link: for each property of each class, of one node that has it."""
    dice = random.Random(seed)  # noqa: S311 - faults, not secrets
    quads = sorted(store.oxigraph, key=str)
    places: dict[tuple[str, str], list[Quad]] = {}
    kinds = {quad.subject: quad.object.value for quad in quads if quad.predicate == named("rdf:type")}
    for quad in quads:
        places.setdefault((kinds.get(quad.subject, ""), quad.predicate.value), []).append(quad)
    for _, found in sorted(places.items()):
        quad = dice.choice(found)
        if dice.random() < 0.7:
            store.oxigraph.remove(quad)
        if dice.random() < 0.7:
            value = dice.choice((*ODD, dice.choice(quads).object))
            store.oxigraph.add(Quad(quad.subject, quad.predicate, value, quad.graph_name))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("seed", [1, 2])
def test_pyshacl_finds_the_same_in_a_spoilt_graph(plan: Plan, document: Document, review: Review, seed: int) -> None:
    store = Store()
    store.load(plan, document, review=review)
    spoil(store, seed)
    ours, theirs = store.validate(), oracle.validate(store.oxigraph)
    assert len({issue.check for issue in ours}) > 50
    assert {(i.check, i.statement, i.message) for i in ours} ^ {
        (i.check, i.statement, i.message) for i in theirs
    } == set()
    assert ours == theirs


def test_a_structure_that_is_no_json_is_found_though_rdflib_takes_it(
    plan: Plan, document: Document, review: Review
) -> None:
    store = Store()
    store.load(plan, document, review=review)
    change(store, IRIS.decision("d1"), "plankg:set", Literal("{", datatype=named("rdf:JSON")))
    assert [(issue.check, issue.statement) for issue in store.validate()] == [("DecisionShape-set", "d1")]


def test_a_constraint_without_a_query_is_an_error() -> None:
    graph = ox.Store()
    shape = "plankg:S a sh:NodeShape ; sh:targetClass plankg:Task ; sh:property [ sh:path plankg:action ; sh:maxLength 9 ] ."
    graph.load(HEAD + shape, format=ox.RdfFormat.TURTLE)
    with pytest.raises(TypeError, match="maxLength"):
        checks_of(graph)


def test_every_hand_written_shape_has_a_planted_fault() -> None:
    shapes = Graph().parse(data=(files("plankg.schema") / "constraints.ttl").read_text("utf-8"), format="turtle")
    targets = shapes.query("SELECT ?s WHERE { { ?s a sh:SPARQLConstraint } UNION { ?s sh:minCount|sh:class ?any } }")
    names = {str(row[0]).removeprefix(expand("plankg:")) for row in targets}  # type: ignore[index]
    assert names
    assert names <= set(FAULTS.values())


def test_a_finding_says_what_is_wrong_and_shows_the_words(found: tuple[dict[str, str], tuple[Issue, ...]]) -> None:
    _, issues = found
    share = next(issue for issue in issues if issue.check == "ShareWithinHundred-value")
    assert share.message == "比例应在 0 与 100 之间。"
    assert share.evidence is not None
    assert "93%" in share.evidence.quote
