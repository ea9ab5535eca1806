from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from plankg.graph.rdf import Iris
from plankg.graph.rdf.iris import segment
from plankg.schema import Evidence, Piece, Plan
from pyoxigraph import NamedNode

IRIS = Iris("baoshan-2023h2")
names = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


def test_a_thing_goes_by_its_name_in_chinese_whatever_its_type() -> None:
    assert IRIS.entity("School/白鹭小学") == "https://w3id.org/plankg/data/baoshan-2023h2/thing/白鹭小学"
    assert IRIS.entity("SchoolCategory/白鹭小学") == IRIS.entity("School/白鹭小学")


def test_namesakes_are_told_apart_by_their_place_in_the_text(plan: Plan) -> None:
    iris = Iris.of(plan)
    ends = sorted(
        iris.entity(entity.id).removeprefix(iris.plan) for entity in plan.entities if entity.name == "白鹭小学"
    )
    assert ends == ["/thing/白鹭小学", "/thing/白鹭小学/2"]
    assert len({iris.entity(entity.id) for entity in plan.entities}) == len(plan.entities)


def test_another_type_leaves_every_iri_of_a_thing_as_it_is(plan: Plan) -> None:
    before, after = Iris.of(plan), plan.entities
    ids = {entity.id.partition("/")[2]: entity.id for entity in after}
    changed = [
        entity.model_copy(update={"id": f"Concept/{name}"})
        for name, id_ in ids.items()
        for entity in after
        if entity.id == id_
    ]
    again = Iris.of(plan.model_copy(update={"entities": tuple(changed)}))
    unique = [name for name in ids if sum(name == entity.id.partition("/")[2] for entity in after) == 1]
    assert len(unique) > 300
    assert all(again.entity(f"Concept/{name}") == before.entity(ids[name]) for name in unique)


def test_the_base_is_a_setting() -> None:
    assert Iris("p", "https://jyj.example/").task("8.1") == "https://jyj.example/p/task/8.1"


def test_a_section_keeps_the_levels_of_its_id_readable() -> None:
    assert IRIS.section("四/8") == "https://w3id.org/plankg/data/baoshan-2023h2/section/四/8"


def test_the_pieces_of_a_broken_quote_are_all_named() -> None:
    broken = Evidence(quote="学校联盟", pieces=(Piece(start=1940, end=1941), Piece(start=1943, end=1946)))
    assert IRIS.span(broken).endswith("/text/1940-1941+1943-1946")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("“1+X”证书制度", "“1+X”证书制度"),
        ("以劳优家 以劳润心", "以劳优家%20以劳润心"),
        ("校园<创新>/100%", "校园%3C创新%3E%2F100%25"),
        ("宝山区…行动计划（2023-2025年）", "宝山区…行动计划（2023-2025年）"),
    ],
)
def test_only_what_an_iri_forbids_is_percent_encoded(name: str, written: str) -> None:
    assert segment(name) == written


@given(names)
def test_every_name_makes_an_iri_that_gives_the_name_back(name: str) -> None:
    iri = IRIS.entity(f"Concept/{name}")
    assert NamedNode(iri).value == iri
    assert IRIS.name_of(iri) == f"thing/{name}"


@given(names, names)
def test_two_names_never_share_an_iri(one: str, other: str) -> None:
    assert (segment(one) == segment(other)) == (one == other)
