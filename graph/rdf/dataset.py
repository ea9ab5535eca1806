"""A plan as quads: one named graph for what it states and what rules infer, one for decisions, one for cited facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from plankg.graph.derived import Edge, derived_edges
from plankg.graph.rdf.fields import fields
from plankg.graph.rdf.iris import BASE, Iris, rule
from plankg.graph.rdf.patterns import class_node, day, integer, node, number, patterns, structure, term_node
from plankg.graph.rdf.spans import HAS_PART, TYPE, Spans
from plankg.graph.rdf.vocabulary import NAMESPACE, expand
from plankg.schema.decision import Decision, Review
from plankg.schema.document import Document
from plankg.schema.plan import (
    Assignment,
    DocumentData,
    Entity,
    Fact,
    Member,
    Mention,
    Plan,
    Relation,
    Section,
    Statement,
    Task,
)
from plankg.schema.terms import Standing
from pyoxigraph import Literal, NamedNode, Quad

CARRIES = node(expand("plankg:carries"))
CONCERNS = node(expand("plankg:concerns"))
HAS_MEMBER = node(expand("org:hasMember"))
STEP_OF = node(expand("p-plan:isStepOfPlan"))
SUBJECT = node(expand("rdf:subject"))
PREDICATE = node(expand("rdf:predicate"))
DERIVED = node(expand("prov:wasDerivedFrom"))


def dataset(plan: Plan, document: Document, *, review: Review | None = None, base: str = BASE) -> list[Quad]:
    """Give the plan as quads in the order of the text: the document, sections, tasks, entities, then what ties them.

    Statements that a reviewer decided stand in the plan's graph of decisions, cited ones in its graph of cited facts;
    the characters they point at are the plan's own. With a review, each of its decisions is told there, too: what was
    rejected or merged leaves no other trace. No blank nodes: the same plan gives the same quads.
    """
    writer = _Writer(plan, document, Iris(plan.id, base))
    writer.write_document(plan.document, document)
    for section in plan.sections:
        writer.write_section(section)
    for task in plan.tasks:
        writer.write_task(task)
    for entity in plan.entities:
        writer.write_entity(entity)
    for assignment in plan.assignments:
        writer.write_assignment(assignment)
    for target in plan.targets:
        writer.describe(writer.iris.target(target.id), target, target.standing)
    for citation in plan.citations:
        iri = writer.iris.citation(citation.relation.value, citation.name, citation.evidence)
        writer.describe(iri, citation, citation.standing)
    for relation in plan.relations:
        writer.write_relation(relation)
    for edge in derived_edges(plan):
        writer.write_edge(edge, edge.statement.standing)
    for decision in review.decisions if review else ():
        writer.describe(writer.iris.decision(decision.id), decision, Standing.DECIDED)
    return writer.quads()


class _Writer:
    """The quads of one plan, graph by graph."""

    def __init__(self, plan: Plan, document: Document, iris: Iris) -> None:
        self.iris = iris
        self._spans = Spans(document, iris, plan.sentences)
        self._plan, self._decisions, self._cited = map(NamedNode, (iris.plan, iris.decisions, iris.cited))
        self._graphs: dict[NamedNode, list[Quad]] = {self._plan: [], self._decisions: [], self._cited: []}
        self._said: set[tuple[str, str, str, Standing]] = set()
        self._nodes = _nodes_by_id(plan, iris)
        self._write: dict[str, Callable[[Any], NamedNode | Literal]] = {
            "text": Literal,
            "term": term_node,
            "integer": integer,
            "number": number,
            "date": day,
            "json": structure,
            "span": self._spans.node,
            "mention": self._mention,
            "Section": cache(lambda id_: NamedNode(iris.section(id_))),
            "Task": self._task,
            "Entity": self._entity,
            "Statement": self._entity,
            "Rule": lambda name: node(rule(name)),
            "Decision": lambda id_: NamedNode(iris.decision(id_)),
        }

    def quads(self) -> list[Quad]:
        """Give all of them: each graph's statements, then the spans of the text."""
        return [quad for graph in self._graphs.values() for quad in graph] + self._spans.quads

    def _task(self, id_: str) -> NamedNode:
        return self._nodes.get(id_) or NamedNode(self.iris.task(id_))

    def _entity(self, id_: str) -> NamedNode:
        return self._nodes.get(id_) or NamedNode(self.iris.entity(id_))

    def _mention(self, mention: Mention) -> NamedNode:
        return self._spans.node(mention.evidence)

    def _graph(self, standing: Standing) -> NamedNode:
        if standing is Standing.DECIDED:
            return self._decisions
        return self._cited if standing is Standing.CITED else self._plan

    def describe(self, iri: str, item: Statement | Member | Decision, standing: Standing) -> NamedNode:
        """Write the class and the fields of a statement in the graph of its standing; give its node."""
        subject, graph = NamedNode(iri), self._graph(standing)
        quads, write = self._graphs[graph], self._write
        quads.append(Quad(subject, TYPE, class_node(type(item)), graph))
        for name, predicate, kind, many in patterns(type(item)):
            value = getattr(item, name)
            if many:
                for one in value:
                    quads.append(Quad(subject, predicate, write[kind](one), graph))
            elif value is not None:
                quads.append(Quad(subject, predicate, write[kind](value), graph))
        return subject

    def tie(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal, standing: Standing) -> None:
        """Write a triple in the graph of that standing."""
        graph = self._graph(standing)
        self._graphs[graph].append(Quad(subject, predicate, value, graph))

    def shortcut(self, subject: NamedNode, predicate: NamedNode, value: NamedNode, standing: Standing) -> None:
        """Write a triple that several statements may say, once in the graph of that standing."""
        saying = (subject.value, predicate.value, value.value, standing)
        if saying not in self._said:
            self._said.add(saying)
            self.tie(subject, predicate, value, standing)

    def write_document(self, data: DocumentData, document: Document) -> None:
        """Write the plan, its source text, and each datum of its head both plainly and with its evidence."""
        stated, source = Standing.STATED, NamedNode(self.iris.source)
        self.tie(self._plan, TYPE, node(expand("plankg:Plan")), stated)
        self.tie(self._plan, node(expand("dcterms:identifier")), Literal(self.iris.plan_id), stated)
        self.tie(self._plan, DERIVED, source, stated)
        self.tie(source, TYPE, node(expand("plankg:Document")), stated)
        for field in fields(Document):
            self.tie(source, node(field.iri), Literal(getattr(document, field.name)), stated)
        for field in fields(DocumentData):
            fact: Fact | None = getattr(data, field.name)
            if fact is not None:
                subject = self.describe(self.iris.fact(field.name), fact, fact.standing)
                self.tie(subject, SUBJECT, self._plan, fact.standing)
                self.tie(subject, PREDICATE, node(field.iri), fact.standing)
                self.tie(self._plan, node(field.iri), _datum(fact.value), fact.standing)

    def write_section(self, section: Section) -> None:
        """Write a heading under its kind, too; one without a parent is a part of the plan itself."""
        subject = self.describe(self.iris.section(section.id), section, section.standing)
        if section.kind != "section":
            self.tie(subject, TYPE, node(NAMESPACE + section.kind.capitalize()), section.standing)
        if section.parent is None:
            self.tie(self._plan, HAS_PART, subject, section.standing)

    def write_task(self, task: Task) -> None:
        """Write a task as a step of the plan."""
        subject = self.describe(self.iris.task(task.id), task, task.standing)
        self.tie(subject, STEP_OF, self._plan, task.standing)

    def write_entity(self, entity: Entity) -> None:
        """Write an entity; members of a counted set are nodes with a position, and a label once somebody named them."""
        subject = self.describe(self.iris.entity(entity.id), entity, entity.standing)
        for member in entity.members:
            part = self.describe(self.iris.member(entity.id, member.position), member, member.standing)
            self.tie(subject, HAS_MEMBER, part, member.standing)

    def write_assignment(self, assignment: Assignment) -> None:
        """Write an assignment and its shortcut: the unit carries the task, or the task concerns the unit."""
        self.describe(self.iris.assignment(assignment.id), assignment, assignment.standing)
        unit, task = self._entity(assignment.unit), self._task(assignment.task)
        if assignment.role.does:
            self.shortcut(unit, CARRIES, task, assignment.standing)
        else:
            self.shortcut(task, CONCERNS, unit, assignment.standing)

    def write_relation(self, relation: Relation) -> None:
        """Write a relation as a node and as the triple it states."""
        self.describe(self.iris.relation(relation.id), relation, relation.standing)
        self.write_edge(relation, relation.standing)

    def write_edge(self, edge: Relation | Edge, standing: Standing) -> None:
        """Write the triple that an edge states; the node of one that repeats a statement is that statement's."""
        subject, object_ = self._entity(edge.subject), self._entity(edge.object)
        self.shortcut(subject, term_node(edge.predicate), object_, standing)


def _nodes_by_id(plan: Plan, iris: Iris) -> dict[str, NamedNode]:
    """Give the nodes that relations may name."""
    nodes = {target.id: NamedNode(iris.target(target.id)) for target in plan.targets}
    nodes |= {task.id: NamedNode(iris.task(task.id)) for task in plan.tasks}
    return nodes | {entity.id: NamedNode(iris.entity(entity.id)) for entity in plan.entities}


def _datum(value: str) -> Literal:
    """Give a datum of the head as a day where it is one, else as text."""
    try:
        return day(date.fromisoformat(value))
    except ValueError:
        return Literal(value)
