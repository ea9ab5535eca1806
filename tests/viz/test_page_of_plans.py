from __future__ import annotations

import gzip
import json
import re
from base64 import b64decode
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from plankg.graph.checks.accounting import account
from plankg.graph.network import Nodes, network
from plankg.graph.plans import load_plan
from plankg.graph.rdf import identity_nquads, nquads, vocabulary_nquads
from plankg.graph.review import same_things
from plankg.schema.loaded import Loaded
from plankg.schema.terms import Role
from plankg.viz.page import file
from plankg.viz.page.data import page_data, plan_data
from plankg.viz.page.file import query_page, workbench_page
from plankg.viz.page.findings import references
from plankg.viz.page.sounds import sounds

pytestmark = pytest.mark.slow


def script(page: str, name: str) -> str:
    """Gives what stands in the data script of that name, as a browser finds it: up to the first end tag."""
    found = re.search(rf'<script type="[^"]*" id="{name}">(.*?)</script', page, re.DOTALL)
    assert found is not None
    return found[1]


def data(page: str) -> dict[str, Any]:
    return dict(json.loads(script(page, "plankg-page")))


@pytest.fixture(scope="module")
def page(bundled: Loaded) -> str:
    return workbench_page([bundled])


def test_the_page_holds_the_whole_plan_and_its_text(page: str, bundled: Loaded) -> None:
    (plan,) = data(page)["plans"]
    assert plan["plan"] == bundled.plan.model_dump(mode="json")
    assert plan["text"] == bundled.document.text


def test_each_node_of_the_network_has_its_place_and_each_edge_its_ends(page: str, bundled: Loaded) -> None:
    (plan,) = data(page)["plans"]
    whole = network(bundled.plan, bundled.document)
    graph = nx.relabel_nodes(whole, {node: Nodes(bundled.plan.id).local(node) for node in whole})
    assert list(plan["layouts"]["whole"]) == list(graph)
    tied = {frozenset(ends) for *ends, edge in graph.edges(data=True) if edge["layer"] != "mention"}
    drawn = [frozenset((edge["source"], edge["target"])) for edge in plan["edges"] if edge["layer"] != "mention"]
    assert len(drawn) == sum(edge["layer"] != "mention" for *_, edge in graph.edges(data=True))
    # a line that only says that the words of one name the other is left out where something else ties the two
    assert {frozenset(ends) for ends in graph.edges()} - tied == {
        frozenset((edge["source"], edge["target"])) for edge in plan["edges"] if edge["layer"] == "mention"
    }
    assert {edge["source"] for edge in plan["edges"]} | {edge["target"] for edge in plan["edges"]} <= set(graph)


def test_units_face_the_tasks_they_are_assigned_to(page: str, bundled: Loaded) -> None:
    (plan,) = data(page)["plans"]
    places = plan["layouts"]["bipartite"]
    units = {row.unit for row in bundled.plan.assignments}
    tasks = {f"task/{row.task}" for row in bundled.plan.assignments}
    assert set(places) == units | tasks
    assert {places[unit][0] for unit in units} == {0}
    assert len({places[task][0] for task in tasks}) == 1
    heights = [places[f"task/{task.id}"][1] for task in bundled.plan.tasks if f"task/{task.id}" in places]
    assert heights == sorted(heights, reverse=True)


def test_the_hierarchy_holds_every_section_and_task_at_a_place_of_its_own(page: str, bundled: Loaded) -> None:
    (plan,) = data(page)["plans"]
    places = plan["layouts"]["hierarchy"]
    assert {f"section/{section.id}" for section in bundled.plan.sections} <= set(places)
    assert {f"task/{task.id}" for task in bundled.plan.tasks} <= set(places)
    assert len({tuple(place) for place in places.values()}) == len(places)


def test_sentences_that_gave_nothing_are_counted_from_the_plans_first(page: str, bundled: Loaded) -> None:
    (plan,) = data(page)["plans"]
    assert plan["silent"]
    assert all(0 <= place < len(bundled.plan.sentences) for place in plan["silent"])


def test_doubts_are_worded_in_both_languages_and_name_what_they_are_about(page: str, bundled: Loaded) -> None:
    (plan,) = data(page)["plans"]
    assert plan["doubts"]
    for doubt in [*plan["doubts"], *plan["findings"]]:
        assert doubt["message"]["zh"] != doubt["message"]["en"]
    known = {*plan["layouts"]["whole"], *references(bundled.plan).values()}
    known |= {f"citation/{number}" for number, _ in enumerate(bundled.plan.citations, start=1)}
    assert {doubt["statement"] for doubt in plan["doubts"]} <= known


def test_what_was_not_read_is_worded_in_both_languages_and_lies_in_the_text(page: str, bundled: Loaded) -> None:
    (plan,) = data(page)["plans"]
    assert [row["message"]["zh"] for row in plan["unread"]] == [
        row.message for row in account(bundled.plan, bundled.document, lang="zh")
    ]
    for row in plan["unread"]:
        assert row["message"]["zh"] != row["message"]["en"]
        assert (
            "".join(bundled.document.text[p["start"] : p["end"]] for p in row["evidence"]["pieces"])
            in row["evidence"]["quote"]
        )


