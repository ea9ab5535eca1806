from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from plankg.graph.rdf import Iris, dataset, expand, nquads, term_iri
from plankg.graph.rdf.fields import fields, models
from plankg.schema import Citation, Document, Member, Plan, Section, Sentence, Statement
from plankg.schema.decision import Decision, Review
from plankg.schema.terms import Comparator, Predicate, Role, Standing, TargetKind
from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Quad, RdfFormat, parse

pytestmark = pytest.mark.slow

IRIS = Iris("baoshan-2023h2")


@pytest.fixture(scope="module")
def quads(plan: Plan, document: Document) -> list[Quad]:
    return dataset(plan, document)


@pytest.fixture(scope="module")
def graph(quads: list[Quad]) -> Dataset:
    return Dataset(quads)


def values(graph: Dataset, subject: str, path: str) -> list[str]:
    """Follow a path of prefixed names from a node, and give what stands at its end."""
    ends = [NamedNode(subject)]
    for step in path.split("/"):
        found = (
            quad.object for end in ends for quad in graph.quads_for_subject(end) if quad.predicate.value == expand(step)
        )
        ends = list(found)
    return sorted(end.value for end in ends)


def partner(plan: Plan, name: str, task: str) -> str:
    return next(IRIS.assignment(a.id) for a in plan.assignments if a.name == name and a.task == task)


def test_every_quad_comes_once_and_has_no_blank_node(quads: list[Quad]) -> None:
    assert len(set(quads)) == len(quads)
    assert not any(isinstance(end, BlankNode) for quad in quads for end in (quad.subject, quad.object))


def test_the_same_plan_gives_the_same_quads(plan: Plan, document: Document, quads: list[Quad]) -> None:
    assert dataset(plan, document) == quads


def test_each_statement_of_the_plan_is_a_node_of_its_class(plan: Plan, quads: list[Quad]) -> None:
    types = Counter(quad.object.value for quad in quads if quad.predicate.value == expand("rdf:type"))
    for items in (plan.sections, plan.tasks, plan.entities, plan.assignments, plan.targets, plan.relations):
        assert types[expand(f"plankg:{type(items[0]).__name__}")] == len(items)
    assert types[expand("plankg:Sentence")] == len(plan.sentences)


@pytest.mark.parametrize(
    "model", [m for m in models() if m not in {Decision, Document, Plan, Statement, Member, Sentence}]
)
def test_each_field_that_has_a_value_is_a_property_of_its_statement(
    model: type[Statement], plan: Plan, quads: list[Quad]
) -> None:
    said: dict[str, set[str]] = {}
    for quad in quads:
        said.setdefault(quad.subject.value, set()).add(quad.predicate.value)
    listed = [item for _, items in plan if isinstance(items, tuple) for item in items if type(item) is model]
    for item in listed or [fact for _, _, fact in plan.document.facts()]:
        iri = iri_of(item, plan)
        wanted = {f.iri for f in fields(model) if getattr(item, f.name) not in {None, ()}}
        assert wanted <= said[iri], iri


def iri_of(item: Statement, plan: Plan) -> str:
    if isinstance(item, Citation):
        return IRIS.citation(item.relation.value, item.name, item.evidence)
    if hasattr(item, "id"):
        return str(getattr(Iris.of(plan), type(item).__name__.lower())(item.id))
    return next(IRIS.fact(key) for key, _, fact in plan.document.facts() if fact is item)


def naming_of(id_: str, plan: Plan) -> str:
    """The annotation on which it rests that a thing is in the plan."""
    return Iris.of(plan).mention(id_, next(entity.evidence for entity in plan.entities if entity.id == id_))


def test_an_assignment_points_at_the_unit_the_role_and_the_task(plan: Plan, graph: Dataset) -> None:
    shanghai_university = partner(plan, "上海大学", "5.6")
    assert values(graph, shanghai_university, "plankg:unit") == [IRIS.entity("PartnerInstitution/上海大学")]
    assert values(graph, shanghai_university, "plankg:role") == [term_iri(Role.PARTNER)]
    assert values(graph, shanghai_university, "plankg:unitEvidence/oa:hasSelector/oa:exact") == ["上海大学"]
    assert values(graph, shanghai_university, "plankg:cue/oa:hasSelector/oa:exact") == ["合作"]
    (clause,) = values(graph, shanghai_university, "oa:hasTarget/oa:hasSelector/oa:exact")
    assert clause.startswith("与上海大学、上海戏剧学院、上师大、宝山沪剧团等开展紧密合作")


