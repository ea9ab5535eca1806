"""A plan as a NetworkX MultiDiGraph: what it names as nodes, what it says of them as edges, each with its words."""

from __future__ import annotations

from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import networkx as nx
from plankg.graph.network.types import DEFAULT_ACTOR, Nodes, edge_types, figure_type, node_types
from plankg.graph.rdf import Iris
from plankg.graph.things.derived import derived_edges
from plankg.graph.things.mentions import Tie, thing_ties
from plankg.schema.document import Document
from plankg.schema.evidence import Evidence
from plankg.schema.plan import Assignment, Plan, Statement
from plankg.schema.terms import Predicate, Role, Standing, Term

if TYPE_CHECKING:
    Network = nx.MultiDiGraph[str]
else:
    Network = nx.MultiDiGraph

Value = str | int | float | bool
SEPARATOR = "|"
"""What parts several words of one attribute, as in CSV."""
HELD = (
    *("id", "action", "objects", "kind", "time", "recurrence", "due"),
    *("value", "value_max", "unit", "comparator", "indicator", "deadline", "aliases", "expanded_name"),
)
"""What nodes keep of the model, by its names there."""


def network(plan: Plan, document: Document) -> Network:
    """The plan as a graph. Nodes go by the plan's id and their own (`p/task/8.1`, `p/School/白鹭小学`), the plan by its id alone.

    Nodes have `plan`, `id`, `iri`, `label`, `type` (plan, chapter, section, directive, task, target, `naming` for a number in a
    name, or a type of entity) with its labels `zh` and `en`, and what the model has by the names of the model: tasks `action`,
    `objects`, `kind`, `time`, `recurrence`, `due`; figures `value` (`value_text` for a ratio), `value_max`, `unit`, `comparator`,
    `indicator`, `deadline`, `kind`; things `aliases` and `expanded_name`. What is not there has no attribute; several words are
    parted by `|`. Edges have `plan`, `predicate` (a role, a predicate, or hasPart for the structure), its labels `zh` and `en`,
    `layer` (structure, assignment, relation, mention, default), `does` on assignments. Both have the `standing` and, unless a
    person decided them, the `certainty` of what they rest on, and its words: `quote`, `start`, `end` and `pieces`
    (`559-566+570-580`): the text from `start` to `end` of each piece, joined, is the quote. Values are text, numbers or booleans,
    so that JSON and every format take them.

    Edges of `mention` lead to each thing from the tasks, headings or, for the letter-head, the plan whose words name it
    (`mentions`), and from tasks to what they act on (`actsOn`): so nothing is left alone. Those of `default` lead from the
    issuer to each task that names nobody who does it (`defaultActor`): inferred, and no assignment.
    """
    graph: Network = nx.MultiDiGraph(name=plan.id)
    nodes = Nodes(plan.id)
    types, iris = node_types(), Iris.of(plan)
    rows: list[tuple[str, str, str, str, Statement]] = [
        *((nodes.section(row.id), iris.section(row.id), row.kind, row.heading, row) for row in plan.sections),
        *((nodes.task(row.id), iris.task(row.id), "task", row.text, row) for row in plan.tasks),
        *((nodes.target(row.id), iris.target(row.id), figure_type(row), row.indicator, row) for row in plan.targets),
        *((nodes.entity(row.id), iris.entity(row.id), row.type.value, row.name, row) for row in plan.entities),
    ]
    about = {
        "plan": plan.id,
        "id": plan.id,
        "iri": iris.plan,
        "label": plan.title,
        "type": "plan",
        "source": document.name,
    }
    graph.add_node(nodes.plan, **about, **types["plan"])
    for node, iri, kind, label, row in rows:
        graph.add_node(node, plan=plan.id, iri=iri, label=label, type=kind, **types[kind], **_held(row), **_words(row))
    _add_structure(graph, plan, nodes)
    _add_assignments(graph, plan, nodes)
    _add_relations(graph, plan, nodes)
    _add_thing_ties(graph, plan, nodes)
    _add_default_actors(graph, plan, nodes)
    return graph


def _held(row: Statement) -> dict[str, Value]:
    """What the model has of a statement and the graph keeps, without what is not there."""
    cells: dict[str, Any] = {name: getattr(row, name) for name in HELD if hasattr(row, name)}
    if isinstance(cells.get("value"), str):
        cells["value_text"] = cells.pop("value")
    return {name: _plain(cell) for name, cell in cells.items() if cell is not None and cell != ()}