def test_names_are_found_by_pinyin_and_initials(page: str) -> None:
    (plan,) = data(page)["plans"]
    assert {"bailuxiaoxue", "blxx"} <= set(plan["sounds"]["School/白鹭小学"].split())
    assert {"heng", "xing"} <= {way[:4] for way in sounds("行知中学").split()}


def test_a_phrase_decides_how_its_characters_are_read() -> None:
    assert sounds("重庆") == "chongqing cq"
    assert sounds("重点学校").startswith("zhongdianxuexiao")


def test_terms_words_and_questions_come_in_both_languages(page: str) -> None:
    known = data(page)
    assert {role: known["terms"]["Role"][role]["colour"] for role in known["terms"]["Role"]} == {
        role.value: role.colour for role in Role
    }
    assert set(known["words"]["zh"]) == set(known["words"]["en"])
    assert all(question["sparql"].startswith("PREFIX") for question in known["questions"])


def test_the_vocabulary_is_the_graphs_own_and_sounds_as_one_types_it(page: str) -> None:
    vocabulary = {(term["kind"], term["name"]): term for term in data(page)["vocabulary"]}
    assert vocabulary["concept", "plankg:Role-lead"]["zh"] == "牵头"
    assert vocabulary["class", "plankg:School"]["en"] == "School"
    assert vocabulary["pattern", "plankg:Role-lead"]["sounds"] == "qiantoudanwei qtdw"
    assert ("property", "dcterms:identifier") in vocabulary


def test_the_graph_in_the_page_is_the_plans_graph(page: str, bundled: Loaded) -> None:
    lines = gzip.decompress(b64decode(script(page, "plankg-quads")))
    assert lines == nquads(bundled.plan, bundled.document, review=bundled.review) + vocabulary_nquads()


def test_the_engine_in_the_page_is_a_wasm_module(page: str) -> None:
    assert gzip.decompress(b64decode(script(page, "plankg-engine"))).startswith(b"\0asm")


def test_without_sparql_neither_graph_nor_engine_is_in_the_page(bundled: Loaded) -> None:
    lean = workbench_page([bundled], sparql=False)
    assert 'id="plankg-engine"' not in lean
    assert 'id="plankg-quads"' not in lean
    assert len(lean.encode()) <= 3_000_000


def test_the_page_with_its_engine_stays_small(page: str) -> None:
    assert len(page.encode()) <= 9_000_000


def test_the_same_plan_gives_the_same_page(page: str, bundled: Loaded) -> None:
    assert workbench_page([bundled]) == page


def test_the_page_forbids_every_request_and_tells_its_encoding_first(page: str) -> None:
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy[1].split(";"))
    assert rules["default-src"] == "'none'"
    assert "connect-src" not in rules
    assert not re.search(r"https?:", policy[1])
    assert page[:1024].casefold().find('<meta charset="utf-8">') > 0


def test_the_query_page_may_ask_its_own_server_alone() -> None:
    made = query_page(["白鹭小学"])
    assert "connect-src 'self'" in made
    assert data(made)["names"] == {"白鹭小学": sounds("白鹭小学")}


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_no_text_breaks_out_of_its_data(text: str) -> None:
    made = file._json_script("plankg-page", {"text": text, "markup": f"</script><!--{text}<script>"})
    assert made.count("<") == 2
    assert json.loads(script(made, "plankg-page"))["text"] == text


def test_several_plans_stand_in_the_order_given(bundled: Loaded) -> None:
    other = Loaded(
        bundled.plan.model_copy(update={"id": "other"}), bundled.document, bundled.review, bundled.issues, None
    )
    same, _ = same_things([other, bundled])
    found = page_data([other, bundled], same, lang="en", views={})
    assert [plan["plan"]["id"] for plan in found["plans"]] == ["other", bundled.plan.id]  # type: ignore[attr-defined]
    assert found["lang"] == "en"


def test_what_is_the_same_in_several_plans_is_told_and_is_in_the_graph(bundled: Loaded) -> None:
    other = Loaded(
        bundled.plan.model_copy(update={"id": "other"}), bundled.document, bundled.review, bundled.issues, None
    )
    page = workbench_page([other, bundled])
    same, _ = same_things([other, bundled])
    told = data(page)["identities"]
    assert [(one["first"]["entity"], one["second"]["plan"], one["standing"]) for one in told] == [
        (one.first.entity, one.second.plan, one.standing.value) for one in same
    ]
    assert identity_nquads(same) in gzip.decompress(b64decode(script(page, "plankg-quads")))


def test_periods_and_frequencies_are_told_where_words_name_them(tmp_path: Path) -> None:
    path = tmp_path / "要点.txt"
    body = "2023年第三季度完成设备采购。每季度开展一次检查。"
    path.write_text(f"某区教育局文件\n\n某区教育局2023年下半年工作要点\n\n一、改善\n\n1.完善。{body}\n", "utf-8")
    loaded = load_plan(path)
    plan = plan_data(loaded)
    dated = next(task for task in loaded.plan.tasks if task.due)
    again = next(task for task in loaded.plan.tasks if task.recurrence)
    assert plan["periods"] == {
        "document/effective_period": ("2023-07-01", "2023-12-31"),
        f"task/{dated.id}": ("2023-07-01", "2023-09-30"),
    }
    assert plan["frequencies"] == {f"task/{again.id}": "P3M"}
