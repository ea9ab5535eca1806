from __future__ import annotations

import json

import networkx as nx
import pytest
from plankg.graph.formats.tables import listed
from plankg.graph.network import (
    Network,
    connections,
    edge_types,
    network,
    node_types,
    unit_load,
    view_of,
    working_together,
)
from plankg.schema import Document, Plan, UsageError
from plankg.schema.terms import EntityType


@pytest.fixture(scope="module")
def graph(plan: Plan, document: Document) -> Network:
    return network(plan, document)


def test_everything_named_is_a_node_and_nothing_else(plan: Plan, graph: Network) -> None:
    named = len(plan.sections) + len(plan.tasks) + len(plan.entities) + len(plan.targets)
    assert graph.number_of_nodes() == named + 1
    assert all("label" in data and "type" in data for _, data in graph.nodes(data=True))


def test_nodes_go_by_their_readable_names(graph: Network) -> None:
    assert graph.nodes["baoshan-2023h2/School/白鹭小学"]["type"] == "School"
    assert graph.nodes["baoshan-2023h2/task/20.2"]["label"] == "全力推进白鹭小学、白鹭幼儿园等项目顺利开工"
    assert graph.nodes["baoshan-2023h2/section/七/20"]["label"] == "20. 增加优质教育资源供给"
    assert graph.nodes["baoshan-2023h2"]["type"] == "plan"


def test_the_plan_holds_its_chapters_and_these_their_directives_and_tasks(graph: Network) -> None:
    def above(node: str) -> list[str]:
        return [first for first, _, edge in graph.in_edges(node, data=True) if edge["layer"] == "structure"]

    assert above("baoshan-2023h2/task/20.2") == ["baoshan-2023h2/section/七/20"]
    assert above("baoshan-2023h2/section/七/20") == ["baoshan-2023h2/section/七"]
    assert above("baoshan-2023h2/section/七") == ["baoshan-2023h2"]


def test_each_assignment_is_an_edge_with_its_role_and_its_words(plan: Plan, graph: Network, document: Document) -> None:
    edges = [edge for *_, edge in graph.edges(data=True) if edge["layer"] == "assignment"]
    assert len(edges) == len({(a.unit, a.task, a.role, a.evidence) for a in plan.assignments})
    between = graph.get_edge_data("baoshan-2023h2/PartnerInstitution/上海大学", "baoshan-2023h2/task/5.6").values()
    (partner,) = (edge for edge in between if edge["layer"] == "assignment")
    assert (partner["predicate"], partner["zh"], partner["en"], partner["does"]) == (
        "partner",
        "配合",
        "partners",
        True,
    )
    assert document.text[partner["start"] : partner["end"]] == partner["quote"]
    assert partner["standing"] == "stated"


def test_each_relation_is_an_edge(plan: Plan, graph: Network) -> None:
    (edge,) = graph.get_edge_data("baoshan-2023h2/Project/顾村中学改造", "baoshan-2023h2/School/顾村中学").values()
    assert (edge["predicate"], edge["zh"]) == ("renovates", "改造")
    assert {r.predicate.value for r in plan.relations} <= {edge["predicate"] for *_, edge in graph.edges(data=True)}


def test_a_figure_is_tied_once_to_the_task_it_measures(plan: Plan, graph: Network) -> None:
    for target in plan.targets:
        if target.task is not None:
            assert (
                graph.number_of_edges(f"baoshan-2023h2/task/{target.task}", f"baoshan-2023h2/target/{target.id}") == 1
            )


def test_what_words_name_is_tied_to_them_and_nothing_stands_alone(
    plan: Plan, graph: Network, document: Document
) -> None:
    assert [node for node in graph if graph.degree(node) == 0] == []
    between = {
        edge["predicate"]: edge
        for edge in graph.get_edge_data("baoshan-2023h2/task/11.5", "baoshan-2023h2/Programme/远航计划").values()
    }
    assert {name: (edge["zh"], edge["layer"]) for name, edge in between.items()} == {
        "mentions": ("提到", "mention"),
        "actsOn": ("动作对象", "mention"),
    }
    for *_, edge in graph.edges(data=True):
        if edge["layer"] == "mention" and "certainty" in edge:
            assert document.text[edge["start"] : edge["end"]].replace("\n", "") == edge["quote"].replace("\n", "")
    assert graph.has_edge(plan.id, "baoshan-2023h2/GovernmentBody/上海市宝山区教育局")


def test_the_issuer_is_tied_to_each_task_that_names_nobody_as_inferred(plan: Plan, graph: Network) -> None:
    issuer = "baoshan-2023h2/GovernmentBody/上海市宝山区教育局"
    found = [(task, edge) for _, task, edge in graph.out_edges(issuer, data=True) if edge["layer"] == "default"]
    assert {task for task, _ in found} == {
        f"baoshan-2023h2/task/{task.id}" for task in plan.tasks if task.default_actor
    }
    assert {(edge["predicate"], edge["standing"]) for _, edge in found} == {("defaultActor", "inferred")}