def test_each_quote_stands_at_its_position(graph: Dataset, document: Document) -> None:
    spans = graph.quads_for_object(NamedNode(expand("oa:SpecificResource")))
    for span in [quad.subject.value for quad in spans]:
        start, end, exact = (values(graph, span, f"oa:hasSelector/oa:{part}")[0] for part in ("start", "end", "exact"))
        if not values(graph, span, "dcterms:hasPart"):
            assert document.text[int(start) : int(end)] == exact


def test_each_piece_of_evidence_stands_between_its_prefix_and_its_suffix(
    graph: Dataset, quads: list[Quad], document: Document
) -> None:
    evidence = {expand(name) for name in ("oa:hasTarget", "plankg:unitEvidence", "plankg:cue", "plankg:body")}
    stated = {quad.subject for quad in quads if quad.predicate.value == expand("plankg:standing")}
    for span in {quad.object.value for quad in quads if quad.predicate.value in evidence and quad.subject in stated}:
        start, end, before, after = (
            values(graph, span, f"oa:hasSelector/oa:{part}") for part in ("start", "end", "prefix", "suffix")
        )
        assert (len(before), len(after)) == (1, 1)
        assert document.text[: int(start[0])].endswith(before[0])
        assert document.text[int(end[0]) :].startswith(after[0])


def test_a_quote_broken_by_a_page_end_has_its_pieces_as_parts(graph: Dataset) -> None:
    rate = IRIS.task("20.3")
    whole = "确保“十四五”教育基本设施规划开工率达到 60%"
    assert values(graph, rate, "oa:hasTarget/oa:hasSelector/oa:exact") == [whole]
    pieces = values(graph, rate, "oa:hasTarget/dcterms:hasPart/oa:hasSelector/oa:exact")
    assert sorted(pieces) == sorted(["确保“十四五”教育", "基本设施规划开工率达到 60%"])


def test_a_statement_leads_to_its_sentence_and_the_sentence_to_its_directive(graph: Dataset) -> None:
    task = IRIS.task("20.2")
    (sentence,) = values(graph, task, "oa:hasTarget/plankg:inSentence/oa:hasSelector/oa:exact")
    assert sentence.startswith("确保华二高中新建、顾村中学改造")
    assert values(graph, task, "oa:hasTarget/plankg:inSentence/dcterms:isPartOf/skos:notation") == ["20"]


def test_who_does_a_task_carries_it_and_whom_it_concerns_is_kept_apart(plan: Plan, graph: Dataset) -> None:
    assert IRIS.task("5.6") in values(graph, IRIS.entity("PartnerInstitution/宝山沪剧团"), "plankg:carries")
    assert values(graph, IRIS.task("20.1"), "plankg:concerns") == sorted(
        IRIS.entity(a.unit) for a in plan.assignments if a.task == "20.1"
    )
    assert values(graph, IRIS.entity("School/顾村中学"), "plankg:carries") == []


def test_a_thing_holds_no_evidence_and_its_namings_point_at_it(plan: Plan, graph: Dataset) -> None:
    opera = IRIS.entity("PartnerInstitution/宝山沪剧团")
    assert {quad.predicate.value for quad in graph.quads_for_subject(NamedNode(opera))} <= {
        expand(name)
        for name in (
            "rdf:type",
            "dcterms:identifier",
            "skos:prefLabel",
            "skos:altLabel",
            "plankg:carries",
            "plankg:partnersIn",
            "plankg:extent",
        )
    }
    naming = naming_of("PartnerInstitution/宝山沪剧团", plan)
    assert values(graph, naming, "oa:hasBody") == [opera]
    assert values(graph, naming, "oa:hasTarget/oa:hasSelector/oa:exact") == ["宝山沪剧团"]
    assert values(graph, naming, "rdf:type") == [expand("plankg:Mention"), expand("plankg:Naming")]
    assert values(graph, naming, "plankg:standing") == [term_iri(Standing.STATED)]


def test_each_mention_of_a_thing_points_at_it(plan: Plan, graph: Dataset) -> None:
    iris = Iris.of(plan)
    for entity in plan.entities:
        pointing = graph.quads_for_object(NamedNode(iris.entity(entity.id)))
        places = {quad.subject.value for quad in pointing if quad.predicate.value == expand("oa:hasBody")}
        assert places == {iris.mention(entity.id, mention.evidence) for mention in entity.mentions}


