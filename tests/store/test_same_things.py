"""What is the same across plans, as the store tells it: inferred is never owl:sameAs, decided and cited are."""

from __future__ import annotations

from typing import Any

import pytest
from plankg.graph.conformance import oracle
from plankg.graph.extraction import extract
from plankg.graph.rdf import Iris, expand, identities_graph, label
from plankg.graph.reading.text import document_from_text
from plankg.graph.review import apply_review
from plankg.graph.store import Store
from plankg.schema.decision import Review
from pyoxigraph import NamedNode

from plankg.workplan import WorkPlan, together

pytestmark = pytest.mark.slow

SCHOOL = "School/石桥小学"
TEXT = """白塔县教育局文件

白塔县教育局{year}年工作要点

一、工作任务

1.学校建设。扩建石桥小学，会同县财政局开展督查，指导学校开展应急演练。
"""


def work(year: int, *decisions: dict[str, Any]) -> WorkPlan:
    document = document_from_text(TEXT.format(year=year), name="要点.txt")
    shared = {"by": "李复核", "date": "2025-02-03", "reason": "核对过", "statement": "identity", "directive": 1}
    review = Review.model_validate(
        {"decisions": [{"id": f"d{n}", **shared, **row} for n, row in enumerate(decisions, start=1)]}
    )
    plan, issues = apply_review(extract(document, plan_id=f"baita-{year}"), document, review)
    return WorkPlan(plan, document, review, issues)


def store(*decisions: dict[str, Any]) -> Store:
    made, issues = together([work(2024, *decisions), work(2025)])
    assert issues == ()
    return made


def links(made: Store, predicate: str) -> set[tuple[str, str]]:
    found = list(made.oxigraph.quads_for_pattern(None, NamedNode(expand(predicate)), None, None))
    graph = NamedNode(identities_graph(made.base))
    assert all(quad.graph_name == graph for quad in found)
    return {(str(quad.subject)[1:-1], str(quad.object)[1:-1]) for quad in found}


ENDS = (Iris("baita-2024").entity(SCHOOL), Iris("baita-2025").entity(SCHOOL))


def test_what_a_rule_infers_is_never_said_to_be_the_same_outright() -> None:
    made = store()
    assert ENDS in links(made, "plankg:inferredSameAs")
    assert links(made, "owl:sameAs") == set()


@pytest.mark.parametrize("source", [None, "县教育局公告"])
def test_what_is_decided_or_cited_is_owl_same_as_and_no_longer_inferred(source: str | None) -> None:
    told = {"action": "accept", "quote": "石桥小学", "source": source}
    made = store(told)
    assert links(made, "owl:sameAs") == {ENDS}
    assert ENDS not in links(made, "plankg:inferredSameAs")


def test_the_question_lists_both_sides_with_their_sentences() -> None:
    rows = [row for row in store().ask("same-things").records() if row["name"] == "石桥小学"]
    sentence = "扩建石桥小学，会同县财政局开展督查，指导学校开展应急演练"
    assert rows == [
        {
            "type": "学校",
            "name": "石桥小学",
            "plan": "baita-2024",
            "sentence": sentence,
            "start": TEXT.format(year=2024).index("石桥小学"),
            "other": "石桥小学",
            "other_plan": "baita-2025",
            "other_sentence": sentence,
            "standing": "规则推断",
            "rule": "same-name-same-issuer-region",
        }
    ]


def test_a_rejected_identity_leaves_the_graph_when_said_again() -> None:
    made = store()
    again = store({"action": "reject", "quote": "石桥小学"})
    assert ENDS not in links(again, "plankg:inferredSameAs")
    made.identify(())
    assert links(made, "plankg:inferredSameAs") == set()
    assert made.ask("unit-tasks", unit="县财政局").rows


@pytest.mark.parametrize("decisions", [(), ({"action": "accept", "quote": "石桥小学"},)])
def test_the_graph_of_several_plans_conforms(decisions: tuple[dict[str, Any], ...]) -> None:
    made = store(*decisions)
    assert made.validate() == oracle.validate(made.oxigraph) == ()


def test_every_own_term_of_the_identities_has_a_label() -> None:
    graph = NamedNode(identities_graph(store().base))
    said = store({"action": "accept", "quote": "石桥小学"}).oxigraph.quads_for_pattern(None, None, None, graph)
    own = {term.value for quad in said for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)}
    terms = {iri for iri in own if iri.startswith(expand("plankg:"))}
    assert terms
    assert all(label(iri, "zh") and label(iri, "en") for iri in terms)
