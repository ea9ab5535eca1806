"""The network of units, tasks, projects and directives: pyvis' nodes and edges, at places reckoned beforehand.

pyvis' own page loads from outside, sets its nodes moving and never lets them rest. Of pyvis this page takes the nodes
and edges in the form that vis-network reads, and vis-network itself, which the package brings along
(https://visjs.github.io/vis-network/docs/network/).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import cycle

from plankg.graph.counting import counted
from plankg.schema import Document, Plan
from plankg.schema.terms import EntityType, Role
from plankg.schema.wording import Language, languages, words
from plankg.viz.contexts import sentences_of_tasks
from plankg.viz.figures import figure
from plankg.viz.page import page, template
from plankg.viz.places import LONGEST, STRIP_WIDTH, Block, Place, places
from pyvis.network import Network  # type: ignore[import-untyped]

VIS_NETWORK = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
SCRIPTS = ("page.js", "spans.js", "facts.js", "cards.js", "tasks.js", "loads.js", "shapes.js", "network.js")

#: Each type of entity drawn has its shape beside its colour, for those who see no colours.
DRAWN = tuple(kind for kind in EntityType if kind.unit or kind is EntityType.PROJECT)
SHAPES: Mapping[EntityType, str] = dict(
    zip(DRAWN, cycle(("dot", "diamond", "square", "triangle", "hexagon", "star", "triangleDown")), strict=False)
)

#: Who does it: a solid line, the stronger the part the wider; whom or where it concerns: a broken one.
DOES, CONCERNS = [[role for role in Role if role.does is does] for does in (True, False)]
WIDEST, STEP = 6, 4.5 / (len(DOES) - 1)
LINES: Mapping[Role, Mapping[str, object]] = {
    **{role: {"width": WIDEST - place * STEP, "dashes": False} for place, role in enumerate(DOES)},
    **{
        role: {"width": 2, "dashes": dashes}
        for role, dashes in zip(CONCERNS, cycle(([9, 4], [4, 4], [2, 5])), strict=False)
    },
}


def network_page(plan: Plan, document: Document, *, lang: Language = "zh") -> str:
    """Give the network as one HTML file that opens from disk, loads nothing from outside, and stands still at once."""
    drawing = draw(plan)
    return page(
        template("network.html"),
        {
            **plan_data(plan, document),
            "nodes": drawing.nodes,
            "edges": drawing.edges,
            "shapes": SHAPES,
            "lines": LINES,
        },
        title=f"{plan.title} · {words('page.network_title', lang)}",
        lang=lang,
        styles=[template("page.css"), template("cards.css"), template("network.css")],
        scripts=[files("pyvis").joinpath(*VIS_NETWORK).read_text("utf-8"), *map(template, SCRIPTS)],
    )


def plan_data(plan: Plan, document: Document) -> dict[str, object]:
    """Give what a page knows of a plan: text, statements, the sentence of each task, figures as one reads them."""
    return {
        "text": document.text,
        "plan": plan.model_dump(mode="json", exclude={"sentences", "relations"}),
        "sentences": {task: sentence.model_dump() for task, sentence in sentences_of_tasks(plan).items()},
        "figures": {target.id: {each: figure(target, each) for each in languages()} for target in plan.targets},
        "units": [entity.id for entity in counted(plan).units],
        "targets": [target.id for target in counted(plan).targets],
    }


def draw(plan: Plan) -> Network:
    """Give pyvis' network of the plan: sections, tasks, and the units and projects that are tied to a task.

    A node carries what it is (`kind`, `type`) and its place; an edge its kind and its role or predicate.
    """
    network = Network(directed=True)
    edges = plan_edges(plan)
    where = plan_places(plan, edges)
    for section in plan.sections:
        if section.id in where:
            kind = "chapter" if section.no is None else "directive"
            add_node(network, section.id, section.heading, where[section.id], kind=kind)
    for task in plan.tasks:
        add_node(network, task.id, task.text, where[task.id], kind="task")
    for entity in plan.entities:
        if entity.id in where:
            place = where[entity.id]
            look = {"shape": SHAPES[entity.type], "color": entity.type.colour, "type": entity.type.value}
            add_node(network, entity.id, entity.name, place, kind="entity", shared=place.width == STRIP_WIDTH, **look)
    for edge in edges:
        if edge["source"] in where and edge["to"] in where:
            network.add_edge(**edge)
    return network


def add_node(network: Network, node: str, label: str, place: Place, **look: str | bool) -> None:
    """Add a node at its place."""
    network.add_node(node, label=label, x=place.x, y=place.y, width=place.width, height=place.height, **look)


def plan_edges(plan: Plan) -> list[dict[str, str]]:
    """Give the edges: directive to task, unit to task by role, project to what it is tied to by predicate."""
    tasks = [{"source": task.directive, "to": task.id, "kind": "part"} for task in plan.tasks]
    shown = {entity.id for entity in plan.entities if entity.type in SHAPES}
    roles = [
        {"source": row.unit, "to": row.task, "kind": "role", "role": row.role.value}
        for row in plan.assignments
        if row.unit in shown
    ]
    projects = {entity.id for entity in plan.entities if entity.type is EntityType.PROJECT}
    ends = shown | {task.id for task in plan.tasks}
    relations = dict.fromkeys(
        (row.subject, row.object, row.predicate.value)
        for row in plan.relations
        if {row.subject, row.object} <= ends and {row.subject, row.object} & projects
    )
    return [
        *tasks,
        *roles,
        *({"source": a, "to": b, "kind": "relation", "predicate": predicate} for a, b, predicate in relations),
    ]


def plan_places(plan: Plan, edges: list[dict[str, str]]) -> dict[str, Place]:
    """Give the places of what is drawn: an entity in the block of its directive, or on the strip if it has several."""
    tasks_of = tied_tasks(plan, edges)
    tasks: defaultdict[str, list[str]] = defaultdict(list)
    for task in plan.tasks:
        tasks[task.directive].append(task.id)
    directive = {task.id: task.directive for task in plan.tasks}
    own: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    shared = {}
    for entity, tied in tasks_of.items():
        homes = {directive[task] for task in tied}
        if len(homes) > 1:
            shared[entity] = tied
        else:
            home = homes.pop()
            own[home].append((entity, min(map(tasks[home].index, tied))))
    blocks: list[Block] = []
    begun: set[str | None] = set()
    for section in plan.directives:
        chapter = section.chapter if section.chapter not in (section.id, *begun) else None
        begun.add(section.chapter)
        blocks += blocks_of(section.id, tasks[section.id], own[section.id], chapter)
    return places(blocks, shared)


def blocks_of(
    directive: str, tasks: list[str], entities: list[tuple[str, int]], chapter: str | None
) -> Iterator[Block]:
    """Give the blocks of a directive: one, or several for a long one (a table of tasks)."""
    for begin in range(0, max(1, len(tasks)), LONGEST):
        rows = sorted(((entity, row - begin) for entity, row in entities), key=lambda each: each[1])
        yield Block(
            directive=None if begin else directive,
            tasks=tuple(tasks[begin : begin + LONGEST]),
            entities=tuple((entity, row) for entity, row in rows if 0 <= row < LONGEST),
            chapter=None if begin else chapter,
        )


def tied_tasks(plan: Plan, edges: list[dict[str, str]]) -> dict[str, list[str]]:
    """Give the tasks each entity is tied to, in order; a project tied to a unit only goes with the unit's tasks."""
    tasks = {task.id: place for place, task in enumerate(plan.tasks)}
    tied: defaultdict[str, set[str]] = defaultdict(set)
    pairs = [(edge["source"], edge["to"]) for edge in edges if edge["kind"] != "part"]
    both_ways = [*pairs, *((b, a) for a, b in pairs)]
    for entity, task in both_ways:
        if task in tasks and entity not in tasks:
            tied[entity].add(task)
    direct = dict(tied)
    for entity, other in both_ways:
        if entity not in tasks and entity not in direct and other in direct:
            tied[entity] |= direct[other]
    return {entity: sorted(found, key=tasks.__getitem__) for entity, found in tied.items() if found}