def test_the_role_of_a_unit_is_a_property_of_its_own_below_carries_or_concerns(graph: Dataset) -> None:
    assert IRIS.task("5.6") in values(graph, IRIS.entity("PartnerInstitution/宝山沪剧团"), "plankg:partnersIn")
    assert set(values(graph, IRIS.task("20.1"), "plankg:takesPlaceAt")) <= set(
        values(graph, IRIS.task("20.1"), "plankg:concerns")
    )
    assert not [quad for quad in graph if quad.predicate.value == expand("plankg:appliesTo")]


def test_what_is_above_a_type_is_said_of_the_thing(graph: Dataset) -> None:
    assert values(graph, IRIS.entity("PartnerInstitution/宝山沪剧团"), "rdf:type") == sorted(
        expand(f"plankg:{name}") for name in ("Entity", "PartnerInstitution", "Unit", "Actor")
    )
    members = values(graph, IRIS.entity("SchoolDistrict/五大学区"), "org:hasMember/rdf:type")
    assert members == sorted([expand("plankg:Member"), expand("plankg:SchoolDistrict")] * 5)


def test_a_task_without_a_unit_has_the_issuer_as_default_actor_and_no_assignment(graph: Dataset) -> None:
    issuer = IRIS.entity("GovernmentBody/上海市宝山区教育局")
    assert values(graph, IRIS.task("1.6"), "plankg:defaultActor") == [issuer]
    pointing = graph.quads_for_object(NamedNode(IRIS.task("1.6")))
    rows = [quad.subject.value for quad in pointing if quad.predicate.value == expand("plankg:task")]
    assert issuer not in [unit for row in rows for unit in values(graph, row, "plankg:unit")]


def test_the_five_districts_are_one_node_with_five_members_without_a_name(graph: Dataset) -> None:
    districts = IRIS.entity("SchoolDistrict/五大学区")
    assert values(graph, districts, "org:hasMember/schema:position") == ["1", "2", "3", "4", "5"]
    assert values(graph, districts, "org:hasMember/rdfs:label") == []
    assert set(values(graph, districts, "org:hasMember/plankg:standing")) == {term_iri(Standing.INFERRED)}


def test_a_relation_is_a_node_with_evidence_and_a_plain_triple(plan: Plan, graph: Dataset) -> None:
    renovates = next(r for r in plan.relations if r.predicate is Predicate.RENOVATES and r.object == "School/顾村中学")
    node = IRIS.relation(renovates.id)
    assert values(graph, node, "rdf:subject") == [IRIS.entity("Project/顾村中学改造")]
    assert values(graph, IRIS.entity("Project/顾村中学改造"), "plankg:renovates") == [IRIS.entity("School/顾村中学")]
    assert values(graph, node, "oa:hasTarget/oa:hasSelector/oa:exact")


def test_a_word_of_two_lists_stays_in_its_own(plan: Plan, graph: Dataset) -> None:
    ordinal = next(t for t in plan.targets if t.kind is TargetKind.ORDINAL and t.comparator is Comparator.ORDINAL)
    node = IRIS.target(ordinal.id)
    assert values(graph, node, "plankg:targetKind") == [expand("plankg:TargetKind-ordinal")]
    assert values(graph, node, "plankg:comparator") == [expand("plankg:Comparator-ordinal")]


def test_a_share_is_a_number_with_its_unit_and_comparator(plan: Plan, graph: Dataset) -> None:
    opened = next(t for t in plan.targets if t.value == 60)
    assert values(graph, IRIS.target(opened.id), "schema:value") == ["60"]
    assert values(graph, IRIS.target(opened.id), "schema:unitText") == ["%"]
    assert values(graph, IRIS.target(opened.id), "plankg:comparator/skos:notation") == []
    assert values(graph, IRIS.target(opened.id), "plankg:comparator") == [expand("plankg:Comparator-ge")]


def test_the_head_of_the_document_is_said_plainly_and_with_evidence(graph: Dataset) -> None:
    assert values(graph, IRIS.plan, "plankg:number") == ["宝教〔2023〕43号"]
    assert values(graph, IRIS.plan, "dcterms:issued") == ["2023-08-18"]
    assert values(graph, IRIS.fact("issued_date"), "oa:hasTarget/oa:hasSelector/oa:exact") == ["2023年8月18日"]


def test_a_due_date_is_a_day(plan: Plan, document: Document) -> None:
    task = plan.tasks[0].model_copy(update={"due": date(2023, 12, 31)})
    quads = dataset(plan.model_copy(update={"tasks": (task,)}), document)
    (due,) = (quad.object for quad in quads if quad.predicate.value == expand("schema:endDate"))
    assert due == Literal("2023-12-31", datatype=NamedNode(expand("xsd:date")))