def _plain(cell: Any) -> Value:
    if isinstance(cell, tuple):
        return SEPARATOR.join(cell)
    return cell.isoformat() if isinstance(cell, date) else cell.value if isinstance(cell, Term) else cell


def _words(statement: Statement | Tie) -> dict[str, Value]:
    evidence: Evidence = statement.evidence
    return {
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "pieces": "+".join(f"{piece.start}-{piece.end}" for piece in evidence.pieces),
        "standing": statement.standing.value,
        **({} if statement.certainty is None else {"certainty": statement.certainty}),
    }


def _tie(graph: Network, ends: tuple[str, str], term: Term, statement: Statement, layer: str) -> None:
    """Add an edge, unless one with that predicate and that evidence is there; keys count up for other evidence."""
    key = f"{term.value}@{statement.evidence.start}-{statement.evidence.end}"
    labels = {"predicate": term.value, "zh": term.zh, "en": term.en, "layer": layer}
    does = {"does": term.does} if isinstance(term, Role) else {}
    graph.add_edge(ends[0], ends[1], key, plan=graph.name, **labels, **does, **_words(statement))


def _add_structure(graph: Network, plan: Plan, nodes: Nodes) -> None:
    for section in plan.sections:
        above = nodes.plan if section.parent is None else nodes.section(section.parent)
        _tie(graph, (above, nodes.section(section.id)), Predicate.HAS_PART, section, "structure")
    for task in plan.tasks:
        _tie(graph, (nodes.section(task.directive), nodes.task(task.id)), Predicate.HAS_PART, task, "structure")
    for target in plan.targets:
        # A figure of a table may be no task's and no named thing's: it hangs on the section that it stands in.
        if not (target.task or target.entity):
            ends = nodes.section(target.directive), nodes.target(target.id)
            _tie(graph, ends, Predicate.HAS_PART, target, "structure")


def _add_thing_ties(graph: Network, plan: Plan, nodes: Nodes) -> None:
    """Add what the words tie each thing to; the edge's words are those that name the thing."""
    for tie in thing_ties(plan):
        above = nodes.section(tie.section) if tie.section else nodes.plan
        labels = {"predicate": tie.predicate.value, "zh": tie.predicate.zh, "en": tie.predicate.en, "layer": "mention"}
        key = f"{tie.predicate.value}@{tie.evidence.start}-{tie.evidence.end}"
        source = nodes.task(tie.task) if tie.task else above
        graph.add_edge(source, nodes.entity(tie.entity), key, plan=plan.id, **labels, **_words(tie))


def _add_default_actors(graph: Network, plan: Plan, nodes: Nodes) -> None:
    """Add from the issuer to each task that names nobody the edge that says so: a rule infers it, of the task's own words."""
    kind = {"predicate": DEFAULT_ACTOR, "layer": "default", **edge_types()[DEFAULT_ACTOR]}
    for task in plan.tasks:
        if task.default_actor:
            issuer = nodes.entity(task.default_actor)
            said = {**_words(task), "standing": Standing.INFERRED.value}
            graph.add_edge(issuer, nodes.task(task.id), DEFAULT_ACTOR, plan=plan.id, **kind, **said)


def _add_assignments(graph: Network, plan: Plan, nodes: Nodes) -> None:
    for row in plan.assignments:
        _tie(graph, (nodes.entity(row.unit), nodes.task(row.task)), row.role, row, "assignment")


def _add_relations(graph: Network, plan: Plan, nodes: Nodes) -> None:
    """Add the relations, and what figures and documents stand for; an assignment is an edge of its own already."""
    tasks = {task.id: nodes.task(task.id) for task in plan.tasks}
    targets = {target.id: nodes.target(target.id) for target in plan.targets}
    entities = {entity.id: nodes.entity(entity.id) for entity in plan.entities}
    names = dict(chain(targets.items(), tasks.items(), entities.items()))
    for relation in plan.relations:
        _tie(graph, (names[relation.subject], names[relation.object]), relation.predicate, relation, "relation")
    for edge in derived_edges(plan):
        if not isinstance(edge.statement, Assignment):
            _tie(graph, (names[edge.subject], names[edge.object]), edge.predicate, edge.statement, "relation")
