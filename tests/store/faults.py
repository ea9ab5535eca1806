"""One fault for each hand-written shape, planted in the graph of the bundled plan; each gives the id it is found at."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from plankg.graph.rdf import PREFIXES, Iris, expand, identity_nquads, term_iri
from plankg.graph.rdf.iris import identity as identity_iri
from plankg.graph.store import Store
from plankg.graph.things.identity import Identity, PlanEntity
from plankg.schema import Plan
from plankg.schema.terms import Role, Standing, TaskKind
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

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


def task_mentions_a_section(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    put(store, IRIS.task("2.5"), "plankg:mentions", NamedNode(IRIS.section("二")))
    return "2.5"


def thing_that_nothing_mentions(store: Store, plan: Plan) -> str:
    thing = IRIS.entity(next(entity.id for entity in plan.entities if entity.name == "远航计划"))
    for quad in list(store.oxigraph.quads_for_pattern(None, named("plankg:mentions"), NamedNode(thing), None)):
        store.oxigraph.remove(quad)
    return "Programme/远航计划"


def share_of_175_percent(store: Store, plan: Plan) -> str:
    id_ = target(plan, 93, "%")
    change(store, IRIS.target(id_), "schema:value", Literal("175", datatype=named("xsd:decimal")))
    return id_


def default_actor_beside_a_doer(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    put(store, IRIS.task("12.4"), "plankg:defaultActor", NamedNode(IRIS.entity("GovernmentBody/上海市宝山区教育局")))
    return "12.4"


def relation_without_its_triple(store: Store, plan: Plan) -> str:
    relation = next(r for r in plan.relations if r.predicate.value == "renovates" and r.object == "School/顾村中学")
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
    change(store, f"{span}#selector", "oa:end", Literal("999999", datatype=XSD_INTEGER))
    return span


def quote_that_the_text_does_not_say(store: Store, plan: Plan) -> str:
    span = IRIS.span(plan.tasks[5].evidence)
    change(store, f"{span}#selector", "oa:exact", Literal("推进别的工程"))
    return span


def broken_quote_that_its_pieces_do_not_say(store: Store, plan: Plan) -> str:
    span = IRIS.span(next(t for t in plan.tasks if t.id == "20.3").evidence)
    change(store, f"{span}#selector", "oa:exact", Literal("确保“十四五”教育基本设施规划竣工率达到 60%"))
    return span


def task_of_a_kind_from_another_list(store: Store, plan: Plan) -> str:
    task = plan.tasks[7]
    change(store, IRIS.task(task.id), "plankg:taskKind", NamedNode(term_iri(Standing.STATED)))
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


def plan_with_a_second_text(store: Store, plan: Plan) -> str:
    put(store, IRIS.plan, "prov:wasDerivedFrom", NamedNode(IRIS.source + "/2"))
    return plan.id


def words_of_no_text(store: Store, plan: Plan) -> str:
    span = IRIS.span(plan.tasks[10].evidence)
    take(store, span, "oa:hasSource")
    return span


def words_without_a_quote(store: Store, plan: Plan) -> str:
    span = IRIS.span(plan.tasks[11].evidence)
    take(store, f"{span}#selector", "oa:exact")
    return span


def words_that_begin_nowhere(store: Store, plan: Plan) -> str:
    span = IRIS.span(plan.tasks[12].evidence)
    take(store, f"{span}#selector", "oa:start")
    return span


def words_with_two_ends(store: Store, plan: Plan) -> str:
    span = IRIS.span(plan.tasks[13].evidence)
    put(store, f"{span}#selector", "oa:end", Literal("1", datatype=XSD_INTEGER))
    return span


def identity_of(store: Store, plan: Plan, name: str) -> str:
    """Say that a school is the same as one of another plan, which this graph knows nothing of."""
    school = next(entity for entity in plan.entities if entity.name == name)
    ends = [PlanEntity(plan=id_, entity=school.id, evidence=school.evidence) for id_ in (plan.id, "zhu")]
    same = Identity(first=ends[0], second=ends[1], rule="same-name-same-issuer-region")
    store.oxigraph.load(identity_nquads([same]), format=RdfFormat.N_QUADS)
    return identity_iri(Iris(end.plan).entity(end.entity) for end in ends)


def identity_with_a_thing_unknown(store: Store, plan: Plan) -> str:
    return identity_of(store, plan, "华二高中")


def identity_of_nothing(store: Store, plan: Plan) -> str:
    node = identity_of(store, plan, "顾村中学")
    take(store, node, "rdf:subject")
    return node


def identity_without_words(store: Store, plan: Plan) -> str:
    node = identity_of(store, plan, "爱辉职校")
    take(store, node, "oa:hasTarget")
    return node


def unit_named_outside_of_the_clause(store: Store, plan: Plan) -> str:
    row = next(row for row in plan.assignments if row.name == "社会力量")
    change(store, IRIS.assignment(row.id), "plankg:unitEvidence", NamedNode(IRIS.span(plan.tasks[-1].evidence)))
    return row.id


def doer_who_does_not_carry(store: Store, plan: Plan) -> str:
    row = next(row for row in plan.assignments if row.name == "校领导" and row.role.does)
    take(store, IRIS.entity(row.unit), "plankg:carries", NamedNode(IRIS.task(row.task)))
    return row.id


def beneficiary_not_concerned(store: Store, plan: Plan) -> str:
    row = next(row for row in plan.assignments if row.name == "社区" and row.role is Role.BENEFICIARY)
    take(store, IRIS.task(row.task), "plankg:concerns", NamedNode(IRIS.entity(row.unit)))
    return row.id


def leader_without_assignment(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    put(store, IRIS.entity("School/华二高中"), "plankg:leads", NamedNode(IRIS.task("2.4")))
    return "School/华二高中"


def coordination_without_assignment(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    put(store, IRIS.task("2.4"), "plankg:requiresCoordinationWith", NamedNode(IRIS.entity("School/华二高中")))
    return "2.4"


def figure_of_another_task(store: Store, plan: Plan) -> str:
    put(store, IRIS.task("24.3"), "plankg:quantifiedBy", NamedNode(IRIS.target(plan.targets[0].id)))
    return "24.3"


def document_drafted_by_nobody(store: Store, plan: Plan) -> str:
    paper = next(entity.id for entity in plan.entities if entity.name == "校外培训机构管理办法")
    put(store, IRIS.task("24.4"), "plankg:draftsDocument", NamedNode(IRIS.entity(paper)))
    return "24.4"


def building_without_relation(store: Store, plan: Plan) -> str:  # noqa: ARG001 - faults are called alike
    put(store, IRIS.task("24.5"), "plankg:builds", NamedNode(IRIS.entity("School/白鹭小学")))
    return "24.5"


def thing_that_nothing_names(store: Store, plan: Plan) -> str:
    thing = next(entity for entity in plan.entities if entity.name == "教学资源库")
    take(store, IRIS.mention(thing.id, thing.evidence), "oa:hasBody")
    return thing.id


def mention_of_two_things(store: Store, plan: Plan) -> str:
    thing = next(entity for entity in plan.entities if entity.name == "远航计划")
    place = IRIS.mention(thing.id, thing.evidence)
    put(store, place, "oa:hasBody", NamedNode(IRIS.entity("School/顾村中学")))
    return place


def range_from_more_to_less(store: Store, plan: Plan) -> str:
    id_ = target(plan, 60, "%")
    put(store, IRIS.target(id_), "schema:maxValue", Literal("50", datatype=named("xsd:decimal")))
    return id_


def task_due_before_the_plan_begins(store: Store, plan: Plan) -> str:
    place, due = IRIS.interval("23.3"), date(2022, 12, 31)
    put(store, IRIS.task("23.3"), "schema:endDate", Literal(str(due), datatype=named("xsd:date")))
    put(store, IRIS.task("23.3"), "time:hasTime", NamedNode(place))
    put(store, place, "rdf:type", named("time:ProperInterval"))
    put(store, place, "time:hasEnd", NamedNode(IRIS.instant(due)))
    put(store, IRIS.instant(due), "time:inXSDDate", Literal(str(due), datatype=named("xsd:date")))
    assert any(task.id == "23.3" for task in plan.tasks)
    return "23.3"


FAULTS: dict[Callable[[Store, Plan], str], str] = {
    assignment_loses_its_clause: "AssignmentEvidence-clause",
    assignment_loses_the_words_of_its_unit: "AssignmentEvidence-unit",
    programme_carries_a_task: "OnlyActorsDo",
    unit_carries_without_assignment: "CarriesIsBacked-value",
    task_concerns_without_assignment: "ConcernsIsBacked-value",
    share_of_175_percent: "ShareWithinHundred-value",
    task_mentions_a_section: "OnlyThingsAreMentioned-thing",
    thing_that_nothing_mentions: "EveryThingIsMentioned-value",
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
    plan_with_a_second_text: "PlanHasText-source",
    words_of_no_text: "Span-source",
    words_without_a_quote: "Span-quote",
    words_that_begin_nowhere: "Span-start",
    words_with_two_ends: "Span-end",
    identity_with_a_thing_unknown: "IdentityEnds-second",
    identity_of_nothing: "IdentityEnds-first",
    identity_without_words: "IdentityEnds-words",
    unit_named_outside_of_the_clause: "UnitInClause-words",
    doer_who_does_not_carry: "AssignmentIsSaid-carries",
    beneficiary_not_concerned: "AssignmentIsSaid-concerns",
    leader_without_assignment: "RoleEdgeIsBacked-unit",
    coordination_without_assignment: "RoleEdgeIsBacked-task",
    figure_of_another_task: "StatementEdgeIsBacked-target",
    document_drafted_by_nobody: "StatementEdgeIsBacked-document",
    building_without_relation: "RelationEdgeIsBacked-value",
    thing_that_nothing_names: "EntityIsNamed-words",
    mention_of_two_things: "MentionOfThing-body",
    range_from_more_to_less: "RangeOrder-value",
    task_due_before_the_plan_begins: "DueAfterBeginning-value",
}
