"""The builder never makes what its own shapes forbid, whatever it reads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plankg.graph.checks.linting import lint
from plankg.graph.extraction import extract
from plankg.graph.extraction.pipeline import draft_of
from plankg.graph.extraction.statements.sound import sound_citations, sound_sentences
from plankg.graph.reading.html import read_html
from plankg.graph.reading.text import document_from_text
from plankg.graph.store import Store
from plankg.schema import Document, ExtractionError, Plan, ReadingError
from plankg.schema.terms import TargetKind

pytestmark = pytest.mark.slow

HEAD = "云河县水务局2024年工作要点\n一、重点任务\n1.供水。"
PIECES = (
    "落实《村镇供水管护办法》",
    "按照《河道巡查规程》开展巡查",
    "覆盖率达到930%",
    "水质合格率由80%提高到195%",
    "县水务局会同各乡镇修复管网12公里",
    "全年培训管水员300人次",
    "（责任单位：县水务局、县财政局）",
    "\n2.节水。",
    "\n（一）推进节水。",
    "\n二、重点任务\n",
    "\n序号\t重点任务\t责任单位\n1\t落实《村镇供水管护办法》\t县水务局\n",
    "\n1\t落实《村镇供水管护办法》，覆盖率达到930%\t县财政局\n",
    "，",
    "。",
    "；",
    "\n",
)
texts = st.lists(st.sampled_from(PIECES), max_size=12).map(lambda parts: HEAD + "".join(parts))
cells = st.tuples(
    st.sampled_from(["落实《村镇供水管护办法》。", "漏损率降到930%以内。", "修复管网3公里。", ""]), st.integers(1, 4)
)


@pytest.fixture
def shared() -> Document:
    return document_from_text(f"{HEAD}落实《村镇供水管护办法》。\n", name="要点.txt")


def faults(plan: Plan, document: Document) -> list[str]:
    store = Store()
    store.load(plan, document)
    return [f"{issue.check} {issue.statement}" for issue in store.validate()]


@given(texts)
@settings(max_examples=40, deadline=None)
def test_a_plan_of_any_text_conforms(text: str) -> None:
    document = document_from_text(text, name="要点.txt")
    assert faults(extract(document, plan_id="yaodian"), document) == []


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_a_plan_of_any_table_whose_cells_run_over_rows_conforms(
    rows: list[tuple[tuple[str, int], tuple[str, int]]],
) -> None:
    body = "".join(
        f"<tr><td>{number}</td><td rowspan={task[1]}>{task[0]}</td><td rowspan={unit[1]}>{unit[0]}</td><td>县水务局</td></tr>"
        for number, (task, unit) in enumerate(rows, start=1)
    )
    head = "<tr><th>序号</th><th>重点任务</th><th>具体措施</th><th>责任单位</th></tr>"
    page = f"<meta charset=utf-8><p>云河县2024年任务分工表</p><table>{head}{body}</table>"
    try:
        document = read_html(page.encode(), name="表.html", sha256="")
        plan = extract(document, plan_id="biao")
    except (ExtractionError, ReadingError):
        return
    assert faults(plan, document) == []


def test_a_share_of_more_than_the_whole_is_an_amount_and_a_doubt() -> None:
    document = document_from_text(f"{HEAD}自来水覆盖率达到930%。\n", name="要点.txt")
    plan = extract(document, plan_id="yaodian")
    assert [(target.value, target.kind) for target in plan.targets] == [(930, TargetKind.TARGET)]
    assert "share-above-whole" in {issue.check for issue in lint(plan, document)}
    assert faults(plan, document) == []


def test_what_two_tasks_share_is_said_once(shared: Document) -> None:
    draft = draft_of(shared, plan_id="yaodian")
    twice = [row.model_copy(update={"task": "9.9"}) for row in draft.citations]
    draft.citations = (*draft.citations, *twice)
    draft.sentences = (*draft.sentences, *(row.model_copy(update={"section": None}) for row in draft.sentences))
    assert {row.task for row in sound_citations(draft)} == {"1.1"}
    assert [row.section for row in sound_sentences(draft)] == [None, "一", "一/1", "一/1"]