def test_an_unnamed_lead_is_the_issuers_and_inferred(graph: Network) -> None:
    (edge,) = (
        edge
        for edge in graph.get_edge_data(
            "baoshan-2023h2/GovernmentBody/上海市宝山区教育局", "baoshan-2023h2/task/3.1"
        ).values()
        if edge["layer"] == "assignment"
    )
    assert (edge["predicate"], edge["standing"]) == ("lead", "inferred")
    assert not graph.has_edge("baoshan-2023h2/GovernmentBody/党组织", "baoshan-2023h2/task/15.1")


def test_the_load_of_a_unit_counts_what_it_does_apart_from_what_concerns_it(plan: Plan, graph: Network) -> None:
    loads = unit_load(graph)
    assert loads["baoshan-2023h2/PartnerInstitution/上海大学"] == (1, 0)
    assert loads["baoshan-2023h2/School/顾村中学"] == (0, 1)
    assert sum(load.does for load in loads.values()) == len({(a.unit, a.task) for a in plan.assignments if a.role.does})
    assert [load.does for load in loads.values()] == sorted((load.does for load in loads.values()), reverse=True)


def test_units_of_one_task_work_together(graph: Network) -> None:
    together = working_together(graph)
    assert (
        together.edges["baoshan-2023h2/PartnerInstitution/上海大学", "baoshan-2023h2/PartnerInstitution/宝山沪剧团"][
            "tasks"
        ]
        == "baoshan-2023h2/task/5.6"
    )
    assert "baoshan-2023h2/School/顾村中学" not in together


def test_connections_count_what_a_thing_is_tied_to(graph: Network) -> None:
    counts = connections(graph)
    assert counts["baoshan-2023h2/Project/罗店镇幼儿园迁建项目"] >= 2
    assert not any(name.split("/")[1] in {"task", "section", "target"} for name in counts)


def test_a_plan_without_assignments_has_no_load_and_nobody_together(plan: Plan, document: Document) -> None:
    empty = network(plan.model_copy(update={"assignments": ()}), document)
    assert unit_load(empty) == {}
    assert len(working_together(empty)) == 0


def test_every_node_and_edge_says_its_plan_and_its_type_in_both_languages(plan: Plan, graph: Network) -> None:
    nodes, edges = node_types(), edge_types()
    for node, row in graph.nodes(data=True):
        assert node.split("/")[0] == row["plan"] == plan.id
        assert {lang: row[lang] for lang in ("zh", "en")} == nodes[row["type"]]
    for *_, row in graph.edges(data=True):
        assert row["plan"] == plan.id
        assert {lang: row[lang] for lang in ("zh", "en")} == edges[row["predicate"]]


def test_the_pieces_of_nodes_and_edges_joined_are_their_quotes(graph: Network, document: Document) -> None:
    rows = [row for *_, row in (*graph.nodes(data=True), *graph.edges(data=True)) if "quote" in row]
    assert any("+" in row["pieces"] for row in rows)
    for row in rows:
        spans = [piece.split("-") for piece in row["pieces"].split("+")]
        assert "".join(document.text[int(start) : int(end)] for start, end in spans) == row["quote"]


def test_all_is_reached_from_the_plan_also_where_nothing_has_a_part(
    plan: Plan, graph: Network, document: Document
) -> None:
    assert nx.descendants(graph, plan.id) | {plan.id} == set(graph)
    bare = network(plan.model_copy(update={"assignments": (), "relations": ()}), document)
    assert nx.descendants(bare, plan.id) | {plan.id} == set(bare)


def test_nodes_carry_what_the_model_has_and_json_takes_it(plan: Plan, graph: Network) -> None:
    assert json.loads(json.dumps(nx.node_link_data(graph, edges="edges")))["multigraph"] is True
    held = {(row["type"], row.get("id")): row for _, row in graph.nodes(data=True)}
    for target in plan.targets:
        row = held["target" if target.kind.measures else "naming", target.id]
        assert (row.get("value"), row.get("unit"), row["comparator"]) == (target.value, target.unit, target.comparator)
    for task in plan.tasks:
        assert held["task", task.id]["action"] == task.action
        assert held["task", task.id].get("due") == (task.due.isoformat() if task.due else None)
    for entity in plan.entities:
        assert held[entity.type.value, entity.id].get("aliases", "") == "|".join(entity.aliases)


def test_the_iri_of_a_node_is_that_of_its_row_and_of_rdf(plan: Plan, graph: Network) -> None:
    rows = {iri for name in ("tasks", "entities", "targets", "sections") for iri in listed(plan, name)["iri"]}
    assert {row["iri"] for _, row in graph.nodes(data=True)} - rows == {f"https://w3id.org/plankg/data/{plan.id}"}


def test_a_view_holds_units_alone_or_with_their_tasks(plan: Plan, graph: Network) -> None:
    both = view_of(graph, "units-tasks")
    assert both.number_of_edges() == len({(row.unit, row.task, row.role, row.evidence) for row in plan.assignments})
    assert {kind for _, kind in view_of(graph, "units").nodes(data="type")} <= {kind.value for kind in EntityType}
    with pytest.raises(UsageError, match="units-tasks"):
        view_of(graph, "people")


def test_two_plans_composed_lose_no_node(plan: Plan, graph: Network, document: Document) -> None:
    other = network(plan.model_copy(update={"id": "other"}), document)
    assert len(nx.compose(graph, other)) == 2 * len(graph)
