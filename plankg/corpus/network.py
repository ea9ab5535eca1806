"""Plans as one network: each plan's nodes and edges under names of their own, and edges between what is one thing in several."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
from plankg.graph.network import Network, network
from plankg.graph.rdf.vocabulary import expand, label
from plankg.graph.review.identifying import naming_only, same_things
from plankg.schema.loaded import Loaded
from plankg.schema.wording import languages

SAME = "Identity"
"""The predicate of edges between plans, by the class of the vocabulary that says the same."""
LABELS = {lang: label(expand(f"plankg:{SAME}"), lang) or SAME for lang in languages()}


def network_of(works: Iterable[Loaded]) -> Network:
    """The networks of plans beside each other: a node goes by its plan's id and its name there, the plan by its id alone.

    Every node and edge has `plan`. Edges of the layer `identity` tie what is the same thing, with the `standing` and the `rule` by
    which that is known, and no plan: they are of none.
    """
    whole: Network = nx.MultiDiGraph()
    named = []
    for work in works:
        own = network(work.plan, work.document)
        plan = work.plan.id
        names = {node: node if node == plan or node.startswith(f"{plan}/") else f"{plan}/{node}" for node in own}
        whole.add_nodes_from((names[node], {**data, "plan": plan}) for node, data in own.nodes(data=True))
        for source, target, key, data in own.edges(keys=True, data=True):
            whole.add_edge(names[source], names[target], key, **{**data, "plan": plan})
        named.append(naming_only(work))
    for one in same_things(named, chained=True)[0]:
        first, second = (f"{end.plan}/{end.entity}" for end in (one.first, one.second))
        said = {"layer": "identity", "standing": one.standing.value, "rule": one.rule}
        whole.add_edge(first, second, SAME, predicate=SAME, **LABELS, **said)
    return whole
