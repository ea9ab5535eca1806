"""One picture of a plan's network, whole or around one thing: for notebooks and reports. The planners' page has its own view.

pyvis' own page loads from outside, sets its nodes moving and never lets them rest. Of pyvis this page takes the nodes and
edges in the form that vis-network reads, and vis-network itself, which the package brings along
(https://visjs.github.io/vis-network/docs/network/); places are reckoned beforehand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape
from importlib.resources import files
from itertools import cycle

import networkx as nx
from plankg.graph.network import Network, Nodes, hierarchy_layout, layout
from plankg.graph.questions.parameters import nearest_names
from plankg.schema.errors import UsageError
from plankg.schema.terms import EntityType, Role
from plankg.schema.wording import Language, language, words
from plankg.viz.template import page, template
from pyvis.network import Network as Drawing  # type: ignore[import-untyped]

VIS_NETWORK = ("templates", "lib", "vis-9.1.2", "vis-network.min.js")
UNIT = 170
"""How long an edge is that the layout calls 1, in pixels of the drawing."""
LEVEL, ROW = 45, 55
"""What a unit across and a row measure in the picture of a whole plan, which is a tree."""
LONGEST_LABEL = 36
HEIGHT = 620
"""How high the picture stands in a notebook, in pixels."""
FRAME = '<iframe sandbox="allow-scripts" style="width:100%;height:{height}px;border:1px solid #ccc" srcdoc="{page}"></iframe>'
QUIET = "#9aa4b2"
LAYERS = ("assignment", "structure", "relation", "mention", "default")
"""The layers of edges, those first that say most."""
TYPES = {term.value: term for term in EntityType}
DOING = tuple(role for role in Role if role.does)
SHAPES = dict(
    zip(EntityType, cycle(("dot", "diamond", "square", "triangle", "hexagon", "star", "triangleDown")), strict=False)
)
"""Each type has its shape beside its colour, for those who see no colours."""


class NetworkPage(str):
    """The page as HTML: one file that opens from disk and loads nothing; in a notebook it shows itself."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return FRAME.format(height=HEIGHT, page=escape(self))


def network_page(
    graph: Network, *, around: str | None = None, steps: int = 1, lang: Language | None = None
) -> NetworkPage:
    """The graph of a plan as a page; with `around`, a name or a node, only what lies within that many steps of it.

    Raises UsageError, with the nearest names, where nothing bears that name.
    """
    chosen = lang or language()
    drawn = strongest(graph)
    if around is None:
        part = with_edges(drawn, [edge for edge in drawn.edges(keys=True) if drawn.edges[edge]["layer"] != "default"])
        places = {node: (x * LEVEL, -y * ROW) for node, (x, y) in hierarchy_layout(drawn).items()}
    else:
        part = around_node(drawn, around, steps)
        places = {node: (x * UNIT, y * UNIT) for node, (x, y) in layout(part).items()}
    drawing = draw(part, places, chosen)
    title = str(graph.nodes[graph.name]["label"])
    data = {
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "quotes": {node: row["quote"] for node, row in part.nodes(data=True) if row.get("quote")},
        "legend": legend(part, chosen),
    }
    return NetworkPage(
        page(
            template("network.html"),
            data,
            title=title if around is None else words("page.network_around", chosen, name=around, title=title),
            lang=chosen,
            styles=[template("page.css"), template("network.css")],
            scripts=[files("pyvis").joinpath(*VIS_NETWORK).read_text("utf-8"), template("network.js")],
        )
    )


def around_node(graph: Network, name: str, steps: int) -> Network:
    """The nodes within that many steps of the one of that name, whichever way edges lead, and the edges between them.

    Raises UsageError where nothing bears the name.
    """
    local = Nodes(graph.name).local
    called = [node for node, row in graph.nodes(data=True) if name in {node, local(node), row["label"], row.get("id")}]
    if not called:
        nearest = nearest_names(name, (str(label) for _, label in graph.nodes(data="label")))
        raise UsageError("subject_unknown", name=name, nearest="、".join(nearest) or "—")
    near = nx.ego_graph(graph.to_undirected(as_view=True), called[0], radius=steps)
    return graph.subgraph(near)


def strongest(graph: Network) -> Network:
    """The graph with what says most of each two ends: an assignment before what follows from it, a mention last."""
    ends: defaultdict[frozenset[str], list[int]] = defaultdict(list)
    edges = [(edge, frozenset(edge[:2]), LAYERS.index(graph.edges[edge]["layer"])) for edge in graph.edges(keys=True)]
    for _, pair, rank in edges:
        ends[pair].append(rank)
    return with_edges(graph, [edge for edge, pair, rank in edges if rank == min(ends[pair])])


def with_edges(graph: Network, edges: Iterable[tuple[str, str, str]]) -> Network:
    """The part of the graph that these edges make, each told by its ends and its key."""
    part: Network = graph.edge_subgraph(edges)  # type: ignore[arg-type] # its types know no keys
    return part


def draw(graph: Network, places: Mapping[str, tuple[float, float]], lang: Language) -> Drawing:
    """The graph as pyvis' network: each node at its place with its words, each edge with what it says."""
    drawing = Drawing(directed=True)
    for node, (x, y) in places.items():
        row = graph.nodes[node]
        label = str(row["label"])
        short = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
        drawing.add_node(node, label=short, title=label, x=round(x), y=round(y), **_look(str(row["type"])))
    for source, target, row in graph.subgraph(places).edges(data=True):
        said = f"{row[lang]}{'：' if lang == 'zh' else ': '}{row['quote']}" if row.get("quote") else row[lang]
        drawing.add_edge(source, target, title=said, **_line(row))
    return drawing


def legend(graph: Network, lang: Language) -> list[dict[str, str]]:
    """The types of things that the picture holds, in the order of the list of types, with colour, shape and name."""
    held = {str(kind) for _, kind in graph.nodes(data="type")}
    shown = (kind for kind in EntityType if kind.value in held)
    return [{"colour": kind.colour, "shape": SHAPES[kind], "name": kind.said(lang)} for kind in shown]


def _look(kind: str) -> dict[str, str]:
    if term := TYPES.get(kind):
        return {"shape": SHAPES[term], "color": term.colour}
    return {"shape": "box", "color": "#ffffff" if kind == "task" else "#e8edf3"}


def _line(row: Mapping[str, object]) -> dict[str, object]:
    """Who does it: a solid line, and the stronger the part the wider; whom or where it concerns: a broken one."""
    if row["layer"] != "assignment":
        return {"color": QUIET, "width": 1, "dashes": row["layer"] in {"mention", "default"}}
    role = Role.of(str(row["predicate"]))
    width = len(DOING) - DOING.index(role) if role.does else 2
    return {"color": role.colour, "width": width, "dashes": not role.does}