@pytest.mark.parametrize(("standing", "graph_name"), [(Standing.DECIDED, IRIS.decisions), (Standing.CITED, IRIS.cited)])
def test_what_is_decided_or_cited_stands_in_a_graph_of_its_own(
    standing: Standing, graph_name: str, plan: Plan, document: Document
) -> None:
    changed = plan.assignments[0].model_copy(update={"standing": standing, "decision": "d1"})
    quads = dataset(plan.model_copy(update={"assignments": (changed, *plan.assignments[1:])}), document)
    said = {quad.graph_name.value for quad in quads if quad.subject.value == IRIS.assignment(changed.id)}
    assert said == {graph_name}
    pairs = {(IRIS.entity(changed.unit), IRIS.task(changed.task)), (IRIS.task(changed.task), IRIS.entity(changed.unit))}
    shortcuts = {q.graph_name.value for q in quads if (q.subject.value, q.object.value) in pairs}
    assert graph_name in shortcuts


def test_a_member_named_by_a_cited_source_has_a_label_in_the_graph_of_cited_facts(
    plan: Plan, document: Document
) -> None:
    district = next(e for e in plan.entities if e.members)
    named = Member(position=1, name="示例学区", standing=Standing.CITED, source="教育局网站")
    changed = district.model_copy(update={"members": (named, *district.members[1:])})
    others = tuple(e for e in plan.entities if e is not district)
    quads = dataset(plan.model_copy(update={"entities": (changed, *others)}), document)
    labels = {(q.object.value, q.graph_name.value) for q in quads if q.subject.value == IRIS.member(district.id, 1)}
    assert ("示例学区", IRIS.cited) in labels


def test_a_reviewed_statement_leads_to_the_decision_and_its_reason(
    plan: Plan, document: Document, review: Review
) -> None:
    graph = Dataset(dataset(plan, document, review=review))
    decided = next(entity for entity in plan.entities if entity.decision is not None)
    reason = next(decision.reason for decision in review.decisions if decision.id == decided.decision)
    assert values(graph, naming_of(decided.id, plan), "prov:wasInfluencedBy/rdfs:comment") == [reason]


def test_each_decision_stands_in_the_graph_of_decisions(plan: Plan, document: Document, review: Review) -> None:
    quads = dataset(plan, document, review=review)
    decision = NamedNode(expand("plankg:Decision"))
    told = {(quad.subject.value, quad.graph_name.value) for quad in quads if quad.object == decision}
    assert told == {(IRIS.decision(decision.id), IRIS.decisions) for decision in review.decisions}


def test_another_base_moves_every_iri_of_the_plan(plan: Plan, document: Document) -> None:
    base = "https://jyj.example/data/"
    ours = {quad.subject.value for quad in dataset(plan, document, base=base)}
    assert all(subject.startswith(base) for subject in ours)


def test_the_tree_of_sections_starts_at_the_plan(plan: Plan, graph: Dataset) -> None:
    chapters = values(graph, IRIS.plan, "dcterms:hasPart")
    assert chapters == sorted(IRIS.section(section.id) for section in plan.chapters)
    assert values(graph, IRIS.section("四/8"), "dcterms:isPartOf/dcterms:title") == [title_of(plan.sections, "四")]


def title_of(sections: tuple[Section, ...], id_: str) -> str:
    return next(section.title for section in sections if section.id == id_)


def test_odd_characters_come_back_as_they_were(plan: Plan, document: Document) -> None:
    odd = '引号" 反斜杠\\ 换行\n回车\r制表\t响铃\x07 删除\x7f 分行\u2028 𠮷'
    task = plan.tasks[0].model_copy(update={"action": odd})
    said = dataset(plan.model_copy(update={"tasks": (task,)}), document)
    assert [quad.object.value for quad in said if quad.predicate.value == expand("plankg:action")] == [odd]


def test_a_strict_parser_reads_the_same_quads(plan: Plan, document: Document, review: Review) -> None:
    lines = nquads(plan, document, review=review)
    assert list(parse(lines, format=RdfFormat.N_QUADS)) == dataset(plan, document, review=review)


def test_a_base_that_is_no_iri_is_refused(plan: Plan, document: Document) -> None:
    with pytest.raises(ValueError, match="IRI"):
        dataset(plan, document, base="没有方案 的基址")
