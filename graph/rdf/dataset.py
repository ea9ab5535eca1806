"""A plan as quads: one named graph for what it states and what rules infer, one for decisions, one for cited facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from plankg.graph.rdf.fields import fields
from plankg.graph.rdf.iris import BASE, Iris, rule
from plankg.graph.rdf.ntriples import (
    date_or_text,
    day,
    duration,
    integer,
    iri,
    link,
    name,
    number,
    structure,
    term,
    text,
)
from plankg.graph.rdf.patterns import patterns
from plankg.graph.rdf.spans import HAS_PART, TYPE, Spans
from plankg.graph.rdf.times import duration as duration_of
from plankg.graph.rdf.times import period
from plankg.graph.rdf.vocabulary import NAMESPACE, expand, role_iri, superclasses, term_iri
from plankg.graph.things.derived import Edge, derived_edges
from plankg.graph.things.mentions import Tie, thing_ties
from plankg.graph.things.qualities import extent, firmness, level, stages
from plankg.schema.decision import Decision, Review
from plankg.schema.document import Document
from plankg.schema.model import Model
from plankg.schema.plan import (
    Assignment,
    DocumentData,
    Entity,
    Member,
    Naming,
    Plan,
    Relation,
    Section,
    Statement,
    Target,
    Task,
)
from plankg.schema.terms import Standing
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

CARRIES, CONCERNED, HAS_MEMBER, STEP_OF, SUBJECT, PREDICATE, DERIVED, IDENTIFIER, LABEL, FREQUENCY, BODY, TARGET = (
    link(expand(name))
    for name in ("plankg:carries", "plankg:concerns", "org:hasMember", "p-plan:isStepOfPlan", "rdf:subject",
                 "rdf:predicate", "prov:wasDerivedFrom", "dcterms:identifier", "rdfs:label", "schema:repeatFrequency",
                 "oa:hasBody", "oa:hasTarget")
)  # fmt: skip
ORDER, FIRMNESS, EXTENT, LEVEL, STAGE = (
    link(expand(f"plankg:{name}")) for name in ("order", "firmness", "extent", "atLevel", "stage")
)
HAS_TIME, BEGINNING, END, DATE, HAS_SCHEDULE = (
    link(expand(name))
    for name in ("time:hasTime", "time:hasBeginning", "time:hasEnd", "time:inXSDDate", "schema:eventSchedule")
)
INTERVAL, INSTANT, SCHEDULE, MENTION = map(
    name, ("time:ProperInterval", "time:Instant", "schema:Schedule", "plankg:Mention")
)


def dataset(plan: Plan, document: Document, *, review: Review | None = None, base: str = BASE) -> list[Quad]:
    """The plan as quads in the order of the text: the document, sections, tasks, entities, then what ties them.

    Statements that a reviewer decided stand in the plan's graph of decisions, cited ones in its graph of cited facts;
    the characters they point at are the plan's own. With a review, each of its decisions is told there, too: what was
    rejected or merged leaves no other trace. No blank nodes: the same plan gives the same quads.
    """
    return list(parse(nquads(plan, document, review=review, base=base), format=RdfFormat.N_QUADS, lenient=True))


def nquads(plan: Plan, document: Document, *, review: Review | None = None, base: str = BASE) -> bytes:
    """The same as N-Quads in UTF-8, which a store reads faster than it takes quads one by one.

    All IRIs in it are well-formed, so a parser need not look again. Raises ValueError for a base that is no IRI.
    """
    NamedNode(base)
    writer = _Writer(plan, document, Iris.of(plan, base))
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
        writer.write_target(target)
    for citation in plan.citations:
        place = writer.iris.citation(citation.relation.value, citation.name, citation.evidence)
        writer.describe(iri(place), citation, citation.standing)
    for relation in plan.relations:
        writer.write_relation(relation)
    writer.write_derived(plan)
    for decision in review.decisions if review else ():
        writer.describe(iri(writer.iris.decision(decision.id)), decision, Standing.DECIDED)
    return writer.nquads()


_Fields = tuple[bytes, tuple[tuple[str, bytes, Callable[[Any], bytes], bool], ...]]


class _Writer:
    """The statements of one plan in N-Quads, graph by graph, in pieces to be joined; nodes are terms of N-Triples."""

    def __init__(self, plan: Plan, document: Document, iris: Iris) -> None:
        self.iris = iris
        self._spans = Spans(document, iris, plan.sentences)
        self._plan = iri(iris.plan)
        graphs = {Standing.DECIDED: iri(iris.decisions), Standing.CITED: iri(iris.cited)}
        self._ends = {standing: b" %b .\n" % graphs.get(standing, self._plan) for standing in Standing}
        self._said: dict[bytes, list[bytes]] = {end: [] for end in self._ends.values()}
        self._shortcuts: set[tuple[bytes, bytes, bytes, Standing]] = set()
        self._nodes = _nodes_by_id(plan, iris)
        self._model = plan
        self._places = len(f"<{iris.plan}/text/".encode())
        self._tasks = {task.id: task for task in plan.tasks}
        self._beside: dict[str | None, int] = {}
        self._write: dict[str, Callable[[Any], bytes]] = {
            "text": text,
            "term": term,
            "integer": integer,
            "number": number,
            "date": day,
            "json": structure,
            "span": self._spans.target,
            "Section": self._spans.section,
            "Task": self._task,
            "Entity": self._entity,
            "Statement": self._entity,
            "Rule": cache(lambda id_: iri(rule(id_))),
            "Decision": lambda id_: iri(iris.decision(id_)),
        }
        self._fields: dict[type[Model], _Fields] = {}

    def nquads(self) -> bytes:
        """All of them: each graph's statements, then the spans of the text."""
        return b"".join(chain(*self._said.values(), self._spans.said))

    def _task(self, id_: str) -> bytes:
        return self._nodes.get(id_) or iri(self.iris.task(id_))

    def _entity(self, id_: str) -> bytes:
        return self._nodes.get(id_) or iri(self.iris.entity(id_))

    def describe(
        self, subject: bytes, item: Statement | Member | Decision, standing: Standing, model: type[Model] | None = None
    ) -> bytes:
        """Write the class and the fields of a statement, or those that a model parts from it, in the graph of its standing."""
        end = self._ends[standing]
        said = self._said[end]
        described = model or type(item)
        kind, rows = self._fields.get(described) or self._learn(described)
        said += (subject, TYPE, kind, end)
        values = vars(item)
        for field, predicate, write, many in rows:
            value = values[field]
            if many:
                for one in value:
                    said += (subject, predicate, write(one), end)
            elif value is not None:
                said += (subject, predicate, write(value), end)
        return subject

    def _learn(self, model: type[Model]) -> _Fields:
        """A model's class, and for each of its fields the property and how a value is written."""
        rows = tuple((row.name, link(row.iri), self._write[row.kind], row.many) for row in patterns(model))
        known = self._fields[model] = iri(NAMESPACE + model.__name__), rows
        return known

    def tie(self, subject: bytes, predicate: bytes, value: bytes, standing: Standing) -> None:
        """Write a triple in the graph of that standing."""
        end = self._ends[standing]
        self._said[end] += (subject, predicate, value, end)

    def shortcut(self, subject: bytes, predicate: bytes, value: bytes, standing: Standing) -> None:
        """Write a triple that several statements may say, once in the graph of that standing."""
        saying = (subject, predicate, value, standing)
        if saying not in self._shortcuts:
            self._shortcuts.add(saying)
            self.tie(subject, predicate, value, standing)

    def write_document(self, data: DocumentData, document: Document) -> None:
        """Write the plan, its source text, and each datum of its head both plainly and with its evidence."""
        stated, source = Standing.STATED, iri(self.iris.source)
        self.tie(self._plan, TYPE, name("plankg:Plan"), stated)
        self.tie(self._plan, IDENTIFIER, text(self.iris.plan_id), stated)
        self.tie(self._plan, DERIVED, source, stated)
        self.tie(source, TYPE, name("plankg:Document"), stated)
        for field in fields(Document):
            self.tie(source, link(field.iri), text(getattr(document, field.name)), stated)
        terms = {field.name: field.iri for field in fields(DocumentData)}
        for key, field_name, fact in data.facts():
            subject = self.describe(iri(self.iris.fact(key)), fact, fact.standing)
            self.tie(subject, SUBJECT, self._plan, fact.standing)
            self.tie(subject, PREDICATE, iri(terms[field_name]), fact.standing)
            self.tie(self._plan, link(terms[field_name]), date_or_text(fact.value), fact.standing)
        stated_period = data.effective_period
        days = period(stated_period.value) if stated_period else None
        if stated_period and days:
            self.write_time(self._plan, self.iris.interval(), *days, stated_period.standing)

    def write_section(self, section: Section) -> None:
        """Write a heading under its kind, too; one without a parent is a part of the plan itself."""
        subject = self.describe(iri(self.iris.section(section.id)), section, section.standing)
        if section.kind != "section":
            self.tie(subject, TYPE, iri(NAMESPACE + section.kind.capitalize()), section.standing)
        beside = self._beside[section.parent] = self._beside.get(section.parent, 0) + 1
        self.tie(subject, ORDER, integer(beside), section.standing)
        if section.parent is None:
            self.tie(self._plan, HAS_PART, subject, section.standing)

    def write_task(self, task: Task) -> None:
        """Write a task as a step of the plan."""
        subject = self.describe(self._task(task.id), task, task.standing)
        self.tie(subject, STEP_OF, self._plan, task.standing)
        if firm := firmness(task):
            self.tie(subject, FIRMNESS, term(firm), task.standing)
        if task.due is not None:
            days = period(task.time or "", task.due.year)
            # A due date that a reviewer moved is no longer the end of the period that the words name.
            begin = days[0] if days and days[1] == task.due else None
            self.write_time(subject, self.iris.interval(task.id), begin, task.due, task.standing)
        if task.recurrence is not None:
            self.write_recurrence(subject, self.iris.recurrence(task.id), task.recurrence, task.standing)

    def write_time(self, subject: bytes, place: str, begin: date | None, end: date, standing: Standing) -> None:
        """Write the interval in which a thing is, with its last day and, where it is known, its first.

        https://www.w3.org/TR/owl-time/#time:hasTime, #time:hasBeginning and #time:hasEnd.
        """
        interval = iri(place)
        self.tie(subject, HAS_TIME, interval, standing)
        self.tie(interval, TYPE, INTERVAL, standing)
        for predicate, on in ((BEGINNING, begin), (END, end)):
            if on is not None:
                instant = iri(self.iris.instant(on))
                self.tie(interval, predicate, instant, standing)
                self.shortcut(instant, TYPE, INSTANT, standing)
                self.shortcut(instant, DATE, day(on), standing)

    def write_recurrence(self, subject: bytes, place: str, words: str, standing: Standing) -> None:
        """Write the schedule of a task that is done again: in its words and, where these tell it, how often."""
        schedule, every = iri(place), duration_of(words)
        self.tie(subject, HAS_SCHEDULE, schedule, standing)
        self.tie(schedule, TYPE, SCHEDULE, standing)
        self.tie(schedule, LABEL, text(words), standing)
        if every is not None:
            self.tie(schedule, FREQUENCY, duration(every), standing)

    def write_entity(self, entity: Entity) -> None:
        """Write a thing, apart from it the places that name it, and its members.

        What is stated of it (evidence, rule, standing) is said of the place on which it rests: two things that are the same
        have one name then, and two plans' evidence. Members of a counted set are nodes of its type with a position, and a
        label once somebody named them.
        """
        subject = self.describe(self._entity(entity.id), entity, entity.standing)
        for kind in superclasses(entity.type):
            self.tie(subject, TYPE, iri(kind), entity.standing)
        self.tie(subject, EXTENT, term(extent(entity, self._model)), entity.standing)
        if own_level := level(entity):
            self.tie(subject, LEVEL, term(own_level), entity.standing)
        for stage in stages(entity):
            self.tie(subject, STAGE, term(stage), entity.standing)
        own, places = self._spans.node(entity.evidence), {self._spans.mention(mention) for mention in entity.mentions}
        for place in (own, *sorted(places - {own})):
            naming = subject[:-1] + b"/mention/" + place[self._places :]
            self.tie(naming, BODY, subject, entity.standing)
            if place in places:
                self.tie(naming, TYPE, MENTION, entity.standing)
            if place == own:
                self.describe(naming, entity, entity.standing, Naming)
            else:
                self.tie(naming, TARGET, place, entity.standing)
        for member in entity.members:
            part = self.describe(iri(self.iris.member(entity.id, member.position)), member, member.standing)
            self.tie(part, TYPE, iri(term_iri(entity.type)), member.standing)
            self.tie(subject, HAS_MEMBER, part, member.standing)

    def write_assignment(self, assignment: Assignment) -> None:
        """Write an assignment and its shortcuts: the unit carries the task, or the task concerns the unit, and in which role."""
        self.describe(iri(self.iris.assignment(assignment.id)), assignment, assignment.standing)
        unit, task = self._entity(assignment.unit), self._task(assignment.task)
        ends = (unit, task) if assignment.role.does else (task, unit)
        for property_ in (CARRIES if assignment.role.does else CONCERNED, link(role_iri(assignment.role))):
            self.shortcut(ends[0], property_, ends[1], assignment.standing)

    def write_target(self, target: Target) -> None:
        """Write a figure, with how firm it is where the words of its task say so."""
        subject = self.describe(iri(self.iris.target(target.id)), target, target.standing)
        task = self._tasks.get(target.task or "")
        if task and (firm := firmness(task, target)):
            self.tie(subject, FIRMNESS, term(firm), target.standing)

    def write_relation(self, relation: Relation) -> None:
        """Write a relation as a node and as the triple it states."""
        self.describe(iri(self.iris.relation(relation.id)), relation, relation.standing)
        self.write_edge(relation, relation.standing)

    def write_edge(self, edge: Relation | Edge, standing: Standing) -> None:
        """Write the triple that an edge states; the node of one that repeats a statement is that statement's."""
        subject, object_ = self._entity(edge.subject), self._entity(edge.object)
        self.shortcut(subject, link(term_iri(edge.predicate)), object_, standing)

    def write_derived(self, plan: Plan) -> None:
        """Write what other statements stand for, and what ties things to the words that name them."""
        for edge in derived_edges(plan):
            self.write_edge(edge, edge.statement.standing)
        for tie in thing_ties(plan):
            self.write_tie(tie)

    def write_tie(self, tie: Tie) -> None:
        """Write the triple from the task, the heading or the plan whose words name a thing, or whose verb acts on it."""
        place = iri(self.iris.section(tie.section)) if tie.section else self._plan
        namer = self._task(tie.task) if tie.task else place
        self.shortcut(namer, link(term_iri(tie.predicate)), self._entity(tie.entity), tie.standing)


def _nodes_by_id(plan: Plan, iris: Iris) -> dict[str, bytes]:
    """The nodes that relations may name."""
    nodes = {target.id: iri(iris.target(target.id)) for target in plan.targets}
    nodes |= {task.id: iri(iris.task(task.id)) for task in plan.tasks}
    return nodes | {entity.id: iri(iris.entity(entity.id)) for entity in plan.entities}
