"""A plan as a NetworkX MultiDiGraph: what it names as nodes, what it says of them as edges, each with its words."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import networkx as nx
from plankg.graph.rdf import Iris
from plankg.graph.things.derived import derived_edges
from plankg.graph.things.mentions import Tie, thing_ties
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Assignment, Plan, Statement, Task
from plankg.schema.terms import Predicate, Role, Standing, Term

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]
else:
    Network = nx.MultiDiGraph

TARGET, NAMING = "target", "naming"
"""The types of figures: those that count as targets, and numbers in names."""


def network(plan: Plan, document: Document) -> Network:
    """The plan as a graph. Nodes go by the end of their IRI (`task/8.1`, `School/白鹭小学`), the plan by its id.

    Nodes have `label`, `type` (plan, chapter, directive, task, target, `naming` for a number in a name, or a type of
    entity), `quote`, `start`, `end`, `standing`, and `certainty` unless a person decided them; tasks have `id`, too. Edges
    have `predicate` (a role, a predicate, or hasPart for the structure), its labels `zh` and `en`, `layer` (structure,
    assignment, relation, mention, default), `does` on assignments, `standing`, `certainty`, and the `quote`, `start` and
    `end` of their evidence. Values are text, numbers or booleans, so that every format takes them.

    Edges of `mention` lead to each thing from the tasks, headings or, for the letter-head, the plan whose words name it
    (`mentions`), and from tasks to what they act on (`actsOn`): so nothing is left alone. Those of `default` lead from the
    issuer to each task that names nobody who does it (`defaultActor`): inferred, and no assignment.
    """
    graph: Network = nx.MultiDiGraph(name=plan.id)
    iris = Iris(plan.id)
    graph.add_node(plan.id, label=plan.title, type="plan", source=document.name)
    _add_sections(graph, plan, iris)
    _add_tasks_and_targets(graph, plan, iris)
    for entity in plan.entities:
        graph.add_node(entity.id, label=entity.name, type=entity.type.value, **_words(entity))
    _add_assignments(graph, plan, iris)
    _add_relations(graph, plan, iris)
    _add_thing_ties(graph, plan, iris)
    _add_default_actors(graph, plan, iris)
    return graph


def _words(statement: Statement | Tie) -> dict[str, str | int | float]:
    evidence: Evidence = statement.evidence
    return {
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "standing": statement.standing.value,
        **({} if statement.certainty is None else {"certainty": statement.certainty}),
    }


def _tie(graph: Network, ends: tuple[str, str], term: Term, statement: Statement, layer: str) -> None:
    """Add an edge, unless one with that predicate and that evidence is there; keys count up for other evidence."""
    key = f"{term.value}@{statement.evidence.start}-{statement.evidence.end}"
    labels = {"predicate": term.value, "zh": term.zh, "en": term.en, "layer": layer}
    does = {"does": term.does} if isinstance(term, Role) else {}
    graph.add_edge(ends[0], ends[1], key, **labels, **does, **_words(statement))


def _add_thing_ties(graph: Network, plan: Plan, iris: Iris) -> None:
    """Add what the words tie each thing to; the edge's words are those that name the thing."""
    for tie in thing_ties(plan):
        place = iris.section(tie.section) if tie.section else iris.plan
        above = iris.name_of(iris.task(tie.task) if tie.task else place)
        labels = {"predicate": tie.predicate.value, "zh": tie.predicate.zh, "en": tie.predicate.en, "layer": "mention"}
        key = f"{tie.predicate.value}@{tie.evidence.start}-{tie.evidence.end}"
        graph.add_edge(above, tie.entity, key, **labels, **_words(tie))


def _add_default_actors(graph: Network, plan: Plan, iris: Iris) -> None:
    """Add from the issuer to each task that names nobody the edge that says so: a rule infers it, of the task's own words."""
    label = Task.model_fields["default_actor"].json_schema_extra
    known = {name: str(label[name]) for name in ("zh", "en")} if isinstance(label, dict) else {}
    for task in plan.tasks:
        if task.default_actor:
            ends = task.default_actor, iris.name_of(iris.task(task.id))
            said = {**_words(task), "standing": Standing.INFERRED.value}
            kind = {"predicate": "defaultActor", "layer": "default", **known}
            graph.add_edge(ends[0], ends[1], "defaultActor", **kind, **said)


def _add_sections(graph: Network, plan: Plan, iris: Iris) -> None:
    for section in plan.sections:
        name = iris.name_of(iris.section(section.id))
        graph.add_node(name, label=section.heading, type=section.kind, **_words(section))
        above = plan.id if section.parent is None else iris.name_of(iris.section(section.parent))
        _tie(graph, (above, name), Predicate.HAS_PART, section, "structure")


def _add_tasks_and_targets(graph: Network, plan: Plan, iris: Iris) -> None:
    for task in plan.tasks:
        name = iris.name_of(iris.task(task.id))
        graph.add_node(name, label=task.text, type="task", id=task.id, kind=task.kind.value, **_words(task))
        _tie(graph, (iris.name_of(iris.section(task.directive)), name), Predicate.HAS_PART, task, "structure")
    for target in plan.targets:
        name = iris.name_of(iris.target(target.id))
        said = {"kind": target.kind.value, **_words(target)}
        graph.add_node(name, label=target.indicator, type=TARGET if target.kind.measures else NAMING, **said)
        # A figure of a table may be no task's and no named thing's: it hangs on the section that it stands in.
        if not (target.task or target.entity):
            above = iris.name_of(iris.section(target.directive))
            _tie(graph, (above, name), Predicate.HAS_PART, target, "structure")


def _add_assignments(graph: Network, plan: Plan, iris: Iris) -> None:
    for assignment in plan.assignments:
        _tie(
            graph,
            (assignment.unit, iris.name_of(iris.task(assignment.task))),
            assignment.role,
            assignment,
            "assignment",
        )


def _add_relations(graph: Network, plan: Plan, iris: Iris) -> None:
    """Add the relations, and what figures and documents stand for; an assignment is an edge of its own already."""
    tasks = {task.id: iris.name_of(iris.task(task.id)) for task in plan.tasks}
    targets = {target.id: iris.name_of(iris.target(target.id)) for target in plan.targets}
    entities = {entity.id: entity.id for entity in plan.entities}
    names = dict(chain(targets.items(), tasks.items(), entities.items()))
    for relation in plan.relations:
        _tie(graph, (names[relation.subject], names[relation.object]), relation.predicate, relation, "relation")
    for edge in derived_edges(plan):
        if not isinstance(edge.statement, Assignment):
            _tie(graph, (names[edge.subject], names[edge.object]), edge.predicate, edge.statement, "relation")
