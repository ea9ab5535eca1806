from __future__ import annotations

import pytest
from plankg.graph.measures import connections, unit_load, working_together
from plankg.graph.network import Network, network
from plankg.schema import Document, Plan


@pytest.fixture(scope="module")
def graph(plan: Plan, document: Document) -> Network:
    return network(plan, document)


def test_everything_named_is_a_node_and_nothing_else(plan: Plan, graph: Network) -> None:
    named = len(plan.sections) + len(plan.tasks) + len(plan.entities) + len(plan.targets)
    assert graph.number_of_nodes() == named + 1
    assert all("label" in data and "type" in data for _, data in graph.nodes(data=True))


def test_nodes_go_by_their_readable_names(graph: Network) -> None:
    assert graph.nodes["School/白鹭小学"]["type"] == "School"
    assert graph.nodes["task/20.2"]["label"] == "全力推进白鹭小学、白鹭幼儿园等项目顺利开工"
    assert graph.nodes["section/七/20"]["label"] == "20. 增加优质教育资源供给"
    assert graph.nodes["baoshan-2023h2"]["type"] == "plan"


def test_the_plan_holds_its_chapters_and_these_their_directives_and_tasks(graph: Network) -> None:
    def above(node: str) -> list[str]:
        return [first for first, _, edge in graph.in_edges(node, data=True) if edge["layer"] == "structure"]

    assert above("task/20.2") == ["section/七/20"]
    assert above("section/七/20") == ["section/七"]
    assert above("section/七") == ["baoshan-2023h2"]


def test_each_assignment_is_an_edge_with_its_role_and_its_words(plan: Plan, graph: Network, document: Document) -> None:
    edges = [edge for *_, edge in graph.edges(data=True) if edge["layer"] == "assignment"]
    assert len(edges) == len({(a.unit, a.task, a.role, a.evidence) for a in plan.assignments})
    between = graph.get_edge_data("PartnerInstitution/上海大学", "task/5.6").values()
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
    (edge,) = graph.get_edge_data("Project/顾村中学改造", "School/顾村中学").values()
    assert (edge["predicate"], edge["zh"]) == ("renovates", "改造")
    assert {r.predicate.value for r in plan.relations} <= {edge["predicate"] for *_, edge in graph.edges(data=True)}


def test_a_figure_is_tied_once_to_the_task_it_measures(plan: Plan, graph: Network) -> None:
    for target in plan.targets:
        if target.task is not None:
            assert graph.number_of_edges(f"task/{target.task}", f"target/{target.id}") == 1


def test_what_words_name_is_tied_to_them_and_nothing_stands_alone(
    plan: Plan, graph: Network, document: Document
) -> None:
    assert [node for node in graph if graph.degree(node) == 0] == []
    between = {edge["predicate"]: edge for edge in graph.get_edge_data("task/11.5", "Programme/远航计划").values()}
    assert {name: (edge["zh"], edge["layer"]) for name, edge in between.items()} == {
        "mentions": ("提到", "mention"),
        "actsOn": ("动作对象", "mention"),
    }
    for *_, edge in graph.edges(data=True):
        if edge["layer"] == "mention" and "certainty" in edge:
            assert document.text[edge["start"] : edge["end"]].replace("\n", "") == edge["quote"].replace("\n", "")
    assert graph.has_edge(plan.id, "GovernmentBody/上海市宝山区教育局")


def test_the_issuer_is_tied_to_each_task_that_names_nobody_as_inferred(plan: Plan, graph: Network) -> None:
    issuer = "GovernmentBody/上海市宝山区教育局"
    found = [(task, edge) for _, task, edge in graph.out_edges(issuer, data=True) if edge["layer"] == "default"]
    assert {task for task, _ in found} == {f"task/{task.id}" for task in plan.tasks if task.default_actor}
    assert {(edge["predicate"], edge["standing"]) for _, edge in found} == {("defaultActor", "inferred")}


def test_an_unnamed_lead_is_the_issuers_and_inferred(graph: Network) -> None:
    (edge,) = (
        edge
        for edge in graph.get_edge_data("GovernmentBody/上海市宝山区教育局", "task/3.1").values()
        if edge["layer"] == "assignment"
    )
    assert (edge["predicate"], edge["standing"]) == ("lead", "inferred")
    assert not graph.has_edge("GovernmentBody/党组织", "task/15.1")


def test_the_load_of_a_unit_counts_what_it_does_apart_from_what_concerns_it(plan: Plan, graph: Network) -> None:
    loads = unit_load(graph)
    assert loads["PartnerInstitution/上海大学"] == (1, 0)
    assert loads["School/顾村中学"] == (0, 1)
    assert sum(load.does for load in loads.values()) == len({(a.unit, a.task) for a in plan.assignments if a.role.does})
    assert [load.does for load in loads.values()] == sorted((load.does for load in loads.values()), reverse=True)


def test_units_of_one_task_work_together(graph: Network) -> None:
    together = working_together(graph)
    assert together.edges["PartnerInstitution/上海大学", "PartnerInstitution/宝山沪剧团"]["tasks"] == "task/5.6"
    assert "School/顾村中学" not in together


def test_connections_count_what_a_thing_is_tied_to(graph: Network) -> None:
    counts = connections(graph)
    assert counts["Project/罗店镇幼儿园迁建项目"] >= 2
    assert not any(name.startswith(("task/", "section/", "target/")) for name in counts)


def test_a_plan_without_assignments_has_no_load_and_nobody_together(plan: Plan, document: Document) -> None:
    empty = network(plan.model_copy(update={"assignments": ()}), document)
    assert unit_load(empty) == {}
    assert len(working_together(empty)) == 0
